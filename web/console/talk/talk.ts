/* One open conversation: its thread, its customer, what the AI thinks, who else looks at it. The last twenty stay in memory, so that going back is instant. */
import { batch, effect, signal } from "@preact/signals";
import { fold, lastSeq, noThread, prepend, resume, type Thread } from "../../core/fold";
import { LinkError } from "../../core/link";
import { Outbox, type Outgoing, type Receipt } from "../../core/outbox";
import { disk } from "../../core/store";
import type { Entry, Head } from "../../core/types";
import { get, post, words } from "../api";
import { heads, hooks, learn, line, link, type Typing } from "../live";
import { can, me } from "../session";
import type { Assist, Contact, Order, Turn } from "../shapes";

interface Full { conversation: Head; entries: Entry[]; more: boolean; contact: Contact | null }
interface Watched { conversation: Head; entries: Entry[]; reset: boolean; more: boolean; viewing?: { id: string; name: string }[] }

export class Talk {
  readonly id: string;
  readonly thread = signal<Thread>(noThread);
  readonly state = signal<"new" | "loading" | "ready" | "failed">("new");
  readonly error = signal("");
  readonly contact = signal<Contact | null>(null);
  readonly orders = signal<Order[] | null>(null);
  readonly assist = signal<Assist | null>(null);
  readonly turns = signal<Turn[] | null>(null);
  readonly typing = signal<Typing | null>(null);
  readonly viewers = signal<{ id: string; name: string }[]>([]);
  readonly earlier = signal<"idle" | "loading" | "failed">("idle");
  /** The seq after which everything was unread when it was opened; the rule stands there until it is left. */
  readonly rule = signal(-1);
  /** What the customer is typing; never kept. */
  private draft = "";
  private foreseeing: ReturnType<typeof setTimeout> | undefined;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private assisting: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string) {
    this.id = id;
  }

  get head(): Head | undefined {
    return heads.value.get(this.id);
  }

  /** Fetches it the first time, then watches it from its last seq. */
  async open(): Promise<void> {
    const known = heads.peek().get(this.id);
    this.rule.value = known?.unread ? known.staff_read : -1;
    if (this.state.peek() !== "ready") await this.load();
    else void this.about();
    if (this.state.peek() === "ready") await this.watch().catch(() => undefined);
  }

  async load(): Promise<void> {
    this.state.value = "loading";
    try {
      const full = await get<Full>(`/api/conversations/${this.id}`);
      batch(() => {
        learn([full.conversation]);
        this.thread.value = resume(noThread, this.id, full.entries, true, full.more);
        this.contact.value = full.contact;
        if (this.rule.peek() < 0 && full.conversation.unread) this.rule.value = full.conversation.staff_read;
        this.state.value = "ready";
      });
      void this.about(true);
    } catch (e) {
      this.error.value = words(e);
      this.state.value = "failed";
    }
  }

  /** From the last seq on; also closes a gap and resumes after a drop. */
  async watch(): Promise<void> {
    const got = await link.ask<Watched>("watch", { conversation: this.id, seq: lastSeq(this.thread.peek()) });
    batch(() => {
      learn([got.conversation]);
      this.thread.value = resume(this.thread.peek(), this.id, got.entries, got.reset, got.more);
      if (got.viewing) this.viewers.value = got.viewing.filter((a) => a.id !== me.peek()?.id);
    });
    for (const e of got.entries) outbox.seen(e.client_id);
    link.tell("viewing", { conversation: this.id });
  }

  leave(): void {
    link.tell("unwatch", { conversation: this.id });
    this.typing.value = null;
    this.viewers.value = [];
  }

  /** One entry that was told. */
  hear(entry: Entry): void {
    const next = fold(this.thread.peek(), entry);
    this.thread.value = next;
    outbox.seen(entry.client_id);
    if (next.gap) void this.watch().catch(() => undefined);
    if (entry.kind !== "note") this.said();
    if (this.typing.peek()?.who === entry.from) this.typing.value = null;
    if (entry.from === "bot" || entry.extra.turn) this.turns.value = null;
  }

  type(typing: Typing): void {
    clearTimeout(this.quiet);
    this.typing.value = typing.on ? typing : null;
    if (typing.on) this.quiet = setTimeout(() => { this.typing.value = null; }, 8000);
    if (typing.who === "visitor") this.foresee(typing.on ? (typing.text ?? "") : "");
  }

  /** What the customer is typing, where the business lets us see it, is answered before it is sent: at most one question a second, and only the newest. */
  private foresee(text: string): void {
    this.draft = text.trim();
    if (this.draft.length < 4 || this.foreseeing || !can("conversation.reply")) {
      if (!this.draft && this.assist.peek()?.typing) void this.think();
      return;
    }
    const asked = this.draft;
    this.foreseeing = setTimeout(() => {
      this.foreseeing = undefined;
      if (this.draft && this.draft !== asked) this.foresee(this.draft);
    }, 1000);
    void post<Pick<Assist, "suggestion">>(`/api/conversations/${this.id}/assist/draft`, { text: asked }).then(({ suggestion }) => {
      if (suggestion && this.draft) this.assist.value = { emotion: null, summary: null, ...this.assist.peek(), suggestion, typing: true };
    }, () => undefined);
  }

  /** Fetches back until the line `seq` is here; false when it is out of reach. */
  async reach(seq: number): Promise<boolean> {
    for (let asked = 0; asked < 25 && this.thread.peek().more && (this.thread.peek().entries[0]?.seq ?? 0) > seq; asked++) {
      await this.loadEarlier(200);
      if (this.earlier.peek() === "failed") return false;
    }
    return this.thread.peek().entries.some((e) => e.seq === seq);
  }

  async loadEarlier(limit = 50): Promise<void> {
    const first = this.thread.peek().entries[0]?.seq ?? 0;
    if (this.earlier.peek() === "loading" || !first) return;
    this.earlier.value = "loading";
    try {
      const got = await get<{ entries: Entry[]; more: boolean }>(`/api/conversations/${this.id}/entries?before=${first}&limit=${limit}`);
      batch(() => {
        this.thread.value = prepend(this.thread.peek(), got.entries, got.more);
        this.earlier.value = "idle";
      });
    } catch {
      this.earlier.value = "failed";
    }
  }

  /** Who the customer is, his orders, and what the AI thinks; none of it holds up the conversation. */
  async about(known = false): Promise<void> {
    void this.think();
    const contact = heads.peek().get(this.id)?.contact;
    if (!contact) return;
    if (!known || !this.contact.peek()) await get<Contact>(`/api/contacts/${contact}`).then((c) => { this.contact.value = c; }, () => undefined);
    await get<{ orders: Order[] }>(`/api/contacts/${contact}/orders`).then((o) => { this.orders.value = o.orders; }, () => { this.orders.value ??= []; });
  }

  async think(): Promise<void> {
    if (!can("conversation.reply")) return;
    await get<Assist>(`/api/conversations/${this.id}/assist`).then((a) => { this.assist.value = a; }, () => undefined);
  }

  /** The reasons of the bot's turns, fetched once until there is a new one. */
  async why(): Promise<Turn[]> {
    const turns = this.turns.peek() ?? (await get<Turn[]>(`/api/conversations/${this.id}/turns`));
    this.turns.value = turns;
    return turns;
  }

  private said(): void {
    clearTimeout(this.assisting);
    this.assisting = setTimeout(() => void this.think(), 500);
  }
}

const held = new Map<string, Talk>();
/** The conversation on the screen. */
export const current = signal<Talk | null>(null);

/** Shows a conversation ("" shows none). */
export function show(id: string): void {
  const was = current.peek();
  if (was?.id === id) return;
  was?.leave();
  if (!id) {
    current.value = null;
    return;
  }
  const talk = held.get(id) ?? new Talk(id);
  held.delete(id);
  held.set(id, talk);
  if (held.size > 20) held.delete(held.keys().next().value!);
  current.value = talk;
  void talk.open();
}

/** Forgets everything (another person signs in). */
export function forgetAll(): void {
  held.clear();
  current.value = null;
}

/** Tells that new words reached a screen: what makes the customer's ticks double before anybody opened them. */
export function gotAll(changed: readonly Head[]): void {
  for (const head of changed) {
    if (head.assignee === me.peek()?.id && head.status === "open" && head.unread > 0 && head.seq > (head.staff_got ?? 0)) link.tell("got", { conversation: head.id, seq: head.seq });
  }
}

hooks.entry = (entry) => held.get(entry.conversation)?.hear(entry);
hooks.typing = (typing) => {
  if (typing.id !== me.peek()?.id) held.get(typing.conversation)?.type(typing);
};
hooks.viewing = (viewing) => {
  const talk = held.get(viewing.conversation);
  if (talk) talk.viewers.value = viewing.agents.filter((a) => a.id !== me.peek()?.id);
};

/** What was written and is not yet confirmed, in this browser. */
export const unsent = signal<readonly Outgoing[]>([]);

export const outbox = new Outbox("yd.out",
  (item) => link.ask<Receipt>("send", { conversation: item.conversation, client_id: item.client_id, kind: item.kind ?? "text", text: item.text, ...(item.file ? { file: item.file.id } : {}), ...(item.anyway ? { anyway: true } : {}) }),
  (sent, receipt) => {
    if (sent && receipt) held.get(sent.conversation)?.hear(entryOf(sent, receipt));
    unsent.value = outbox.items;
  });
unsent.value = outbox.items;

/** A confirmed item as the entry it became; the server's own copy replaces it when it is told. */
function entryOf(item: Outgoing, receipt: Receipt): Entry {
  return {
    conversation: item.conversation, seq: receipt.seq, id: receipt.id, at: receipt.at, from: "agent", author: me.peek()?.id ?? "", name: me.peek()?.name ?? "",
    kind: item.kind ?? "text", text: item.text, client_id: item.client_id, extra: item.file ? { file: item.file } : {},
  };
}

effect(() => {
  if (line.value.status === "online") void outbox.flush();
});

/** Marks as read what is on the screen, when it is ours to read. */
export function markRead(talk: Talk): void {
  const head = talk.head;
  const who = me.peek()?.id;
  if (!head || document.hidden || (head.assignee && head.assignee !== who)) return;
  const seq = lastSeq(talk.thread.peek());
  if (head.unread && seq > head.staff_read) void link.ask("read", { conversation: talk.id, seq }).catch((e: unknown) => e instanceof LinkError);
}

/** What is written belongs to a person: when another one signs in on this browser, it is dropped, never sent in his name. */
export function belongTo(id: string): void {
  if (disk.get("yd.who", "") === id) return;
  disk.set("yd.who", id);
  outbox.clear();
  disk.drop("yd.drafts");
  begun.value = {};
}

export interface Draft { text: string; note: boolean }

/** What was begun and not sent, by conversation. */
export const drafts = {
  get: (id: string): Draft => disk.get<Record<string, Draft>>("yd.drafts", {})[id] ?? { text: "", note: false },
  set(id: string, draft: Draft): void {
    const all = disk.get<Record<string, Draft>>("yd.drafts", {});
    delete all[id];
    if (draft.text.trim()) all[id] = draft;
    const keys = Object.keys(all);
    if (keys.length > 100) delete all[keys[0]!];
    disk.set("yd.drafts", all);
    if ((id in begun.peek()) !== Boolean(draft.text.trim())) begun.value = Object.fromEntries(Object.keys(all).map((k) => [k, true]));
  },
};
/** Conversations that have a draft, for the list. */
export const begun = signal<Readonly<Record<string, true>>>(Object.fromEntries(Object.keys(disk.get<Record<string, Draft>>("yd.drafts", {})).map((k) => [k, true])));
