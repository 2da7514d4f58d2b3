/* The form of one step: only what its kind has. An empty field is no field in the file. */
import { Button } from "../../ui/button";
import { Field, Select } from "../../ui/field";
import { arrowRightLeft, plus, x } from "../../ui/icons";
import { Chip } from "../../ui/parts";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { full, opened, put, values } from "./bench";
import { Both, Listed, said, Target, Value, ValueList } from "./fields";
import { kindOf, renamed, type Arm, type Step, type Words } from "./shapes";
import { t, type Key } from "./words";

type Put = (part: { [K in keyof Step]?: Step[K] | undefined }) => void;
interface Of { step: Step; set: Put }

const OUTCOMES = ["done", "cancelled", "handover", "failed"];
const text = (value: string): string | undefined => value || undefined;
const words = (value: Words): Words | undefined => (value.zh || value.en ? value : undefined);

function Say({ step, set }: Of) {
  return <><Both label={t("says")} value={step.say} onWords={(say) => set({ say })} rows={3} /><Field label={t("card")} value={step.card ?? ""} onText={(v) => set({ card: text(v) })} placeholder="made.card" /></>;
}

function Ask({ step, set }: Of) {
  const slots = Object.entries(values.value.slots ?? {}).map(([name, s]) => ({ value: name, title: `${name} · ${said(s.title)}` }));
  return (
    <>
      <Select label={t("slot")} value={step.ask ?? ""} choices={[...(slots.some((s) => s.value === step.ask) ? [] : [{ value: step.ask ?? "", title: step.ask || "…" }]), ...slots]} onPick={(ask) => set({ ask })} />
      <Both label={t("asks")} value={step.text} onWords={(v) => set({ text: words(v) })} />
      <div class="pair">
        <Field label={t("options_from")} hint={t("options_from_hint")} value={step.options_from ?? ""} onText={(v) => set({ options_from: text(v) })} />
        {step.options_from && <Select label={t("single")} value={step.single ?? "ask"} choices={[{ value: "ask", title: t("single_ask") }, { value: "take", title: t("single_take") }]} onPick={(v) => set({ single: v === "take" ? v : undefined })} />}
      </div>
    </>
  );
}

function Tool({ step, set }: Of) {
  const tools = full.value?.tools ?? [];
  const tool = tools.find((one) => one.name === step.tool);
  const args = step.args ?? {};
  const names = [...new Set([...Object.keys(tool?.args ?? {}), ...Object.keys(args)])];
  const choices = [...(tool || !step.tool ? [] : [{ value: step.tool, title: step.tool }]), { value: "", title: t("tool_none") }, ...tools.map((one) => ({ value: one.name, title: `${said(one.title)} (${one.name})` }))];
  const put1 = (name: string, value: unknown): void => {
    const next = { ...args, [name]: value };
    if (value === "") delete next[name];
    set({ args: Object.keys(next).length ? next : undefined });
  };
  return (
    <>
      <Select label={t("tool")} value={step.tool ?? ""} choices={choices} onPick={(v) => set({ tool: v })} />
      {tool && (tool.changes || tool.needs_verified) && <p class="line wrap">{tool.changes && <Chip voice="time">{t("changes")}</Chip>}{tool.needs_verified && <Chip>{t("needs_verified")}</Chip>}</p>}
      {names.length > 0 && <fieldset class="bare"><legend class="label">{t("args")}</legend><p class="hint">{t("args_hint", { order: "{order}" })}</p><div class="pair">{names.map((name) => <Value key={name} label={name} value={args[name] ?? ""} onValue={(v) => put1(name, v)} />)}</div></fieldset>}
      <div class="pair"><Field label={t("save_as")} value={step.save ?? ""} onText={(v) => set({ save: text(v) })} /><Target label={t("on_error")} value={step.on_error ?? ""} none={t("k_handover")} own={step.id} onPick={(v) => set({ on_error: text(v) })} /></div>
    </>
  );
}

type Op = "is" | "not" | "in" | "above" | "below" | "filled" | "empty" | "always";
const OPS: Op[] = ["is", "not", "in", "above", "below", "filled", "empty", "always"];
const opOf = (a: Arm): Op => (!a.if && a.filled === undefined ? "always" : a.filled !== undefined ? (a.filled ? "filled" : "empty") : a.above !== undefined ? "above" : a.below !== undefined ? "below" : a.in !== undefined ? "in" : a.not !== undefined ? "not" : "is");

function armOf(path: string, op: Op, value: unknown, goto: string): Arm {
  if (op === "always") return { goto };
  const rest = op === "filled" || op === "empty" ? { filled: op === "filled" } : op === "in" ? { in: Array.isArray(value) ? value : value === undefined ? [] : [value] } : op === "above" || op === "below" ? { [op]: Number(value) || 0 } : { [op]: Array.isArray(value) ? value[0] : (value ?? true) };
  return { if: path, ...rest, goto };
}

function ArmRow({ arm, n, own, onArm, onUp, onRemove }: { arm: Arm; n: number; own: string; onArm: (arm: Arm) => void; onUp?: (() => void) | undefined; onRemove: () => void }) {
  const op = opOf(arm);
  const value = arm.is ?? arm.not ?? arm.in ?? arm.above ?? arm.below;
  const known = [...Object.keys(values.value.slots ?? {}), ...(values.value.steps ?? []).flatMap((s) => (s.save ? [`${s.save}.`] : [])), "who.verified", "error.code"];
  return (
    <fieldset class="bare wf-arm"><legend class="label">{t("condition", { n })}</legend>
      <div class="wf-arm-row">
        {op !== "always" && <><Field label={t("path")} value={arm.if ?? ""} onText={(v) => onArm({ ...arm, if: v })} list={`paths-${own}`} /><datalist id={`paths-${own}`}>{known.map((k) => <option key={k} value={k} />)}</datalist></>}
        <Select label={t("op")} value={op} choices={OPS.map((o) => ({ value: o, title: t(`op_${o}` as Key) }))} onPick={(o) => onArm(armOf(arm.if || known[0] || "", o as Op, value, arm.goto))} />
        {op === "in" ? <ValueList label={t("value")} value={arm.in ?? []} onValue={(v) => onArm({ ...arm, in: v })} /> : ["is", "not", "above", "below"].includes(op) && <Value label={t("value")} value={value} onValue={(v) => onArm(armOf(arm.if ?? "", op, v, arm.goto))} />}
        <Target label={t("goto")} value={arm.goto} none="…" own={own} onPick={(goto) => onArm({ ...arm, goto })} />
        <span class="line wf-arm-acts">{onUp && <Button size="sm" voice="quiet" icon={arrowRightLeft} class="turned" label={t("arm_up", { n })} onClick={onUp} />}<Button size="sm" voice="quiet" icon={x} label={t("arm_remove", { n })} onClick={onRemove} /></span>
      </div>
    </fieldset>
  );
}

function Branch({ step, set }: Of) {
  const arms = step.branch ?? [];
  const change = (i: number, arm: Arm | null): void => set({ branch: arms.flatMap((a, k) => (k === i ? (arm ? [arm] : []) : [a])) });
  const up = (i: number): void => set({ branch: arms.map((a, k) => (k === i - 1 ? arms[i]! : k === i ? arms[i - 1]! : a)) });
  return (
    <>
      <p class="hint">{t("path_hint")}</p>
      {arms.map((arm, i) => <ArmRow key={i} arm={arm} n={i + 1} own={step.id} onArm={(a) => change(i, a)} onUp={i ? () => up(i) : undefined} onRemove={() => change(i, null)} />)}
      <div><Button size="sm" icon={plus} onClick={() => set({ branch: [...arms, { if: "", filled: true, goto: "" }] })}>{t("add_arm")}</Button></div>
      {arms.every((a) => a.if) && <Target label={t("w_else")} value={step.goto ?? ""} own={step.id} onPick={(v) => set({ goto: text(v) })} />}
    </>
  );
}

function Confirm({ step, set }: Of) {
  return <><Both label={t("says")} value={step.confirm} onWords={(confirm) => set({ confirm })} rows={4} /><div class="pair"><Target label={t("agreed")} value={step.agreed ?? ""} own={step.id} onPick={(v) => set({ agreed: text(v) })} /><Target label={t("refused")} value={step.refused ?? ""} none={t("cancel_way")} own={step.id} onPick={(v) => set({ refused: text(v) })} /></div></>;
}

function Leave({ step, set }: Of) {
  if (kindOf(step) === "end") return <Select label={t("outcome")} value={step.end ?? "done"} choices={OUTCOMES.map((o) => ({ value: o, title: t(`o_${o}` as Key) }))} onPick={(end) => set({ end })} />;
  return <><Both label={t("says")} value={step.handover} onWords={(handover) => set({ handover })} /><div class="pair"><Field label={t("reason")} value={step.reason ?? ""} onText={(v) => set({ reason: text(v) })} /><Field label={t("skill")} value={step.skill ?? ""} onText={(v) => set({ skill: text(v) })} /></div></>;
}

/** The step's name: changed everywhere that it is named, once the field is left. */
function Name({ step }: { step: Step }) {
  const typed = useSignal(step.id);
  useEffect(() => { typed.value = step.id; }, [step.id]);
  const taken = (values.value.steps ?? []).some((s) => s.id === typed.value && s.id !== step.id);
  const keep = (): void => {
    const to = typed.peek().trim();
    if (!to || to === step.id || taken) { typed.value = step.id; return; }
    opened.value = new Set([...opened.peek()].map((id) => (id === step.id ? to : id)));
    put(renamed(values.peek(), step.id, to));
  };
  return <Field label={t("id")} value={typed.value} onText={(v) => { typed.value = v.replace(/[^\w-]/g, "_"); }} onBlur={keep} maxLength={40} wrong={taken ? "×" : undefined} />;
}

const FORMS = { say: Say, ask: Ask, tool: Tool, branch: Branch, confirm: Confirm, handover: Leave, end: Leave, "": () => null };

export function StepForm({ step, place, may }: { step: Step; place: number; may: boolean }) {
  const kind = kindOf(step);
  const Form = FORMS[kind];
  const set: Put = (part) => {
    const next = Object.fromEntries(Object.entries({ ...step, ...part }).filter(([, v]) => v !== undefined)) as unknown as Step;
    put({ ...values.peek(), steps: (values.peek().steps ?? []).map((s, i) => (i === place ? next : s)) });
  };
  const goes = !["branch", "confirm", "handover", "end"].includes(kind);
  return (
    <fieldset class="bare form wf-form" disabled={!may}>
      <legend class="sr">{step.id}</legend>
      <Form step={step} set={set} />
      <div class="pair"><Name step={step} />{goes && <Target label={t("goto")} value={step.goto ?? ""} own={step.id} onPick={(v) => set({ goto: text(v) })} />}<Listed label={t("clear")} value={step.clear ?? []} onList={(v) => set({ clear: v.length ? v : undefined })} /></div>
    </fieldset>
  );
}
