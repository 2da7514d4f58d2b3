/* Times as people say them. Pure: `now` is given. */

const day = (at: number) => { const d = new Date(at); return new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime(); };

/** Whole days between two moments on the reader's calendar (0 today, 1 yesterday). */
export function daysAgo(at: number, now: number): number {
  return Math.round((day(now) - day(at)) / 86_400_000);
}

/** "14:02" in the reader's time zone. */
export function clock(at: number): string {
  const d = new Date(at);
  return `${String(d.getHours()).padStart(2, "0")}:${String(d.getMinutes()).padStart(2, "0")}`;
}

/** "1:20": minutes and seconds, or hours, minutes and seconds. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

/** "1.2 MB". */
export function bytes(n: number): string {
  return n < 1024 ? `${n} B` : n < 1_048_576 ? `${Math.round(n / 1024)} KB` : `${(n / 1_048_576).toFixed(1)} MB`;
}
