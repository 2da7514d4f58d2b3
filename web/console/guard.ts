/* Unsaved work is not left by accident: the shell asks first. */
import { effect, signal } from "@preact/signals";
import { leaving, type Route } from "./route";

/** Set by a form that has changes. */
export const dirty = signal(false);
/** Where the person wanted to go; the shell asks while it is set. */
export const wanted = signal<Route | null>(null);

leaving.may = (to) => {
  if (!dirty.peek()) return true;
  wanted.value = to;
  return false;
};

const hold = (e: BeforeUnloadEvent): void => e.preventDefault();
effect(() => (dirty.value ? addEventListener("beforeunload", hold) : removeEventListener("beforeunload", hold)));
