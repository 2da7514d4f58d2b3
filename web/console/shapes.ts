/* The shapes that only staff see. The shared ones are in web/core/types. */
import type { Card, Citation, Entry, Head } from "../core/types";

export type { Card, Citation, Entry, Head };
export type View = "mine" | "unassigned" | "all" | "snoozed" | "resolved";
export type Status = "online" | "busy" | "away" | "offline";
export type Role = "admin" | "supervisor" | "agent";

export interface Me {
  id: string; tenant: string; name: string; email: string; role: Role; title: string; language: string; permissions: string[];
  business: { name: string; names: Partial<Record<"zh" | "en", string>> }; totp: boolean; skills: string[]; capacity: number; theme: string; tone: boolean;
}
export interface Presence { agent: string; name: string; status: Status; load: number; capacity: number; skills: string[]; title: string }
export interface Contact {
  id: string; name: string; email: string; phone: string; language: string; verified: boolean; external: string;
  attributes: Record<string, unknown>; level: string; since: string | number; city: string; tags: string[]; note: string;
  first_seen: number; last_seen: number; trail: { at: number; url: string; title: string; ms: number }[]; conversations: Head[];
}
export interface Order { id: string; title: string; icon?: string; amount: string; status: string; status_voice?: string; when?: string | number }
export interface Gate { score: number; low: number; high: number }
export interface Turn {
  id: string; seq: number; at: number; decision: string; reasons: { step: string; text: string; score?: number }[];
  intents: { label: string; title: string; score: number }[]; gate: Gate | null;
  hits: { article: string; title: string; score: number; bm25?: number; intent?: number }[];
  language: string; emotion: string; intensity: number; risk: string; ms: number; about?: string;
}
export interface Suggestion {
  id: string; text: string; citations: Citation[]; intent: { title: string; score: number } | null; why?: string[];
  others?: { title: string; text: string; citations: Citation[]; share: number }[];
}
export interface Assist {
  suggestion: Suggestion | null;
  /** The suggestion is for what the customer is still typing. */
  typing?: boolean;
  emotion: { name: string; trend: "up" | "down" | "flat"; points: { seq: number; at: number; emotion: string; value: number }[] } | null;
  summary: { text: string; points: (string | { label?: string; title?: string; text?: string; value?: string })[] } | null;
}
export interface Canned { id: string; short: string; title: string; text: string; scope: "team" | "own"; language: string; uses: number }
export interface Agent {
  id: string; name: string; email: string; role: Role; title: string; skills: string[]; languages: string[]; capacity: number; active: boolean; last_seen?: number;
}
export interface ArticleRow {
  id: string; slug: string; title: string; category: string; language: string; status: "draft" | "published" | "changed"; updated_at: number;
  version: number; questions: number; audience: string; review: boolean; valid: boolean;
}
