/* The words of the catalogue of an industry's questions. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "行业问题库", text: "这个行业的客户常问什么，已经替您收集好了。勾选合适的，写上答案或指到已有的文章、流程，机器人几分钟就能上岗。",
  industry: "行业", topic: "主题", language: "语言", zh: "中文", en: "英文", search: "搜索问题", all_topics: "全部主题 {n}", found_none: "没有匹配的问题", fewer: "收起", more_n: "共 {n} 种问法",
  taken_already: "已收下", near: "可能已有：{title}", has_answer: "有建议答案", how: "怎么回答", how_answer: "用下面的答案", how_flow: "走流程：{title}", how_article: "指到：{title}",
  answer: "答案", answer_ph: "机器人就说这段话，先给结论", blank: "【】里的内容要改成您的；没改完先存成草稿", published_at_once: "收下后立即发布", draft_then: "没有答案的存成草稿，写好再发布",
  chosen: "已选 {n} 个问题", clear: "清空", take: "收下 {n} 个", result: "收下的结果", at_work: "正在处理，{done} / {total}", close: "完成", done_on: "已收下。机器人几秒内学会。", done_undone: "已撤回。有人改过的留着没动。", done_failed: "中途断了，做完的都在下面；可以撤回，或再收一次。",
  is_published: "已发布", is_draft: "草稿", is_linked: "已指到", is_refused: "没有收下", is_kept: "有人改过，留着", is_gone: "已撤回",
  history: "收下过的", history_text: "每次收下的可以整批撤回。", was_on: "已收下", was_running: "正在收", was_undoing: "正在撤回", was_undone: "已撤回", was_failed: "中断", undo: "撤回",
};

const en: Words<typeof zh> = {
  title: "Industry questions", text: "What customers of your industry ask, collected for you. Tick what fits, write the answer or point to an article or flow you have, and the bot is useful in minutes.",
  industry: "Industry", topic: "Topic", language: "Language", zh: "Chinese", en: "English", search: "Search questions", all_topics: "All topics {n}", found_none: "No question matches", fewer: "Less", more_n: "{n} phrasings",
  taken_already: "Taken", near: "Perhaps there: {title}", has_answer: "Suggested answer", how: "How to answer", how_answer: "With the answer below", how_flow: "Flow: {title}", how_article: "Article: {title}",
  answer: "Answer", answer_ph: "The bot says just this. Begin with the point", blank: "Replace what stands in 【】 with your own; until then it is kept as a draft", published_at_once: "Published at once", draft_then: "Without an answer it becomes a draft",
  chosen: "{n} question chosen|{n} questions chosen", clear: "Clear", take: "Take {n}", result: "What came of it", at_work: "Working, {done} of {total}", close: "Done", done_on: "Taken. The bot learns them within seconds.", done_undone: "Taken back. What somebody has changed was left.", done_failed: "It was broken off. What was done is below: take it back, or take it again.",
  is_published: "Published", is_draft: "Draft", is_linked: "Linked", is_refused: "Refused", is_kept: "Changed since, kept", is_gone: "Taken back",
  history: "Taken before", history_text: "Each time can be taken back as a whole.", was_on: "Taken", was_running: "At work", was_undoing: "Taking back", was_undone: "Taken back", was_failed: "Broken off", undo: "Take back",
};

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
