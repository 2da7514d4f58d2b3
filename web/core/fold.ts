import type { Entry, Head, State } from "./types";

/* Frames folded into state: pure functions from values to values. Whatever order, doubling or loss the line produces, the same entries give the
   same thread, which is what a fresh fetch would give. */

/** The entries of one conversation that we hold: ascending, possibly without the oldest. */
export interface Thread {
  conversation: string;
  entries: readonly Entry[];
  /** Older ones exist on the server. */
  more: boolean;
  /** A newer one arrived before its predecessor: fetch from `lastSeq` again. Never set on a loose thread. */
  gap: boolean;
  /** Numbers may be missing for good: a visitor is not told what is for staff only. */
  loose: boolean;
}

export const noThread: Thread = { conversation: "", entries: [], more: false, gap: false, loose: false };

export function lastSeq(t: Thread): number {
  return t.entries.at(-1)?.seq ?? 0;
}

/** One pushed entry. The same seq again replaces (and changes nothing when equal); one from another conversation is ignored. */
export function fold(t: Thread, e: Entry): Thread {
  if (t.conversation && e.conversation !== t.conversation) return t;
  const last = lastSeq(t);
  if (!t.loose && last && e.seq > last + 1) return t.gap ? t : { ...t, gap: true };
  if (!last) return { ...t, conversation: e.conversation, entries: [e], more: e.seq > 1 && !t.loose, gap: false };
  if (e.seq > last) return { ...t, entries: [...t.entries, e], gap: false };
  const at = t.entries.findIndex((x) => x.seq >= e.seq);
  const held = t.entries[at]!;
  if (held.seq !== e.seq) return t.loose && at > 0 ? { ...t, entries: [...t.entries.slice(0, at), e, ...t.entries.slice(at)] } : t;
  return same(held, e) ? t : { ...t, entries: t.entries.map((x) => (x === held ? e : x)) };
}

/** A batch from the server: what follows our last seq, or, with `reset`, all it wants us to hold. */
export function resume(t: Thread, conversation: string, entries: readonly Entry[], reset: boolean, more: boolean): Thread {
  if (reset || t.conversation !== conversation) return { conversation, entries: sorted(entries), more, gap: false, loose: t.loose };
  const joined = sorted(entries).reduce(fold, { ...t, gap: false });
  return t.entries.length ? joined : { ...joined, more };
}

/** An older page, put in front. */
export function prepend(t: Thread, entries: readonly Entry[], more: boolean): Thread {
  const first = t.entries[0]?.seq ?? Infinity;
  return { ...t, entries: [...sorted(entries).filter((e) => e.seq < first), ...t.entries], more };
}

/** Keeps the newest version of every head. Returns the same map when nothing changed. */
export function foldHead(heads: ReadonlyMap<string, Head>, head: Head): ReadonlyMap<string, Head> {
  const held = heads.get(head.id);
  if (held && held.version >= head.version) return heads;
  return new Map(heads).set(head.id, head);
}

/** A visitor's own words change the state of his conversation in ways that he knows, so it is not told to him again. */
export function foldOwn(state: State, e: Entry): State {
  return e.seq <= state.seq ? state : { ...state, seq: e.seq, visitor_read: e.seq, visitor_unread: 0, updated_at: e.at, preview: e.text.slice(0, 120) };
}

function sorted(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => a.seq - b.seq);
}

function same(a: Entry, b: Entry): boolean {
  return a.id === b.id && a.text === b.text && a.at === b.at;
}
