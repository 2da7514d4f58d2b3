/* The words about keys of programs. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "程序密钥", text: "让别的程序（例如 AI 助手）通过 MCP 查您的知识、读您的会话。密钥只能读，属于企业而不属于某个人，随时可以撤销。", none: "还没有密钥", none_text: "给每个程序一个密钥，哪个不用了就撤销哪个。", add: "新建密钥",
  name: "名称", name_hint: "写明给哪个程序用，例如「桌面助手」", may: "可以做什么", knowledge_read: "搜索知识", knowledge_read_hint: "已发布的文章，包括内部文章", conversation_read: "读会话", conversation_read_hint: "所有会话的消息、客户称呼和内部备注", holds: "有效期", days_30: "30 天", days_90: "90 天", days_365: "1 年", days_0: "一直有效，直到撤销", make: "生成密钥", cancel: "取消", choose: "请至少选一项",
  made_title: "「{name}」的密钥", made_text: "只显示这一次，现在就复制到那个程序里。我们只保存它的指纹，之后谁都看不到。", done: "我已复制", secret: "密钥", sure: "还没复制？关闭后就看不到了。再关一次，窗口就会关闭。",
  made_by: "{who} 建于 {when}", used: "最近使用 {when}", unused: "还没用过", until: "{when} 到期", expired: "已到期", revoke: "撤销", revoke_title: "撤销「{name}」？", revoke_text: "用它的程序立即连不上，不能恢复；需要时可以再建一个。", revoked: "已撤销",
  connect: "怎么连接", connect_text: "在支持 MCP（streamable HTTP）的程序里填这个地址，密钥作为 Bearer 令牌发送。", address: "地址", sample: "配置示例",
};

const en: Words<typeof zh> = {
  title: "Keys for programs", text: "Let other programs, such as an AI assistant, search your knowledge and read your conversations over MCP. A key only reads, belongs to the business and not to a person, and can be revoked at any time.", none: "No keys yet", none_text: "Give each program a key of its own, and revoke the one that is no longer used.", add: "New key",
  name: "Name", name_hint: "Which program it is for, for example Desktop assistant", may: "What it may do", knowledge_read: "Search knowledge", knowledge_read_hint: "Published articles, internal ones too", conversation_read: "Read conversations", conversation_read_hint: "Messages of all conversations, names of customers and internal notes", holds: "Holds for", days_30: "30 days", days_90: "90 days", days_365: "a year", days_0: "until it is revoked", make: "Make the key", cancel: "Cancel", choose: "Choose at least one",
  made_title: "The key “{name}”", made_text: "Shown this once: copy it into the program now. We keep only a fingerprint of it, nobody can see it later.", done: "I have copied it", secret: "Key", sure: "Have you copied it? It cannot be seen again. Close once more to leave.",
  made_by: "made by {who}, {when}", used: "last used {when}", unused: "not used yet", until: "runs out {when}", expired: "run out", revoke: "Revoke", revoke_title: "Revoke “{name}”?", revoke_text: "The program that uses it is cut off at once. This cannot be undone; you can make another key.", revoked: "Revoked",
  connect: "How to connect", connect_text: "Give this address to a program that speaks MCP (streamable HTTP); the key is sent as a bearer token.", address: "Address", sample: "An example",
};

export type Key = keyof typeof zh;
export const t = talk({ "zh-CN": zh, en });
