import { newId } from "./ids";
import { LinkError } from "./link";
import { disk } from "./store";

/* What a person wrote and the server has not yet confirmed. It survives reloads and lost networks; every item keeps its client_id, so that
   however often it is tried (by this tab or another) it is stored once. Items leave in the order they were written. */

export interface Outgoing {
  client_id: string;
  /** "" when the server decides (a visitor has one open conversation). */
  conversation: string;
  at: number;
  text: string;
  kind?: "text" | "note" | "file";
  file?: { id: string; name: string; type: string; size: number; width?: number; height?: number; url?: string };
  option?: string;
  /** Although it holds a word that should not be said. */
  anyway?: boolean;
  /** Empty while it waits; the server's words when it was refused for good. */
  error?: string;
}
export interface Receipt { conversation?: string; seq: number; id: string; at: number }

export class Outbox {
  items: Outgoing[];
  private running = false;
  private readonly key: string;
  private readonly send: (item: Outgoing) => Promise<Receipt>;
  private readonly changed: (sent?: Outgoing, receipt?: Receipt) => void;

  /** `send` delivers one item; `changed` runs after every change, with the item and its receipt when one was confirmed. */
  constructor(key: string, send: (item: Outgoing) => Promise<Receipt>, changed: (sent?: Outgoing, receipt?: Receipt) => void) {
    this.key = key;
    this.send = send;
    this.changed = changed;
    this.items = this.fresh();
    if (typeof addEventListener === "function") addEventListener("storage", (e) => {
      if (e.key === key) this.reload();
    });
  }

  /** Takes up what is kept: another tab wrote, or the storage has only now become available. */
  reload(): void {
    this.items = this.fresh();
    this.changed();
  }

  /** Keeps it and tries to send it. */
  add(item: Omit<Outgoing, "client_id" | "at" | "conversation"> & { conversation?: string }, now = Date.now()): Outgoing {
    const full: Outgoing = { conversation: "", ...item, client_id: newId(), at: now };
    this.keep([...this.fresh(), full]);
    void this.flush();
    return full;
  }

  /** Tries a refused item again. */
  again(client_id: string): void {
    this.keep(this.fresh().map((i) => { if (i.client_id !== client_id) return i; const { error: _, ...rest } = i; return rest; }));
    void this.flush();
  }

  remove(client_id: string): void {
    this.keep(this.fresh().filter((i) => i.client_id !== client_id));
  }

  clear(): void { this.keep([]); }

  /** The server has shown us this client_id: it arrived, by whichever tab. */
  seen(client_id: string): void {
    if (client_id && this.items.some((i) => i.client_id === client_id)) this.remove(client_id);
  }

  /** Sends what waits, oldest first, until all is confirmed or the line is gone. */
  async flush(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let item = this.next(); item; item = this.next()) {
        try {
          const receipt = await this.send(item);
          this.items = this.fresh().filter((i) => i.client_id !== item!.client_id);
          disk.set(this.key, this.items);
          this.changed(item, receipt);
        } catch (e) {
          const error = e instanceof LinkError ? e : new LinkError("offline", String(e));
          if (error.passing) { this.later(error); return; }
          const { client_id } = item;
          this.keep(this.fresh().map((i) => (i.client_id === client_id ? { ...i, error: error.message || error.code } : i)));
        }
      }
    } finally { this.running = false; }
  }

  /** Asked to slow down: the item waits and is tried again by itself. "offline" is left to the next connection. */
  private later(error: LinkError): void {
    if (error.code === "offline") return;
    const wait = Math.max(1, Number(error.fault?.retry_after ?? 2)) * 1000;
    setTimeout(() => void this.flush(), Math.min(wait, 60_000));
  }

  private next(): Outgoing | undefined { return this.items.find((i) => !i.error); }
  /** The disk is the truth: another tab may have added or sent since. */
  private fresh(): Outgoing[] { return disk.get<Outgoing[]>(this.key, []); }
  private keep(items: Outgoing[]): void {
    this.items = items;
    disk.set(this.key, items);
    this.changed();
  }
}
