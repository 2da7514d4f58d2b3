/* The words of the page System. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "系统状态", text: "这台服务器现在怎么样，哪里需要看一看。每十秒更新一次。", all_well: "一切正常", look: "有地方需要看一看", down: "不能正常服务", closing: "正在收尾，准备停止", stale: "暂时更新不了，显示的是之前的情况", refresh: "现在更新",
  parts: "各部分", database: "数据库", bus: "节点间通知", reactions: "后续处理", disk: "磁盘", clock: "时钟", index: "知识索引", models: "语言模型", search: "消息搜索",
  ok: "正常", warn: "看一看", bad: "停了",
  database_ok: "新消息能可靠保存", database_down: "现在存不进新消息", bus_ok: "其他节点马上知道", bus_warn: "连不上，其他节点最多晚 2 秒知道，不丢消息", reactions_none: "没有积压", reactions_some: "{running} 个进行中，{waiting} 个待办，{parked} 个搁置", disk_free: "还剩 {size}", clock_ok: "走得准", clock_moved: "运行中被拨动了 {s} 秒", index_has: "{count} 篇文章，{s} 秒前核对", models_has: "{count} 个在用", models_none: "还没有训练好的模型",
  load: "负荷", waiting: "排队等待保存", of_limit: "上限 {limit}", commit: "保存用时", lag: "送到屏幕", median: "一半在 {a} 以内，99% 在 {b} 以内", none_yet: "还没有数据", visitors: "访客连接", agents: "客服连接", memory: "内存", since: "已运行",
  parked: "搁置的处理", parked_text: "试了多次都没成功的事。原因排除后，可以重新执行，不会重复发送。", parked_none: "没有搁置的处理", parked_none_text: "所有该做的都做了。", tries: "试了 {n} 次", replay: "重新执行", replayed: "已重新安排", parked_about: "关于 {about}",
  nodes: "节点", nodes_text: "共用一个数据库的服务器。增减不用改设置。", this_node: "这台", gone: "没有消息", seen: "{when}有消息", single: "单机运行：数据都在这台服务器上。", engines: "引擎", version: "版本",
};

const en: Words<typeof zh> = {
  title: "System", text: "How this server is, and what wants looking at. Renewed every ten seconds.", all_well: "All is well", look: "Something wants looking at", down: "It cannot serve", closing: "Closing: ending what is under way", stale: "Cannot be renewed just now; this is how it was", refresh: "Renew now",
  parts: "Parts", database: "Database", bus: "Word between nodes", reactions: "Follow-up work", disk: "Disk", clock: "Clock", index: "Article index", models: "Language models", search: "Message search",
  ok: "Fine", warn: "Look", bad: "Down",
  database_ok: "New messages are kept safely", database_down: "New messages cannot be kept now", bus_ok: "Other nodes know at once", bus_warn: "Not connected: other nodes know within 2 s, nothing is lost", reactions_none: "Nothing waits", reactions_some: "{running} under way, {waiting} to do, {parked} put aside", disk_free: "{size} free", clock_ok: "Runs true", clock_moved: "Was moved by {s} s while it ran", index_has: "{count} articles, checked {s} s ago", models_has: "{count} in use", models_none: "No trained model yet",
  load: "Load", waiting: "Waiting to be kept", of_limit: "limit {limit}", commit: "Time to keep", lag: "To the screen", median: "half within {a}, 99% within {b}", none_yet: "No data yet", visitors: "Visitors connected", agents: "Agents connected", memory: "Memory", since: "Running for",
  parked: "Put aside", parked_text: "Work that failed again and again. Once the cause is gone it can be run again; nothing is sent twice.", parked_none: "Nothing was put aside", parked_none_text: "All that was to be done is done.", tries: "tried {n} times", replay: "Run again", replayed: "It will run again", parked_about: "about {about}",
  nodes: "Nodes", nodes_text: "The servers that share one database. Add or remove them without changing a setting.", this_node: "this one", gone: "silent", seen: "heard {when}", single: "A single server: all data are on it.", engines: "Engines", version: "Version",
};

export const t = talk({ "zh-CN": zh, en });
