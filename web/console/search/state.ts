/* What is searched for, and what was found. Kept while one goes to look at a hit and comes back. */
import { computed, effect, signal } from "@preact/signals";
import type { Head } from "../../core/types";
import { get, words } from "../api";
import { learn } from "../live";
import { me } from "../session";
import type { Contact } from "../shapes";

export interface Hit { conversation: string; seq: number; at: number; from: string; name: string; kind: string; parts: string[] }
interface Answer { hits: Hit[]; conversations: Record<string, Head>; next: string; reached: number; contacts: Contact[]; numbers: Head[]; building: boolean }
export interface Filters { sender: string; status: string; agent: string; inbox: string; tag: string; days: string }

export const noFilters: Filters = { sender: "", status: "", agent: "", inbox: "", tag: "", days: "" };
export const query = signal("");
export const filters = signal<Filters>(noFilters);
export const state = signal<"idle" | "loading" | "more" | "ready" | "failed">("idle");
export const error = signal("");
export const answer = signal<Answer | null>(null);

export interface Group { head: Head; hits: Hit[] }

/** Hits by conversation, each where its newest hit stands. */
export const groups = computed<Group[]>(() => {
  const out = new Map<string, Group>();
  for (const hit of answer.value?.hits ?? []) {
    const head = answer.value!.conversations[hit.conversation];
    if (!head) continue;
    const group = out.get(hit.conversation);
    if (group) group.hits.push(hit);
    else out.set(hit.conversation, { head, hits: [hit] });
  }
  return [...out.values()];
});

let asked: AbortController | undefined;
let typed: ReturnType<typeof setTimeout> | undefined;

function address(before: string): string {
  const { days, ...rest } = filters.peek();
  const since = days ? String(Date.now() - Number(days) * 86_400_000) : "";
  const all = { q: query.peek().trim(), ...rest, since, before };
  return `/api/search?${new URLSearchParams(Object.entries(all).filter(([, value]) => value))}`;
}

/** Searches now; with `further`, goes on where the last answer ended. */
export async function look(further = false): Promise<void> {
  clearTimeout(typed);
  asked?.abort();
  if (!query.peek().trim()) {
    answer.value = null;
    state.value = "idle";
    return;
  }
  const held = further ? answer.peek() : null;
  asked = new AbortController();
  const own = asked;
  state.value = held ? "more" : "loading";
  try {
    const got = await get<Answer>(address(held?.next ?? ""), own.signal);
    learn([...Object.values(got.conversations), ...got.numbers]);
    answer.value = held ? { ...got, hits: [...held.hits, ...got.hits], conversations: { ...held.conversations, ...got.conversations }, contacts: held.contacts, numbers: held.numbers } : got;
    state.value = "ready";
  } catch (e) {
    if (own.signal.aborted) return;
    error.value = words(e);
    state.value = "failed";
  }
}

/** Searches 250 ms after the last key. */
export function type(text: string): void {
  query.value = text;
  clearTimeout(typed);
  asked?.abort();
  if (text.trim()) state.value = "loading";
  typed = setTimeout(() => void look(), text.trim() ? 250 : 0);
}

/** Other filters, and searches with them. */
export function filter(part: Partial<Filters>): void {
  filters.value = { ...filters.peek(), ...part };
  void look();
}

/* Another person who signs in finds nothing of it. */
effect(() => {
  if (me.value) return;
  asked?.abort();
  query.value = "";
  filters.value = noFilters;
  answer.value = null;
  state.value = "idle";
});
