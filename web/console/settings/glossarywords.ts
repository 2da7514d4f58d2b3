/* The words of the glossary page. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "词表", text: "客户怎么叫您的东西，什么话不能说，什么话换个说法。保存后立即对机器人和同事生效。", read_only: "您可以看，不能改。需要修改请找主管或管理员。",
  add: "新建词条", more: "更多", import: "导入 CSV", export: "导出 CSV", search: "搜索词条", all: "全部", alias: "别名", forbidden: "禁用词", preferred: "推荐用语",
  alias_text: "客户这样叫，我们知道是什么", forbidden_text: "机器人绝不说，同事发送前会被拦下", preferred_text: "机器人自动换，同事会看到提示",
  none: "还没有词条", none_text: "先写一个别名：客户口中的「小蜜」就是「青禾蓝牙耳机」，机器人和搜索马上听得懂。", found_none: "没有匹配的词条", clear: "清除筛选",
  kind: "类型", word: "词", word_alias: "客户的叫法", word_said: "不说的词", means_alias: "指的是", means_forbidden: "改说", means_forbidden_hint: "不填：机器人的回答里出现它时转人工", means_preferred: "改说", unless: "例外", unless_hint: "更长的说法里不算，用逗号分开，例如「最好」的例外：最好在，最好能", language: "语言", both: "中英文", zh: "中文", en: "英文", note: "备注", note_hint: "给同事看：为什么",
  edit: "编辑 {word}", remove: "删除 {word}", remove_title: "删除「{word}」？", remove_text: "立即不再生效。", delete: "删除", cancel: "取消", save: "保存", close: "完成", person: "转人工", except: "例外：{list}",
  try: "试一试", try_text: "写一句客户的话或要发的话，看看会怎样。", try_ph: "例如：小蜜是最好的吗", read: "理解为", said: "说出来是", same: "没有变化", to_person: "机器人不会说这句，转人工", bad: "「{word}」",
  import_title: "导入词表", import_text: "CSV 第一行是列名：类型、词、含义、例外、语言、备注。已有的词会更新，不会删除别的词；重复导入是安全的。", import_pick: "选择 CSV 文件", import_go: "导入", taken: "收下 {n} 条", same_n: "没有变化 {n} 条", refused: "没有收下 {n} 行", line: "第 {n} 行：{why}",
};

const en: Words<typeof zh> = {
  title: "Glossary", text: "What customers call your things, what is never said, what is better said otherwise. Holds for the bot and for colleagues as soon as it is saved.", read_only: "You can look but not change. Ask a supervisor or administrator.",
  add: "New entry", more: "More", import: "Import CSV", export: "Export CSV", search: "Search entries", all: "All", alias: "Names", forbidden: "Forbidden", preferred: "Preferred",
  alias_text: "Customers say it, we know what it is", forbidden_text: "The bot never says it; colleagues are stopped before they send", preferred_text: "The bot rewords it; colleagues see a hint",
  none: "No entries yet", none_text: "Begin with a name: when customers say “buddy” they mean the “Qinghe Air 2”. The bot and the search understand it at once.", found_none: "No entry matches", clear: "Clear filters",
  kind: "Kind", word: "Word", word_alias: "What customers say", word_said: "Not to be said", means_alias: "Means", means_forbidden: "Say instead", means_forbidden_hint: "Empty: an answer of the bot with this word goes to a person", means_preferred: "Say instead", unless: "Except in", unless_hint: "Longer expressions in which it is fine, separated by commas", language: "Language", both: "Both", zh: "Chinese", en: "English", note: "Note", note_hint: "For colleagues: why",
  edit: "Edit {word}", remove: "Delete {word}", remove_title: "Delete “{word}”?", remove_text: "It stops to hold at once.", delete: "Delete", cancel: "Cancel", save: "Save", close: "Done", person: "to a person", except: "Except: {list}",
  try: "Try it", try_text: "Write what a customer says, or what is to be sent.", try_ph: "For example: is the buddy the best", read: "Understood as", said: "Said as", same: "no change", to_person: "The bot will not say this: a person answers", bad: "“{word}”",
  import_title: "Import a glossary", import_text: "The first line of the CSV names the columns: kind, word, means, unless, language, note. Known words are updated, none is removed; importing again is safe.", import_pick: "Choose a CSV file", import_go: "Import", taken: "{n} taken", same_n: "{n} unchanged", refused: "{n} line refused|{n} lines refused", line: "Line {n}: {why}",
};

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
