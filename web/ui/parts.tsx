/* The small things: avatar, chip, badge, dot, empty, notice, skeleton, error, copy. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button";
import { Icon } from "./icon";
import { bot, check, circleAlert, copy, refreshCw } from "./icons";
import { say } from "./lang";

export type Voice = "" | "accent" | "time" | "alert" | "ai" | "ok";

/** The first character of a name, by code point; the bot has its icon. */
export function Avatar({ name, size = "", kind = "", corner, presence }: { name: string; size?: "" | "sm" | "lg"; kind?: "" | "me" | "ai"; corner?: string; presence?: string | undefined }) {
  return (
    <span class={`avatar ${size} ${kind}`} aria-hidden="true">
      {kind === "ai" ? <Icon d={bot} size={size === "sm" ? "sm" : ""} /> : ([...name.trim()][0]?.toUpperCase() ?? "·")}
      {corner && <span class="corner"><Icon d={corner} /></span>}
      {presence !== undefined && <span class={`dot ${presenceVoice(presence)}`} />}
    </span>
  );
}

/** Online is said in green, busy in amber, everything else in grey. */
export function presenceVoice(status: string): Voice {
  return status === "online" ? "ok" : status === "busy" ? "time" : "";
}

/** A fact. */
export function Chip({ voice = "", icon, children, title }: { voice?: Voice; icon?: string; children: ComponentChildren; title?: string }) {
  return (
    <span class={`chip ${voice}`} title={title}>
      {icon && <Icon d={icon} />}
      {children}
    </span>
  );
}

/** Nothing here: what is so, what to do, one button. */
export function Empty({ icon, title, text, children }: { icon: string; title: string; text?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon d={icon} size="lg" />
      <b class="t3">{title}</b>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

/** One line of state across a pane. */
export function Notice({ voice = "", icon, children, act }: { voice?: Voice; icon?: string; children: ComponentChildren; act?: ComponentChildren }) {
  return (
    <div class={`notice ${voice}`} role={voice === "alert" ? "alert" : "status"}>
      {icon && <Icon d={icon} />}
      <span class="grow">{children}</span>
      {act}
    </div>
  );
}

/** What went wrong with loading, and the way to try again. */
export function Failed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div class="empty" role="alert">
      <Icon d={circleAlert} size="lg" class="is-alert" />
      <b class="t3">{say("failed")}</b>
      <p>{message}</p>
      <Button size="sm" icon={refreshCw} onClick={onRetry}>{say("retry")}</Button>
    </div>
  );
}

/** True only after `ms`: what comes quickly shows no skeleton. */
export function useLate(ms = 300): boolean {
  const [late, set] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => set(true), ms);
    return () => clearTimeout(timer);
  }, []);
  return late;
}

/** Lines of the true size of what is coming; appears after 300 ms. */
export function Skeleton({ lines = 6, children }: { lines?: number; children?: ComponentChildren }) {
  const late = useLate();
  return (
    <div role="status" aria-label={say("loading")} aria-busy="true">
      {late && (children ?? <div class="stack" style={{ padding: "var(--s7)", gap: "var(--s6)" }}>{Array.from({ length: lines }, (_, i) => <span class="skel" key={i} style={{ width: `${90 - ((i * 37) % 50)}%` }} />)}</div>)}
    </div>
  );
}

/** Copies a text and says so for two seconds. */
export function Copy({ text, label }: { text: string; label?: string }) {
  const [done, set] = useState(false);
  const act = async (): Promise<void> => {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    set(true);
    setTimeout(() => set(false), 2000);
  };
  return (
    <Button size="sm" icon={done ? check : copy} onClick={() => void act()}>
      <span aria-live="polite">{done ? say("copied") : (label ?? say("copy"))}</span>
    </Button>
  );
}
