/* Talking to the draft: what it says, what it knows, where it waits, which tools it called. A good talk can be kept as a test. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Check, Field, Segments } from "../../ui/field";
import { bot, plus, rotateCcw, send } from "../../ui/icons";
import { Chip, Empty } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { post, words } from "../api";
import { at, full, put, settle, sound, text, values } from "./bench";
import { t, type Key } from "./words";

interface Told { text: string; options: { id: string; text: string }[]; card: Record<string, unknown> | null }
interface Called { tool: string; args: Record<string, unknown>; simulated: boolean; failed: string; error: string; answer: { result?: unknown; code?: string; words?: Record<string, string> } }
interface Trial { says: Told[]; run: unknown; outcome: string; at: string; waiting: string; collected: Record<string, string>; path: string[]; calls: Called[] }
type Said = { who: "you"; text: string; option: string } | { who: "bot"; trial: Trial };

/** The talk as a dialogue test of the file. */
function asTest(talk: Said[], verified: boolean, language: string): Record<string, unknown> {
  const turns: Record<string, unknown>[] = [];
  const answers: Record<string, unknown[]> = {};
  for (const said of talk) {
    if (said.who === "you") turns.push({ ...(said.option ? { option: said.option } : {}), visitor: said.text });
    else {
      const turn = turns.at(-1)!;
      const asks = said.trial.waiting === "ask" ? (values.peek().steps ?? []).find((s) => s.id === said.trial.at)?.ask : said.trial.waiting;
      if (asks) turn["asks"] = asks;
      if (said.trial.outcome) turn["outcome"] = said.trial.outcome;
      for (const call of said.trial.calls) (answers[call.tool] ??= []).push(call.failed ? { error: { code: call.failed, ...call.answer.words } } : call.answer.result);
    }
  }
  const tools = Object.fromEntries(Object.entries(answers).map(([name, list]) => [name, list.every((a) => JSON.stringify(a) === JSON.stringify(list[0])) ? list[0] : list]));
  const first = talk[0]?.who === "you" ? talk[0].text : "";
  const calls = talk.flatMap((s) => (s.who === "bot" ? s.trial.calls.map((c) => c.tool) : []));
  return { name: first.slice(0, 30), ...(language === "en" ? { language } : {}), ...(verified ? { verified } : {}), ...(Object.keys(tools).length ? { tools } : {}), turns, ...(calls.length ? { calls } : {}) };
}

function Bubble({ trial, live, onOption }: { trial: Trial; live: boolean; onOption: (id: string, text: string) => void }) {
  return (
    <>
      {trial.calls.map((c, i) => (
        <details key={i} class="wf-call"><summary><Chip voice={c.failed ? "alert" : ""}>{c.tool}</Chip> <span class="faint">{c.failed || t(c.simulated ? "simulated" : "really")}</span></summary><pre class="code" tabIndex={0}>{JSON.stringify({ args: c.args, [t("answered")]: c.answer }, null, 1).slice(0, 4000)}</pre></details>
      ))}
      {trial.outcome === "digress" && <p class="sys">{t("sim_digress")}</p>}
      {trial.says.map((s, i) => <div key={i} class="msg in ai"><div class="bubble wf-said">{s.text}</div>{s.options.length > 0 && <div class="line wrap" role="group" aria-label={t("sim_options")}>{s.options.map((o) => <button type="button" class="chip" key={o.id} disabled={!live} onClick={() => onOption(o.id, o.text)}>{o.text}</button>)}</div>}</div>)}
      {trial.run !== null && trial.outcome && trial.outcome !== "digress" && <p class="sys rule">{t("sim_over", { outcome: t(`o_${trial.outcome}` as Key) })}</p>}
    </>
  );
}

export function Simulator({ may }: { may: boolean }) {
  const talk = useSignal<Said[]>([]);
  const typed = useSignal("");
  const busy = useSignal(false);
  const wrong = useSignal("");
  const verified = useSignal(false);
  const customer = useSignal("");
  const real = useSignal(false);
  const language = useSignal("zh-CN");
  const end = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const last = [...talk.value].reverse().find((s): s is { who: "bot"; trial: Trial } => s.who === "bot")?.trial;
  const over = Boolean(last?.outcome && last.outcome !== "digress");
  const again = (): void => { talk.value = []; wrong.value = ""; at.value = ""; input.current?.focus(); };
  useEffect(() => { if (talk.value.length) end.current?.scrollIntoView({ block: "nearest" }); }, [talk.value]);
  useEffect(() => () => { at.value = ""; }, []);
  const say = async (said: string, option = ""): Promise<void> => {
    if (!said.trim() || busy.peek()) return;
    busy.value = true;
    wrong.value = "";
    typed.value = "";
    const before = talk.peek();
    talk.value = [...before, { who: "you", text: said, option }];
    try {
      await settle();
      const trial = await post<Trial>(`/api/flows/${encodeURIComponent(full.peek()!.name)}/try`, { text: text.peek(), said, option, run: last?.run ?? null, verified: verified.peek(), customer: customer.peek(), language: language.peek(), real: real.peek() });
      talk.value = [...talk.peek(), { who: "bot", trial }];
      at.value = trial.waiting ? trial.at : "";
    } catch (e) {
      talk.value = before;
      typed.value = said;
      wrong.value = words(e);
    }
    busy.value = false;
  };
  const keep = (): void => {
    put({ ...values.peek(), tests: [...(values.peek().tests ?? []), asTest(talk.peek(), verified.peek(), language.peek())] });
    toast(t("to_test_done"));
  };
  const known = Object.entries(last?.collected ?? {});
  return (
    <aside class="wf-sim" aria-label={t("talk")}>
      <div class="bar side-bar"><h3 class="grow">{t("talk")}</h3>{talk.value.length > 0 && may && <Button size="sm" voice="quiet" icon={plus} onClick={keep}>{t("to_test")}</Button>}<Button size="sm" voice="quiet" icon={rotateCcw} label={t("sim_again")} onClick={again} disabled={!talk.value.length} /></div>
      <div class="wf-sim-talk scroll" tabIndex={0} role="log" aria-label={t("talk")}>
        {!talk.value.length && <Empty icon={bot} title={t("sim_empty")} text={t("sim_text")} />}
        {talk.value.map((s, i) => s.who === "you" ? <div key={i} class="msg out"><div class="bubble">{s.text}</div></div> : <Bubble key={i} trial={s.trial} live={i === talk.value.length - 1 && !over} onOption={(id, label) => void say(label, id)} />)}
        {wrong.value && <p class="is-alert t2" role="alert">{wrong.value}</p>}
        <div ref={end} />
      </div>
      {talk.value.length > 0 && (
        <section class="section wf-known"><h4>{t("known")}</h4>{known.length ? <dl class="facts">{known.map(([k, v]) => [<dt key={k}>{k}</dt>, <dd key={`${k}=`}>{v}</dd>])}</dl> : <p class="hint">{t("known_none")}</p>}</section>
      )}
      <form class="wf-sim-ask" onSubmit={(e) => { e.preventDefault(); void say(typed.peek()); }}>
        {!sound.value && <p class="hint">{t("sim_wrong")}</p>}
        <div class="line"><div class="grow"><Field aria-label={t("sim_ph")} placeholder={t("sim_ph")} value={typed.value} onText={(v) => { typed.value = v; }} inputRef={input} disabled={!sound.value || over} maxLength={500} /></div><Button type="submit" voice="primary" icon={send} label={t("sim_send")} busy={busy.value} disabled={!sound.value || over} /></div>
        <div class="line wrap wf-sim-who"><Segments name={t("sim_lang")} value={language.value} choices={[{ value: "zh-CN", title: t("sim_zh") }, { value: "en", title: t("sim_en") }]} onPick={(v) => { language.value = v; again(); }} /><Check label={t("verified")} on={verified.value} onTurn={(on) => { verified.value = on; }} /><Check label={t("real")} on={real.value} onTurn={(on) => { real.value = on; }} /></div>
        {verified.value && real.value && <Field aria-label={t("customer")} placeholder={t("customer")} value={customer.value} onText={(v) => { customer.value = v; }} />}
      </form>
    </aside>
  );
}
