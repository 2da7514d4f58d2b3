/* The words of the learning pages. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  catalogue: "行业问题库", learning: "学习", waiting: "待处理", phrasing: "新问法", article: "新知识", review: "该看看", progress: "改进", rounds: "候选与启用", test: "测试集", report: "报表", back: "返回",
  phrasing_text: "客户换了一种说法，机器人没有直接认出来，客户自己点了想问的那一条。接受后先不生效，和别的一起训练、比较，再启用。",
  article_text: "机器人答不上来，后来同事回答了。接受后放进草稿，改好再发布。", review_text: "回答之后客户仍要找人、说没用，或给了低分。看看那篇知识是不是该改。",
  none: "都处理完了", none_phrasing: "客户点选“您是想问”之后，会出现在这里。", none_article: "同事回答了机器人不会的问题之后，会出现在这里。", none_review: "没有被抱怨的回答。",
  times: "{n} 次对话", chose: "点选 {n}", unhelpful: "说没用 {n}", left: "随后找人 {n}", rated: "低分 {n}", answered: "人工回答 {n}", also: "也有人这样问", meant: "想问的是", reply: "同事的回答", about: "回答用的是", see: "看对话", open: "打开知识",
  accept: "接受", accept_article: "建成草稿", accept_review: "处理好了", refuse: "不要", accepted: "已接受，等下一轮训练", drafted: "已建成草稿", refused: "已忽略", wording: "问法", title: "标题", pick: "对应的知识",
  taken: "已接受、等待训练的问法", taken_none: "还没有接受新的问法", train: "训练并比较（{language}）", training: "正在训练并比较，通常不到一分钟", zh: "中文", en: "英文", history: "历史",
  state_running: "训练中", state_candidate: "等待启用", state_on: "已启用", state_undone: "已撤回", state_failed: "没有成功", interrupted: "服务重启，比较没有做完。接受的问法都还在，可以再来一次。", round_of: "{n} 个新问法，{language}", before_after: "{a} → {b}", right: "答对", wrong: "答错且很有把握", cases_n: "{n} 道测试题",
  better: "变好", same: "持平", worse: "变差", changes: "有变化的题目", was: "原来", now: "现在", turn_on: "启用", turn_on_anyway: "仍要启用", undo: "撤回", on_done: "已启用，几秒内生效", undo_done: "已撤回，恢复原来的回答", worse_title: "候选模型变差了", worse_text: "在测试集上答对的变少，或答错的变多。确定要启用吗？随时可以撤回。", cancel: "取消", says_answer: "答", says_ask: "反问", says_none: "不答",
  test_text: "训练前后都用这些题目比较。题目越像真实客户的话越好，{n} 道题（含行业包自带的）。", add_case: "加一道题", case_text: "客户会怎么说", case_expect: "应当回答哪一篇", case_none: "不该回答（与业务无关）", add: "添加", remove: "删除", test_none: "还没有自己的题目",
  report_text: "机器人最近的表现。", days: "最近 {n} 天", talks: "机器人接待的会话", contained: "没有转人工", handed: "转人工", turns: "回答轮次", decisions: "怎样回应", reasons: "为什么转人工", by_intent: "客户问的是什么", share: "占比", d_answer: "直接回答", d_ask: "反问", d_flow: "办理流程", d_smalltalk: "寒暄", d_handover: "转人工", d_risk: "风险", d_silent: "旁听", r_asked: "客户要求", r_failing: "没解决", r_angry: "情绪激动", r_risk: "风险", r_flow: "流程需要", r_wording: "有禁用词", r_unknown: "答不了", asks: "次数", not_answered: "没有直接回答", no_data: "这段时间没有机器人接待的会话", gaps: "最多没答上的",
};

const en: Words<typeof zh> = {
  catalogue: "Industry questions", learning: "Learning", waiting: "To decide", phrasing: "New phrasings", article: "New knowledge", review: "Worth a look", progress: "Improve", rounds: "Candidates", test: "Test set", report: "Report", back: "Back",
  phrasing_text: "A customer said it another way, the bot was not sure, and he picked what he meant. Accepted ones change nothing yet: they are trained together, compared, and then switched on.",
  article_text: "The bot had no answer and a colleague gave one. Accepting makes a draft to polish and publish.", review_text: "After the answer the customer still wanted a person, said it did not help, or rated it badly. Perhaps the article needs work.",
  none: "Nothing to decide", none_phrasing: "They appear when customers choose from “did you mean”.", none_article: "They appear when a colleague answers what the bot could not.", none_review: "No answer was complained about.",
  times: "{n} conversation|{n} conversations", chose: "picked {n}", unhelpful: "did not help {n}", left: "wanted a person {n}", rated: "rated badly {n}", answered: "answered by a person {n}", also: "Also asked as", meant: "Meant", reply: "What the colleague said", about: "Answered with", see: "See the talk", open: "Open the article",
  accept: "Accept", accept_article: "Make a draft", accept_review: "Done", refuse: "Dismiss", accepted: "Accepted, waiting for the next training", drafted: "Draft made", refused: "Dismissed", wording: "Phrasing", title: "Title", pick: "Article meant",
  taken: "Accepted, waiting to be trained", taken_none: "No new phrasings have been accepted", train: "Train and compare ({language})", training: "Training and comparing, usually less than a minute", zh: "Chinese", en: "English", history: "History",
  state_running: "Training", state_candidate: "Ready", state_on: "On", state_undone: "Taken back", state_failed: "Failed", interrupted: "The service was restarted before it was done. What was accepted still waits; start again.", round_of: "{n} new phrasing, {language}|{n} new phrasings, {language}", before_after: "{a} → {b}", right: "Right", wrong: "Confidently wrong", cases_n: "{n} test question|{n} test questions",
  better: "Better", same: "Same", worse: "Worse", changes: "Questions that changed", was: "Before", now: "After", turn_on: "Switch on", turn_on_anyway: "Switch on anyway", undo: "Take back", on_done: "On within seconds", undo_done: "Taken back; it answers as before", worse_title: "The candidate is worse", worse_text: "Fewer test questions are right, or more are wrong. Switch it on? You can take it back at any time.", cancel: "Cancel", says_answer: "answers", says_ask: "asks", says_none: "no answer",
  test_text: "Both models are compared on these. The closer to real customers the better: {n} question (with those of the pack).|Both models are compared on these. The closer to real customers the better: {n} questions (with those of the pack).", add_case: "Add a question", case_text: "What a customer would say", case_expect: "The article that answers it", case_none: "Should not be answered (foreign)", add: "Add", remove: "Remove", test_none: "No questions of your own yet",
  report_text: "How the bot did lately.", days: "Last {n} day|Last {n} days", talks: "Talks the bot had", contained: "without a person", handed: "Handed over", turns: "Turns", decisions: "What it did", reasons: "Why it handed over", by_intent: "What customers ask", share: "Share", d_answer: "Answered", d_ask: "Asked back", d_flow: "Flows", d_smalltalk: "Small talk", d_handover: "Handed over", d_risk: "Risk", d_silent: "Listening", r_asked: "Customer asked", r_failing: "Not solved", r_angry: "Upset", r_risk: "Risk", r_flow: "A flow needs it", r_wording: "Forbidden word", r_unknown: "No answer", asks: "Times", not_answered: "Not answered at once", no_data: "The bot had no talks in this time", gaps: "Most often not answered",
};

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
