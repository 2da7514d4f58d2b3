/* The words of the pages about tools. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "接口工具", text: "让流程调用您自己的系统：查订单、查余额、提交申请。不用写代码，只发到您写定的主机。", read_only: "您可以看，不能改。需要修改请找管理员。",
  new_tool: "新建工具", none: "还没有工具", none_text: "例如「查订单」：客户报出订单号，流程用它向您的系统查询，再把结果说给客户。", off: "已停用", changes_chip: "会改动数据", verified_chip: "需核实身份", back_to: "返回",
  basics: "是什么", name: "名称", name_hint: "流程里用这个名称，小写字母、数字和下划线，保存后不能改", title_zh: "标题，中文", title_en: "标题，英文", on: "启用", on_hint: "停用后流程不能调用它",
  args: "参数", args_text: "流程交给工具的信息，每个写一句说明。", arg: "参数名", sentence: "说明", add_arg: "加一个参数", remove_arg: "去掉参数 {name}",
  request: "请求", request_text: "花括号里写参数名，例如 {place}。还可以用 {customer}（网站签名过的客户编号）、{conversation}、{language}。", method: "方法", url: "网址", url_hint: "主机名写定，不能是变量；值会自动转义",
  headers: "请求头", header: "名称", value: "值", add_header: "加一个请求头", remove_header: "去掉请求头 {name}", headers_hint: "密钥写成 {place}，先在列表页添加", body: "请求体（JSON）", body_hint: "整个文字就是一个参数时保留它的类型",
  answer: "结果", answer_text: "只保留这里写的部分，其余丢弃。路径用点分开，数组用序号：data.items.0.name；单独一个点是全部。", kept: "名称", path: "路径", add_kept: "加一项", remove_kept: "去掉 {name}",
  rules: "规矩", timeout: "最多等几秒", needs_verified: "只给核实过身份的客户", needs_verified_hint: "网站用签名告诉我们他是谁；网址里用了客户编号时自动打开", changes: "会改动数据", changes_hint: "办理前一定先请客户确认；重发时带同一个 Idempotency-Key，对方据此认出重复。PUT、PATCH、DELETE 自动打开",
  try_it: "试一试", try_text: "用现在填的内容发一次真实请求，不必先保存。密钥不会显示。", customer: "以这位客户的身份", customer_hint: "您系统里的客户编号，可不填", show: "只看请求", send: "发送", send_sure: "真的发送", sure: "这个工具会改动真实数据。", wants: "将要发送", status: "状态", took: "用时 {ms} 毫秒", found: "保留的值", raw: "原始答复", nothing: "无", try_bad: "没有成功：{why}",
  secrets: "密钥", secrets_text: "加密保存，不再显示，只发给写定的主机。", new_secret: "添加密钥", secret_none: "还没有密钥", secret_name: "名称", secret_host: "只发给", secret_value: "密钥内容", secret_kept: "保存后不能再看到，只能替换。", replace: "替换", replace_of: "替换密钥 {name}", remove: "删除", remove_of: "删除 {name}", remove_title: "删除「{name}」？", remove_text: "正在使用它的流程会说办不了并转人工。", remove_secret_text: "没有工具在用时才能删除。", use_as: "写法", save: "保存", cancel: "取消", saved: "已保存", gone: "没有这个工具",
};

const en: Words<typeof zh> = {
  title: "Tools", text: "Let flows call your own systems: look up an order, a balance, hand in a request. No code, and only to the host you fix.", read_only: "You can look but not change. An administrator can.",
  new_tool: "New tool", none: "No tools yet", none_text: "For example “Find an order”: the customer gives the number, the flow asks your system and tells him the answer.", off: "Off", changes_chip: "changes data", verified_chip: "signed in only", back_to: "Back",
  basics: "What it is", name: "Name", name_hint: "Flows use this name: small letters, digits and _; fixed once saved", title_zh: "Title, Chinese", title_en: "Title, English", on: "On", on_hint: "Flows cannot call it while it is off",
  args: "Arguments", args_text: "What a flow gives to the tool, with one sentence each.", arg: "Name", sentence: "What it is", add_arg: "Add an argument", remove_arg: "Remove argument {name}",
  request: "Request", request_text: "Put arguments in braces, such as {place}. Also {customer} (the customer's id, signed for by your site), {conversation}, {language}.", method: "Method", url: "Address", url_hint: "The host is fixed; values are escaped for you",
  headers: "Headers", header: "Name", value: "Value", add_header: "Add a header", remove_header: "Remove header {name}", headers_hint: "A secret is written {place}; add it on the list page first", body: "Body (JSON)", body_hint: "A text that is just one argument keeps its type",
  answer: "Answer", answer_text: "Only these parts are kept. Paths use dots and numbers for lists: data.items.0.name; a single dot is everything.", kept: "Name", path: "Path", add_kept: "Add a part", remove_kept: "Remove {name}",
  rules: "Rules", timeout: "Seconds to wait", needs_verified: "Only for customers we know", needs_verified_hint: "Your site has signed for who they are; always on when the customer's id is used", changes: "Changes data", changes_hint: "The customer always confirms first; a repeated request carries the same Idempotency-Key. Always on for PUT, PATCH and DELETE",
  try_it: "Try it", try_text: "Sends one real request with what is filled in, saved or not. Secrets are not shown.", customer: "As this customer", customer_hint: "The id in your system; may be empty", show: "Show the request", send: "Send", send_sure: "Really send", sure: "This tool changes real data.", wants: "Will be sent", status: "Status", took: "took {ms} ms", found: "What is kept", raw: "The answer", nothing: "none", try_bad: "It did not work: {why}",
  secrets: "Secrets", secrets_text: "Kept sealed, never shown again, sent to one fixed host only.", new_secret: "Add a secret", secret_none: "No secrets yet", secret_name: "Name", secret_host: "Only for the host", secret_value: "Secret", secret_kept: "It cannot be seen again, only replaced.", replace: "Replace", replace_of: "Replace secret {name}", remove: "Delete", remove_of: "Delete {name}", remove_title: "Delete “{name}”?", remove_text: "Flows that use it will say that it cannot be done and call a person.", remove_secret_text: "Only possible while no tool uses it.", use_as: "Write", save: "Save", cancel: "Cancel", saved: "Saved", gone: "There is no such tool",
};

export const t = talk({ "zh-CN": zh, en });
