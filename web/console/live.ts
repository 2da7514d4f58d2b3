/* The live line: one socket for the whole console. Heads fold by the largest version, whatever order they come in. */
import { batch, signal } from "@preact/signals";
import { Link, type LinkStatus } from "../core/link";
import type { Entry, Frame, Head } from "../core/types";
import { me, whoAmI } from "./session";
import type { Presence, Status } from "./shapes";

/** What the line is doing, and when it tries again (ms, 0 when it does not wait). */
export const line = signal<{ status: LinkStatus; retryAt: number }>({ status: "idle", retryAt: 0 });
/** Every conversation we have heard of, newest version. */
export const heads = signal<ReadonlyMap<string, Head>>(new Map());
/** Colleagues by id: status and load. */
export const presence = signal<ReadonlyMap<string, Presence>>(new Map());

export interface Ring { conversation: string; title: string; preview: string; reason: "assigned" | "message" | "queued" | "woken" }
export interface Typing { conversation: string; who: "visitor" | "agent" | "bot"; id: string; name: string; on: boolean; text?: string }
export interface Viewing { conversation: string; agents: { id: string; name: string }[] }

/** Those who want to know. Each module sets its own. */
export const hooks = {
  entry: (_entry: Entry): void => undefined,
  typing: (_typing: Typing): void => undefined,
  viewing: (_viewing: Viewing): void => undefined,
  ring: (_ring: Ring): void => undefined,
  heads: (_before: ReadonlyMap<string, Head>, _changed: readonly Head[]): void => undefined,
  /** A new connection stands: what was watched has to be watched again, lists fetched again. */
  resume: async (_first: boolean): Promise<void> => undefined,
};

let waiting: Head[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let first = true;

/** Keeps heads that came with an answer or were told. Those told are gathered for one frame, so that a storm draws once. */
export function learn(list: readonly Head[], soon = false): void {
  waiting.push(...list);
  clearTimeout(timer);
  if (soon) timer = setTimeout(flush, 16);
  else flush();
}

function flush(): void {
  const before = heads.peek();
  const changed = waiting;
  waiting = [];
  const after = new Map(before);
  const fresh: Head[] = [];
  for (const head of changed) {
    if ((after.get(head.id)?.version ?? -1) >= head.version) continue;
    after.set(head.id, head);
    fresh.push(head);
  }
  if (!fresh.length) return;
  batch(() => {
    heads.value = after;
    hooks.heads(before, fresh);
  });
}

function hear(frame: Frame): void {
  const f = frame as unknown as { op: string; head: Head; entry: Entry; presence: Presence[]; agents: Presence[]; agent: Presence } & Typing & Viewing & Ring;
  if (f.op === "head") learn([f.head], true);
  else if (f.op === "entry") hooks.entry(f.entry);
  else if (f.op === "typing") hooks.typing(f);
  else if (f.op === "viewing") hooks.viewing(f);
  else if (f.op === "ring") hooks.ring(f);
  else if (f.op === "ready") presence.value = new Map(f.presence.map((p) => [p.agent, p]));
  else if (f.op === "presences") presence.value = new Map(f.agents.map((p) => [p.agent, p]));
  else if (f.op === "stale") void hooks.resume(false).catch(() => undefined);
  else if (f.op === "presence" && f.agent) presence.value = new Map(presence.peek()).set(f.agent.agent, f.agent);
}

export const link = new Link({
  url: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/agent`,
  frame: hear,
  refuse: [4401, 4403],
  greet: async () => {
    const was = first;
    first = false;
    await hooks.resume(was);
  },
  status: (l) => {
    line.value = { status: l.status, retryAt: l.retryAt };
    if (l.status === "refused") void whoAmI().catch(() => undefined);
  },
});

/** The person's own status as the server has it. */
export function myStatus(): Status {
  return presence.value.get(me.value?.id ?? "")?.status ?? "offline";
}

/** Changes it; the menu shows what the server then says. */
export async function beStatus(status: Status): Promise<void> {
  await link.ask("status", { status });
  const id = me.peek()?.id ?? "";
  const held = presence.peek().get(id);
  if (held) presence.value = new Map(presence.peek()).set(id, { ...held, status });
}
