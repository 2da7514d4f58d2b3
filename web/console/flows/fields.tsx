/* Fields that flows are made of: a text in two languages, a step to go to, a list typed as text. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Area, Field, Select } from "../../ui/field";
import { lang } from "../../ui/lang";
import { values } from "./bench";
import { shown, literal, type Words } from "./shapes";
import { t } from "./words";

/** The words of now, or the others. */
export function said(words: Words | undefined): string {
  return (lang.value === "en" ? words?.en || words?.zh : words?.zh || words?.en) ?? "";
}

/** A text in Chinese and English. */
export function Both({ label, value, onWords, rows = 2 }: { label: string; value: Words | undefined; onWords: (words: Words) => void; rows?: number }) {
  return (
    <fieldset class="bare wf-both"><legend class="label">{label}</legend>
      <div class="pair">
        <Area aria-label={`${label}, ${t("text_zh")}`} placeholder={t("text_zh")} lang="zh-CN" rows={rows} value={value?.zh ?? ""} onText={(zh) => onWords({ ...value, zh })} />
        <Area aria-label={`${label}, ${t("text_en")}`} placeholder={t("text_en")} lang="en" rows={rows} value={value?.en ?? ""} onText={(en) => onWords({ ...value, en })} />
      </div>
    </fieldset>
  );
}

/** A step to go to; empty means `none`. */
export function Target({ label, value, none, onPick, own }: { label: string; value: string; none?: string; onPick: (id: string) => void; own?: string }) {
  const ids = (values.value.steps ?? []).map((s) => s.id).filter((id) => id !== own);
  const choices = [{ value: "", title: none ?? t("below") }, ...[...new Set([...ids, ...(value ? [value] : [])])].map((id) => ({ value: id, title: id }))];
  return <Select label={label} value={value} choices={choices} onPick={onPick} />;
}

/** A field that keeps what is being typed and tells what it means: a value, a list, a table. */
export function Meant<T>({ label, hint, value, show, read, onValue, lines, placeholder }: { label: string; hint?: string; value: T; show: (value: T) => string; read: (text: string) => T; onValue: (value: T) => void; lines?: number; placeholder?: string }) {
  const typed = useSignal(show(value));
  const last = useRef(JSON.stringify(value));
  useEffect(() => {
    const now = JSON.stringify(value);
    if (now !== last.current) { last.current = now; typed.value = show(value); }
  }, [JSON.stringify(value)]);
  const onText = (text: string): void => {
    typed.value = text;
    const next = read(text);
    last.current = JSON.stringify(next);
    onValue(next);
  };
  const more = { ...(hint ? { hint } : {}), ...(placeholder ? { placeholder } : {}) };
  return lines ? <Area label={label} rows={lines} value={typed.value} onText={onText} {...more} /> : <Field label={label} value={typed.value} onText={onText} {...more} />;
}

const split = (text: string, by: RegExp): string[] => text.split(by).map((s) => s.trim()).filter(Boolean);

/** Texts divided by commas. */
export function Listed({ label, hint, value, onList }: { label: string; hint?: string; value: string[]; onList: (list: string[]) => void }) {
  return <Meant label={label} value={value} show={(v) => v.join(", ")} read={(s) => split(s, /[,，、]/)} onValue={onList} {...(hint ? { hint } : {})} />;
}

/** Texts, one on each line. */
export function Lines({ label, value, onList, lines = 6 }: { label: string; value: string[]; onList: (list: string[]) => void; lines?: number }) {
  return <Meant label={label} lines={lines} value={value} show={(v) => v.join("\n")} read={(s) => split(s, /\n/)} onValue={onList} />;
}

/** Any value: true, 3, or a text. */
export function Value({ label, value, onValue }: { label: string; value: unknown; onValue: (value: unknown) => void }) {
  return <Meant label={label} value={value} show={shown} read={literal} onValue={onValue} />;
}

/** Several values divided by commas. */
export function ValueList({ label, value, onValue }: { label: string; value: unknown[]; onValue: (value: unknown[]) => void }) {
  return <Meant label={label} value={value} show={(v) => v.map(shown).join(", ")} read={(s) => split(s, /[,，]/).map(literal)} onValue={onValue} />;
}
