import { lastSeq, noThread, type Thread } from "../core/fold";
import type { LinkStatus } from "../core/link";
import type { Outgoing } from "../core/outbox";
import type { Contact, Entry, InboxFace, Queue, State } from "../core/types";

/* All that the panel shows, in one value that is replaced and never changed, and what follows from it by pure rules. */

export type View = "home" | "talk" | "list" | "help" | "article";

/** A file on its way to the server; `url` shows it before it is there. */
export interface Upload { id: string; file: File; url: string; text: string; progress: number; error: string }

export interface Model {
  /** Shown by the page that embeds us (always, when nobody does). */
  shown: boolean;
  /** The server has said hello at least once. */
  known: boolean;
  link: LinkStatus;
  retryAt: number;
  face: InboxFace | null;
  contact: Contact | null;
  thread: Thread;
  state: State | null;
  queue: Queue | null;
  /** When the queue was last told (ms), and the longest it was for this visitor. */
  queueAt: number;
  queueMost: number;
  earlier: State[];
  outgoing: Outgoing[];
  uploads: Upload[];
  typing: { name: string; who: string } | null;
  view: View;
  /** The article being read, and the view to return to. */
  article: string;
  from: View;
  /** An earlier conversation being read instead of the current one. */
  past: Thread | null;
  /** The visitor chose to continue a resolved conversation. */
  continued: boolean;
  /** Text for the composer from outside; `n` tells one offer from the next. */
  offer: { text: string; n: number };
}

export const first: Model = {
  shown: false, known: false, link: "idle", retryAt: 0, face: null, contact: null, thread: { ...noThread, loose: true }, state: null, queue: null,
  queueAt: 0, queueMost: 0, earlier: [], outgoing: [], uploads: [], typing: null, view: "home", article: "", from: "home", past: null,
  continued: false, offer: { text: "", n: 0 },
};

let model = first;
const watchers = new Set<() => void>();

export const get = (): Model => model;
export function set(patch: Partial<Model>): void {
  model = { ...model, ...patch };
  for (const run of watchers) run();
}
export function watch(run: () => void): () => void {
  watchers.add(run);
  return () => watchers.delete(run);
}

const said = (e: Entry) => e.from !== "visitor" && e.kind !== "event";

/** Shows an article, and knows the way back. */
export const openArticle = (article: string): void => set({ view: "article", article, from: model.view === "article" ? model.from : model.view });

/** Messages that the visitor has not seen. */
export function unread(m: Model): number {
  const read = m.state?.visitor_read ?? 0;
  return m.thread.entries.filter((e) => e.seq > read && said(e)).length;
}

/** How far one of his own messages has come. A later word from the other side proves that it was read. */
export function tick(m: Model, e: Entry): "sent" | "got" | "read" {
  if (e.seq <= (m.state?.staff_read ?? 0)) return "read";
  if (m.thread.entries.some((x) => x.seq > e.seq && (x.from === "bot" || x.from === "agent"))) return "read";
  return e.seq <= (m.state?.staff_got ?? 0) ? "got" : "sent";
}

/** The entry whose buttons can still be pressed: the last thing said, when it was not he who said it. */
export function live(m: Model): number {
  if (m.state?.status === "resolved" || m.outgoing.length) return 0;
  const last = m.thread.entries.filter((e) => e.kind !== "event").at(-1);
  return last && last.from !== "visitor" ? last.seq : 0;
}

/** Seconds until it is his turn, counted down from what the server last said; null when it cannot be told. */
export function waitLeft(m: Model, now: number): number | null {
  return m.queue?.wait_s == null ? null : Math.max(0, m.queue.wait_s - (now - m.queueAt) / 1000);
}

export { lastSeq };
