/* The words of the pages about web sites that are taken in. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "网站", text: "给一个网址，把同一个网站里的页面读成知识。遵守 robots.txt，只读这一个域名，定时再读，变了和没了的页面都列出来。", back: "返回知识库",
  add: "添加网站", none: "还没有网站", none_text: "填一个起始网址，例如帮助页面的首页，系统会顺着链接读下去。",
  url: "起始网址", url_hint: "只读这个域名下的页面", url_ph: "https://help.example.com/", pages: "最多读几页", depth: "最多几层链接", depth_hint: "0 表示只读这一页", every: "再读一遍", every_0: "不自动", every_6: "每 6 小时", every_24: "每天", every_168: "每周", every_720: "每 30 天",
  category: "放进分类", category_hint: "留空则不归类", publish: "读到的直接发布", publish_hint: "关掉后先存成草稿，等人发布", withdraw: "页面没了就撤下文章", withdraw_hint: "关掉后只在这里提醒，由人决定", start: "开始读取", cancel: "取消", save: "保存", edit: "修改", edit_title: "修改 {url}",
  never: "还没读过", running: "正在读取", stopping: "正在停下", done: "读完了", stopped: "已停下", failed: "没有读完", interrupted: "读取中断，几分钟内会自动重来",
  run: "现在读一遍", stop: "停下", remove: "移除", remove_title: "移除 {url}？", remove_text: "不再读这个网站，页面记录会删除；已经收下的文章都保留。", removed: "已移除，文章都保留",
  progress: "已读 {looked} 页，还有 {waiting} 页", last: "{when} 读了 {n} 页", whole: "读全了", cut: "到了上限，还有页面没读", next: "{name}自动再读",
  taken: "新收下", changed: "有变化", unchanged: "没变", refused: "没收下", gone: "页面没了", all: "全部", show: "看哪些", pages_title: "页面", pages_none: "没有这样的页面", more: "只列出前 {n} 页，共 {all} 页", open: "打开网页", article: "看文章", settings: "设置", plan: "最多 {pages} 页，{depth} 层", publish_off: "存成草稿",
};

const en: Words<typeof zh> = {
  title: "Web sites", text: "Give an address and the pages of that site become knowledge. Obeys robots.txt, reads one host only, reads again by the clock, and lists the pages that changed or are gone.", back: "Back to knowledge",
  add: "Add a site", none: "No sites yet", none_text: "Give an address to begin with, such as the first page of your help. Links are followed from there.",
  url: "Begin at", url_hint: "Only pages of this host are read", url_ph: "https://help.example.com/", pages: "Pages at most", depth: "Links deep at most", depth_hint: "0 reads this page only", every: "Read again", every_0: "Only by hand", every_6: "Every 6 hours", every_24: "Every day", every_168: "Every week", every_720: "Every 30 days",
  category: "Category", category_hint: "Empty: none", publish: "Publish what is read", publish_hint: "When off, pages become drafts for somebody to publish", withdraw: "Withdraw articles whose page is gone", withdraw_hint: "When off it is only said here, and people decide", start: "Read it", cancel: "Cancel", save: "Save", edit: "Change", edit_title: "Change {url}",
  never: "Not read yet", running: "Reading", stopping: "Stopping", done: "Read", stopped: "Stopped", failed: "Not finished", interrupted: "Interrupted; begins again within minutes",
  run: "Read it now", stop: "Stop", remove: "Remove", remove_title: "Remove {url}?", remove_text: "The site is no longer read and the record of its pages is deleted. Articles that were taken stay.", removed: "Removed. The articles stay",
  progress: "{looked} read, {waiting} to go", last: "{n} page read {when}|{n} pages read {when}", whole: "complete", cut: "a limit was reached: more pages were not read", next: "{name} by itself",
  taken: "New", changed: "Changed", unchanged: "Unchanged", refused: "Not taken", gone: "Gone", all: "All", show: "Show", pages_title: "Pages", pages_none: "No such pages", more: "The first {n} of {all} pages", open: "Open the page", article: "See the article", settings: "Settings", plan: "{pages} pages, {depth} links deep at most", publish_off: "as drafts",
};

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
