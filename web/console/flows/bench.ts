/* The flow being worked on. The outline changes values, the YAML tab changes text; the server reads the one out of the other, so that both show the same file. */
import { signal } from "@preact/signals";
import { ApiError, get, patch, post, words } from "../api";
import { dirty } from "../guard";
import type { Coverage, Full, Problem, Read, Result, Values } from "./shapes";

const WAIT_MS = 500;

/** What is shown, and how it stands. */
export const full = signal<Full | null>(null);
export const values = signal<Values>({});
export const text = signal("");
export const problems = signal<Problem[]>([]);
export const sound = signal(true);
export const state = signal<"" | "edited" | "saving" | "saved" | "failed">("");
export const fault = signal("");
export const clash = signal<{ message: string; revision: number } | null>(null);
export const reading = signal(false);
export const loadFault = signal("");
export const results = signal<{ tests: Result[]; coverage: Coverage } | null>(null);
/** The steps that are open, the step at which a trial waits, and the line that the YAML tab is to show. */
export const opened = signal<Set<string>>(new Set());
export const at = signal("");
export const tab = signal("steps");
export const wantedLine = signal(0);

let timer: ReturnType<typeof setTimeout> | undefined;
let pending: Promise<void> = Promise.resolve();
let asked = 0;
let fromValues = false;

const path = (): string => `/api/flows/${encodeURIComponent(full.peek()?.name ?? "")}`;

/** Takes a flow as the server tells it. */
export function take(next: Full): void {
  clearTimeout(timer);
  asked++;
  full.value = next;
  heard(next);
  state.value = "";
  clash.value = null;
  dirty.value = false;
}

function heard(read: Read): void {
  text.value = read.text;
  values.value = read.values;
  problems.value = read.problems;
  sound.value = read.sound;
  reading.value = false;
}

/** Loads a flow and shows it. */
export async function load(name: string): Promise<void> {
  loadFault.value = "";
  full.value = null;
  results.value = null;
  opened.value = new Set();
  at.value = "";
  try {
    take(await get<Full>(`/api/flows/${encodeURIComponent(name)}`));
  } catch (e) {
    loadFault.value = words(e);
  }
}

/** The outline's way: the values are these now. */
export function put(next: Values): void {
  values.value = next;
  fromValues = true;
  changed();
}

/** The YAML tab's way: the file says this now. */
export function write(next: string): void {
  text.value = next;
  fromValues = false;
  changed();
}

function changed(): void {
  state.value = "edited";
  results.value = null;
  dirty.value = true;
  reading.value = true;
  clearTimeout(timer);
  timer = setTimeout(() => void settle(), WAIT_MS);
}

/** Lets the server read what was changed; resolves when both views agree. */
export function settle(): Promise<void> {
  clearTimeout(timer);
  if (!reading.peek()) return pending;
  const mine = ++asked;
  const body = fromValues ? { text: text.peek(), values: values.peek() } : { text: text.peek() };
  pending = post<Read>(`${path()}/read`, body).then(
    (read) => { if (mine === asked) heard(read); },
    (e: unknown) => { if (mine === asked) { reading.value = false; fault.value = words(e); state.value = "failed"; } },
  );
  return pending;
}

/** Saves the draft; false when that failed. */
export async function save(): Promise<boolean> {
  await settle();
  const now = full.peek();
  if (!now || state.peek() === "" || state.peek() === "saved") return true;
  if (clash.peek()) return false;
  state.value = "saving";
  const sent = text.peek();
  try {
    const kept = await patch<Full>(path(), { text: sent, revision: now.revision });
    full.value = kept;
    const same = text.peek() === sent;
    state.value = same ? "saved" : "edited";
    dirty.value = !same;
    return true;
  } catch (e) {
    state.value = "failed";
    fault.value = words(e);
    if (e instanceof ApiError && e.status === 409) clash.value = { message: e.message, revision: Number(e.fault["revision"] ?? 0) };
    return false;
  }
}

/** Saves over what somebody else has saved. */
export function overwrite(): void {
  const held = clash.peek();
  const now = full.peek();
  if (!held || !now) return;
  full.value = { ...now, revision: held.revision };
  clash.value = null;
  state.value = "edited";
  void save();
}

/** Runs the dialogues of the file. */
export async function test(): Promise<void> {
  await settle();
  results.value = await post<{ tests: Result[]; coverage: Coverage }>(`${path()}/test`, { text: text.peek() });
}

/** What is wrong at a place ("steps.<id>"). */
export function wrongAt(where: string): Problem[] {
  return problems.value.filter((p) => p.where === where);
}

/** Opens a step and brings it into view. */
export function showStep(id: string): void {
  tab.value = "steps";
  setTimeout(() => {
    const el = document.getElementById(`step-${id}`);
    el?.scrollIntoView({ block: "center" });
    el?.querySelector<HTMLElement>(".wf-head")?.focus();
  });
}

/** Shows a line of the file. */
export function showLine(line: number): void {
  wantedLine.value = line;
  tab.value = "yaml";
}
