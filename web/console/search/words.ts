/* The words of the search page. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  search: "搜索", ask_ph: "搜索聊过的内容、客户、订单号、电话", clear: "清除", filters: "筛选条件", start: "找一句聊过的话", start_text: "两个字就能搜，繁简、全角半角、大小写都算同一个。也可以搜客户的称呼、邮箱、电话和会话编号。多个词用空格分开，要都出现才算。",
  from: "谁说的", from_any: "所有人说的", from_visitor: "客户说的", from_agent: "客服说的", from_bot: "机器人说的", status: "会话状态", status_any: "所有状态", status_open: "进行中", status_resolved: "已解决", agent: "接待客服", agent_any: "所有客服", inbox: "渠道入口", inbox_any: "所有入口",
  time: "时间", time_any: "所有时间", time_7: "近 7 天", time_30: "近 30 天", time_90: "近 90 天", time_365: "近一年", tag: "标签", no_filters: "去掉筛选",
  none: "没有找到「{q}」", none_text: "少写几个字，或放宽筛选。字母和数字至少写三个，或写开头两个。", building: "更早的会话还在建立索引，稍后再搜会更全", reached: "已找到 {when} 为止", go_on: "继续往前找", more: "更多结果", all_shown: "就这些了",
  contacts: "客户", numbers: "会话编号", messages: "聊过的内容", found_n: "找到 {n} 条", talk_n: "会话 {n}", open: "进行中", resolved: "已解决", note: "备注", file: "文件", visitor: "客户", bot: "机器人", system: "系统", last_talk: "最近来访 {when}", loading: "正在搜索",
};

const en: Words<typeof zh> = {
  search: "Search", ask_ph: "Search what was said, customers, order numbers, phones", clear: "Clear", filters: "Filters", start: "Find something that was said", start_text: "Any part of a word will do. Capitals, full width and traditional characters make no difference. Names, mail, phone and conversation numbers are found too. Several words, parted by spaces, must all be there.",
  from: "Said by", from_any: "Said by anybody", from_visitor: "Said by customers", from_agent: "Said by agents", from_bot: "Said by the bot", status: "Status", status_any: "Any status", status_open: "Open", status_resolved: "Resolved", agent: "Agent", agent_any: "Any agent", inbox: "Inbox", inbox_any: "Any inbox",
  time: "Time", time_any: "Any time", time_7: "Last 7 days", time_30: "Last 30 days", time_90: "Last 90 days", time_365: "Last year", tag: "Tag", no_filters: "Clear filters",
  none: "Nothing found for “{q}”", none_text: "Type less, or loosen the filters. Of words and numbers type three characters, or how they begin.", building: "Older conversations are still being indexed. Search again later for more", reached: "Searched back to {when}", go_on: "Search further back", more: "More results", all_shown: "That is all",
  contacts: "Customers", numbers: "Conversation number", messages: "What was said", found_n: "{n} found", talk_n: "Conversation {n}", open: "Open", resolved: "Resolved", note: "Note", file: "File", visitor: "Customer", bot: "Bot", system: "System", last_talk: "Last here {when}", loading: "Searching",
};

export const t = talk({ "zh-CN": zh, en });
