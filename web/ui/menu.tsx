/* Menu: a native popover placed at its button; arrows move, letters are left to the page, Escape and a press outside close it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, type ButtonProps } from "./button";
import { Icon } from "./icon";
import { check } from "./icons";
import { Kbd } from "./button";

/** Puts a floating box beside its anchor and inside the window. */
export function place(box: HTMLElement, anchor: HTMLElement, side: "start" | "end", up = false): void {
  const a = anchor.getBoundingClientRect();
  const b = box.getBoundingClientRect();
  const gap = 4;
  const below = innerHeight - a.bottom > b.height + gap || a.top < b.height + gap;
  const rtl = getComputedStyle(anchor).direction === "rtl";
  const left = (side === "start") !== rtl ? a.left : a.right - b.width;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - b.width - 8))}px`;
  box.style.top = `${Math.max(8, below && !up ? Math.min(a.bottom + gap, innerHeight - b.height - 8) : a.top - b.height - gap)}px`;
}

export interface Act {
  title: ComponentChildren;
  icon?: string;
  kbd?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Shows a tick column: this is one of exclusive choices. */
  checked?: boolean;
  onPick: () => void;
}

/** A button that opens a list of acts; `null` in `acts` draws a line. */
export function Menu({ acts, side = "end", up, before, trigger, ...button }: { acts: (Act | null)[]; side?: "start" | "end"; up?: boolean; before?: ComponentChildren; trigger?: (open: () => void, ref: (el: HTMLElement | null) => void, expanded: boolean) => ComponentChildren } & ButtonProps) {
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const el = box.current;
    if (!open || !el || !anchor.current) return;
    el.showPopover();
    place(el, anchor.current, side, up);
    items(el)[0]?.focus();
    const away = (e: Event) => (e as ToggleEvent).newState === "closed" && setOpen(false);
    el.addEventListener("toggle", away);
    return () => el.removeEventListener("toggle", away);
  }, [open]);
  const close = (): void => {
    box.current?.hidePopover();
    setOpen(false);
    anchor.current?.focus();
  };
  const keep = (el: HTMLElement | null): void => { anchor.current = el; };
  const toggle = (): void => setOpen(!open);
  return (
    <>
      {trigger ? trigger(toggle, keep, open) : <span ref={keep} class="contents-box"><Button {...button} aria-haspopup="menu" aria-expanded={open} onClick={toggle} /></span>}
      {open && (
        <div ref={box} popover="auto" class="menu float" onKeyDown={(e) => arrows(e, box.current, close)}>
          {before}
          <div role="menu" aria-label={typeof button.label === "string" ? button.label : undefined}>
            {acts.map((a, i) => a === null ? <hr key={i} /> : (
              <button key={i} type="button" class={`option ${a.danger ? "is-alert" : ""}`} role={a.checked === undefined ? "menuitem" : "menuitemradio"} aria-checked={a.checked} disabled={a.disabled} tabIndex={-1} onClick={() => { close(); a.onPick(); }}>
                {a.icon && <span class={a.danger ? "" : "faint"}><Icon d={a.icon} /></span>}
                <span class="grow">{a.title}</span>
                {a.checked !== undefined && <span class="tick"><Icon d={check} /></span>}
                {a.kbd && <Kbd>{a.kbd}</Kbd>}
              </button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function items(el: HTMLElement): HTMLElement[] {
  return [...el.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled]), input, button:not([disabled])")];
}

function arrows(e: KeyboardEvent, el: HTMLElement | null, close: () => void): void {
  if (!el) return;
  e.stopPropagation();
  const all = items(el);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const go = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[e.key];
  if (go !== undefined) {
    e.preventDefault();
    all[go % all.length]?.focus();
  } else if (e.key === "Escape" || e.key === "Tab") {
    e.preventDefault();
    close();
  }
}
