/* The console's pure parts: how the list is ordered and cut, how canned replies are found, the QR code. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Head } from "../../web/core/types";
import { before, belongs, group, lay, slice } from "../../web/console/list/order";
import { qr } from "../../web/console/settings/qr";

function head(part: Partial<Head>): Head {
  return {
    tenant: "t", id: "a", inbox: "i", channel: "web", contact: "c", title: "林晓", language: "zh-CN", status: "open", handler: "agent", assignee: "me", assignee_name: "陈静", skill: "", number: 1,
    seq: 1, version: 1, opened_at: 0, updated_at: 0, waiting_since: 0, queued_at: 0, resolved_at: 0, first_reply_at: 0, preview: "", preview_from: "visitor", unread: 0, visitor_unread: 0,
    visitor_got: 0, visitor_read: 0, staff_got: 0, staff_read: 0, emotion: "", intensity: 0, risk: "", priority: 0, tags: [], score: 0, turns_failed: 0, snoozed_until: 0, ...part,
  };
}

test("a conversation is in the group of what it asks for", () => {
  assert.equal(group(head({ handler: "queue", assignee: "" })), "need");
  assert.equal(group(head({ risk: "self_harm", waiting_since: 5 })), "need");
  assert.equal(group(head({ emotion: "angry", handler: "bot" })), "need");
  assert.equal(group(head({ waiting_since: 5 })), "reply");
  assert.equal(group(head({})), "customer");
  assert.equal(group(head({ handler: "bot", assignee: "" })), "bot");
  assert.equal(group(head({ status: "resolved", risk: "threat" })), "done");
});

test("views are the server's", () => {
  const mine = head({});
  const nobody = head({ assignee: "", handler: "bot" });
  const done = head({ status: "resolved" });
  assert.deepEqual((["mine", "unassigned", "all", "resolved"] as const).map((v) => [mine, nobody, done].map((h) => belongs(v, h, "me"))), [
    [true, false, false], [false, true, false], [true, true, false], [false, false, true],
  ]);
});

test("who waits longest comes first, risk before all, and the order is total", () => {
  const list = [
    head({ id: "bot", handler: "bot", assignee: "", updated_at: 99 }), head({ id: "late", waiting_since: 1 }), head({ id: "soon", waiting_since: 9 }), head({ id: "idle", updated_at: 5 }),
    head({ id: "queue", handler: "queue", waiting_since: 3 }), head({ id: "risk", handler: "queue", waiting_since: 8, risk: "threat", priority: 2 }),
  ];
  const sorted = [...list].sort(before).map((h) => h.id);
  assert.deepEqual(sorted, ["risk", "queue", "late", "soon", "idle", "bot"]);
  assert.deepEqual([...list].reverse().sort(before).map((h) => h.id), sorted);
});

test("lines are laid without holes, and a slice holds what a window shows and no more", () => {
  const many = Array.from({ length: 10_000 }, (_, i) => head({ id: `x${i}`, handler: i % 2 ? "bot" : "agent", updated_at: 10_000 - i }));
  const { lines, height } = lay(many, true, 62, 32);
  assert.equal(height, 10_000 * 62 + 2 * 32);
  let top = 0;
  for (const line of lines) {
    assert.equal(line.top, top);
    top += line.height;
  }
  for (const from of [0, 1000, 310_000, height - 900]) {
    const part = slice(lines, from, from + 900);
    assert.ok(part.length <= 17);
    assert.ok(part[0]!.top <= from && part.at(-1)!.top + part.at(-1)!.height >= Math.min(height, from + 900));
  }
  assert.equal(lines.filter((l) => l.kind === "group").length, 2);
  assert.deepEqual(lay([], true, 62, 32), { lines: [], height: 0 });
});

test("a QR code has the version its text needs, and its fixed patterns", () => {
  assert.equal(qr("x".repeat(231)), null);
  for (const [n, size] of [[5, 21], [30, 25], [107, 41], [150, 45], [230, 53]] as const) {
    const grid = qr("y".repeat(n))!;
    assert.equal(grid.length, size);
    for (const [r, c] of [[0, 0], [0, size - 7], [size - 7, 0]] as const) {
      assert.equal(grid.slice(r, r + 7).map((row) => row.slice(c, c + 7).join("")).join("|"), "1111111|1000001|1011101|1011101|1011101|1000001|1111111");
    }
    assert.equal(grid[6]!.slice(8, size - 8).join(""), "10".repeat(size).slice(0, size - 16));
    assert.equal(grid[size - 8]![8], 1);
  }
});

test("a QR code of HELLO with mask 0 is the one that other encoders draw", () => {
  assert.deepEqual(qr("HELLO", 0)!.map((row) => row.join("")), [
    "111111100101101111111", "100000100111001000001", "101110101101101011101",
    "101110100101001011101", "101110100010101011101", "100000100000101000001",
    "111111101010101111111", "000000001101100000000", "111011111111011000100",
    "000100001000001000010", "101000100010100011111", "110010001010001000010",
    "101001100110101010100", "000000001101010100110", "111111101001011100111",
    "100000101111110110000", "101110101001011100111", "101110100010001100110",
    "101110101110100010101", "100000101100001010010", "111111101100101100111",
  ]);
});

test("what is snoozed is in its own view only", () => {
  const asleep = head({ status: "snoozed", snoozed_until: 5 });
  assert.deepEqual((["mine", "unassigned", "all", "snoozed", "resolved"] as const).filter((v) => belongs(v, asleep, "me")), ["snoozed"]);
});
