import type { Words } from "../../i18n";

/* The words of the entrance. zh comes first; en must have the same keys. A bar separates singular from plural. */

export const zh = {
  close: "收起", back: "返回", home: "首页", talk: "对话", help: "帮助", nav: "面板导航", title: "在线客服", morning: "早上好", noon: "中午好", afternoon: "下午好",
  evening: "晚上好", comma: "，", lead: "有什么可以帮您？", search: "搜一搜，或直接描述问题", search_label: "搜索帮助", common: "大家常问", recent: "最近的对话", start: "开始对话",
  go_on: "继续对话", person: "人工", person_long: "找人工客服", online: "在线，通常 {n} 分钟内回复", bot_online: "智能助手随时在线", away: "现在不在服务时间，留言我们会回复", bot: "智能助手",
  bot_sub: "AI 回答，随时可以找人工", queue_title: "正在转人工", queue_sub: "{team}，{n} 位客服在线", team: "客服组", queue_none: "现在没有客服在线，您的话会留着", agent_sub: "人工客服",
  done_sub: "对话已结束，可以随时继续", lost: "网络断开，{n} 秒后自动重连", joining: "正在连接…", retry: "现在重试", broken: "连接已断开", refused: "这里的客服暂时打不开。请刷新页面，或稍后再来。",
  today: "今天", yesterday: "昨天", earlier: "以前的对话",
  open_now: "进行中", ended: "已结束", none_yet: "还没有对话", none_do: "问一句，马上有回答", 
} as const;

export const en: Words<typeof zh> = {
  close: "Close", back: "Back", home: "Home", talk: "Messages", help: "Help", nav: "Panel", title: "Customer service", morning: "Good morning",
  noon: "Good afternoon", afternoon: "Good afternoon", evening: "Good evening", comma: ", ", lead: "How can we help?",
  search: "Search, or describe your problem", search_label: "Search help", common: "Often asked", recent: "Latest conversation",
  start: "Start a conversation", go_on: "Continue", person: "Person", person_long: "Talk to a person",
  online: "Online, usually replies within {n} minute|Online, usually replies within {n} minutes", bot_online: "The assistant is always here",
  away: "We are closed now; leave a message and we will reply", bot: "Assistant", bot_sub: "AI answers, people on call",
  queue_title: "Finding a person", queue_sub: "{team}, {n} agent online|{team}, {n} agents online", team: "Support",
  queue_none: "Nobody is online now; your words are kept", agent_sub: "Support agent", done_sub: "Closed; you can continue anytime",
  lost: "No network, trying again in {n} s", joining: "Connecting…", retry: "Retry now", broken: "Disconnected",
  refused: "This chat cannot be opened. Reload the page or come back later.", 
  today: "Today", yesterday: "Yesterday", earlier: "Earlier conversations",
  open_now: "Open", ended: "Closed", none_yet: "No conversations yet", none_do: "Ask, and the answer comes at once", 
};
