/* The part of Preact that the visitor's panel uses, in about a fifth of its weight: elements, function components, keys, and five hooks, with Preact's
   names and meaning. The panel is written and type-checked against Preact; its build puts this in Preact's place (see build.mjs), so that what a shop's
   visitor has to load stays within 20 KB. Taking Preact itself again is removing that alias.

   Not here, and not used there: class components, context, refs as functions, portals, error boundaries, custom properties in `style`. */

type Props = Record<string, unknown> & { children?: unknown };
type Component = (props: Props) => unknown;
interface Node_ { t: string | Component; p: Props; k: unknown }
interface Hook { s?: unknown; set?: (value: unknown) => void; deps?: unknown[] | undefined; undo?: (() => void) | void }
/** A node as it stands: what it was made from, its DOM node (elements and texts), what is inside, its hooks, the DOM parent. */
interface Inst { v: Node_; k: unknown; d?: Node; c: Inst[]; h: Hook[]; p: Node; dead?: boolean }

export const Fragment: Component = (props) => props.children;
export const jsx = (t: string | Component, p: Props, k?: unknown): Node_ => ({ t, p, k });
export { jsx as jsxs };

const TEXT = "";
let next: Node | null = null;
let current: Inst, slot = 0;
let layout: (() => void)[] = [], after: (() => void)[] = [], planned = false;
const dirty = new Set<Inst>();

/** Puts a DOM node where the next one belongs; one that stands there already is not touched, so it keeps focus and scroll. */
function place(parent: Node, d: Node): void {
  if (d === next) next = d.nextSibling;
  else parent.insertBefore(d, next);
}

function remove(inst: Inst, detach: boolean): void {
  inst.dead = true;
  for (const hook of inst.h) if (hook.undo) hook.undo();
  if (inst.d && detach) {
    if (inst.d === next) next = inst.d.nextSibling;
    inst.d.parentNode?.removeChild(inst.d);
  }
  for (const c of inst.c) remove(c, detach && !inst.d);
}

/** The old children made into the new ones. A child is the same when key (or place) and type are. */
function children(parent: Node, old: Inst[], kids: unknown[]): Inst[] {
  const held = new Map(old.map((o) => [o.k, o]));
  const plan: [Node_, unknown, Inst | undefined][] = [];
  kids.forEach((kid, i) => {
    if (kid == null || typeof kid === "boolean") return;
    const v: Node_ = Array.isArray(kid) ? jsx(Fragment, { children: kid }) : typeof kid === "object" ? (kid as Node_) : jsx(TEXT, { children: String(kid) });
    const k = v.k == null ? i : `$${String(v.k)}`;
    const o = held.get(k);
    if (o?.v.t === v.t) { held.delete(k); plan.push([v, k, o]); } else plan.push([v, k, undefined]);
  });
  for (const gone of held.values()) remove(gone, true);
  return plan.map(([v, k, o]) => update(parent, v, k, o));
}

function update(parent: Node, v: Node_, k: unknown, o?: Inst): Inst {
  const before = o?.v.p ?? {};
  const inst: Inst = o ?? { v, k, c: [], h: [], p: parent };
  inst.v = v;
  if (typeof v.t === "function") {
    current = inst;
    slot = 0;
    dirty.delete(inst);
    const out = v.t(v.p);
    inst.c = children(parent, inst.c, Array.isArray(out) ? out : [out]);
  } else if (v.t === TEXT) {
    const d = (inst.d ??= document.createTextNode("")) as Text;
    if (d.data !== v.p.children) d.data = v.p.children as string;
    place(parent, d);
  } else {
    const d = (inst.d ??= document.createElementNS(v.t === "svg" ? "http://www.w3.org/2000/svg" : (parent as Element).namespaceURI, v.t)) as HTMLElement;
    place(parent, d);
    const beyond = next;
    next = d.firstChild;
    inst.c = children(d, inst.c, [v.p.children].flat());
    next = beyond;
    for (const name in { ...before, ...v.p }) if (before[name] !== v.p[name] || name === "value" || name === "checked") property(d, name, v.p[name]);
  }
  return inst;
}

function property(d: HTMLElement, name: string, value: unknown): void {
  const any = d as unknown as Record<string, unknown>;
  if (name === "children") return;
  if (name === "ref") (value as { current: unknown }).current = d;
  else if (name === "style") Object.assign(d.style, value);
  else if (name.startsWith("on")) any[name.toLowerCase()] = value;
  else if (name === "value" || name === "checked") { if (any[name] !== value) any[name] = value; }
  else if (value == null || (value === false && !name.startsWith("aria"))) d.removeAttribute(name);
  else d.setAttribute(name, value === true && !name.startsWith("aria") ? "" : String(value));
}

const firstDom = (inst: Inst): Node | undefined => inst.d ?? inst.c.map(firstDom).find(Boolean);

function flush(): void {
  planned = false;
  for (const inst of [...dirty]) {
    if (!dirty.delete(inst) || inst.dead) continue;
    const at = firstDom(inst);
    /* One that shows nothing has no place of its own: its surroundings are done again. */
    if (at) { next = at; update(inst.p, inst.v, inst.k, inst); } else root();
  }
  commit();
}

/** Layout effects at once, the others when the browser has drawn. */
function commit(): void {
  const now = layout.splice(0), later = after.splice(0);
  for (const run of now) run();
  if (later.length) setTimeout(() => { for (const run of later) run(); });
}

let root = (): void => undefined;

export function render(node: unknown, into: Element): void {
  let tree: Inst[] = [];
  root = () => { next = into.firstChild; tree = children(into, tree, [node]); };
  root();
  commit();
}

const hook = (): Hook => (current.h[slot++] ??= {});

export function useState<T>(first: T | (() => T)): [T, (value: T) => void] {
  const h = hook(), inst = current;
  if (!h.set) {
    h.s = typeof first === "function" ? (first as () => T)() : first;
    h.set = (value) => {
      if (Object.is(h.s, value) || inst.dead) return;
      h.s = value;
      dirty.add(inst);
      if (!planned) queueMicrotask(flush);
      planned = true;
    };
  }
  return [h.s as T, h.set];
}

export function useReducer<T>(step: (state: T, act: T) => T, first: T): [T, (act: T) => void] {
  const [state, set] = useState({ v: first });
  return [state.v, (act) => set({ v: step(state.v, act) })];
}

export function useRef<T>(first: T): { current: T } {
  return useState(() => ({ current: first }))[0];
}

function effect(queue: (() => void)[], run: () => void | (() => void), deps?: unknown[]): void {
  const h = hook(), inst = current, old = h.deps;
  if (deps && old && deps.every((d, i) => Object.is(d, old[i]))) return;
  h.deps = deps;
  queue.push(() => {
    if (inst.dead) return;
    if (h.undo) h.undo();
    h.undo = run();
  });
}
export const useLayoutEffect = (run: () => void | (() => void), deps?: unknown[]): void => effect(layout, run, deps);
export const useEffect = (run: () => void | (() => void), deps?: unknown[]): void => effect(after, run, deps);
