/* Words that this business does not say: shown while one writes, with what to say instead. The server has the last word. */
import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { circleAlert, pencil } from "../../ui/icons";
import { get } from "../api";
import { can } from "../session";
import { t } from "./wordingwords";

export interface Rule { kind: string; word: string; means: string; unless: string[]; language: string }
export interface Found { kind: string; word: string; instead: string; start: number; end: number }

const FRESH_MS = 120_000;
const rules = signal<Rule[]>([]);
let asked = 0;

/** Fetches the words when they are older than two minutes. */
export async function loadRules(): Promise<void> {
  if (Date.now() - asked < FRESH_MS || !can("glossary.read")) return;
  asked = Date.now();
  await get<Rule[]>("/api/glossary").then((all) => { rules.value = all.filter((r) => r.kind !== "alias"); }, () => { asked = 0; });
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const bounded = (word: string): string => `${/^[a-z0-9]/i.test(word) ? "(?<![a-z0-9])" : ""}${escape(word)}${/[a-z0-9]$/i.test(word) ? "(?![a-z0-9])" : ""}`;

/** The words in a text that should not be said, in order; the longest of those that begin at one place. */
export function found(text: string, all: readonly Rule[], language = ""): Found[] {
  const held = all.filter((r) => !r.language || !language || language.startsWith(r.language));
  if (!held.length || !text) return [];
  const low = text.normalize("NFC");
  const by = new Map<string, Rule>();
  for (const r of held) if (r.kind === "forbidden" || !by.has(r.word.toLowerCase())) by.set(r.word.toLowerCase(), r);
  const words = [...new Set([...by.keys(), ...held.flatMap((r) => r.unless.map((u) => u.toLowerCase()))])].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(words.map(bounded).join("|"), "gi");
  return [...low.matchAll(pattern)].flatMap((m) => {
    const rule = by.get(m[0].toLowerCase());
    return rule ? [{ kind: rule.kind, word: rule.word, instead: rule.means, start: m.index, end: m.index + m[0].length }] : [];
  });
}

/** The forbidden ones. */
export const refused = (text: string, language = ""): Found[] => found(text, rules.peek(), language).filter((f) => f.kind === "forbidden");

/** A text with what is said instead put in. */
export function mended(text: string, hits: readonly Found[]): string {
  let out = text.normalize("NFC");
  for (const hit of [...hits].reverse()) if (hit.instead) out = out.slice(0, hit.start) + hit.instead + out.slice(hit.end);
  return out;
}

export function Wording({ text, language, onText, onAnyway }: { text: string; language?: string | undefined; onText: (text: string) => void; onAnyway: () => void }) {
  useEffect(() => void loadRules(), [Boolean(text)]);
  const hits = found(text, rules.value, language);
  if (!hits.length) return null;
  const bad = hits.some((h) => h.kind === "forbidden");
  const seen = [...new Map(hits.map((h) => [h.word, h])).values()];
  return (
    <div class={`wording t2 ${bad ? "is-bad" : ""}`} role="status">
      <Icon d={bad ? circleAlert : pencil} size="sm" />
      <span class="grow">{seen.map((h) => <span key={h.word} class="wording-one">{t(h.kind === "forbidden" ? "forbidden" : "preferred", { word: h.word })}{h.instead && <> → <b>{h.instead}</b></>}</span>)}</span>
      {hits.some((h) => h.instead) && <Button size="sm" onClick={() => onText(mended(text, hits))}>{t("replace")}</Button>}
      {bad && can("glossary.anyway") && <Button size="sm" voice="quiet" onClick={onAnyway}>{t("anyway")}</Button>}
    </div>
  );
}
