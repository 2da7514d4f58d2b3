/* localStorage that never throws. Private windows, full disks and frames whose storage the browser denies fall back to memory, so that the page works
   for as long as it lives; where somebody else can keep things for us (`mirror`), they are kept there instead. */
const memory = new Map<string, string>();
let elsewhere: ((key: string, raw: string | null) => void) | undefined;

export const disk = {
  get<T>(key: string, otherwise: T): T {
    let raw: string | null | undefined;
    try { raw = localStorage.getItem(key); } catch { /* storage is denied here */ }
    raw ??= memory.get(key);
    if (raw == null) return otherwise;
    try { return JSON.parse(raw) as T; } catch { return otherwise; }
  },
  set(key: string, value: unknown): void {
    const raw = JSON.stringify(value);
    memory.set(key, raw);
    try { localStorage.setItem(key, raw); } catch { elsewhere?.(key, raw); }
  },
  drop(key: string): void {
    memory.delete(key);
    try { localStorage.removeItem(key); } catch { elsewhere?.(key, null); }
  },
  /** `keep` stores for us what the browser refuses to; `kept` is what it has of earlier. */
  mirror(keep: (key: string, raw: string | null) => void, kept: Record<string, string>): void {
    elsewhere = keep;
    for (const key in kept) memory.set(key, kept[key]!);
  },
};
