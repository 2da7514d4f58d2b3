/* The words about the meaning model. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "语义模型", text: "可选。把一句话变成一串数字，意思相近的句子数字也相近：换了说法也听得懂。它和字词一起判断，只用在它懂的语言里；慢了、坏了就只看字词。",
  source: "来源", off: "不用", local: "本机模型", local_of: "本机：{name}（{languages}）", local_none: "本机没有模型。运维可以用 YINGDA_ENCODER 指定一个文件夹。", endpoint: "接口 /embeddings",
  url: "接口地址", url_hint: "到 /v1 为止，兼容 OpenAI 的 /embeddings", model: "模型名称", key: "密钥", key_kept: "已保存，不再显示。留空则不变", key_hint: "加密保存，只发给这个主机；自己的模型可不填",
  languages: "它懂哪些语言", zh: "中文", en: "英文", within: "每句话最多等几毫秒", within_hint: "超过就只看字词，半分钟内不再等它",
  privacy: "手机号、邮箱、卡号、订单号发出前会遮住，其余文字和所有问法会发给这个接口，请确认您的隐私条款允许。",
  test: "测试", compare: "用自己的问法比一比", save: "应用", saved: "已关闭", saved_on: "已应用，正在后台学习，几分钟内生效",
  speed: "一句话 {one} 毫秒，成批时每句 {each} 毫秒，{width} 个数字", knows: "{language}：懂", knows_not: "{language}：不懂，别勾选", sure: "{share}% 的句对分得清",
  comparing: "正在比较：一部分问法用来学，其余的用来考，可能要一两分钟", compared: "{language}：学 {learned} 句，考 {asked} 句", words_share: "只看字词", both_share: "加上语义模型", better: "建议启用", worse: "没有变好，不建议启用", same: "差别不大",
  about: "{model}，{when}", in_use: "正在使用：{languages}", learning: "正在学习：{languages}", bad: "没有成功：{why}",
};

const en: Words<typeof zh> = {
  title: "Meaning model", text: "Optional. It turns a sentence into numbers that are near each other for what means the same, so other wordings are understood. It decides beside the words, in its own languages only; when it is slow or away, words decide alone.",
  source: "Source", off: "None", local: "On this machine", local_of: "Here: {name} ({languages})", local_none: "There is no model on this machine. The operator can set a folder with YINGDA_ENCODER.", endpoint: "Endpoint /embeddings",
  url: "Address", url_hint: "Up to /v1; OpenAI-compatible /embeddings", model: "Name of the model", key: "Key", key_kept: "Kept, never shown again. Empty leaves it as it is", key_hint: "Sealed, sent to this host only; a model of your own may need none",
  languages: "Languages that it knows", zh: "Chinese", en: "English", within: "Milliseconds to wait for a message", within_hint: "After that words decide alone, and for half a minute nobody waits for it",
  privacy: "Phone, mail, card and order numbers are covered before anything is sent. All other text and all phrasings go to this endpoint: make sure that your privacy terms allow it.",
  test: "Test", compare: "Compare on your own phrasings", save: "Apply", saved: "Turned off", saved_on: "Applied. It is learned in the background and used within minutes",
  speed: "{one} ms a message, {each} ms each in a batch, {width} numbers", knows: "{language}: known", knows_not: "{language}: not known, leave it off", sure: "tells {share} % of pairs apart",
  comparing: "Comparing: a part of the phrasings is learned, the rest is asked. This may take a minute or two", compared: "{language}: {learned} learned, {asked} asked", words_share: "By words alone", both_share: "With the meaning model", better: "Worth turning on", worse: "Not better: leave it off", same: "Hardly a difference",
  about: "{model}, {when}", in_use: "In use: {languages}", learning: "Learning: {languages}", bad: "It did not work: {why}",
};

export const t = talk({ "zh-CN": zh, en });
