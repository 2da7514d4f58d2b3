/* The steps in their order, each a card: what it does, what it says, where it leads. No drawing to untangle: ways out are links. */
import { Icon } from "../../ui/icon";
import { arrowRightLeft, bot, check, chevronDown, chevronRight, circleAlert, circleHelp, copy, ellipsis, logOut, messageSquare, plus, route as routeIcon, trash2, userRound, zap } from "../../ui/icons";
import { Menu, type Act } from "../../ui/menu";
import { Chip } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { at, opened, put, results, showStep, values, wrongAt } from "./bench";
import { said } from "./fields";
import { fresh, freeName, KINDS, kindOf, shown, waysOf, type Arm, type Kind, type Step } from "./shapes";
import { StepForm } from "./step";
import { t, type Key } from "./words";

const ICONS: Record<Kind, string> = { say: messageSquare, ask: circleHelp, tool: zap, branch: routeIcon, confirm: check, handover: userRound, end: logOut, "": arrowRightLeft };

/** What a step is about, in one line. */
function gist(step: Step): string {
  switch (kindOf(step)) {
    case "say": return said(step.say);
    case "ask": return said(step.text) || said(values.value.slots?.[step.ask ?? ""]?.ask) || (step.ask ?? "");
    case "tool": return step.tool ?? "";
    case "confirm": return said(step.confirm);
    case "handover": return said(step.handover);
    case "end": return t(`o_${step.end}` as Key);
    default: return "";
  }
}

/** A condition in words. */
export function condition(arm: Arm): string {
  if (!arm.if) return t("arm_always");
  const what = `${arm.if} `;
  if (arm.filled !== undefined) return what + t(arm.filled ? "op_filled" : "op_empty");
  if (arm.above !== undefined) return `${what}> ${arm.above}`;
  if (arm.below !== undefined) return `${what}< ${arm.below}`;
  if (arm.in !== undefined) return `${what}${t("op_in")} ${arm.in.map(shown).join(", ")}`;
  if (arm.not !== undefined) return `${what}≠ ${shown(arm.not)}`;
  return arm.is === undefined ? what : `${what}= ${shown(arm.is)}`;
}

function Go({ to, none }: { to: string; none?: string }) {
  if (!to) return <span class="faint">{none ?? t("goes_below")}</span>;
  return <a href={`#step-${to}`} onClick={(e) => { e.preventDefault(); showStep(to); }}>{t("goes", { id: to })}</a>;
}

function Ways({ step }: { step: Step }) {
  const kind = kindOf(step);
  const missed = new Set(results.value?.coverage.missed ?? []);
  const gap = (arm: string) => missed.has(`${step.id}#${arm}`) && <Chip voice="time">{t("missed_chip")}</Chip>;
  if (kind === "branch") {
    const arms = step.branch ?? [];
    return (
      <ul class="wf-ways arms">
        {arms.map((arm, i) => <li key={i}><span class="wf-if">{condition(arm)}</span><Go to={arm.goto} />{gap(String(i))}</li>)}
        {arms.every((a) => a.if) && <li><span class="wf-if">{t("w_else")}</span><Go to={step.goto ?? ""} />{gap("else")}</li>}
      </ul>
    );
  }
  const ways = waysOf(step).filter((w) => w.way !== "next" || w.to);
  if (!ways.length) return null;
  const arm = { next: "", agreed: "yes", refused: "no", on_error: "error" };
  return <ul class="wf-ways">{ways.map((w) => <li key={w.way}><span class="wf-if">{t(`w_${w.way}`)}</span><Go to={w.to} {...(w.way === "refused" ? { none: t("cancel_way") } : {})} />{gap(arm[w.way])}</li>)}</ul>;
}

function setSteps(steps: Step[]): void {
  put({ ...values.peek(), steps });
}

/** Moves the keyboard to a step once it is drawn. */
function focus(id: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`#step-${CSS.escape(id)} .wf-head`)?.focus());
}

function moved(place: number, by: number): void {
  const steps = [...(values.peek().steps ?? [])];
  const [step] = steps.splice(place, 1);
  if (!step || place + by < 0 || place + by > steps.length) return;
  steps.splice(place + by, 0, step);
  setSteps(steps);
  focus(step.id);
}

function removed(place: number): void {
  const before = values.peek();
  const steps = [...(before.steps ?? [])];
  const [step] = steps.splice(place, 1);
  setSteps(steps);
  const next = steps[place] ?? steps[place - 1];
  if (next) focus(next.id);
  if (step) toast(t("removed", { id: step.id }), { undo: () => put(before) });
}

function added(place: number, step: Step): void {
  const steps = [...(values.peek().steps ?? [])];
  steps.splice(place, 0, step);
  opened.value = new Set([...opened.peek(), step.id]);
  setSteps(steps);
  focus(step.id);
}

function doubled(place: number, step: Step): void {
  added(place + 1, { ...structuredClone(step), id: freeName(step.id, (values.peek().steps ?? []).map((s) => s.id)) });
}

function Add({ place, label }: { place: number; label: string }) {
  const taken = (values.value.steps ?? []).map((s) => s.id);
  const acts: Act[] = KINDS.map((kind) => ({ title: t(`k_${kind}`), icon: ICONS[kind], onPick: () => added(place, fresh(kind, taken, values.peek())) }));
  return <div class="wf-add"><Menu voice="quiet" size="sm" icon={plus} label={label} side="start" acts={acts} /></div>;
}

function keys(e: KeyboardEvent, place: number, step: Step, may: boolean): void {
  if (!may || e.isComposing) return;
  const mod = e.ctrlKey || e.metaKey;
  if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) moved(place, e.key === "ArrowUp" ? -1 : 1);
  else if (e.key === "Delete") removed(place);
  else if (mod && e.key.toLowerCase() === "d") doubled(place, step);
  else return;
  e.preventDefault();
}

function Card({ step, place, count, may }: { step: Step; place: number; count: number; may: boolean }) {
  const kind = kindOf(step);
  const open = opened.value.has(step.id);
  const wrong = wrongAt(`steps.${step.id}`);
  const bad = wrong.some((p) => !p.hint);
  const missed = results.value?.coverage.missed.includes(step.id);
  const turn = (): void => {
    const next = new Set(opened.peek());
    if (!next.delete(step.id)) next.add(step.id);
    opened.value = next;
  };
  const acts: (Act | null)[] = [
    { title: t("up"), kbd: "Alt ↑", disabled: place === 0, onPick: () => moved(place, -1) }, { title: t("down"), kbd: "Alt ↓", disabled: place === count - 1, onPick: () => moved(place, 1) },
    { title: t("duplicate"), icon: copy, kbd: "Ctrl D", onPick: () => doubled(place, step) }, null,
    { title: t("remove"), icon: trash2, danger: true, kbd: "Del", onPick: () => removed(place) },
  ];
  return (
    <li id={`step-${step.id}`} class={`wf-step k-${kind} ${bad ? "bad" : ""} ${at.value === step.id ? "here" : ""}`}>
      <div class="wf-top">
        <button type="button" class="wf-head" aria-expanded={open} onClick={turn} onKeyDown={(e) => keys(e, place, step, may)}>
          <Icon d={open ? chevronDown : chevronRight} size="sm" />
          <span class="wf-kind"><Icon d={ICONS[kind]} size="sm" /> {t(`k_${kind}` as Key)}</span>
          <code class="wf-id">{step.id}</code>
          {at.value === step.id && <Chip voice="accent" icon={bot}>{t("sim_at", { id: step.id })}</Chip>}
          {missed && <Chip voice="time">{t("missed_chip")}</Chip>}
        </button>
        {may && <Menu voice="quiet" size="sm" icon={ellipsis} label={t("acts", { id: step.id })} acts={acts} />}
      </div>
      {!open && gist(step) && <p class="wf-gist">{gist(step)}</p>}
      {wrong.map((p, i) => <p key={i} class={`wf-wrong ${p.hint ? "hint" : "is-alert"}`}><Icon d={circleAlert} size="sm" /> {p.text}</p>)}
      {open && <StepForm step={step} place={place} may={may} />}
      <Ways step={step} />
    </li>
  );
}

export function Outline({ may }: { may: boolean }) {
  const steps = values.value.steps ?? [];
  return (
    <div class="wf-outline">
      {may && <p class="hint not-phone">{t("keys_hint")}</p>}
      {may && <Add place={0} label={t("add_first")} />}
      <ol class="wf-steps">
        {steps.map((step, i) => [
          <Card key={step.id} step={step} place={i} count={steps.length} may={may} />,
          may && <li key={`+${step.id}`} class="wf-gap"><Add place={i + 1} label={t("add_after", { id: step.id })} /></li>,
        ])}
      </ol>
    </div>
  );
}
