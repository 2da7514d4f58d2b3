/* Canned replies: fetched once, found fuzzily, their blanks filled from what is known. */
import { signal } from "@preact/signals";
import { get, post } from "../api";
import { me } from "../session";
import type { Canned } from "../shapes";
import type { Talk } from "./talk";

export const canned = signal<readonly Canned[] | null>(null);
let asking: Promise<void> | undefined;

/** Fetches them if that has not been done; with `fresh` again. */
export function loadCanned(fresh = false): Promise<void> {
  if (fresh) asking = undefined;
  asking ??= get<Canned[]>("/api/canned").then((all) => { canned.value = all; }, () => { asking = undefined; });
  return asking;
}

/** Another person has others. */
export function forgetCanned(): void {
  canned.value = null;
  asking = undefined;
}

/** How well `q` fits: letters in order, better when together, best at the start. 0 when it does not. */
export function fits(q: string, text: string): number {
  const needle = q.toLowerCase();
  const hay = text.toLowerCase();
  if (!needle) return 1;
  const at = hay.indexOf(needle);
  if (at >= 0) return at === 0 ? 100 : 80 - Math.min(40, at);
  let k = 0;
  let gaps = 0;
  let last = -1;
  for (const letter of needle) {
    k = hay.indexOf(letter, k);
    if (k < 0) return 0;
    if (last >= 0) gaps += k - last - 1;
    last = k++;
  }
  return Math.max(1, 30 - gaps);
}

/** Those that fit, best first, then those used most; those in the customer's language before all others. */
export function find(q: string, all: readonly Canned[], limit = 6, language = ""): Canned[] {
  const own = (c: Canned): number => (language && c.language === language.slice(0, 2) ? 0 : 1);
  return all
    .map((c) => ({ c, score: Math.max(fits(q, c.short) * 1.2, fits(q, c.title), q.length > 1 && c.text.toLowerCase().includes(q.toLowerCase()) ? 12 : 0) }))
    .filter((x) => x.score > 0)
    .sort((a, b) => own(a.c) - own(b.c) || b.score - a.score || b.c.uses - a.c.uses)
    .slice(0, limit)
    .map((x) => x.c);
}

/** `{客户称呼}` and its kin replaced by what is known; what is not known stays, to be typed over. */
export function fill(text: string, talk: Talk): string {
  const customer = talk.head?.title ?? "";
  const agent = me.peek()?.name ?? "";
  const own = me.peek()?.business;
  const business = own?.names[talk.head?.language.startsWith("zh") ? "zh" : "en"] || own?.name || "";
  const order = talk.orders.peek()?.[0]?.id ?? "";
  const known: Record<string, string> = {
    客户称呼: customer, 客户姓名: customer, 客户: customer, customer, name: customer, 客服姓名: agent, 客服: agent, agent, 店铺名: business, 企业名称: business, 店铺: business, business,
    订单号: order, order, 会话编号: `#${talk.head?.number ?? ""}`, number: `#${talk.head?.number ?? ""}`,
  };
  return text.replace(/\{\{?\s*([^{}\s]{1,20})\s*\}?\}/g, (all, name: string) => known[name] || all);
}

/** Counts a use, for the order of the next search. */
export function used(one: Canned): void {
  canned.value = canned.peek()?.map((c) => (c.id === one.id ? { ...c, uses: c.uses + 1 } : c)) ?? null;
  void post(`/api/canned/${one.id}/used`).catch(() => undefined);
}
