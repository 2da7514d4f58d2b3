/* The flow editor's pure parts: names, values as typed, where steps lead. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { freeName, fresh, kindOf, literal, renamed, shown, waysOf, type Values } from "../../web/console/flows/shapes";

test("a value that is shown is read back as the same", () => {
  for (const value of [true, false, 3, -1.5, "word", "true", "3", "", " 3 ", "{order}", null, [1, "a"], { a: "true" }]) assert.deepEqual(literal(shown(value)), value ?? "");
});

test("a step called otherwise is so everywhere", () => {
  const values: Values = { steps: [{ id: "a", branch: [{ if: "seen.a", above: 2, goto: "b" }, { goto: "a" }] }, { id: "b", ask: "a", goto: "a" }, { id: "c", tool: "t", on_error: "a" }, { id: "d", confirm: {}, agreed: "a", refused: "b" }] };
  const steps = renamed(values, "a", "z").steps!;
  assert.deepEqual(steps[0], { id: "z", branch: [{ if: "seen.z", above: 2, goto: "b" }, { goto: "z" }] });
  assert.deepEqual(steps[1], { id: "b", ask: "a", goto: "z" });
  assert.deepEqual([steps[2]!.on_error, steps[3]!.agreed, steps[3]!.refused], ["z", "z", "b"]);
});

test("new names and steps", () => {
  assert.equal(freeName("say", ["say", "say2"]), "say3");
  for (const kind of ["say", "confirm", "handover", "end"] as const) assert.equal(kindOf(fresh(kind, [], {})), kind);
});

test("where a step leads", () => {
  assert.deepEqual(waysOf({ id: "a", end: "done", goto: "b" }), []);
  assert.deepEqual(waysOf({ id: "a", confirm: {}, goto: "b" }), [{ way: "agreed", to: "b" }, { way: "refused", to: "" }]);
  assert.deepEqual(waysOf({ id: "a", tool: "t", on_error: "c" }), [{ way: "next", to: "" }, { way: "on_error", to: "c" }]);
});
