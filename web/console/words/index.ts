/* The console's words. The language in use is loaded alone; the lazy pages bring their own files and use `talk`. */
import { signal } from "@preact/signals";
import type { Words } from "../../i18n";
import { lang, type Lang } from "../../ui/lang";
import type { zh } from "./zh";

type Key = keyof typeof zh;
type Facts = Record<string, string | number>;

const spoken = signal<Words<typeof zh> | null>(null);

/** Loads the language and switches to it; the page redraws by itself. */
export async function speakIn(next: Lang): Promise<void> {
  const file = next === "zh-CN" ? (await import("./zh")).zh : (await import("./en")).en;
  spoken.value = file;
  lang.value = next;
  document.documentElement.lang = next;
}

/** One text of the console in the language of now. `{name}` is filled from `facts`; a bar parts singular and plural by `n`. */
export function t(key: Key, facts: Facts = {}): string {
  return fill(spoken.value?.[key] ?? key, facts);
}

/** A text whose key is made of data (an emotion, an event): undefined when there is none. */
export function maybe(key: string, facts: Facts = {}): string | undefined {
  const text = spoken.value?.[key as Key];
  return text === undefined ? undefined : fill(text, facts);
}

/** The same for a page with message files of its own. */
export function talk<T>(words: Record<Lang, Words<T>>): (key: keyof T, facts?: Facts) => string {
  return (key, facts = {}) => fill(words[lang.value][key] ?? String(key), facts);
}

function fill(text: string, facts: Facts): string {
  const [one, many] = text.split("|") as [string, string?];
  return (many && facts["n"] !== 1 ? many : one).replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ""));
}
