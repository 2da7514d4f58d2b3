/* Dialog: the native element, so that focus is held, Escape closes and the page behind is inert. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button";
import { x } from "./icons";
import { say } from "./lang";

/** A modal dialog while it is mounted; `onClose` is asked for by Escape, the cross, or a press outside. */
export function Dialog({ title, text, onClose, children, footer, wide, onSubmit }: { title: string; text?: ComponentChildren; onClose: () => void; children?: ComponentChildren; footer?: ComponentChildren; wide?: boolean; onSubmit?: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const el = ref.current;
    const before = document.activeElement;
    if (el && !el.open) {
      el.showModal();
      (el.querySelector<HTMLElement>("input:not([hidden], [readonly], [type=checkbox]), textarea, select") ?? el.querySelector<HTMLElement>("footer .primary"))?.focus();
    }
    return () => {
      el?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const inner = (
    <>
      <header>
        <div class="grow">
          <h2 id={id}>{title}</h2>
          {text && <p class="t2 muted" style={{ marginTop: "var(--s2)" }}>{text}</p>}
        </div>
        <Button voice="quiet" size="sm" icon={x} label={say("close")} onClick={onClose} />
      </header>
      {children}
      {footer && <footer>{footer}</footer>}
    </>
  );
  return (
    <dialog
      ref={ref}
      class={`dialog float ${wide ? "wide" : ""}`}
      aria-labelledby={id}
      onCancel={(e) => { e.preventDefault(); onClose(); }}
      onMouseDown={(e) => ref.current && e.target === ref.current && outside(ref.current, e) && onClose()}
      onKeyDown={(e) => e.stopPropagation()}
    >
      {onSubmit ? <form class="contents" onSubmit={(e) => { e.preventDefault(); onSubmit(); }}>{inner}</form> : inner}
    </dialog>
  );
}

function outside(el: HTMLElement, e: MouseEvent): boolean {
  const box = el.getBoundingClientRect();
  return e.clientX < box.left || e.clientX > box.right || e.clientY < box.top || e.clientY > box.bottom;
}
