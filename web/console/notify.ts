/* Telling somebody who looks elsewhere: two soft tones, a desktop notice, a number in the title. */
import { computed, effect } from "@preact/signals";
import { heads, hooks, myStatus, type Ring } from "./live";
import { belongs } from "./list/order";
import { notices, sound } from "./prefs";
import { go, route } from "./route";
import { me } from "./session";
import { t } from "./words";

let audio: AudioContext | undefined;

/** Two soft tones, rising for something new to do, level for a message. */
export function chime(rising: boolean): void {
  if (!sound.peek()) return;
  try {
    audio ??= new AudioContext();
    void audio.resume();
    const start = audio.currentTime;
    [rising ? 587 : 659, rising ? 880 : 659].forEach((hz, i) => tone(audio!, hz, start + i * 0.16));
  } catch { /* no sound device: the title and the list still tell */ }
}

function tone(ctx: AudioContext, hz: number, at: number): void {
  const osc = ctx.createOscillator();
  const gain = ctx.createGain();
  osc.type = "sine";
  osc.frequency.value = hz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.08, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0005, at + 0.4);
  osc.connect(gain).connect(ctx.destination);
  osc.start(at);
  osc.stop(at + 0.42);
}

/** Asks the browser for leave to show notices; must come from a press. */
export async function askNotices(): Promise<"granted" | "denied" | "default" | "none"> {
  if (!("Notification" in window)) return "none";
  const answer = await Notification.requestPermission();
  notices.value = answer === "granted";
  return answer;
}

hooks.ring = (ring: Ring) => {
  const seen = !document.hidden && document.hasFocus() && route.peek().page === "c" && route.peek().id === ring.conversation;
  if (!seen) chime(ring.reason !== "message");
  if (seen || !notices.peek() || !("Notification" in window) || Notification.permission !== "granted") return;
  if (!document.hidden && document.hasFocus()) return;
  const title = { assigned: t("ring_assigned", { name: ring.title }), queued: t("ring_queued", { name: ring.title }), woken: t("ring_woken", { name: ring.title }), message: ring.title }[ring.reason];
  const note = new Notification(title, { body: ring.preview, tag: ring.conversation, silent: true });
  note.onclick = () => {
    focus();
    go("c", ring.conversation);
    note.close();
  };
};

/** How many of my conversations, and of those nobody has, hold something unread. */
export const unread = computed(() => {
  const who = me.value?.id ?? "";
  let n = 0;
  for (const head of heads.value.values()) if (head.unread && (belongs("mine", head, who) || (head.handler === "queue" && myStatus() !== "offline"))) n++;
  return n;
});

/** Keeps the tab's title: (3) 林晓 · 应答. */
export function watchTitle(): void {
  effect(() => {
    const at = route.value;
    const place = at.page === "k" ? t("knowledge") : at.page === "s" ? t("settings") : at.id ? (heads.value.get(at.id)?.title ?? t("inbox")) : t("inbox");
    document.title = `${unread.value ? `(${unread.value}) ` : ""}${me.value ? place : t("sign_in")} · ${t("product")}`;
  });
}
