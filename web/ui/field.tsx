/* Fields: a label above, help or the fault below, both tied to the control for screen readers. */
import type { ComponentChildren, LooseInputHTMLAttributes, Ref, TextareaHTMLAttributes } from "preact";
import { useId, useState } from "preact/hooks";
import { Button } from "./button";
import { Icon } from "./icon";
import { chevronDown, eye } from "./icons";
import { say } from "./lang";

interface Around {
  label?: string;
  hint?: ComponentChildren;
  wrong?: string | undefined;
}

function Frame({ id, label, hint, wrong, children }: Around & { id: string; children: ComponentChildren }) {
  return (
    <div>
      {label && <label class="label" for={id}>{label}</label>}
      {children}
      {wrong ? <p class="hint wrong" id={`${id}-h`} role="alert">{wrong}</p> : hint ? <p class="hint" id={`${id}-h`}>{hint}</p> : null}
    </div>
  );
}

type Input = Omit<LooseInputHTMLAttributes<HTMLInputElement>, "onInput" | "value" | "icon" | "label" | "type"> & { type?: string; list?: string };

/** A one-line field; `onText` gets the new value. */
export function Field({ label, hint, wrong, icon, value, onText, calm, after, inputRef, ...rest }: Around & Input & { value: string; onText: (text: string) => void; icon?: string; calm?: boolean; after?: ComponentChildren; inputRef?: Ref<HTMLInputElement> }) {
  const id = useId();
  const [shown, show] = useState(false);
  const secret = rest.type === "password";
  return (
    <Frame id={id} {...{ hint, wrong }} {...(label ? { label } : {})}>
      <div class={`field ${calm ? "calm" : ""}`}>
        {icon && <Icon d={icon} />}
        <input {...(rest as object)} id={id} type={(secret && shown ? "text" : (rest.type ?? "text")) as "text"} ref={inputRef ?? null} value={value} aria-invalid={wrong ? "true" : undefined} aria-describedby={wrong || hint ? `${id}-h` : undefined} onInput={(e) => onText(e.currentTarget.value)} />
        {secret && <Button voice="quiet" size="sm" icon={eye} label={say(shown ? "hide" : "show")} aria-pressed={shown} onClick={() => show(!shown)} />}
        {after}
      </div>
    </Frame>
  );
}

type Area = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onInput" | "value" | "label">;

/** A field of several lines that grows with its text. */
export function Area({ label, hint, wrong, value, onText, ...rest }: Around & Area & { value: string; onText: (text: string) => void }) {
  const id = useId();
  return (
    <Frame id={id} {...{ hint, wrong }} {...(label ? { label } : {})}>
      <div class="field">
        <textarea rows={3} {...rest} id={id} value={value} aria-invalid={wrong ? "true" : undefined} aria-describedby={wrong || hint ? `${id}-h` : undefined} onInput={(e) => onText(e.currentTarget.value)} />
      </div>
    </Frame>
  );
}

export interface Choice {
  value: string;
  title: string;
}

/** A choice out of many (native select). */
export function Select({ label, hint, wrong, value, choices, onPick, name, small, disabled }: Around & { value: string; choices: Choice[]; onPick: (value: string) => void; name?: string; small?: boolean; disabled?: boolean }) {
  const id = useId();
  return (
    <Frame id={id} {...{ hint, wrong }} {...(label ? { label } : {})}>
      <div class={`field pick ${small ? "sm" : ""}`}>
        <select id={id} aria-label={label ? undefined : name} value={value} disabled={disabled} onChange={(e) => onPick(e.currentTarget.value)}>
          {choices.map((c) => <option key={c.value} value={c.value} selected={c.value === value}>{c.title}</option>)}
        </select>
        <Icon d={chevronDown} />
      </div>
    </Frame>
  );
}

/** On or off, in force at once. */
export function Switch({ label, on, onTurn, hint, disabled }: { label: string; on: boolean; onTurn: (on: boolean) => void; hint?: string; disabled?: boolean }) {
  return (
    <div>
      <label class="switch">
        <input type="checkbox" role="switch" checked={on} disabled={disabled} onChange={(e) => onTurn(e.currentTarget.checked)} />
        <span>{label}</span>
      </label>
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}

/** One of several facts that may all be true. */
export function Check({ label, on, onTurn, disabled }: { label: ComponentChildren; on: boolean; onTurn: (on: boolean) => void; disabled?: boolean }) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} disabled={disabled} onChange={(e) => onTurn(e.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** Two to four exclusive choices side by side. */
export function Segments({ name, value, choices, onPick }: { name: string; value: string; choices: (Choice & { icon?: string })[]; onPick: (value: string) => void }) {
  return (
    <div class="segments" role="group" aria-label={name}>
      {choices.map((c) => (
        <button type="button" key={c.value} aria-pressed={c.value === value} onClick={() => onPick(c.value)}>
          {c.icon && <Icon d={c.icon} size="sm" />}
          {c.title}
        </button>
      ))}
    </div>
  );
}
