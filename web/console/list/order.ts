/* How the list is ordered: by what each conversation asks of the reader. Pure. */
import type { Head } from "../../core/types";
import type { View } from "../shapes";

export type Group = "need" | "reply" | "customer" | "bot" | "done";

/** From when a wait is amber, and from when it is too long, in ms. */
export const SOON = 60_000;
export const LATE = 180_000;

/** Whether a head is in a view; the server's own rule. */
export function belongs(view: View, head: Head, me: string): boolean {
  if (view === "resolved" || view === "snoozed") return head.status === view;
  if (head.status !== "open") return false;
  return view === "all" || (view === "mine" ? head.assignee === me : head.assignee === "");
}

/** What a conversation asks for now. */
export function group(head: Head): Group {
  if (head.status === "resolved") return "done";
  if (head.handler === "queue" || (head.risk && (head.waiting_since || head.handler === "bot"))) return "need";
  if (head.emotion === "angry" && (head.waiting_since || head.handler === "bot")) return "need";
  if (head.handler === "bot") return "bot";
  return head.waiting_since ? "reply" : "customer";
}

const RANK: Record<Group, number> = { need: 0, reply: 1, customer: 2, bot: 3, done: 4 };

/** First who waits longest among those who wait, then what was touched last. Priority goes before waiting where a person is needed. */
export function before(a: Head, b: Head): number {
  const ga = group(a);
  const gb = group(b);
  if (ga !== gb) return RANK[ga] - RANK[gb];
  if (ga === "need" && a.priority !== b.priority) return b.priority - a.priority;
  if (ga === "need" || ga === "reply") return (a.waiting_since || Infinity) - (b.waiting_since || Infinity) || b.updated_at - a.updated_at;
  return b.updated_at - a.updated_at || (a.id < b.id ? 1 : -1);
}

export type Line = { kind: "group"; key: string; group: Group; count: number; top: number; height: number } | { kind: "row"; key: string; head: Head; top: number; height: number };

/** Lines with their places. `grouped` is false for search results and resolved ones, which keep their order. */
export function lay(list: readonly Head[], grouped: boolean, row: number, heading: number): { lines: Line[]; height: number } {
  const lines: Line[] = [];
  let top = 0;
  const sorted = grouped ? [...list].sort(before) : list;
  let open = undefined as Extract<Line, { kind: "group" }> | undefined;
  for (const head of sorted) {
    const g = group(head);
    if (grouped && open?.group !== g) {
      open = { kind: "group", key: `g-${g}`, group: g, count: 0, top, height: heading };
      lines.push(open);
      top += heading;
    }
    if (open) open.count++;
    lines.push({ kind: "row", key: head.id, head, top, height: row });
    top += row;
  }
  return { lines, height: top };
}

/** The part of the lines that a window shows, with a few more on each side. */
export function slice(lines: readonly Line[], from: number, to: number): readonly Line[] {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (lines[mid]!.top + lines[mid]!.height < from) low = mid + 1;
    else high = mid;
  }
  let end = low;
  while (end < lines.length && lines[end]!.top < to) end++;
  return lines.slice(low, end);
}
