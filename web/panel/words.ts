import { type Lang, pick, say, type Words } from "../i18n";
import type { zh } from "./zh";

/* The words of the panel in the one language that is needed: the other is never loaded. */

const query = new URLSearchParams(location.search);

/** A parameter of the panel's address; the loader writes "undefined" for what the page did not say. */
export const param = (name: string): string => { const v = query.get(name); return v && v !== "undefined" ? v : ""; };

/** The language asked for by the page that embeds us, else the browser's. */
export const lang: Lang = pick(param("lang"), ...navigator.languages);

let words: Words<typeof zh>;
export const wordsReady: Promise<unknown> = (lang === "en" ? import("./en").then((m) => { words = m.en; }) : import("./zh").then((m) => { words = m.zh; }));
export const t = (key: keyof typeof zh, facts?: Record<string, string | number>): string => say(words[key], facts);
