/* The words of the panel. This file comes first; en.ts must have the same keys. A bar separates singular from plural. */

export const zh = {
  close: "收起", back: "返回", home: "首页", talk: "对话", help: "帮助", nav: "面板导航", title: "在线客服",
  morning: "早上好", noon: "中午好", afternoon: "下午好", evening: "晚上好", comma: "，",
  lead: "有什么可以帮您？", search: "搜一搜，或直接描述问题", search_label: "搜索帮助", common: "大家常问", found: "相关文章", ask_this: "直接问：{q}",
  nothing: "没有找到相关文章", nothing_do: "换个说法，或直接问我们", recent: "最近的对话", start: "开始对话", go_on: "继续对话", person: "人工", person_long: "找人工客服",
  online: "在线，通常 {n} 分钟内回复", bot_online: "智能助手随时在线", away: "现在不在服务时间，留言我们会回复",
  bot: "智能助手", bot_label: "{name}，AI 生成", bot_sub: "AI 回答，随时可以找人工", queue_title: "正在转人工", queue_sub: "{team}，{n} 位客服在线", team: "客服组", queue_none: "现在没有客服在线，您的话会留着",
  agent_sub: "人工客服", done_sub: "对话已结束，可以随时继续",
  lost: "网络断开，{n} 秒后自动重连", joining: "正在连接…", retry: "现在重试", broken: "连接已断开", refused: "这里的客服暂时打不开。请刷新页面，或稍后再来。", draft_kept: "草稿已保存在这台设备上",
  say: "输入消息", say_to: "回复{name}", say_wait: "等的时候可以先补充", send: "发送", send_later: "发送，联网后送出", attach: "图片或文件", emoji: "表情", drop: "松开即可添加",
  sending: "发送中", sent: "已发送", got: "已送达", read: "已读", waits: "等网络恢复后自动发送", failed: "没发出去", again: "重发", remove: "删除", waits_person: "网络恢复后为您转人工",
  uploading: "已上传 {n}%", too_big: "「{name}」太大了，最大 {max}", bad_type: "「{name}」这种文件发不了", empty_file: "「{name}」是空的", upload_failed: "没传上去", open_image: "放大图片：{name}", image: "图片", download: "下载", remove_file: "移除 {name}",
  useful: "有用", useless: "没帮到", thanks: "谢谢反馈", sorry: "抱歉没帮到您。换个说法再问，或者", sources: "来源", source: "来源 {n}", whole: "看全文", updated: "{date}更新",
  ahead: "前面还有", people: "位", next: "您是下一位", about: "大约还要", soon: "马上就到", unknown_wait: "等待时间暂时估不准", leave: "离开排队", leave_ask: "不等了？您的话会留着，智能助手继续为您服务。", stay: "继续等", queue_hint: "轮到您时会响铃。关掉页面，消息也会留着", progress: "排队进度", told: "前面说过的客服都能看到，不用再讲一遍",
  ev_queued: "{time} 已为您转人工", ev_joined: "{name} {time} 加入", ev_returned: "{time} 转回智能助手", ev_resolved: "{time} 已解决，用时 {span}", ev_reopened: "{time} 对话继续", ev_rated: "您给了 {n} 分，谢谢", ev_left: "{time} 您已离开排队", ev_moved: "{time} 已为您转接",
  solved: "问题解决了吗？", yes: "解决了", no: "还没有", how: "这次服务怎么样？", star: "{n} 分|{n} 分", comment: "还想说点什么（选填）", submit: "提交", rate_failed: "没提交成功，请再试一次", record: "对话记录", resume: "继续这次对话", good_fast: "处理快", good_kind: "态度好", good_clear: "说得清楚", bad_wait: "等太久", bad_repeat: "重复问", bad_solve: "没解决",
  typing: "{name}正在输入", pill: "{n} 条新消息", older: "看更早的消息", today: "今天", yesterday: "昨天", minutes: "{n} 分钟", log: "对话内容",
  earlier: "以前的对话", open_now: "进行中", ended: "已结束", none_yet: "还没有对话", none_do: "问一句，马上有回答", you: "您", agent: "客服", not_loaded: "没有载入成功", article_gone: "这篇文章现在看不了", helped: "还没解决？", ask_us: "问问我们",
} as const;
