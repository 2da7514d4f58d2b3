/* The list's state. A view is a floor (how far down it was fetched) over the heads we know: whatever is told later falls into place by itself. */
import { batch, computed, effect, signal } from "@preact/signals";
import type { Head } from "../../core/types";
import { disk } from "../../core/store";
import { get, words } from "../api";
import { heads, hooks, learn } from "../live";
import { me } from "../session";
import type { View } from "../shapes";
import { belongs, lay, type Line } from "./order";

interface Fetched {
  state: "idle" | "loading" | "more" | "ready" | "failed";
  error: string;
  /** updated_at of the last one fetched; 0 when there are no more. */
  floor: number;
  next: string | null;
}

interface Answer {
  items: Head[];
  next: string | null;
  counts: Counts;
}

export interface Counts { mine: number; unassigned: number; all: number; snoozed: number }

const none: Fetched = { state: "idle", error: "", floor: Infinity, next: null };
export const view = signal<View>(disk.get<View>("yd.view", "mine"));
export const counts = signal<Counts | null>(null);
const fetched = signal<Readonly<Record<View, Fetched>>>({ mine: none, unassigned: none, all: none, snoozed: none, resolved: none });

/** What is searched for, and what was found (null: not searching). */
export const query = signal("");
export const found = signal<{ q: string; ids: string[]; next: string | null; state: "loading" | "ready" | "failed"; error: string } | null>(null);

/** Row and heading heights in px; the coarse pointer gets more. */
export const coarse = signal(false);
if (typeof matchMedia === "function") {
  const asks = matchMedia("(pointer: coarse), (max-width: 760px)");
  coarse.value = asks.matches;
  asks.addEventListener("change", () => { coarse.value = asks.matches; });
}

effect(() => disk.set("yd.view", view.value));

/** The state of the view shown. */
export const now = computed<Fetched>(() => fetched.value[view.value]);

/** The conversations shown, in no order. */
export const shown = computed<Head[]>(() => {
  const f = found.value;
  if (f) return f.ids.flatMap((id) => heads.value.get(id) ?? []);
  const { floor } = now.value;
  const who = me.value?.id ?? "";
  const out: Head[] = [];
  if (floor === Infinity) return out;
  for (const head of heads.value.values()) if (head.updated_at >= floor && belongs(view.value, head, who)) out.push(head);
  if (view.value === "resolved" || view.value === "snoozed") out.sort((a, b) => b.updated_at - a.updated_at || (a.id < b.id ? 1 : -1));
  return out;
});

/** The lines of the list with their places. */
export const layout = computed(() => lay(shown.value, !found.value && view.value !== "resolved" && view.value !== "snoozed", coarse.value ? 72 : 62, coarse.value ? 36 : 32));

/** Ids in the order shown: what J and K walk through. */
export const order = computed(() => layout.value.lines.flatMap((l: Line) => (l.kind === "row" ? [l.head.id] : [])));

function set(v: View, part: Partial<Fetched>): void {
  fetched.value = { ...fetched.peek(), [v]: { ...fetched.peek()[v], ...part } };
}

const LIMIT = 50;

/** Forgets what we believed to be in this part of the view and the server does not list: it moved while we did not listen. What was told since the
    question was asked is newer than the answer and stays. */
function drop(v: View, known: ReadonlyMap<string, Head>, top: number, floor: number, listed: ReadonlySet<string>): void {
  const kept = new Map(heads.peek());
  const who = me.peek()?.id ?? "";
  for (const [id, head] of known) {
    if (kept.get(id) === head && !listed.has(id) && head.updated_at >= floor && head.updated_at < top && belongs(v, head, who)) kept.delete(id);
  }
  if (kept.size !== heads.peek().size) heads.value = kept;
}

async function page(v: View, before: string | null): Promise<void> {
  const known = heads.peek();
  const top = before ? fetched.peek()[v].floor : Infinity;
  try {
    const answer = await get<Answer>(`/api/conversations?view=${v}&limit=${LIMIT}${before ? `&before=${encodeURIComponent(before)}` : ""}`);
    const floor = answer.next ? (answer.items.at(-1)?.updated_at ?? 0) : 0;
    batch(() => {
      drop(v, known, top, floor, new Set(answer.items.map((h) => h.id)));
      learn(answer.items);
      counts.value = answer.counts;
      set(v, { state: "ready", error: "", next: answer.next, floor });
    });
  } catch (e) {
    set(v, { state: "failed", error: words(e) });
  }
}

/** Fetches the view from its top if it was never fetched, or again with `fresh`. */
export async function show(v: View, fresh = false): Promise<void> {
  const held = fetched.peek()[v];
  if (held.state === "loading" || (!fresh && held.state === "ready")) return;
  set(v, { state: held.floor === Infinity ? "loading" : "more" });
  await page(v, null);
}

/** The next page, when there is one and none is on its way. */
export async function more(): Promise<void> {
  const f = found.peek();
  if (f) {
    if (f.next && f.state === "ready") await look(f.q, f.next);
    return;
  }
  const v = view.peek();
  const held = fetched.peek()[v];
  if (held.state !== "ready" || !held.next) return;
  set(v, { state: "more" });
  await page(v, held.next);
}

let asked: AbortController | undefined;
let typed: ReturnType<typeof setTimeout> | undefined;

/** Searches 200 ms after the last key; an empty text goes back to the view. */
export function search(q: string): void {
  query.value = q;
  clearTimeout(typed);
  asked?.abort();
  if (!q.trim()) {
    found.value = null;
    return;
  }
  typed = setTimeout(() => void look(q.trim(), null), 200);
}

async function look(q: string, before: string | null): Promise<void> {
  const held = before ? (found.peek()?.ids ?? []) : [];
  asked = new AbortController();
  found.value = { q, ids: held, next: null, state: "loading", error: "" };
  try {
    const answer = await get<Answer>(`/api/conversations?view=all&q=${encodeURIComponent(q)}&limit=${LIMIT}${before ? `&before=${encodeURIComponent(before)}` : ""}`, asked.signal);
    learn(answer.items);
    found.value = { q, ids: [...new Set([...held, ...answer.items.map((h) => h.id)])], next: answer.next, state: "ready", error: "" };
  } catch (e) {
    if ((e as Error).name !== "AbortError") found.value = { q, ids: held, next: null, state: "failed", error: words(e) };
  }
}

/** Others who want to know of changed heads. */
export const heard: ((changed: readonly Head[]) => void)[] = [];

let recount: ReturnType<typeof setTimeout> | undefined;

/** Counts follow what is told: known heads at once, unknown ones by asking again a moment later. */
hooks.heads = (was, changed) => {
  for (const tell of heard) tell(changed);
  const held = counts.peek();
  const who = me.peek()?.id ?? "";
  if (!held) return;
  const next = { ...held };
  let unknown = false;
  for (const head of changed) {
    const old = was.get(head.id);
    if (!old) unknown = true;
    else for (const v of ["mine", "unassigned", "all"] as const) next[v] += Number(belongs(v, head, who)) - Number(belongs(v, old, who));
  }
  counts.value = next;
  if (unknown && recount === undefined) recount = setTimeout(() => {
    recount = undefined;
    void get<Answer>(`/api/conversations?view=mine&limit=1`).then((a) => { counts.value = a.counts; }, () => undefined);
  }, 800);
};

/** Forgets everything (another person signs in). */
export function forget(): void {
  fetched.value = { mine: none, unassigned: none, all: none, snoozed: none, resolved: none };
  counts.value = null;
  query.value = "";
  found.value = null;
}

/** After a new connection: everything fetched is fetched again from the top, as far as it is on the screen. */
export async function again(): Promise<void> {
  fetched.value = { mine: none, unassigned: none, all: none, snoozed: none, resolved: none, [view.peek()]: { ...fetched.peek()[view.peek()], state: "idle" } } as Record<View, Fetched>;
  await show(view.peek(), true);
}
