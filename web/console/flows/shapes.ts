/* A flow as its file says it, and what the server tells about it. Fields are those of the guide, chapter 5. */
export type Words = { zh?: string; en?: string };
export type Kind = "say" | "ask" | "tool" | "branch" | "confirm" | "handover" | "end" | "";
export const KINDS = ["say", "ask", "tool", "branch", "confirm", "handover", "end"] as const;

export interface Arm { goto: string; if?: string; is?: unknown; not?: unknown; in?: unknown[]; above?: number; below?: number; filled?: boolean }

export interface Step {
  id: string;
  say?: Words; ask?: string; tool?: string; branch?: Arm[]; confirm?: Words; handover?: Words; end?: string;
  goto?: string; text?: Words; card?: string; options_from?: string; single?: string; args?: Record<string, unknown>; save?: string;
  on_error?: string; agreed?: string; refused?: string; reason?: string; skill?: string; clear?: string[];
}

export interface Option { id: string; text: Words; words?: string[] }

export interface Slot {
  title: Words; ask: Words; type?: string; again?: Words; why?: Words; unknown?: Words;
  pattern?: string; bare?: string; form?: string; entity?: string; options?: Option[]; free?: boolean; least?: number; most?: number; after?: string[];
}

export interface Values {
  name?: string; title?: Words; description?: string; starts?: { zh?: string[]; en?: string[] }; reask?: number;
  slots?: Record<string, Slot>; steps?: Step[]; tests?: Record<string, unknown>[];
}

export interface Problem { where: string; line: number; text: string; hint: boolean }
export interface Read { text: string; values: Values; sound: boolean; arms: string[]; problems: Problem[] }

export interface Line {
  name: string; title: Words; origin: "pack" | "own" | "both"; status: "pack" | "draft" | "published" | "changed";
  version: number; updated_at: number; updated_by: string; description: string;
}
export interface Tool { name: string; title: Words; args: Record<string, string>; changes: boolean; needs_verified: boolean }
export interface Version { version: number; at: number; by: string }
export interface Full extends Line, Read { revision: number; tools: Tool[]; versions: Version[] }

export interface Result { name: string; line: number; passed: string[]; problems: { turn: number; line: number; text: string }[] }
export interface Coverage { steps: number; steps_passed: number; arms: number; arms_passed: number; missed: string[] }

/** What a step does. */
export function kindOf(step: Step): Kind {
  return KINDS.find((k) => { const v = step[k]; return v !== undefined && v !== "" && !(Array.isArray(v) && !v.length); }) ?? "";
}

/** Where a step leads: the way out's own name, and the target ("" for the step below). */
export function waysOf(step: Step): { way: "next" | "agreed" | "refused" | "on_error"; to: string }[] {
  const kind = kindOf(step);
  if (kind === "end" || kind === "handover" || kind === "branch") return [];
  const ways: { way: "next" | "agreed" | "refused" | "on_error"; to: string }[] = [];
  if (kind === "confirm") ways.push({ way: "agreed", to: step.agreed || step.goto || "" }, { way: "refused", to: step.refused ?? "" });
  else ways.push({ way: "next", to: step.goto ?? "" });
  if (step.on_error) ways.push({ way: "on_error", to: step.on_error });
  return ways;
}

/** A step as new as can be, of one kind. */
export function fresh(kind: Kind, taken: string[], values: Values): Step {
  const id = freeName(kind || "step", taken);
  const words = (): Words => ({ zh: "", en: "" });
  switch (kind) {
    case "say": return { id, say: words() };
    case "ask": return { id, ask: Object.keys(values.slots ?? {})[0] ?? "" };
    case "tool": return { id, tool: "", args: {}, save: "" };
    case "branch": return { id, branch: [{ if: "", filled: true, goto: "" }] };
    case "confirm": return { id, confirm: words() };
    case "handover": return { id, handover: words() };
    case "end": return { id, end: "done" };
    default: return { id };
  }
}

/** `base`, or `base2`, … when that is taken. */
export function freeName(base: string, taken: string[]): string {
  let name = base;
  for (let n = 2; taken.includes(name); n++) name = `${base}${n}`;
  return name;
}

/** The flow with a step called otherwise, everywhere that it is named. */
export function renamed(values: Values, from: string, to: string): Values {
  const other = (id: string | undefined): string | undefined => (id === from ? to : id);
  const steps = (values.steps ?? []).map((s) => drop({
    ...s, id: s.id === from ? to : s.id, goto: other(s.goto), on_error: other(s.on_error), agreed: other(s.agreed), refused: other(s.refused),
    branch: s.branch?.map((arm) => ({ ...arm, goto: arm.goto === from ? to : arm.goto, ...(arm.if === `seen.${from}` ? { if: `seen.${to}` } : {}) })),
  }) as Step);
  return { ...values, steps };
}

/** A table without what is not there. */
export function drop<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** A value as it is typed: JSON where it is JSON, else text. */
export function literal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value as it is shown in a field; `literal` reads it back as the same. */
export function shown(value: unknown): string {
  return typeof value === "string" && literal(value) === value ? value : JSON.stringify(value ?? "");
}
