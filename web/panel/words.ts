import { type Lang, pick, speak } from "../i18n";
import { en, zh } from "./words/entrance";

/* The words of the entrance, both languages at once: a second trip for them would cost more than they weigh. What is said later comes with talk-words. */

const query = new URLSearchParams(location.search);

/** A parameter of the panel's address; the loader writes "undefined" for what the page did not say. */
export const param = (name: string): string => { const v = query.get(name); return v && v !== "undefined" ? v : ""; };

/** The language asked for by the page that embeds us, else the browser's. */
export const lang: Lang = pick(param("lang"), ...navigator.languages);
export const t = speak({ "zh-CN": zh, en }, lang);
