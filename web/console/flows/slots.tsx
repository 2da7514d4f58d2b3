/* What a flow has to learn from the customer: one card for each slot, with the words to ask for it. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../ui/button";
import { Check, Field, Select } from "../../ui/field";
import { listFilter, plus, trash2, x } from "../../ui/icons";
import { Empty } from "../../ui/parts";
import { put, values, wrongAt } from "./bench";
import { Both, Listed, Meant } from "./fields";
import { freeName, type Option, type Slot, type Values, type Words } from "./shapes";
import { t, type Key } from "./words";

const TYPES = ["text", "order_no", "choice", "yes_no", "number", "date"];
const words = (value: Words): Words | undefined => (value.zh || value.en ? value : undefined);
const text = (value: string): string | undefined => value || undefined;

function Options({ slot, set }: { slot: Slot; set: (part: Record<string, unknown>) => void }) {
  const options = slot.options ?? [];
  const change = (i: number, part: Partial<Option> | null): void => {
    const next = options.flatMap((o, k) => (k === i ? (part ? [{ ...o, ...part }] : []) : [o]));
    set({ options: next.length ? next : undefined });
  };
  return (
    <fieldset class="bare"><legend class="label">{t("options")}</legend>
      <ul class="wf-options">{options.map((o, i) => (
        <li key={i} class="wf-option">
          <Field label={t("option_id")} value={o.id} onText={(id) => change(i, { id })} />
          <Field label={t("text_zh")} value={o.text.zh ?? ""} onText={(zh) => change(i, { text: { ...o.text, zh } })} /><Field label={t("text_en")} value={o.text.en ?? ""} onText={(en) => change(i, { text: { ...o.text, en } })} />
          <Listed label={t("option_words")} value={o.words ?? []} onList={(list) => change(i, { words: list })} />
          <Button size="sm" voice="quiet" icon={x} label={t("option_remove", { id: o.id })} onClick={() => change(i, null)} />
        </li>
      ))}</ul>
      <Button size="sm" icon={plus} onClick={() => set({ options: [...options, { id: freeName("option", options.map((o) => o.id)), text: { zh: "", en: "" } }] })}>{t("add_option")}</Button>
    </fieldset>
  );
}

/** The slot's name: changed wherever it is asked for, once the field is left. */
function Name({ name }: { name: string }) {
  const typed = useSignal(name);
  useEffect(() => { typed.value = name; }, [name]);
  const keep = (): void => {
    const to = typed.peek();
    const now = values.peek();
    if (!to || to === name || now.slots?.[to]) { typed.value = name; return; }
    const slots = Object.fromEntries(Object.entries(now.slots ?? {}).map(([key, slot]) => [key === name ? to : key, slot.after ? { ...slot, after: slot.after.map((a) => (a === name ? to : a)) } : slot]));
    const braces = new RegExp(`\\{${name.replace(/[^\w]/g, "\\$&")}(?=[}.])`, "g");
    const steps = (now.steps ?? []).map((s) => ({ ...(JSON.parse(JSON.stringify(s).replace(braces, `{${to}`)) as typeof s), ...(s.ask === name ? { ask: to } : {}), ...(s.clear ? { clear: s.clear.map((c) => (c === name ? to : c)) } : {}) }));
    const arms = steps.map((s) => (s.branch ? { ...s, branch: s.branch.map((a) => (a.if === name ? { ...a, if: to } : a)) } : s));
    put({ ...now, slots, steps: arms });
  };
  return <Field label={t("slot_name")} value={typed.value} onText={(v) => { typed.value = v.replace(/\W/g, "_"); }} onBlur={keep} maxLength={40} />;
}

function One({ name, slot, now }: { name: string; slot: Slot; now: Values }) {
  const set = (part: Record<string, unknown>): void => {
    const next = Object.fromEntries(Object.entries({ ...slot, ...part }).filter(([, v]) => v !== undefined)) as unknown as Slot;
    put({ ...values.peek(), slots: { ...values.peek().slots, [name]: next } });
  };
  const remove = (): void => {
    const slots = { ...values.peek().slots };
    delete slots[name];
    put({ ...values.peek(), slots });
  };
  const number = (key: "least" | "most") => <Meant label={t(key)} value={slot[key]} show={(v) => (v === undefined ? "" : String(v))} read={(s) => (s.trim() === "" || Number.isNaN(Number(s)) ? undefined : Number(s))} onValue={(v) => set({ [key]: v })} />;
  const asked = (now.steps ?? []).filter((s) => s.ask === name).length;
  return (
    <li class="wf-step wf-slot">
      <div class="wf-top"><h3 class="grow"><code class="wf-id">{name}</code> <span class="hint">{t("used_in", { n: asked })}</span></h3><Button size="sm" voice="quiet" icon={trash2} label={t("slot_remove", { name })} onClick={remove} /></div>
      {wrongAt(`slots.${name}`).map((p, i) => <p key={i} class="wf-wrong is-alert">{p.text}</p>)}
      <div class="form wf-form">
        <div class="pair"><Name name={name} /><Select label={t("slot_type")} value={slot.type ?? "text"} choices={TYPES.map((v) => ({ value: v, title: t(`t_${v}` as Key) }))} onPick={(type) => set({ type })} /></div>
        <Both label={t("slot_title")} rows={1} value={slot.title} onWords={(title) => set({ title })} />
        <Both label={t("ask_words")} value={slot.ask} onWords={(ask) => set({ ask })} />
        <details open={Boolean(slot.again || slot.why || slot.unknown)}><summary class="t2">{t("again_words")} · {t("why_words")} · {t("unknown_words")}</summary><div class="form">
          <Both label={t("again_words")} value={slot.again} onWords={(v) => set({ again: words(v) })} /><Both label={t("why_words")} value={slot.why} onWords={(v) => set({ why: words(v) })} /><Both label={t("unknown_words")} value={slot.unknown} onWords={(v) => set({ unknown: words(v) })} />
        </div></details>
        <details open={Boolean(slot.pattern || slot.bare || slot.entity)}><summary class="t2">{t("pattern")} · {t("entity")}</summary><div class="form">
          <Field label={t("pattern")} value={slot.pattern ?? ""} onText={(v) => set({ pattern: text(v) })} spellcheck={false} /><Field label={t("bare")} value={slot.bare ?? ""} onText={(v) => set({ bare: text(v) })} spellcheck={false} />
          <div class="pair"><Field label={t("form")} value={slot.form ?? ""} onText={(v) => set({ form: text(v) })} placeholder="QH-{1}" /><Field label={t("entity")} value={slot.entity ?? ""} onText={(v) => set({ entity: text(v) })} placeholder="order" /></div>
        </div></details>
        {slot.type === "choice" && <><Options slot={slot} set={set} /><Check label={t("free")} on={slot.free ?? false} onTurn={(on) => set({ free: on || undefined })} /></>}
        {(slot.type === "number" || slot.type === "text" || !slot.type) && <div class="pair">{number("least")}{number("most")}</div>}
        <Listed label={t("after")} value={slot.after ?? []} onList={(v) => set({ after: v.length ? v : undefined })} />
      </div>
    </li>
  );
}

export function Slots({ may }: { may: boolean }) {
  const now = values.value;
  const all = Object.entries(now.slots ?? {});
  const add = (): void => put({ ...values.peek(), slots: { ...values.peek().slots, [freeName("slot", all.map(([name]) => name))]: { type: "text", title: { zh: "", en: "" }, ask: { zh: "", en: "" } } } });
  return (
    <fieldset class="bare wf-outline" disabled={!may}><legend class="sr">{t("slots")}</legend>
      {!all.length && <Empty icon={listFilter} title={t("slot_none")} text={t("slot_none_text")} />}
      <ul class="wf-steps">{all.map(([name, slot], i) => <One key={i} name={name} slot={slot} now={now} />)}</ul>
      {may && <div class="wf-end"><Button icon={plus} onClick={add}>{t("add_slot")}</Button></div>}
    </fieldset>
  );
}
