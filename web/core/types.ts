/** The shapes that the server and its pages agree on. Times are ms since 1970 UTC, ids have 20 characters, seq counts from 1 without a gap. */

export interface Citation { n: number; article: string; version: number; title: string; heading: string; excerpt: string; url?: string }
export interface Option { id: string; text: string }
export interface CardButton { id: string; text: string; primary?: boolean }
export interface Card {
  type: "order";
  title: string;
  subtitle?: string;
  status?: string;
  status_voice?: "ok" | "time" | "alert" | "";
  icon?: string;
  steps?: { text: string; done: boolean }[];
  facts?: [string, string][];
  buttons?: CardButton[];
}
export interface FileRef { id: string; name: string; type: string; size: number; width?: number; height?: number; url?: string }
export interface Person { id: string; name: string; title?: string }
export type EventName =
  | "snoozed" | "woken" | "opened" | "queued" | "assigned" | "taken" | "returned" | "resolved" | "reopened" | "rated" | "left_queue" | "handed_over";

export interface Extra {
  citations?: Citation[];
  options?: Option[];
  card?: Card;
  file?: FileRef;
  event?: EventName;
  agent?: Person;
  by?: Person;
  reason?: string;
  summary?: unknown;
  score?: number;
  waited_ms?: number;
  took_ms?: number;
  turn?: string;
  feedback?: boolean;
  staff?: boolean;
}

/** One line of a conversation. */
export interface Entry {
  tenant?: string;
  conversation: string;
  seq: number;
  id: string;
  at: number;
  from: "visitor" | "bot" | "agent" | "system";
  author: string;
  name: string;
  kind: "text" | "file" | "note" | "event" | "card";
  text: string;
  client_id: string;
  cause?: string;
  extra: Extra;
}

/** A conversation as staff see it; a client keeps the one with the largest version. */
export interface Head {
  tenant: string; id: string; inbox: string; channel: string; contact: string; title: string; language: string;
  status: "open" | "snoozed" | "resolved"; handler: "bot" | "queue" | "agent"; assignee: string; assignee_name: string; skill: string; number: number;
  seq: number; version: number; opened_at: number; updated_at: number; waiting_since: number; queued_at: number; resolved_at: number;
  first_reply_at: number; preview: string; preview_from: string; unread: number; visitor_unread: number;
  visitor_got: number; visitor_read: number; staff_got: number; staff_read: number;
  emotion: "" | "calm" | "happy" | "anxious" | "disappointed" | "angry" | "sad"; intensity: number; risk: string; priority: number;
  tags: string[]; score: number; turns_failed: number; snoozed_until: number;
}

/** A conversation as its visitor sees it. */
export interface State {
  conversation: string;
  status: "open" | "resolved";
  handler: "bot" | "queue" | "agent";
  assignee: Person | null;
  seq: number;
  staff_read: number;
  /** The largest seq that has reached a person's screen, or the bot. */
  staff_got: number;
  visitor_read: number;
  visitor_unread: number;
  updated_at: number;
  preview: string;
  opened_at: number;
  resolved_at: number;
  score: number;
  version: number;
}
export interface Queue { place: number; ahead: number; wait_s: number | null; online: number; team: string }
export interface InboxFace {
  key: string; name: string; business: { name: string; tenant: string }; hue: number; greeting: string; away: string; languages: string[];
  online: boolean; open: boolean; people_online: number; bot: boolean; questions: string[]; launcher: string; position: "right" | "left";
  reply_s: number; drafts?: boolean; limits: { text: number; file: number; types?: string[] };
}
export interface Contact { id: string; name: string; verified: boolean }
export interface Hello {
  token: string; contact: Contact; inbox: InboxFace; state: State | null; entries: Entry[]; reset: boolean; more: boolean;
  queue: Queue | null; earlier: State[];
}

/** What the server says when it refuses: a code for machines, words for people. */
export interface Fault { code: string; message: string; retry_after?: number; [fact: string]: unknown }
export interface Frame { op: string; ref?: string | number; [field: string]: unknown }
