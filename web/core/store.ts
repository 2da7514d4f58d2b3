/** localStorage that never throws: private windows and full disks fall back to memory, so that the page works for as long as it lives. */
const memory = new Map<string, string>();

export const disk = {
  get<T>(key: string, otherwise: T): T {
    let raw: string | null | undefined;
    try { raw = localStorage.getItem(key); } catch { /* storage is forbidden here */ }
    raw ??= memory.get(key);
    if (raw == null) return otherwise;
    try { return JSON.parse(raw) as T; } catch { return otherwise; }
  },
  set(key: string, value: unknown): void {
    const raw = JSON.stringify(value);
    memory.set(key, raw);
    try { localStorage.setItem(key, raw); } catch { /* kept in memory */ }
  },
  drop(key: string): void {
    memory.delete(key);
    try { localStorage.removeItem(key); } catch { /* nothing to drop */ }
  },
};
