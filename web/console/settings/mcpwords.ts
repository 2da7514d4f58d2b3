/* The words about MCP servers. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "MCP 服务", text: "别的系统用 MCP 开放的工具，勾选后流程就能用。只调用勾选过的，只发给写定的主机；会改动数据的先问客户。", none: "还没有 MCP 服务", add: "添加服务", edit_title: "修改 {name}", tools_n: "允许 {n} 个工具", off: "停用",
  name: "名称", name_hint: "工具名会以它开头", url: "地址", secret: "令牌", secret_hint: "作为 Bearer 令牌发送，只给同一主机", no_secret: "不用", look: "看看它有什么工具", found: "它提供 {n} 个工具，勾选要用的", found_none: "它没有提供工具", changes: "会改动数据，先问客户", verified: "只给已核实的客户", reads: "对方声明只读", args: "参数：{names}", no_args: "没有参数",
  enabled: "启用", save: "保存", cancel: "取消", edit: "修改", remove: "删除", remove_title: "删除「{name}」？", remove_text: "用到它的工具的流程会停在那一步。", customer: "客户编号填进", customer_none: "不填",
};

const en: Words<typeof zh> = {
  title: "MCP servers", text: "Tools that other systems offer over MCP; what you tick can be used in flows. Only what was ticked is called, only the host that is set is reached, and what changes something is asked back first.", none: "No MCP servers yet", add: "Add a server", edit_title: "Change {name}", tools_n: "{n} tool allowed|{n} tools allowed", off: "off",
  name: "Name", name_hint: "Names of its tools begin with it", url: "Address", secret: "Token", secret_hint: "Sent as a bearer token, to its own host only", no_secret: "None", look: "See what it offers", found: "It offers {n} tool. Tick what may be used|It offers {n} tools. Tick what may be used", found_none: "It offers no tools", changes: "Changes something: ask the customer first", verified: "For verified customers only", reads: "says that it only reads", args: "Arguments: {names}", no_args: "No arguments",
  enabled: "On", save: "Save", cancel: "Cancel", edit: "Change", remove: "Remove", remove_title: "Remove “{name}”?", remove_text: "Flows that use its tools stop at that step.", customer: "The customer's id goes into", customer_none: "nowhere",
};

export const t = talk({ "zh-CN": zh, en });
