import { fold, foldOwn, lastSeq, noThread, prepend, resume } from "../core/fold";
import { newId } from "../core/ids";
import { Link, LinkError } from "../core/link";
import { Outbox, type Outgoing, type Receipt } from "../core/outbox";
import { disk } from "../core/store";
import type { Entry, Frame, Hello, Queue, State } from "../core/types";
import { chime, host } from "./bridge";
import { first, get, set, unread } from "./model";
import { lang, param } from "./words";

/* The visitor's line to the server: hello, what comes in, what goes out. What he writes goes through the outbox and survives a reload. */

export const inbox = param("inbox") || "default";
const name = (what: string) => `yingda.${inbox}.${what}`;
let token = "";
let identity = "";
let page: { url: string; title: string } | undefined;
let sentRead = 0, sentGot = 0, tries = 0;
let typingTimer: ReturnType<typeof setTimeout> | undefined;

export const draft = { get: () => disk.get(name("draft"), ""), set: (text: string) => (text ? disk.set(name("draft"), text) : disk.drop(name("draft"))) };
/** Answers of the bot that he has judged (true: useful). */
export const judged: Record<string, boolean> = {};

const outbox = new Outbox(name("outbox"), send, (item, receipt) => {
  if (item && receipt && !forPerson(item)) arrived(entryOf(item, receipt));
  set({ outgoing: outbox.items });
});

const link = new Link({
  url: () => `${location.origin.replace(/^http/, "ws")}/ws/visitor`,
  greet,
  frame: (frame) => hear(frame),
  status: (l) => {
    set({ link: l.status, retryAt: l.retryAt });
    if (l.status === "online") { sentGot = sentRead = 0; marks(); void outbox.flush(); }
    if (l.status === "refused" && forget()) { l.open(); }
  },
  refuse: [4401],
});

/** A token or identity that is no longer taken is dropped once, and we come as a stranger. */
function forget(): boolean {
  const had = Boolean(token || identity) && tries++ < 2;
  token = identity = "";
  disk.drop(name("token"));
  return had;
}

async function greet(): Promise<void> {
  const { thread } = get();
  let hello: Hello;
  try {
    hello = await link.ask<Hello>("hello", {
      inbox, token, identity, language: lang, page, conversation: thread.conversation, seq: lastSeq(thread),
    });
  } catch (e) {
    if (e instanceof LinkError && !e.passing && !forget()) { link.close(); set({ link: "refused" }); }
    throw e;
  }
  token = hello.token;
  disk.set(name("token"), token);
  tries = 0;
  const { state } = hello;
  const now = get();
  set({
    known: true, contact: hello.contact, face: hello.inbox, state, earlier: hello.earlier,
    thread: state ? resume(now.thread, state.conversation, hello.entries, hello.reset, hello.more) : { ...noThread, loose: true },
    ...queued(hello.queue),
  });
  disk.set(name("last"), { face: hello.inbox, state });
  if (!now.known) enter();
  for (const e of hello.entries) outbox.seen(e.client_id);
}

/** Where the panel opens: in the conversation when a person is in it, somebody has written, or it was going on just now. */
function enter(): void {
  const m = get();
  if (m.view !== "home" || m.state?.status !== "open") return;
  if (m.state.handler !== "bot" || unread(m) || Date.now() - m.state.updated_at < 1_800_000) set({ view: "talk" });
}

const queued = (queue: Queue | null) => ({ queue, queueAt: Date.now(), queueMost: queue ? Math.max(get().queueMost, queue.place) : 0 });

function hear(frame: Frame): void {
  if (frame.op === "entry") { arrived(frame["entry"] as Entry); return; }
  if (frame.op === "queue") set(queued(frame["queue"] as Queue | null));
  if (frame.op === "state") {
    const state = frame["state"] as State;
    const held = get().state;
    if (held && held.conversation !== state.conversation) { if (state.opened_at > held.opened_at) again(); }
    else if (!held || state.version >= held.version) set({ state, ...(state.handler === "queue" ? {} : { queue: null }), ...(state.status !== held?.status ? { continued: false } : {}) });
  }
  if (frame.op === "typing" && frame["conversation"] === get().thread.conversation) {
    clearTimeout(typingTimer);
    set({ typing: frame["on"] ? { name: String(frame["name"]), who: String(frame["who"]) } : null });
    typingTimer = setTimeout(() => set({ typing: null }), 8000);
  }
}

/** Another conversation than the one we hold has begun: fetch it whole. */
function again(): void {
  set({ thread: { ...noThread, loose: true }, state: null, continued: false });
  void greet().catch(() => undefined);
}

function arrived(e: Entry): void {
  const m = get();
  if (m.thread.conversation && e.conversation !== m.thread.conversation) { if (e.at >= (m.thread.entries.at(-1)?.at ?? 0)) again(); return; }
  const thread = fold(m.thread, e);
  const fresh = e.seq > lastSeq(m.thread);
  const state = m.state && e.from === "visitor" && e.conversation === m.state.conversation ? foldOwn(m.state, e) : m.state;
  set({ thread, state, ...(fresh && e.from !== "visitor" && e.kind !== "event" ? { typing: null } : {}) });
  outbox.seen(e.client_id);
  if (!fresh || e.from === "visitor") return;
  if (e.kind !== "event") host("message", { from: e.from, name: e.name, text: e.text, at: e.at });
  if ((e.extra.event === "assigned" || e.extra.event === "taken" || (e.from === "agent" && !m.shown))) chime();
  marks();
}

/** What a sent item looks like before its own entry comes back. */
function entryOf(item: Outgoing, receipt: Receipt): Entry {
  return {
    conversation: receipt.conversation ?? get().thread.conversation, seq: receipt.seq, id: receipt.id, at: receipt.at, from: "visitor", author: "", name: "",
    kind: item.file ? "file" : "text", text: item.text, client_id: item.client_id, extra: item.file ? { file: item.file } : {},
  };
}

/** "Talk to a person" is not words of his: the server says it in his name, once. */
export const forPerson = (item: Outgoing): boolean => item.option === "human" && !item.text;

async function send(item: Outgoing): Promise<Receipt> {
  if (link.status !== "online") throw new LinkError("offline", "offline");
  const { client_id, text, option, file } = item;
  if (forPerson(item)) { await link.ask("human", { client_id }); return { seq: 0, id: "", at: item.at }; }
  return link.ask<Receipt>("send", { client_id, text, option: option ?? "", file: file?.id ?? "" });
}

let seen = false;
/** The view tells whether the last line is before his eyes. */
export function looking(on: boolean): void {
  seen = on;
  marks();
}

/** Tells the server what has arrived and what was seen, and the host page how much was not. */
function marks(): void {
  const m = get();
  const { conversation } = m.thread;
  const last = lastSeq(m.thread);
  if (conversation && link.status === "online") {
    if (seen && last > Math.max(sentRead, m.state?.visitor_read ?? 0)) {
      sentRead = sentGot = last;
      link.tell("read", { conversation, seq: last });
      if (m.state) set({ state: { ...m.state, visitor_read: last } });
    } else if (last > Math.max(sentGot, m.state?.visitor_read ?? 0)) link.tell("got", { conversation, seq: (sentGot = last) });
  }
  host("unread", unread(get()));
}

/* What the visitor does. */

export function say(text: string, more: Partial<Outgoing> = {}): void {
  set({ view: "talk", past: null, continued: true });
  outbox.add({ text, ...more });
}
export const wantPerson = (): void => say("", { option: "human" });
export const resend = (id: string): void => outbox.again(id);
export const discard = (id: string): void => outbox.remove(id);
export const retry = (): void => link.retry();
export const leaveQueue = (): Promise<unknown> => link.ask("leave");
export const typing = (on: boolean, text = ""): void => {
  const { conversation } = get().thread;
  if (conversation) link.tell("typing", text ? { conversation, on, text } : { conversation, on });
};
export function rate(score: number, solved: boolean | null, tags: string[], comment: string): Promise<unknown> {
  return link.ask("rate", { conversation: get().thread.conversation, score, solved, tags, comment });
}
export function judge(e: Entry, useful: boolean): void {
  judged[e.id] = useful;
  disk.set(name("judged"), Object.fromEntries(Object.entries(judged).slice(-100)));
  link.tell("feedback", { conversation: e.conversation, seq: e.seq, useful });
  set({});
}

/** An older page of the conversation on screen. */
export async function older(): Promise<void> {
  const { past, thread } = get();
  const t = past ?? thread;
  const found = await link.ask<{ entries: Entry[]; more: boolean }>("earlier", { conversation: t.conversation, before: t.entries[0]?.seq ?? 2 ** 50 });
  const now = get();
  if (past && now.past) set({ past: prepend(now.past, found.entries, found.more) });
  else if (!past) set({ thread: prepend(now.thread, found.entries, found.more) });
}

/** Shows an earlier conversation to read. */
export function openPast(conversation: string): void {
  set({ view: "talk", past: { ...noThread, loose: true, conversation, more: true } });
  void older().catch(() => set({ past: null, view: "list" }));
}

export function visit(to: { url: string; title: string }): void {
  page = { url: to.url.slice(0, 2000), title: String(to.title ?? "").slice(0, 500) };
  link.tell("page", page);
}

/** A signed identity from the host page: hello again, as that person. */
export function identify(jwt: string): void {
  identity = jwt;
  if (link.status === "online") again();
}

/** Forgets everything on this device, at once: the page may be gone before the server has heard of it. */
export async function logout(): Promise<void> {
  const heard = link.ask("logout").catch(() => undefined);
  token = identity = "";
  for (const what of ["token", "draft", "judged", "last"]) disk.drop(name(what));
  for (const key of Object.keys(judged)) delete judged[key];
  outbox.clear();
  host("forgot", 1);
  const { shown, face } = get();
  set({ ...first, shown, face, link: link.status, offer: { text: "", n: get().offer.n + 1 } });
  await heard;
  if (link.status === "online") await greet().catch(() => undefined);
}

/** Begins, once what is kept can be read. */
export function start(): void {
  const article = param("article");
  token = disk.get(name("token"), "");
  Object.assign(judged, disk.get(name("judged"), {}));
  outbox.reload();
  set({ ...disk.get<object>(name("last"), {}), ...(article ? { view: "article", article } : {}) });
  link.open();
}

export const bearer = (): Record<string, string> => ({ Authorization: `Bearer ${token}` });
export const clientId = newId;
