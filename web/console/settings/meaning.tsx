/* The meaning model: where it is, whether it knows the languages, and what it brings on the business's own phrasings. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Check, Field, Select } from "../../ui/field";
import { lang } from "../../ui/lang";
import { Chip, Notice } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { get, post, put, words } from "../api";
import { Group, useLoad, Wait } from "./parts";
import { t } from "./meaningwords";

type Language = "zh" | "en";
interface Gain { learned: number; asked: number; words: number; both: number }
interface Trial { about: string; at: number; running: boolean; result: Partial<Record<Language, Gain>>; problem: string }
interface State { source: string; url: string; model: string; has_key: boolean; languages: Language[]; within: number; version: number; local: { name: string; languages: Language[] } | null; in_use: Language[]; learning: Language[]; trial: Trial | null }
interface Tried { width: number; one_ms: number; each_ms: number; knows: Partial<Record<Language, number>>; problem: string }

const LANGUAGES: readonly Language[] = ["zh", "en"];
const KNOWN = 0.85;
const NEAR = 0.01;
const named = (all: readonly Language[]): string => all.map((one) => t(one)).join(lang.value === "en" ? ", " : "、");
const percent = (share: number): number => Math.round(share * 1000) / 10;

function Outcome({ trial }: { trial: Trial }) {
  if (trial.running) return <><p class="t2">{t("comparing")}</p><div class="bar-progress" role="progressbar" aria-label={t("comparing")}><i style={{ width: "40%" }} /></div></>;
  if (trial.problem) return <Notice voice="alert">{t("bad", { why: trial.problem })}</Notice>;
  return (
    <div class="stack">
      {LANGUAGES.filter((one) => trial.result[one]).map((one) => {
        const gain = trial.result[one]!;
        const more = gain.both - gain.words;
        return (
          <div key={one} class="stack">
            <p class="line wrap t2"><b>{t("compared", { language: t(one), learned: gain.learned, asked: gain.asked })}</b><Chip voice={more > NEAR ? "ok" : more < -NEAR ? "alert" : ""}>{t(more > NEAR ? "better" : more < -NEAR ? "worse" : "same")}</Chip></p>
            <dl class="meaning-gain num"><dt>{t("words_share")}</dt><dd><i style={{ width: `${percent(gain.words)}%` }} /></dd><dd>{percent(gain.words)}%</dd><dt>{t("both_share")}</dt><dd><i class="with" style={{ width: `${percent(gain.both)}%` }} /></dd><dd>{percent(gain.both)}%</dd></dl>
          </div>
        );
      })}
      <p class="hint">{t("about", { model: trial.about, when: short(trial.at) })}</p>
    </div>
  );
}

function Found({ tried }: { tried: Tried }) {
  if (tried.problem) return <Notice voice="alert">{t("bad", { why: tried.problem })}</Notice>;
  return (
    <div class="stack">
      <p class="t2 num">{t("speed", { one: tried.one_ms, each: tried.each_ms, width: tried.width })}</p>
      <p class="line wrap">{LANGUAGES.map((one) => { const share = tried.knows[one] ?? 0; return <Chip key={one} voice={share >= KNOWN ? "ok" : "time"} title={t("sure", { share: percent(share) })}>{t(share >= KNOWN ? "knows" : "knows_not", { language: t(one) })} · {t("sure", { share: percent(share) })}</Chip>; })}</p>
    </div>
  );
}

function Edit({ start }: { start: State }) {
  const held = useSignal(start);
  const form = useSignal({ source: start.source, url: start.url, model: start.model, key: "", languages: start.languages, within: start.within });
  const tried = useSignal<Tried | null>(null);
  const wrong = useSignal("");
  const busy = useSignal<"" | "test" | "compare" | "save">("");
  const set = (part: Partial<typeof form.value>): void => { form.value = { ...form.peek(), ...part }; };
  const plan = (): object => { const { key, ...rest } = form.peek(); return { ...rest, key: key || null }; };
  const again = held.value.learning.length > 0 || Boolean(held.value.trial?.running);
  useEffect(() => {
    if (!again) return;
    const timer = setInterval(() => void get<State>("/api/meaning").then((state) => { held.value = state; }, () => undefined), 2000);
    return () => clearInterval(timer);
  }, [again]);
  const act = async (what: "test" | "compare" | "save"): Promise<void> => {
    busy.value = what;
    wrong.value = "";
    try {
      if (what === "test") tried.value = await post<Tried>("/api/meaning/try", plan());
      else if (what === "compare") held.value = await post<State>("/api/meaning/compare", plan());
      else {
        held.value = await put<State>("/api/meaning", { setting: plan(), version: held.peek().version });
        set({ key: "", languages: held.peek().languages });
        toast(t(form.peek().source ? "saved_on" : "saved"));
      }
    } catch (e) {
      wrong.value = words(e);
    } finally {
      busy.value = "";
    }
  };
  const v = form.value;
  const state = held.value;
  const local = state.local;
  const choices = [{ value: "", title: t("off") }, ...(local ? [{ value: "local", title: t("local_of", { name: local.name, languages: named(local.languages) }) }] : []), { value: "endpoint", title: t("endpoint") }];
  return (
    <form onSubmit={(e) => { e.preventDefault(); void act("save"); }}>
      <Group title={t("title")} text={t("text")}>
        {(state.in_use.length > 0 || state.learning.length > 0) && <p class="line wrap" role="status">{state.in_use.length > 0 && <Chip voice="ok">{t("in_use", { languages: named(state.in_use) })}</Chip>}{state.learning.length > 0 && <Chip voice="accent">{t("learning", { languages: named(state.learning) })}</Chip>}</p>}
        <Select label={t("source")} hint={local ? undefined : t("local_none")} value={v.source} choices={choices} onPick={(source) => { tried.value = null; set({ source }); }} />
        {v.source === "endpoint" && <>
          <Field label={t("url")} hint={t("url_hint")} value={v.url} onText={(url) => set({ url })} required maxLength={300} spellcheck={false} placeholder="https://api.example.com/v1" />
          <div class="pair">
            <Field label={t("model")} value={v.model} onText={(model) => set({ model })} required maxLength={200} spellcheck={false} />
            <Field label={t("key")} hint={state.has_key ? t("key_kept") : t("key_hint")} type="password" value={v.key} onText={(key) => set({ key })} maxLength={1000} autocomplete="off" />
          </div>
          <fieldset class="stack meaning-languages"><legend class="label">{t("languages")}</legend><div class="line wrap">{LANGUAGES.map((one) => <Check key={one} label={t(one)} on={v.languages.includes(one)} onTurn={(on) => set({ languages: LANGUAGES.filter((l) => (l === one ? on : v.languages.includes(l))) })} />)}</div></fieldset>
          <Notice>{t("privacy")}</Notice>
        </>}
        {v.source && <Field label={t("within")} hint={t("within_hint")} type="number" min={50} max={2000} step={10} value={String(Math.round(v.within * 1000))} onText={(s) => set({ within: (Number(s) || 400) / 1000 })} />}
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        <div class="line wrap">
          <Button type="submit" voice="primary" busy={busy.value === "save"}>{t("save")}</Button>
          {v.source && <><Button type="button" busy={busy.value === "test"} onClick={() => void act("test")}>{t("test")}</Button><Button type="button" busy={busy.value === "compare"} disabled={state.trial?.running} onClick={() => void act("compare")}>{t("compare")}</Button></>}
        </div>
        <div role="status">{tried.value && <Found tried={tried.value} />}</div>
        {v.source && state.trial && <Outcome trial={state.trial} />}
      </Group>
    </form>
  );
}

export function MeaningPart() {
  const from = useLoad<State>("/api/meaning");
  return <Wait from={from}>{(state) => <Edit start={state} />}</Wait>;
}
