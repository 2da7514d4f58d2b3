/* The words of the page about trials. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "说法试验", text: "同一个答案换几种说法，看哪种更能解决问题；什么时候该请人。不打开就什么都不试。", add: "给一篇知识加说法", edit: "改说法", edit_text: "说法可以换，事实不能变：数字必须是文章里有的。改了说法会重新计数。", article: "知识", choose: "请选择", own: "文章原来的说法", wording_n: "第 {n} 种说法", facts: "可不填", save: "保存", saved: "已保存", cancel: "取消",
  patience: "答不上来几次后请人", patience_text: "一直是 2 次。打开后在 1、2、3 次之间试；转人工不算失败，客户不满意地离开才算。风险和生气不受影响。", after: "{n} 次后请人", try: "试一试", on: "正在试", began: "开始了，每位客户始终看到同一种", ended: "停了，恢复原来的样子", gone: "文章已撤下",
  base: "原样", stopped: "已停用", why_harms: "效果明显不如原样，自动停用。", why_hopeless: "成功太少，自动停用。", bounds: "成功 {rate}，95% 区间 {low} 到 {high}", unknown: "还没有结果", given: "给了 {n} 个会话，{known} 个有结果",
  stale: "文章改过了，这些说法暂停使用。核对后点「改说法」保存一次，即可继续。", reset: "重新计数", reset_title: "重新计数？", reset_text: "学到的和停用的都会忘掉，从头开始。", reset_done: "已重新开始", drop: "不再试", drop_title: "不再试这篇？", drop_text: "说法和结果都会删除，回答恢复成文章原文。", dropped: "已删除",
  rules: "规矩：每种先各试到 20 个结果；之后好的多给，但每种至少留一成；原样从不停用；明显更差的（30 个结果起，把握 97.5%）自动停用，由人重新计数才会再用。会话结束、评价，或 24 小时没有下文时记结果：答完没人抱怨、没要人工、没打低分，算成功。",
};

const en: Words<typeof zh> = {
  title: "Trials", text: "One answer in several wordings: which solves more? And when is it time for a person? Nothing is tried until you turn it on.", add: "Add wordings to an article", edit: "Edit wordings", edit_text: "The words may change, the facts may not: every figure must be the article's. Other wordings begin counting anew.", article: "Article", choose: "Choose one", own: "The article's own wording", wording_n: "Wording {n}", facts: "Optional", save: "Save", saved: "Saved", cancel: "Cancel",
  patience: "Failed tries before a person", patience_text: "It has always been 2. When on, 1, 2 and 3 are tried; a hand-over is no failure, an unhappy end is. Risk and anger are not affected.", after: "A person after {n} try|A person after {n} tries", try: "Try it", on: "Being tried", began: "Begun: a customer always gets the same one", ended: "Ended: everything is as it was", gone: "Article withdrawn",
  base: "As it was", stopped: "Stopped", why_harms: "Clearly worse than before, stopped by itself.", why_hopeless: "Too little success, stopped by itself.", bounds: "{rate} success, 95% interval {low} to {high}", unknown: "Nothing known yet", given: "given to {n}, known of {known}",
  stale: "The article has changed, so these wordings rest. Check them, then save them once under Edit wordings.", reset: "Count anew", reset_title: "Count anew?", reset_text: "What was learned and stopped is forgotten; it begins from nothing.", reset_done: "Begun anew", drop: "Try no longer", drop_title: "No longer try this article?", drop_text: "The wordings and their figures are deleted; answers are the article's own again.", dropped: "Deleted",
  rules: "The rules: each gets 20 known outcomes first; then the better ones are given more, but each keeps at least a tenth; the way it was is never stopped; what is clearly worse (from 30 outcomes on, 97.5% sure) is stopped, until a person counts anew. An outcome is noted when a conversation ends, is rated, or is quiet for 24 hours: no complaint, no call for a person and no poor rating after the answer is a success.",
};

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
