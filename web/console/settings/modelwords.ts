/* The words of the page about the language model. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "语言模型", text: "可选。没有它一切照常；有了它，机器人说得更顺，客服写得更快。它不决定任何事，不挑金额，不调用工具。",
  where: "接口", where_text: "任何兼容 OpenAI 的接口：云服务，或自己机房里的 vLLM、llama.cpp、Ollama。内网主机要先由运维放行（YINGDA_PRIVATE_HOSTS）。", url: "接口地址", url_hint: "到 /v1 为止", model: "模型名称", key: "密钥", key_kept: "已保存，不再显示。留空则不变", key_hint: "加密保存，只发给这个主机；本机模型可不填",
  uses: "用在哪里", uses_text: "每项单独开关。模型不可用、太慢、超额时，自动回到没有它的样子。",
  answer: "给回答措辞", answer_hint: "只用找到的知识；没有来源、数字对不上的句子一律删掉", rewrite: "结合上文理解问题", rewrite_hint: "没听懂时，把「那个呢」补成完整的问题再找一次答案", summary: "转人工时写摘要", summary_hint: "一两句话放在要点前面，只给同事看", draft: "帮客服改草稿", draft_hint: "输入框里多一个按钮：语气、缩短、翻译。改动了数字或网址的不采用",
  privacy: "手机号、邮箱、卡号、订单号发出前会遮住，收到后再还原。其余文字会发给这个接口，请确认您的隐私条款允许。",
  limits: "额度", limits_text: "按自然月（UTC）。到了上限就停，下月自动恢复。", requests: "每月请求数上限", tokens: "每月 token 上限", within: "最多等几秒", spent: "本月已用", spent_of: "{requests} 次请求，{tokens} 个 token",
  try_it: "试一试", try_text: "用现在填的内容问一个字，算一次请求。", ask: "发送", said: "模型说：{text}", took: "用时 {ms} 毫秒，{tokens} 个 token", try_bad: "没有成功：{why}",
};

const en: Words<typeof zh> = {
  title: "Language model", text: "Optional. Everything works without it; with it the bot words things better and agents write faster. It decides nothing, picks no amounts, calls no tools.",
  where: "Endpoint", where_text: "Any OpenAI-compatible endpoint: a hosted one, or vLLM, llama.cpp or Ollama of your own. Hosts inside the network are opened by the operator (YINGDA_PRIVATE_HOSTS).", url: "Address", url_hint: "Up to /v1", model: "Name of the model", key: "Key", key_kept: "Kept, never shown again. Empty leaves it as it is", key_hint: "Sealed, sent to this host only; a model of your own may need none",
  uses: "What it is for", uses_text: "Each is switched by itself. When the model is away, too slow or over budget, everything is as if there were none.",
  answer: "Word answers", answer_hint: "From the knowledge that was found only; sentences without a source or with other numbers are dropped", rewrite: "Read questions in their context", rewrite_hint: "When a question was not understood, “and that one?” is made whole and looked up again", summary: "Sum up at a hand-over", summary_hint: "A sentence or two above the facts, for staff only", draft: "Help with drafts", draft_hint: "One more button where agents write: tone, shorter, translate. Changed numbers or addresses are not accepted",
  privacy: "Phone, mail, card and order numbers are covered before anything is sent and put back afterwards. All other text goes to this endpoint: make sure that your privacy terms allow it.",
  limits: "Budget", limits_text: "By calendar month (UTC). At the limit it stops, and begins again next month.", requests: "Requests a month", tokens: "Tokens a month", within: "Seconds to wait", spent: "This month", spent_of: "{requests} requests, {tokens} tokens",
  try_it: "Try it", try_text: "Asks for one word with what is filled in; counts as a request.", ask: "Send", said: "The model says: {text}", took: "took {ms} ms, {tokens} tokens", try_bad: "It did not work: {why}",
};

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
