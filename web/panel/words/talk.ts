import type { Words } from "../../i18n";

/* The words of conversation, cards and articles; they come with that code. zh comes first; en must have the same keys. A bar separates singular from plural. */

export const zh = {
  found: "相关文章", ask_this: "直接问：{q}", nothing: "没有找到相关文章", nothing_do: "换个说法，或直接问我们", bot_label: "{name}，AI 生成", draft_kept: "草稿已保存在这台设备上", seen_typing: "客服能看到您正在输入的内容", full: "一条最多 {n} 个字，多出的没有放进来",
  say: "输入消息", say_to: "回复{name}", say_wait: "等的时候可以先补充", send_later: "发送，联网后送出", attach: "图片或文件", emoji: "表情", drop: "松开即可添加", sending: "发送中",
  waits: "等网络恢复后自动发送", failed: "没发出去", again: "重发", remove: "删除", waits_person: "网络恢复后为您转人工", uploading: "已上传 {n}%",
  too_big: "「{name}」太大了，最大 {max}", bad_type: "「{name}」这种文件发不了", empty_file: "「{name}」是空的", upload_failed: "没传上去", open_image: "放大图片：{name}",
  image: "图片", download: "下载", remove_file: "移除 {name}", useful: "有用", useless: "没帮到", thanks: "谢谢反馈", sources: "来源",
  source: "来源 {n}", whole: "看全文", updated: "{date}更新", nobody: "现在没有客服在线", nobody_hint: "客服上线后会在这里回复您；关掉页面，消息也会留着", ahead: "前面还有", people: "位",
  next: "您是下一位", about: "大约还要", soon: "马上就到", unknown_wait: "等待时间暂时估不准", leave_ask: "不等了？您的话会留着，智能助手继续为您服务。", stay: "继续等",
  queue_hint: "轮到您时会响铃。关掉页面，消息也会留着", progress: "排队进度", told: "前面说过的客服都能看到，不用再讲一遍", ev_queued: "{time} 已为您转人工", ev_joined: "{name} {time} 加入",
  ev_returned: "{time} 转回智能助手", ev_resolved: "{time} 已解决，用时 {span}", ev_reopened: "{time} 对话继续", ev_rated: "您给了 {n} 分，谢谢",
  ev_left: "{time} 您已离开排队", ev_moved: "{time} 已为您转接", solved: "问题解决了吗？", yes: "解决了", no: "还没有", how: "这次服务怎么样？", star: "{n} 分|{n} 分",
  comment: "还想说点什么（选填）", submit: "提交", rate_failed: "没提交成功，请再试一次", record: "对话记录", resume: "继续这次对话", good_fast: "处理快", good_kind: "态度好",
  good_clear: "说得清楚", bad_wait: "等太久", bad_repeat: "重复问", bad_solve: "没解决", pill: "{n} 条新消息", older: "看更早的消息", minutes: "{n} 分钟", log: "对话内容",
  you: "您", not_loaded: "没有载入成功", article_gone: "这篇文章现在看不了", helped: "还没解决？", ask_us: "问问我们",
  send: "发送", sent: "已发送", got: "已送达", read: "已读", leave: "离开排队", typing: "{name}正在输入", agent: "客服",
} as const;

export const en: Words<typeof zh> = {
  found: "Articles", ask_this: "Ask: {q}", nothing: "No article found", nothing_do: "Try other words, or just ask us",
  bot_label: "{name}, AI-generated", draft_kept: "Your draft is saved on this device", seen_typing: "The agent can see what you are typing", full: "One message holds {n} characters; the rest was left out", say: "Type a message", say_to: "Reply to {name}",
  say_wait: "Add details while you wait", send_later: "Send when back online", attach: "Picture or file", emoji: "Emoji", drop: "Drop to add",
  sending: "Sending", waits: "Will be sent when you are online", failed: "Not sent", again: "Resend", remove: "Delete",
  waits_person: "Will find a person when you are online", uploading: "{n}% uploaded", too_big: "“{name}” is too large; the limit is {max}",
  bad_type: "“{name}” cannot be sent", empty_file: "“{name}” is empty", upload_failed: "Upload failed", open_image: "Enlarge: {name}",
  image: "Picture", download: "Download", remove_file: "Remove {name}", useful: "Helpful", useless: "Not helpful", thanks: "Thank you",
  sources: "Sources", source: "Source {n}", whole: "Read it all", updated: "updated {date}",
  nobody: "Nobody is online now", nobody_hint: "An agent will answer here later; close the page and messages are kept", ahead: "Ahead of you",
  people: "", next: "You are next", about: "About", soon: "Any moment", unknown_wait: "No estimate yet",
  leave_ask: "Stop waiting? Your words are kept and the assistant goes on.", stay: "Keep waiting",
  queue_hint: "A chime will tell you. Close the page and messages are kept", progress: "Queue progress",
  told: "The agent sees all you said; no need to repeat", ev_queued: "{time} Finding a person for you", ev_joined: "{name} joined at {time}",
  ev_returned: "{time} Back to the assistant", ev_resolved: "{time} Resolved in {span}", ev_reopened: "{time} Conversation continued",
  ev_rated: "You gave {n}, thank you", ev_left: "{time} You left the queue", ev_moved: "{time} Passed on for you", solved: "Was it solved?",
  yes: "Yes", no: "Not yet", how: "How was our service?", star: "{n} star|{n} stars", comment: "Anything else? (optional)", submit: "Submit",
  rate_failed: "Not submitted; please try again", record: "Transcript", resume: "Continue this conversation", good_fast: "Fast",
  good_kind: "Friendly", good_clear: "Clear", bad_wait: "Long wait", bad_repeat: "Had to repeat", bad_solve: "Not solved",
  pill: "{n} new message|{n} new messages", older: "Earlier messages", minutes: "{n} minute|{n} minutes", log: "Conversation", you: "You",
  not_loaded: "This did not load", article_gone: "This article is not available", helped: "Not solved?", ask_us: "Ask us",
  send: "Send", sent: "Sent", got: "Delivered", read: "Read", leave: "Leave the queue", typing: "{name} is typing", agent: "Agent",
};
