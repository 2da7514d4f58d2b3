/* The words of the knowledge pages. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  knowledge: "知识库", search: "搜索 {n} 篇", search_plain: "搜索知识", new_article: "新建文章", import: "导入", sites: "从网站读取", more: "更多", language: "语言", status: "状态", all: "全部", all_languages: "全部语言", all_status: "全部状态", none: "未分类", back: "返回目录", filter: "筛选", articles: "文章",
  "zh-CN": "中文", en: "英文", draft: "草稿", published: "已发布", changed: "有未发布的修改", draft_chip: "草稿", draft_changed: "草稿，未发布", live: "线上第 {version} 版",
  conflicts: "说法不一", catalogue: "从行业问题库挑选", empty: "知识库还是空的", empty_text: "写下第一篇，或把现有的文档导入进来，机器人马上就能用。", found_none: "没有匹配的文章", found_none_text: "换个词，或清除筛选", clear: "清除筛选", pick: "选择一篇文章", pick_text: "左边是目录。右边可以试一试客户的问法会命中什么。",
  title: "标题", title_ph: "客户会怎么称呼这件事", body: "正文，Markdown", body_ph: "用 Markdown 写。第一段就是机器人的回答，要能单独读懂。", preview: "预览", write: "编写", format: "格式", heading: "小标题", bold: "加粗", link: "链接", list: "列表", ordered: "编号列表", quote: "引用", table: "表格", bold_ph: "文字", link_ph: "文字", cell: "内容", column: "列",
  save: "存草稿", saving: "正在保存", saved_at: "{time} 已存", unsaved: "有改动", publish: "发布", publish_again: "发布修改", published_toast: "已发布《{title}》，现在就能被找到", withdraw: "撤下", withdraw_title: "撤下《{title}》？", withdraw_text: "撤下后客户和机器人都看不到，内容留作草稿。", withdrawn: "已撤下《{title}》", delete: "删除草稿", delete_title: "删除《{title}》？", delete_text: "这篇草稿没有发布过，删除后不能恢复。", cancel: "取消", nothing_to_publish: "没有未发布的修改", needs: "先写标题和正文",
  clash: "您打开之后，有人改过这篇知识。", clash_load: "看最新的", clash_keep: "用我的覆盖", retry: "重试",
  try: "试一试：命中什么，为什么", try_ph: "输入客户可能的问法", try_hint: "按线上内容计算", try_found: "找到 {n} 条，用时 {ms} 毫秒", try_none: "没有找到。可以在左边补一个问法，或新写一篇。", try_empty: "输入一句客户会说的话，看看会命中哪一篇、把握多大。",
  verdict_answer: "直接回答", verdict_ask: "反问", verdict_none: "转人工", gate_none: "转人工", gate_ask: "反问", gate_answer: "直接回答", bm25: "字词相关", intent: "问法分类", like: "最像的问法", this_one: "这一篇",
  questions: "客户的问法", questions_text: "一行一个，越像真话越好。机器人靠它们听懂不同的说法。", questions_ph: "例如：耳机左边没声音可以换吗", questions_n: "{n} 个",
  facts: "属性", category: "分类", category_ph: "例如：退换与售后", audience: "谁能看", public: "所有人", customers: "已核实的客户", internal: "仅同事", tags: "标签", tags_hint: "用逗号分开",
  versions: "版本", version_none: "还没有发布过", version_live: "线上", version_now: "草稿", just_now: "编辑中", view_version: "看第 {n} 版", restore: "恢复成草稿", restored: "已把第 {n} 版放进草稿", close: "关闭", by: "{name}，{when}",
  create: "创建", new_text: "先起个标题，随后写内容。", import_title: "导入知识", import_text: "Markdown、Word、PDF、HTML、CSV、Excel，或一个网址。重复导入是安全的，没变的会跳过。", import_drop: "把文件拖到这里，或", import_pick: "选择文件", import_url: "网址", import_url_ph: "https://", import_publish: "导入后直接发布", import_go: "开始导入", importing: "正在导入，{done} / {total}", import_done: "导入完成", taken: "收下 {n} 篇", unchanged: "没有变化 {n} 篇", refused: "没有收下 {n} 个", import_close: "完成", remove: "去掉 {name}", files_n: "{n} 个文件", read_only: "您可以看，不能改", copied_from: "来源",
  votes: "读者的评价", votes_share: "{share}% 觉得有用",
  dates: "有效期", valid_from: "生效", valid_until: "最后一天", review_at: "复查日期", review_hint: "到了这一天，列表里会提醒再看一遍", expired: "不在有效期", review: "该复查",
};

const en: Words<typeof zh> = {
  knowledge: "Knowledge", search: "Search {n} articles", search_plain: "Search knowledge", new_article: "New article", import: "Import", sites: "From a web site", more: "More", language: "Language", status: "Status", all: "All", all_languages: "All languages", all_status: "Any status", none: "Uncategorised", back: "Back to the list", filter: "Filter", articles: "Articles",
  "zh-CN": "Chinese", en: "English", draft: "Draft", published: "Published", changed: "Unpublished changes", draft_chip: "Draft", draft_changed: "Draft, not published", live: "Version {version} is live",
  conflicts: "Disagreements", catalogue: "Choose from industry questions", empty: "No knowledge yet", empty_text: "Write the first article, or import what you have. The bot uses it at once.", found_none: "No article matches", found_none_text: "Try another word, or clear the filters", clear: "Clear filters", pick: "Choose an article", pick_text: "The list is on the left. On the right you can try what a customer's words would find.",
  title: "Title", title_ph: "What a customer would call it", body: "Text, Markdown", body_ph: "Write Markdown. The first paragraph is the bot's answer, so it has to stand alone.", preview: "Preview", write: "Write", format: "Format", heading: "Heading", bold: "Bold", link: "Link", list: "List", ordered: "Numbered list", quote: "Quote", table: "Table", bold_ph: "text", link_ph: "text", cell: "cell", column: "Column",
  save: "Save draft", saving: "Saving", saved_at: "Saved {time}", unsaved: "Edited", publish: "Publish", publish_again: "Publish changes", published_toast: "Published “{title}”. It can be found now", withdraw: "Withdraw", withdraw_title: "Withdraw “{title}”?", withdraw_text: "Customers and the bot no longer see it. The text stays as a draft.", withdrawn: "Withdrew “{title}”", delete: "Delete draft", delete_title: "Delete “{title}”?", delete_text: "This draft was never published. It cannot be brought back.", cancel: "Cancel", nothing_to_publish: "Nothing new to publish", needs: "Write a title and a text first",
  clash: "Somebody changed this article after you opened it.", clash_load: "See the newest", clash_keep: "Keep mine", retry: "Try again",
  try: "Try it: what is found, and why", try_ph: "What a customer might ask", try_hint: "Computed on what is live", try_found: "{n} found in {ms} ms|{n} found in {ms} ms", try_none: "Nothing found. Add a phrasing, or write a new article.", try_empty: "Type what a customer would say and see which article it finds and how sure the bot is.",
  verdict_answer: "Answers", verdict_ask: "Asks which", verdict_none: "Hands over", gate_none: "Hands over", gate_ask: "Asks", gate_answer: "Answers", bm25: "Words", intent: "Phrasings", like: "Closest phrasing", this_one: "this one",
  questions: "Customers' phrasings", questions_text: "One per line, as people really say it. They teach the bot the many ways of asking.", questions_ph: "For example: the left side is silent, can I swap it", questions_n: "{n}",
  facts: "Properties", category: "Category", category_ph: "For example: Returns", audience: "Who may see it", public: "Everybody", customers: "Verified customers", internal: "Staff only", tags: "Tags", tags_hint: "Separate with commas",
  versions: "Versions", version_none: "Never published", version_live: "live", version_now: "Draft", just_now: "being edited", view_version: "See version {n}", restore: "Restore as draft", restored: "Version {n} is in the draft now", close: "Close", by: "{name}, {when}",
  create: "Create", new_text: "Give it a title first; then write.", import_title: "Import knowledge", import_text: "Markdown, Word, PDF, HTML, CSV, Excel, or an address. Importing again is safe: what did not change is skipped.", import_drop: "Drop files here, or", import_pick: "choose files", import_url: "Address", import_url_ph: "https://", import_publish: "Publish what is imported", import_go: "Import", importing: "Importing, {done} of {total}", import_done: "Import finished", taken: "{n} taken", unchanged: "{n} unchanged", refused: "{n} refused", import_close: "Done", remove: "Remove {name}", files_n: "{n} file|{n} files", read_only: "You can read but not change", copied_from: "Source",
  votes: "What readers say", votes_share: "{share}% helped",
  dates: "Dates", valid_from: "Holds from", valid_until: "Last day", review_at: "Look again on", review_hint: "From that day the list says it should be reviewed", expired: "Not valid now", review: "Review due",
};

export const t = talk({ "zh-CN": zh, en });
