import type { Fault, Frame } from "./types";

/* One socket that does not give up: it reconnects with full jitter, says hello first, matches answers to questions, and notices a line that is
   open but dead. It knows nothing of conversations; panel and console share it. */

export type LinkStatus = "idle" | "connecting" | "online" | "waiting" | "refused" | "closed";

/** Thrown by `ask`. `code` is the server's, or "offline" (never sent, or no answer came), or "timeout". */
export class LinkError extends Error {
  readonly code: string;
  readonly fault: Fault | null;
  constructor(code: string, message: string, fault: Fault | null = null) {
    super(message);
    this.code = code;
    this.fault = fault;
  }
  /** True when the same request may succeed later without being changed. */
  get passing(): boolean {
    return /^(offline|timeout|too_many|unavailable|internal)$/.test(this.code);
  }
}

export interface LinkOptions {
  /** Where to connect; asked anew for every attempt. */
  url(): string;
  /** Runs on every new connection before anything else may be sent (say hello, watch again). A rejection closes and retries. */
  greet?(link: Link): Promise<void>;
  /** Every frame that is not an answer. */
  frame(frame: Frame): void;
  status?(link: Link): void;
  /** Close codes after which trying again is pointless. */
  refuse?: number[];
  /** For tests. */
  socket?: (url: string) => WebSocket;
  random?: () => number;
}

interface Wait { done(data: unknown): void; fail(error: LinkError): void; timer: ReturnType<typeof setTimeout> }

const FLOOR = 500, CAP = 15_000, ANSWER = 15_000, QUIET = 25_000, DEAD = 8_000;

/** How long to wait before attempt n (0 first): between 0.5 s and a ceiling that doubles up to 15 s, anywhere in between, so that a thousand
    clients of a restarted node do not return in one instant. */
export function backoff(attempt: number, random: () => number): number {
  return FLOOR + random() * (Math.min(CAP, 2000 * 2 ** attempt) - FLOOR);
}

export class Link {
  status: LinkStatus = "idle";
  /** When the next attempt starts (ms, 0 when none is planned). */
  retryAt = 0;
  private ws: WebSocket | null = null;
  private attempt = 0;
  private nextRef = 1;
  private waits = new Map<string, Wait>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setTimeout> | undefined;
  private readonly o: LinkOptions;

  constructor(options: LinkOptions) {
    this.o = options;
    if (typeof addEventListener === "function") {
      addEventListener("online", () => { if (this.status === "waiting") this.retry(); });
      addEventListener("offline", () => { if (this.status === "online") this.lost(this.ws!); });
    }
  }

  /** Connects if it is not connected or on the way. */
  open(): void {
    if (!this.ws && this.status !== "waiting") this.connect();
  }

  /** Connects now instead of at `retryAt`. */
  retry(): void {
    clearTimeout(this.timer);
    if (this.ws) this.ask("ping", {}, DEAD).catch(() => this.ws && this.lost(this.ws));
    else this.connect();
  }

  close(): void {
    clearTimeout(this.timer);
    this.set("closed");
    this.drop("offline");
    this.ws?.close(1000);
    this.ws = null;
  }

  /** Asks and resolves with the answer's `data`. Rejects with a LinkError; an ask without a connection rejects at once with "offline". */
  ask<T = unknown>(op: string, body: object = {}, timeout = ANSWER): Promise<T> {
    const ws = this.ws;
    if (!ws || ws.readyState !== 1) return Promise.reject(new LinkError("offline", "offline"));
    const ref = String(this.nextRef++);
    return new Promise<T>((done, fail) => {
      const timer = setTimeout(() => {
        this.waits.delete(ref);
        fail(new LinkError("timeout", "timeout"));
        if (op !== "ping" && this.ws === ws) this.retry();
      }, timeout);
      this.waits.set(ref, { done: done as (data: unknown) => void, fail, timer });
      ws.send(JSON.stringify({ ...body, op, ref }));
    });
  }

  /** Says something whose loss does not matter (typing, viewing). */
  tell(op: string, body: object = {}): void {
    if (this.status === "online") this.ask(op, body).catch(() => undefined);
  }

  private set(status: LinkStatus): void {
    this.status = status;
    if (status !== "waiting") this.retryAt = 0;
    this.o.status?.(this);
  }

  private connect(): void {
    this.set("connecting");
    let ws: WebSocket;
    try {
      ws = (this.o.socket ?? ((url) => new WebSocket(url)))(this.o.url());
    } catch {
      this.plan();
      return;
    }
    this.ws = ws;
    const late = setTimeout(() => { if (this.ws === ws && ws.readyState === 0) this.lost(ws); }, ANSWER);
    ws.onopen = () => {
      clearTimeout(late);
      Promise.resolve(this.o.greet?.(this)).then(
        () => { if (this.ws === ws) { this.attempt = 0; this.set("online"); this.beat(); } },
        () => { if (this.ws === ws) this.lost(ws); });
    };
    ws.onmessage = (event) => { if (this.ws === ws) this.hear(String(event.data)); };
    ws.onclose = (event) => {
      clearTimeout(late);
      if (this.ws !== ws) return;
      if (this.o.refuse?.includes(event.code)) { this.ws = null; this.drop("refused"); this.set("refused"); }
      else this.lost(ws);
    };
  }

  private hear(data: string): void {
    this.beat();
    let frame: Frame;
    try { frame = JSON.parse(data) as Frame; } catch { return; }
    const ref = frame.ref === undefined ? "" : String(frame.ref);
    const wait = ref ? this.waits.get(ref) : undefined;
    if (wait && (frame.op === "ack" || frame.op === "error")) {
      this.waits.delete(ref);
      clearTimeout(wait.timer);
      if (frame.op === "ack") wait.done(frame["data"]);
      else {
        const fault = (frame["error"] ?? { code: "unknown", message: "" }) as Fault;
        wait.fail(new LinkError(fault.code, fault.message, fault));
      }
    } else if (frame.op !== "ack") this.o.frame(frame);
  }

  /** A line that has been quiet is asked for a sign of life; without one it is dead, whatever the browser believes. */
  private beat(): void {
    clearTimeout(this.pulse);
    this.pulse = setTimeout(() => {
      const ws = this.ws;
      if (ws && this.status === "online") this.ask("ping", {}, DEAD).catch(() => { if (this.ws === ws) this.lost(ws); });
    }, QUIET);
  }

  private lost(ws: WebSocket): void {
    this.ws = null;
    clearTimeout(this.pulse);
    ws.onclose = ws.onmessage = ws.onopen = null;
    try { ws.close(); } catch { /* it is gone already */ }
    this.drop("offline");
    if (this.status !== "closed") this.plan();
  }

  private plan(): void {
    const wait = backoff(this.attempt++, this.o.random ?? Math.random);
    this.retryAt = Date.now() + wait;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), wait);
    this.set("waiting");
  }

  private drop(code: string): void {
    const waits = [...this.waits.values()];
    this.waits.clear();
    for (const w of waits) { clearTimeout(w.timer); w.fail(new LinkError(code, code)); }
  }
}
