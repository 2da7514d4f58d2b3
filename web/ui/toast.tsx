/* Toast: says that an act is done and can be undone, or that an act failed and why. Never the only place of an error that blocks somebody. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "./button";
import { Icon } from "./icon";
import { circleAlert, circleCheck, x } from "./icons";
import { say } from "./lang";

interface Told {
  id: number;
  text: string;
  bad: boolean;
  undo?: (() => void) | undefined;
}

const told = signal<Told[]>([]);
let last = 0;

/** Shows a line for six seconds (ten when it can be undone or went wrong). */
export function toast(text: string, more: { bad?: boolean; undo?: () => void } = {}): void {
  const one: Told = { id: ++last, text, bad: more.bad ?? false, undo: more.undo };
  told.value = [...told.value.slice(-2), one];
  setTimeout(() => dismiss(one.id), more.bad || more.undo ? 10000 : 6000);
}

function dismiss(id: number): void {
  told.value = told.value.filter((one) => one.id !== id);
}

/** Undoes the newest act that can be undone; false when there is none. */
export function undoLast(): boolean {
  const one = told.value.findLast((t) => t.undo);
  if (!one) return false;
  dismiss(one.id);
  one.undo?.();
  return true;
}

/** The place where toasts appear; mounted once. In the top layer, so that dialogs do not hide it. */
export function Toasts() {
  const ref = useRef<HTMLDivElement>(null);
  const some = told.value.length > 0;
  useEffect(() => {
    const el = ref.current;
    if (!el) return;
    if (el.matches(":popover-open")) el.hidePopover();
    if (some) el.showPopover();
  }, [told.value]);
  return (
    <div ref={ref} class="toasts" popover="manual" role="status" aria-live="polite">
      {told.value.map((one) => (
        <div class="toast float" key={one.id}>
          <Icon d={one.bad ? circleAlert : circleCheck} class={one.bad ? "is-alert" : "is-ok"} />
          <span class="grow">{one.text}</span>
          {one.undo && <Button voice="quiet" size="sm" class="is-accent" kbd="Z" onClick={() => { dismiss(one.id); one.undo?.(); }}>{say("undo")}</Button>}
          <Button voice="quiet" size="sm" icon={x} label={say("close")} onClick={() => dismiss(one.id)} />
        </div>
      ))}
    </div>
  );
}
