/* The language of the interface and the few words that the primitives say by themselves. Pages bring their own message files. */
import { signal } from "@preact/signals";

export type Lang = "zh-CN" | "en";

/** The language everything is shown in now. */
export const lang = signal<Lang>("zh-CN");

/** The language of a stored choice or of the browser: Chinese for every zh-*, else English. */
export function langOf(tag: string): Lang {
  return /^zh/i.test(tag) ? "zh-CN" : "en";
}

const words = {
  "zh-CN": { close: "关闭", undo: "撤销", retry: "重试", loading: "正在载入", failed: "没有载入成功", copied: "已复制", copy: "复制", show: "显示密码", hide: "隐藏密码" },
  en: { close: "Close", undo: "Undo", retry: "Try again", loading: "Loading", failed: "This did not load", copied: "Copied", copy: "Copy", show: "Show password", hide: "Hide password" },
};

/** The primitives' own words in the language of now. */
export function say(key: keyof (typeof words)["en"]): string {
  return words[lang.value][key];
}
