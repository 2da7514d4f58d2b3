import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, foldHead, lastSeq, noThread, prepend, resume, type Thread } from "../../web/core/fold";
import { backoff, Link, LinkError } from "../../web/core/link";
import { Outbox, type Outgoing, type Receipt } from "../../web/core/outbox";
import { disk } from "../../web/core/store";
import { bytes, clock, daysAgo, span } from "../../web/core/time";
import type { Entry, Frame, Head } from "../../web/core/types";
import { pick, speak, type Words } from "../../web/i18n";

function entry(seq: number, text = `m${seq}`): Entry {
  return { conversation: "c", seq, id: `e${seq}`, at: seq, from: "visitor", author: "", name: "", kind: "text", text, client_id: `k${seq}`, extra: {} };
}
const seqs = (t: Thread) => t.entries.map((e) => e.seq);
const many = (...n: number[]) => n.map((x) => entry(x));

test("any order and doubling of pushes after a resume gives what a fresh fetch gives", () => {
  const all = many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 300; round++) {
    let t: Thread = resume(noThread, "c", all.slice(0, 3), true, false);
    for (let i = 0; i < 20; i++) t = fold(t, all[Math.floor(random() * all.length)]!);
    t = resume(t, "c", all.filter((e) => e.seq > lastSeq(t)), false, false);
    assert.deepEqual(seqs(t), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.equal(t.gap, false);
  }
});

test("a gap is noticed by staff and is normal for visitors", () => {
  const strict = fold(resume(noThread, "c", many(1), true, false), entry(3));
  assert.deepEqual([seqs(strict), strict.gap], [[1], true]);
  const loose = fold(fold(resume({ ...noThread, loose: true }, "c", many(1), true, false), entry(3)), entry(2));
  assert.deepEqual([seqs(loose), loose.gap], [[1, 2, 3], false]);
});

test("entries of another conversation are ignored, reset forgets, older pages go in front", () => {
  let t = resume(noThread, "c", many(5, 6), true, true);
  t = fold(t, { ...entry(7), conversation: "other" });
  assert.deepEqual(seqs(t), [5, 6]);
  t = prepend(t, many(3, 4, 5), false);
  assert.deepEqual([seqs(t), t.more], [[3, 4, 5, 6], false]);
  assert.deepEqual(seqs(resume(t, "c", many(9), true, true)), [9]);
  assert.deepEqual(seqs(resume(t, "d", many(1), false, false)), [1]);
});

test("the newest version of a head wins", () => {
  const head = (version: number) => ({ id: "c", version }) as Head;
  const a = foldHead(new Map(), head(3));
  assert.equal(foldHead(a, head(2)), a);
  assert.equal(foldHead(a, head(4)).get("c")?.version, 4);
});

test("waits have a floor, a ceiling and spread between", () => {
  assert.equal(backoff(0, () => 0), 500);
  assert.equal(backoff(0, () => 1), 2000);
  assert.equal(backoff(30, () => 1), 15_000);
});

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: Frame[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: string }) => void) | null = null;
  onclose: ((e: { code: number }) => void) | null = null;
  constructor() { FakeSocket.all.push(this); }
  send(data: string) { this.sent.push(JSON.parse(data) as Frame); }
  close() { this.readyState = 3; }
  opens() { this.readyState = 1; this.onopen?.(); }
  says(frame: object) { this.onmessage?.({ data: JSON.stringify(frame) }); }
  drops(code: number) { this.readyState = 3; this.onclose?.({ code }); }
}
const soon = (ms = 1) => new Promise((r) => setTimeout(r, ms));
function link(frames: Frame[] = []) {
  FakeSocket.all = [];
  const statuses: string[] = [];
  const l = new Link({
    url: () => "ws://x", socket: () => new FakeSocket() as unknown as WebSocket, random: () => -0.33, refuse: [4401],
    greet: async (me) => { await me.ask("hello"); }, frame: (f) => frames.push(f), status: (me) => statuses.push(me.status),
  });
  l.open();
  return { l, statuses };
}

test("hello first, answers find their questions, errors carry their code, a loss reconnects", async () => {
  const frames: Frame[] = [];
  const { l, statuses } = link(frames);
  const one = FakeSocket.all[0]!;
  one.opens();
  await soon();
  assert.equal(one.sent[0]?.op, "hello");
  assert.notEqual(l.status, "online");
  one.says({ op: "ack", ref: one.sent[0]!.ref, data: {} });
  await soon();
  assert.equal(l.status, "online");
  const sent = l.ask<{ seq: number }>("send", { text: "x" });
  const bad = l.ask("send", {});
  one.says({ op: "entry", entry: entry(1) });
  one.says({ op: "error", ref: one.sent[2]!.ref, error: { code: "empty", message: "no" } });
  one.says({ op: "ack", ref: one.sent[1]!.ref, data: { seq: 4 } });
  assert.equal((await sent).seq, 4);
  await assert.rejects(bad, (e: LinkError) => e.code === "empty" && !e.passing);
  assert.equal(frames.length, 1);
  const cut = l.ask("send", {});
  one.drops(1012);
  await assert.rejects(cut, (e: LinkError) => e.code === "offline" && e.passing);
  assert.equal(l.status, "waiting");
  assert.ok(l.retryAt > 0);
  await soon(60);
  assert.equal(FakeSocket.all.length, 2);
  FakeSocket.all[1]!.opens();
  FakeSocket.all[1]!.drops(4401);
  await soon();
  assert.equal(l.status, "refused");
  await soon(60);
  assert.equal(FakeSocket.all.length, 2);
  assert.deepEqual(statuses, ["connecting", "online", "waiting", "connecting", "refused"]);
  l.close();
});

test("an outbox keeps order, keeps what a lost line did not confirm, and marks what was refused", async () => {
  const tried: string[] = [];
  let mode: "ok" | "offline" = "offline";
  const done: [Outgoing, Receipt][] = [];
  const box = new Outbox("box", async (i) => {
    tried.push(i.text);
    if (i.text === "bad") throw new LinkError("too_long", "太长了");
    if (mode === "offline") throw new LinkError("offline", "offline");
    return { seq: tried.length, id: "e", at: 1 };
  }, (item, receipt) => { if (item && receipt) done.push([item, receipt]); });
  const first = box.add({ text: "a" });
  box.add({ text: "bad" });
  box.add({ text: "b" });
  await soon();
  assert.deepEqual(box.items.map((i) => i.text), ["a", "bad", "b"]);
  assert.equal(disk.get<Outgoing[]>("box", []).length, 3);
  mode = "ok";
  await box.flush();
  assert.deepEqual(done.map(([i]) => i.text), ["a", "b"]);
  assert.equal(done[0]![0].client_id, first.client_id);
  assert.deepEqual(box.items.map((i) => [i.text, i.error]), [["bad", "太长了"]]);
  box.again(box.items[0]!.client_id);
  await soon();
  assert.equal(box.items[0]!.error, "太长了");
  box.seen(box.items[0]!.client_id);
  assert.equal(box.items.length, 0);
});

test("times and sizes as people say them", () => {
  const noon = new Date(2025, 10, 22, 12, 5).getTime();
  assert.equal(clock(noon), "12:05");
  assert.equal(daysAgo(noon - 13 * 3_600_000, noon), 1);
  assert.equal(daysAgo(noon - 12 * 3_600_000, noon), 0);
  assert.deepEqual([span(80), span(3661), span(-3)], ["1:20", "1:01:01", "0:00"]);
  assert.deepEqual([bytes(12), bytes(2048), bytes(1_500_000)], ["12 B", "2 KB", "1.4 MB"]);
});

test("words: language, facts, plural", () => {
  const zh = { n: "{n} 条", hi: "您好，{name}" } as const;
  const en: Words<typeof zh> = { n: "{n} line|{n} lines", hi: "Hello, {name}" };
  const t = speak({ "zh-CN": zh, en }, "en");
  assert.deepEqual([t("n", { n: 1 }), t("n", { n: 2 }), t("hi", { name: "Lin" })], ["1 line", "2 lines", "Hello, Lin"]);
  assert.deepEqual([pick("zh-Hant-TW"), pick("fr", "zh"), pick("en-GB"), pick("fr"), pick(null, undefined)], ["zh-CN", "zh-CN", "en", "en", "en"]);
});
