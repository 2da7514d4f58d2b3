/* Mood thresholds: how angry is angry enough. Every line is shown on the business's own latest talks while it is moved. */
import { heart } from "../../ui/icons";
import { Empty } from "../../ui/parts";
import { short } from "../../ui/time";
import { patch } from "../api";
import { href } from "../route";
import { can } from "../session";
import { Group, SaveBar, Sheet, useForm, useLoad, Wait, type Form } from "./parts";
import { t } from "./moodwords";

interface Moods { handover: number; priority: number; empathy: number }
interface Heat { conversation: string; at: number; anger: number; angry: number; bad: number; text: string }

const LINES = [["handover", "anger"], ["priority", "angry"], ["empathy", "bad"]] as const;
const NEVER = 1;
const NEAR = 6;

/** How many talks reach a line; none reaches "never". */
export function reached(talks: readonly Heat[], of: "anger" | "angry" | "bad", line: number): number {
  return line >= NEVER ? 0 : talks.filter((one) => one[of] > 0 && one[of] >= line).length;
}

function Line({ name, of, form, was, talks, may }: { name: keyof Moods; of: "anger" | "angry" | "bad"; form: Form<Moods>; was: number; talks: readonly Heat[]; may: boolean }) {
  const value = form.value[name];
  const now = reached(talks, of, value);
  const before = reached(talks, of, was);
  const said = value >= NEVER ? t("never") : value.toFixed(2);
  const id = `mood-${name}`;
  return (
    <div class="mood-line">
      <label class="label line" for={id}><span class="grow">{t(name)}</span><output class="num" for={id}>{said}</output></label>
      <input id={id} type="range" class="range" min={0.2} max={1} step={0.05} value={value} disabled={!may} aria-valuetext={said} aria-describedby={`${id}-h`} style={{ "--part": `${((value - 0.2) / 0.8) * 100}%` }} onInput={(e) => {
        const next = Math.round(Number(e.currentTarget.value) * 100) / 100;
        const other = form.value;
        form.put(name === "handover" ? { handover: next, priority: Math.min(other.priority, next) } : name === "priority" ? { priority: next, handover: Math.max(other.handover, next) } : { empathy: next });
      }} />
      <p class="line t1 faint" aria-hidden="true"><span class="grow">{t("sooner")}</span><span>{t("later")}</span></p>
      <p class="hint" id={`${id}-h`}>{talks.length ? <>{t(`${name}_count`, { n: now, of: talks.length })}{now !== before && <b> {t("before", { n: before })}</b>}</> : t(`${name}_hint`)}</p>
    </div>
  );
}

/** The talks nearest to the line of handing over: what moving it would change. */
function Near({ talks, line }: { talks: readonly Heat[]; line: number }) {
  const near = talks.filter((one) => one.anger > 0 && one.text).sort((a, b) => Math.abs(a.anger - line) - Math.abs(b.anger - line)).slice(0, NEAR).sort((a, b) => b.anger - a.anger);
  if (!near.length) return null;
  return (
    <Group title={t("near")} text={t("near_text")}>
      <ul class="lines">{near.map((one) => (
        <li key={one.conversation} class="line">
          <span class="num mood-mark">{one.anger.toFixed(2)}</span>
          <a class="grow cut" href={href("c", one.conversation)}>{one.text}</a>
          <span class={`chip ${line < NEVER && one.anger >= line ? "alert" : ""}`}>{t(line < NEVER && one.anger >= line ? "to_person" : "stays")}</span>
          <span class="faint t1 not-phone">{short(one.at)}</span>
        </li>
      ))}</ul>
    </Group>
  );
}

function Edit({ start, talks }: { start: Moods; talks: readonly Heat[] }) {
  const may = can("business.write");
  const form = useForm(start, async (_, all) => (await patch<{ moods: Moods }>("/api/business", { moods: all })).moods);
  return (
    <form onSubmit={(e) => { e.preventDefault(); void form.save(); }}>
      <Group title={t("lines")} text={may ? t("lines_text") : t("read_only")}>
        {LINES.map(([name, of]) => <Line key={name} {...{ name, of, form, talks, may }} was={start[name]} />)}
        {!talks.length && <Empty icon={heart} title={t("none")} text={t("none_text")} />}
      </Group>
      <Near talks={talks} line={form.value.handover} />
      <SaveBar form={form} />
    </form>
  );
}

export function MoodPage() {
  const business = useLoad<{ moods: Moods }>("/api/business");
  const talks = useLoad<{ talks: Heat[] }>("/api/bot/moods");
  return (
    <Sheet title={t("title")} text={t("text")}>
      <Wait from={business}>{(b) => <Wait from={talks}>{(all) => <Edit start={b.moods} talks={all.talks} />}</Wait>}</Wait>
    </Sheet>
  );
}
