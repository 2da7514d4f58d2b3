import type { ComponentChild } from "preact";
import { clock, daysAgo } from "../core/time";
import { chevronRight } from "../ui/icons";
import { lang, t } from "./words";

/* The few primitives of the panel, in the language of the kit (panel.css draws them). */

export function I({ d, size = "" }: { d: string; size?: "" | "sm" | "lg" }) {
  return <svg class={`i ${size}`} viewBox="0 0 24 24" aria-hidden="true"><path d={d} /></svg>;
}

/** A button that shows only an icon; its name is read out and shown on hover. */
export function IconButton({ d, name, class: extra = "", onClick, on }: { d: string; name: string; class?: string; onClick: () => void; on?: boolean }) {
  return <button type="button" class={`btn quiet icon ${extra}`} aria-label={name} title={name} aria-expanded={on} onClick={onClick}><I d={d} /></button>;
}

export function Go({ children, icon, onClick }: { children: ComponentChild; icon?: ComponentChild; onClick: () => void }) {
  return <button type="button" onClick={onClick}>{icon}<span class="grow">{children}</span><I d={chevronRight} /></button>;
}

export function Skeleton({ lines }: { lines: number }) {
  return <div class="stack wait" aria-busy="true">{Array.from({ length: lines }, (_, i) => <span class="skel" style={{ width: `${90 - ((i * 23) % 50)}%` }} />)}</div>;
}

/** Nothing here: what is so, and what to do. */
export function Empty({ d, so, act }: { d: string; so: string; act: string }) {
  return <div class="empty"><I d={d} size="lg" /><b>{so}</b><p>{act}</p></div>;
}

export function Avatar({ name, d, kind = "" }: { name?: string; d?: string; kind?: string }) {
  return <span class={`avatar ${kind}`} aria-hidden="true">{d ? <I d={d} /> : [...(name || "?")][0]}</span>;
}

const date = (at: number, long: boolean) =>
  new Intl.DateTimeFormat(lang, long ? { month: "long", day: "numeric", weekday: "short" } : { month: "2-digit", day: "2-digit" }).format(at);

/** "今天", "昨天", "11 月 17 日 周一". */
export function dayWords(at: number): string {
  const days = daysAgo(at, Date.now());
  return days < 1 ? t("today") : days < 2 ? t("yesterday") : date(at, true);
}

/** "14:02" today, else "11/17". */
export function when(at: number): string {
  return daysAgo(at, Date.now()) < 1 ? clock(at) : date(at, false);
}
