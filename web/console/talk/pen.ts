/* The composer that is on the screen, for those who write into it: the AI card, the palette. */
import { signal } from "@preact/signals";

export interface Pen {
  /** Puts a text where the caret is, or in place of all with `whole`. `from` is the suggestion it came from. */
  write: (text: string, whole?: boolean, from?: { id: string; text: string }) => void;
  focus: () => void;
}

export const pen = signal<Pen | null>(null);
/** Whether nothing is written: then Tab accepts the suggestion. */
export const blank = signal(true);
/** The suggestion that Tab would take. */
export const offer = signal<(() => void) | null>(null);
