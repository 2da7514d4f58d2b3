import assert from "node:assert/strict";
import { test } from "node:test";
import { Fragment, jsx, render, useEffect, useLayoutEffect, useRef, useState } from "../../web/core/mini";

/* A document small enough to read, strict enough to catch a node in the wrong place. */
class N {
  childNodes: N[] = [];
  parentNode: N | null = null;
  attrs: Record<string, string> = {};
  style: Record<string, string> = {};
  data = "";
  namespaceURI = "http://www.w3.org/1999/xhtml";
  [key: string]: unknown;
  name: string;
  constructor(name: string) { this.name = name; }
  get firstChild(): N | null { return this.childNodes[0] ?? null; }
  get nextSibling(): N | null { const s = this.parentNode!.childNodes; return s[s.indexOf(this) + 1] ?? null; }
  insertBefore(n: N, before: N | null) {
    n.parentNode?.removeChild(n);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    assert.ok(at >= 0, "inserted before a stranger");
    this.childNodes.splice(at, 0, n);
    n.parentNode = this;
  }
  removeChild(n: N) { this.childNodes = this.childNodes.filter((c) => c !== n); n.parentNode = null; }
  setAttribute(k: string, v: string) { this.attrs[k] = v; }
  removeAttribute(k: string) { delete this.attrs[k]; }
  get html(): string {
    if (this.name === "#text") return this.data;
    const a = Object.entries(this.attrs).sort().map(([k, v]) => ` ${k}="${v}"`).join("");
    return `<${this.name}${a}>${this.childNodes.map((c) => c.html).join("")}</${this.name}>`;
  }
}
Object.assign(globalThis, { document: {
  createTextNode: () => new N("#text"),
  createElementNS: (ns: string, name: string) => Object.assign(new N(name), { namespaceURI: ns }),
} });
const h = (t: unknown, p: Record<string, unknown> | null, ...children: unknown[]) => {
  const { key, ...rest } = p ?? {};
  return jsx(t as string, { ...rest, children: children.length > 1 ? children : children[0] }, key);
};
const mount = () => new N("root");
const draw = (node: unknown, into: N) => render(node, into as unknown as Element);
const soon = () => new Promise((r) => setTimeout(r, 5));

let seed = 3;
const random = (n: number) => Math.floor(((seed = (seed * 48271) % 2147483647) / 2147483647) * n);

type Tree = { kind: "text" | "null" | "el" | "list" | "comp"; key?: string; text: string; kids: Tree[] };
function tree(depth: number): Tree {
  const kind = (["text", "null", "el", "el", "list", "comp"] as const)[depth > 0 ? random(6) : random(2)]!;
  const keys = new Set<string>();
  const kids = Array.from({ length: depth > 0 ? random(5) : 0 }, () => tree(depth - 1)).map((k) => {
    const key = `k${random(6)}`;
    if (k.kind === "el" && random(2) && !keys.has(key)) { keys.add(key); k.key = key; }
    return k;
  });
  return { kind, text: String(random(9)), kids: kind === "text" || kind === "null" ? [] : kids };
}
const Comp = (p: { kids: unknown[]; n: string }) => { useState(0); useRef(null); return p.kids.length % 2 ? p.kids : h("b", { class: p.n }, ...p.kids); };
const toNode = (t: Tree): unknown => {
  const kids = () => t.kids.map(toNode);
  if (t.kind === "text") return t.text;
  if (t.kind === "null") return [null, false, undefined][Number(t.text) % 3];
  if (t.kind === "list") return kids();
  if (t.kind === "comp") return h(Comp, { kids: kids(), n: t.text });
  return h("p", { key: t.key, class: t.text, hidden: Number(t.text) > 4 }, ...kids());
};

test("a tree that changes step by step, by state, ends as what was asked for", async () => {
  let show!: (t: Tree) => void;
  const App = () => { const [t, set] = useState<Tree>({ kind: "null", text: "0", kids: [] }); show = set; return h("div", null, h("i", null, "a"), toNode(t), h("i", null, "z")); };
  const box = mount();
  draw(h(App, null), box);
  for (let step = 0; step < 250; step++) {
    const want = tree(3);
    show(want);
    await Promise.resolve();
    await Promise.resolve();
    const inside = toNode(want);
    assert.equal(box.html, `<root>${plain(h("div", null, h("i", null, "a"), inside, h("i", null, "z")))}</root>`);
  }
});

/** The markup a node means, worked out without a document. */
function plain(node: unknown): string {
  if (node == null || typeof node === "boolean") return "";
  if (Array.isArray(node)) return node.map(plain).join("");
  if (typeof node !== "object") return String(node);
  const { t, p } = node as { t: string | ((p: object) => unknown); p: Record<string, unknown> };
  if (typeof t === "function") return plain(t === (Comp as unknown) ? Comp0(p as { kids: unknown[]; n: string }) : t(p));
  const attrs = Object.entries(p).filter(([k, v]) => k !== "children" && v !== false).sort().map(([k, v]) => ` ${k}="${v === true ? "" : v}"`).join("");
  return `<${t}${attrs}>${plain(p["children"])}</${t}>`;
}
const Comp0 = (p: { kids: unknown[]; n: string }) => (p.kids.length % 2 ? p.kids : h("b", { class: p.n }, ...p.kids));

test("keyed children keep their DOM nodes when others come and go", async () => {
  let set!: (list: string[]) => void;
  const App = () => { const [list, put] = useState(["a", "b", "c"]); set = put; return h("ul", null, list.map((k) => h("li", { key: k }, k))); };
  const box = mount();
  draw(h(App, null), box);
  const before = new Map(box.childNodes[0]!.childNodes.map((n) => [n.html, n]));
  for (const list of [["b", "c"], ["x", "b", "y", "c"], ["c", "b"], ["a", "b", "c"]]) {
    set(list);
    await soon();
    const now = box.childNodes[0]!.childNodes;
    assert.deepEqual(now.map((n) => n.childNodes[0]!.data), list);
    for (const n of now) if (/[bc]/.test(n.html)) assert.equal(n, before.get(n.html));
  }
});

test("a node that stays is never moved, so focus and scroll survive", async () => {
  let set!: (on: boolean) => void;
  const App = () => { const [on, put] = useState(true); set = put; return h("div", null, on && h("p", null, "notice"), h("textarea", null)); };
  const box = mount();
  draw(h(App, null), box);
  const area = box.childNodes[0]!.childNodes[1]!;
  let moved = 0;
  const parent = box.childNodes[0]!;
  const real = parent.insertBefore.bind(parent);
  parent.insertBefore = (n, b) => { if (n === area) moved++; real(n, b); };
  for (const on of [false, true, false]) { set(on); await soon(); }
  assert.equal(moved, 0);
  assert.equal(parent.childNodes.at(-1), area);
});

test("effects: layout before the others, again when their facts change, undone when the component goes", async () => {
  const log: string[] = [];
  let set!: (n: number) => void;
  const Inner = ({ n }: { n: number }) => {
    useEffect(() => { log.push(`e${n}`); return () => { log.push(`-e${n}`); }; }, [n]);
    useLayoutEffect(() => { log.push(`l${n}`); });
    return null;
  };
  const App = () => { const [n, put] = useState(1); set = put; return n > 0 ? h(Inner, { n: Math.min(n, 2) }) : "gone"; };
  const box = mount();
  draw(h(App, null), box);
  await soon();
  for (const n of [2, 3, 0]) { set(n); await soon(); }
  assert.deepEqual(log, ["l1", "e1", "l2", "-e1", "e2", "l2", "-e2"]);
  assert.equal(box.html, "<root>gone</root>");
});

test("a state set while drawing is finishing is not lost", async () => {
  let value = 0;
  const App = () => { const [n, put] = useState(0); value = n; useLayoutEffect(() => { if (n < 3) put(n + 1); }); return String(n); };
  const box = mount();
  draw(h(App, null), box);
  await soon();
  assert.equal(value, 3);
  assert.equal(box.html, "<root>3</root>");
});

test("properties: handlers, values, booleans, aria, refs, fragments", () => {
  const ref = { current: null as unknown };
  const box = mount();
  const click = () => undefined;
  draw(h(Fragment, null, h("button", { ref, onClick: click, disabled: true, hidden: false, "aria-expanded": false, value: "v", style: { width: "3px" } }, 0)), box);
  const b = box.childNodes[0]!;
  assert.equal(ref.current, b);
  assert.equal(b["onclick"], click);
  assert.equal(b["value"], "v");
  assert.equal(b.style["width"], "3px");
  assert.equal(b.html, '<button aria-expanded="false" disabled="">0</button>');
});
