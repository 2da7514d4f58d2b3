import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry, State } from "../../web/core/types";

if (!globalThis.navigator) Object.assign(globalThis, { navigator: { languages: ["zh-CN"] } });
Object.assign(globalThis, { location: { search: "?lang=zh-CN&theme=undefined", href: "https://shop.example/panel/", origin: "https://shop.example" }, parent: globalThis });
const { first, live, tick, unread, waitLeft } = await import("../../web/panel/model");
const { safeUrl, Words } = await import("../../web/panel/text");
const { en, zh } = await import("../../web/panel/words/talk");
const entrance = await import("../../web/panel/words/entrance");
const { param, t } = await import("../../web/panel/words");

const entry = (seq: number, from: Entry["from"], more: Partial<Entry> = {}): Entry =>
  ({ conversation: "c", seq, id: `e${seq}`, at: seq, from, author: "", name: "", kind: "text", text: "x", client_id: "", extra: {}, ...more });
const state = (more: Partial<State>) => ({ conversation: "c", status: "open", handler: "bot", staff_got: 0, staff_read: 0, visitor_read: 0, resolved_at: 0, score: 0, ...more }) as State;
const model = (entries: Entry[], s: Partial<State> = {}) => ({ ...first, thread: { ...first.thread, conversation: "c", entries }, state: state(s) });

/** A drawn text as nested lists: tag, attributes that matter, children. */
function plain(node: unknown): unknown {
  if (node == null || typeof node === "boolean") return [];
  if (Array.isArray(node)) return node.flatMap((n) => plain(n) as unknown[]);
  if (typeof node !== "object") return [String(node)].filter(Boolean);
  const { type, props } = node as { type: string | ((p: object) => unknown); props: Record<string, unknown> };
  if (typeof type === "function") return plain(type(props) ?? props["children"]);
  const inside = plain(props["children"]) as unknown[];
  return [[props["href"] ? `${type} ${String(props["href"])}` : type, ...inside]];
}
const rich = (text: string, sources: object[] = []) => plain(Words({ text, rich: true, sources: sources as never, cite: (c) => `<${c.n}>` }));
const own = (text: string) => plain(Words({ text }));

test("ticks: sent, delivered, read; a later answer proves that it was read", () => {
  const mine = entry(3, "visitor");
  assert.equal(tick(model([mine]), mine), "sent");
  assert.equal(tick(model([mine], { staff_got: 3 }), mine), "got");
  assert.equal(tick(model([mine], { staff_read: 3 }), mine), "read");
  assert.equal(tick(model([mine, entry(4, "bot")]), mine), "read");
  assert.equal(tick(model([mine, entry(4, "system", { kind: "event" })]), mine), "sent");
});

test("unread counts what others said after the last line read, not events and not his own", () => {
  const all = [entry(1, "visitor"), entry(2, "bot"), entry(3, "system", { kind: "event" }), entry(4, "agent"), entry(5, "visitor")];
  assert.equal(unread(model(all, { visitor_read: 1 })), 2);
  assert.equal(unread(model(all, { visitor_read: 4 })), 0);
});

test("buttons can be pressed on the last thing said only, and not while something is on its way", () => {
  const all = [entry(1, "visitor"), entry(2, "bot"), entry(3, "system", { kind: "event" })];
  assert.equal(live(model(all)), 2);
  assert.equal(live(model([...all, entry(4, "visitor")])), 0);
  assert.equal(live(model(all, { status: "resolved" })), 0);
  assert.equal(live({ ...model(all), outgoing: [{ client_id: "k", conversation: "", at: 1, text: "y" }] }), 0);
});

test("the wait counts down and never below nothing", () => {
  const m = { ...model([]), queue: { place: 2, ahead: 1, wait_s: 90, online: 1, team: "" }, queueAt: 1000 };
  assert.equal(waitLeft(m, 31_000), 60);
  assert.equal(waitLeft(m, 999_000), 0);
  assert.equal(waitLeft({ ...m, queue: { ...m.queue, wait_s: null } }, 0), null);
});

test("bot text: bold, lists, links, sources joined to their sentence", () => {
  assert.deepEqual(rich("**马上**换新[1]。\n- 一\n- 二\n1. 甲", [{ n: 1 }]), [["p", ["b", "马上"], "换新", "\u2060", "<1>", "。"], ["ul", ["li", "一"], ["li", "二"]], ["ol", ["li", "甲"]]]);
  assert.deepEqual(rich("[全文](https://a.example/x) 与 [9]"), [["p", ["a https://a.example/x", "全文"], " 与 [9]"]]);
  assert.deepEqual(rich("见 https://a.example/x?y=1。好"), [["p", "见 ", ["a https://a.example/x?y=1", "https://a.example/x?y=1"], "。好"]]);
});

test("visitors' text is plain, whatever it looks like; no address leads into a script", () => {
  assert.deepEqual(own("**不粗** [1] <b>x</b>\n第二行"), [["p", "**不粗** [1] <b>x</b>"], ["p", "第二行"]]);
  assert.deepEqual(rich("[点](javascript:alert(1))"), [["p", "点", ")"]]);
  for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "blob:https://x"]) assert.equal(safeUrl(bad), "");
  assert.equal(safeUrl("mailto:a@b.example"), "mailto:a@b.example");
  assert.equal(safeUrl("tel:+861234"), "tel:+861234");
});

test("whatever is written, all of it is shown and drawing never fails", () => {
  let seed = 11;
  const bits = ["**", "*", "[1]", "[", "](", ")", "https://a.b/c", "\n", "- ", "1. ", "`", "好", " ", "<b>", "\u202e", "javascript:x"];
  for (let i = 0; i < 2000; i++) {
    const text = Array.from({ length: 12 }, () => bits[(seed = (seed * 48271) % 2147483647) % bits.length]).join("");
    assert.equal((own(text) as unknown[]).flat(9).filter((x) => typeof x === "string" && !/^(p|a https.*)$/.test(x)).join("").replaceAll("\n", ""), text.trim().split("\n").filter((l) => l.trim()).join(""));
    rich(text, [{ n: 1 }]);
  }
});

test("both languages have the same facts and plural forms in every sentence", () => {
  const facts = (s: string) => [...new Set(s.match(/\{\w+\}/g))].sort().join();
  for (const [a, b] of [[zh, en], [entrance.zh, entrance.en]] as [Record<string, string>, Record<string, string>][])
    for (const key in a) assert.equal(facts(a[key]!), facts(b[key]!), key);
  assert.equal(t("queue_sub", { team: "售后组", n: 2 }), "售后组，2 位客服在线");
  assert.equal(param("theme"), "");
});
