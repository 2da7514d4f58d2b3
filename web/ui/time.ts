/* Time as people read it. `now` ticks once a second for everything on the screen, corrected by the server's clock when one is known. */
import { signal } from "@preact/signals";
import { lang } from "./lang";

/** Milliseconds since 1970 UTC by the server's clock; moves once a second while the page is visible. */
export const now = signal(Date.now());

let offset = 0;

/** Tells how far the server's clock is ahead of this one, in ms (from the Date header). */
export function serverIs(at: number): void {
  const ahead = at - Date.now();
  if (Math.abs(ahead - offset) > 2000) offset = Math.abs(ahead) < 2000 ? 0 : ahead;
}

if (typeof document !== "undefined") {
  const tick = (): void => { now.value = Date.now() + offset; };
  setInterval(() => { if (!document.hidden) tick(); }, 1000);
  document.addEventListener("visibilitychange", tick);
}

const DAY = 86_400_000;
const two = (n: number): string => String(n).padStart(2, "0");

/** Midnight before `at` in the reader's zone. */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** 14:06 */
export function clock(at: number): string {
  const d = new Date(at);
  return `${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** A time to come, as briefly as it can be said: 15:15 today, 11-23 09:00 on another day. */
export function coming(at: number, now = Date.now()): string {
  const d = new Date(at);
  return dayOf(at) === dayOf(now) ? clock(at) : `${two(d.getMonth() + 1)}-${two(d.getDate())} ${clock(at)}`;
}

/** A running wait: 1:42, 52:11, 1:05:20; beyond ten hours in words. */
export function span(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(s / 3600);
  if (h >= 24) return lang.value === "en" ? `${Math.floor(h / 24)} d` : `${Math.floor(h / 24)} 天`;
  if (h >= 10) return lang.value === "en" ? `${h} h` : `${h} 小时`;
  return h ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** A finished length in words: 48 秒, 1 分 40 秒, 2 小时 5 分. */
export function length(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  const en = lang.value === "en";
  if (s < 60) return en ? `${s} s` : `${s} 秒`;
  const m = Math.floor(s / 60);
  if (m < 60) return en ? `${m} m${s % 60 ? ` ${s % 60} s` : ""}` : `${m} 分${s % 60 ? ` ${s % 60} 秒` : ""}`;
  const h = Math.floor(m / 60);
  return en ? `${h} h${m % 60 ? ` ${m % 60} m` : ""}` : `${h} 小时${m % 60 ? ` ${m % 60} 分` : ""}`;
}

/** For a list: 14:06 today, 昨天, 周三 within the week, 11-17 this year, 2025-11-17 before. */
export function short(at: number): string {
  if (!at) return "";
  const days = Math.round((dayOf(now.peek()) - dayOf(at)) / DAY);
  const d = new Date(at);
  if (days <= 0) return clock(at);
  if (days === 1) return lang.value === "en" ? "Yesterday" : "昨天";
  if (days < 7) return new Intl.DateTimeFormat(lang.value, { weekday: "short" }).format(d);
  const date = `${two(d.getMonth() + 1)}-${two(d.getDate())}`;
  return d.getFullYear() === new Date(now.peek()).getFullYear() ? date : `${d.getFullYear()}-${date}`;
}

/** For a rule between days: 今天, 昨天, 11 月 17 日 周一. */
export function day(at: number): string {
  const days = Math.round((dayOf(now.peek()) - dayOf(at)) / DAY);
  const en = lang.value === "en";
  if (days === 0) return en ? "Today" : "今天";
  if (days === 1) return en ? "Yesterday" : "昨天";
  const d = new Date(at);
  const year = d.getFullYear() !== new Date(now.peek()).getFullYear();
  if (en) return new Intl.DateTimeFormat("en", { weekday: "short", month: "long", day: "numeric", ...(year ? { year: "numeric" } : {}) }).format(d);
  return `${year ? `${d.getFullYear()} 年 ` : ""}${d.getMonth() + 1} 月 ${d.getDate()} 日 ${new Intl.DateTimeFormat("zh-CN", { weekday: "short" }).format(d)}`;
}

/** The date alone: 2024 年 12 月 22 日. */
export function date(at: number): string {
  if (!at) return "";
  const d = new Date(at);
  return lang.value === "en" ? new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(d) : `${d.getFullYear()} 年 ${d.getMonth() + 1} 月 ${d.getDate()} 日`;
}

/** Date and time in full, for titles and tables. */
export function full(at: number): string {
  return at ? `${date(at)} ${clock(at)}` : "";
}
