/* What the settings pages share: loading, a form that knows when it is changed, a bar that saves. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useSignal, type Signal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { chevronLeft } from "../../ui/icons";
import { Failed, Skeleton } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { get, words } from "../api";
import { dirty } from "../guard";
import { href } from "../route";
import { t } from "./words";

export interface Loaded<T> {
  data: Signal<T | null>;
  wrong: Signal<string>;
  load: () => void;
}

/** Fetches a path when mounted, and again when the path changes. */
export function useLoad<T>(path: string): Loaded<T> {
  const data = useSignal<T | null>(null);
  const wrong = useSignal("");
  const load = (): void => {
    wrong.value = "";
    get<T>(path).then((d) => { data.value = d; }, (e: unknown) => { wrong.value = words(e); });
  };
  useEffect(() => { data.value = null; load(); }, [path]);
  return { data, wrong, load };
}

/** The page once its data is here; skeleton and failure before. */
export function Wait<T>({ from, children }: { from: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (from.wrong.value) return <Failed message={from.wrong.value} onRetry={from.load} />;
  return from.data.value === null ? <Skeleton lines={8} /> : <>{children(from.data.value)}</>;
}

/** A settings page: title, what it is for, acts at the end of the line. */
export function Sheet({ title, text, back, end, children, wide }: { title: string; text?: ComponentChildren; back?: string; end?: ComponentChildren; children: ComponentChildren; wide?: boolean }) {
  return (
    <div class="sheet-scroll scroll" tabIndex={0} role="region" aria-label={title}>
      <div class={`sheet ${wide ? "wide" : ""}`}>
        <a class={`t2 sheet-back ${back ? "" : "only-phone"}`} href={back ?? href("s")}><Icon d={chevronLeft} size="sm" /> {t("back")}</a>
        <header class="line sheet-head"><div class="grow"><h2 class="t5">{title}</h2>{text && <p class="t2 muted">{text}</p>}</div>{end}</header>
        {children}
      </div>
    </div>
  );
}

export interface Form<T> {
  value: T;
  put: (part: Partial<T>) => void;
  changed: boolean;
  busy: boolean;
  wrong: string;
  save: () => Promise<boolean>;
  reset: () => void;
}

/** The parts of `now` that differ from `was`. */
export function difference<T extends object>(was: T, now: T): Partial<T> {
  return Object.fromEntries(Object.entries(now).filter(([k, v]) => JSON.stringify(v) !== JSON.stringify(was[k as keyof T]))) as Partial<T>;
}

/** A form over `start`. `send` gets only what changed and answers with what is now kept. Unsaved work is guarded when leaving. */
export function useForm<T extends object>(start: T, send: (part: Partial<T>, all: T) => Promise<T>): Form<T> {
  const held = useSignal(start);
  const value = useSignal(start);
  const busy = useSignal(false);
  const wrong = useSignal("");
  const changed = Object.keys(difference(held.value, value.value)).length > 0;
  useEffect(() => { dirty.value = changed; }, [changed]);
  useEffect(() => () => { dirty.value = false; }, []);
  const save = async (): Promise<boolean> => {
    busy.value = true;
    wrong.value = "";
    try {
      const kept = await send(difference(held.peek(), value.peek()), value.peek());
      held.value = kept;
      value.value = kept;
      dirty.value = false;
      toast(t("saved"));
      return true;
    } catch (e) {
      wrong.value = words(e);
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { value: value.value, put: (part) => { value.value = { ...value.peek(), ...part }; }, changed, busy: busy.value, wrong: wrong.value, save, reset: () => { value.value = held.peek(); wrong.value = ""; } };
}

/** Appears with the first change: save, or put it back. */
export function SaveBar<T>({ form }: { form: Form<T> }) {
  if (!form.changed && !form.wrong) return null;
  return (
    <div class="save-bar float">
      <span class={`grow t2 ${form.wrong ? "is-alert" : "muted"}`} role={form.wrong ? "alert" : "status"}>{form.wrong || t("unsaved")}</span>
      <Button size="sm" voice="quiet" onClick={form.reset}>{t("discard")}</Button>
      <Button size="sm" voice="primary" busy={form.busy} type="submit">{t("save")}</Button>
    </div>
  );
}

/** A group of fields with a name. */
export function Group({ title, text, children }: { title: string; text?: ComponentChildren; children: ComponentChildren }) {
  return <section class="sheet-group"><header><h3 class="t4">{title}</h3>{text && <p class="t2 muted">{text}</p>}</header><div class="form">{children}</div></section>;
}

export const to = (section: string, id = ""): string => href("s", section, id);
