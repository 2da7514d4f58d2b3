/* What this person likes, kept in this browser: theme, how a message is sent, sounds, notices. Theme and language also travel with the account. */
import { effect, signal } from "@preact/signals";
import { disk } from "../core/store";

export type Theme = "auto" | "light" | "dark";

function kept<T>(key: string, otherwise: T) {
  const held = signal<T>(disk.get(`yd.${key}`, otherwise));
  effect(() => disk.set(`yd.${key}`, held.value));
  return held;
}

export const theme = kept<Theme>("theme", "auto");
/** Enter sends (Shift+Enter breaks the line); otherwise Ctrl+Enter sends. */
export const enterSends = kept("enter", true);
export const sound = kept("sound", true);
export const notices = kept("notices", false);
/** The customer pane is folded away (only where there would be room). */
export const folded = kept("folded", false);

effect(() => {
  if (theme.value === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});
