/* Candidates: train, compare, switch on, take back. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { sparkles, undo2 } from "../../ui/icons";
import { Chip, Empty, type Voice } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { post, words } from "../api";
import { can } from "../session";
import { Group, useLoad, Wait, type Loaded } from "../settings/parts";
import { Page } from "./learning";
import type { Proposal } from "./proposals";
import { t, type Key } from "./words";

interface Answer { verdict: "answer" | "ask" | "none"; label: string }
interface Round {
  taught: { text: string; title: string }[];
  id: string; language: string; at: number; phrases: number; state: "running" | "candidate" | "on" | "undone" | "failed"; error: string; titles?: Record<string, string>;
  comparison: { cases: number; right: [number, number]; wrong: [number, number]; verdict: "better" | "same" | "worse"; changes: { text: string; expect: string; before: Answer; after: Answer; better: boolean }[] };
}
const VOICE: Record<string, Voice> = { better: "ok", same: "", worse: "alert", on: "ok", failed: "alert", candidate: "accent", running: "time", undone: "" };
const percent = (n: number): string => `${(100 * n).toFixed(1)}%`;

function Changes({ round }: { round: Round }) {
  const name = (label: string): string => round.titles?.[label] ?? label;
  const said = (a: Answer): string => (a.verdict === "none" ? t("says_none") : `${t(`says_${a.verdict}`)} ${name(a.label)}`);
  return (
    <details class="t2"><summary>{t("changes")} <span class="num faint">{round.comparison.changes.length}</span></summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t("changes")}>
        <table class="table"><thead><tr><th>{t("case_text")}</th><th>{t("was")}</th><th>{t("now")}</th><th /></tr></thead>
          <tbody>{round.comparison.changes.map((c) => <tr key={c.text}><td lang={round.language}>{c.text}</td><td>{said(c.before)}</td><td>{said(c.after)}</td><td><Chip voice={c.better ? "ok" : "alert"}>{t(c.better ? "better" : "worse")}</Chip></td></tr>)}</tbody></table>
      </div>
    </details>
  );
}

function One({ round, onMoved }: { round: Round; onMoved: () => void }) {
  const asking = useSignal(false);
  const c = round.comparison;
  const turn = (on: boolean, anyway = false): void => void post<Round>(`/api/learning/rounds/${round.id}/switch`, { on, anyway }).then(() => { asking.value = false; toast(t(on ? "on_done" : "undo_done")); onMoved(); }, (e: unknown) => { toast(words(e), { bad: true }); });
  return (
    <li class="card learn">
      <p class="line"><b class="grow">{t(round.taught.length ? "round_own" : "round_of", { n: round.phrases, language: t(round.language as Key) })}</b><span class="t1 faint">{short(round.at)}</span><Chip voice={VOICE[round.state] ?? ""}>{t(`state_${round.state}`)}</Chip></p>
      {round.state === "running" && <p class="t2 muted" role="status">{t("training")}</p>}
      {round.state === "failed" && <p class="t2 is-alert">{round.error === "interrupted" ? t("interrupted") : round.error}</p>}
      {c.cases > 0 && (
        <dl class="learn-figures">
          <div><dt>{t("right")}</dt><dd class="num">{t("before_after", { a: percent(c.right[0]), b: percent(c.right[1]) })}</dd></div>
          <div><dt>{t("wrong")}</dt><dd class="num">{t("before_after", { a: percent(c.wrong[0]), b: percent(c.wrong[1]) })}</dd></div>
          <div><dt>{t("cases_n", { n: c.cases })}</dt><dd><Chip voice={VOICE[c.verdict] ?? ""}>{t(c.verdict)}</Chip></dd></div>
        </dl>
      )}
      {c.changes.length > 0 && <Changes round={round} />}
      {round.taught.length > 0 && <details class="t2"><summary>{t("taught")} <span class="num faint">{round.phrases}</span></summary><ul class="learn-heard" lang={round.language}>{round.taught.map((one) => <li key={one.text}>“{one.text}” <span class="faint">→ {one.title}</span></li>)}</ul></details>}
      {can("knowledge.write") && (round.state === "candidate" || round.state === "on") && (
        <div class="line">
          {round.state === "candidate" && <Button size="sm" voice="primary" onClick={() => { if (c.verdict === "worse") asking.value = true; else turn(true); }}>{t("turn_on")}</Button>}
          {round.state === "on" && <Button size="sm" icon={undo2} onClick={() => turn(false)}>{t("undo")}</Button>}
        </div>
      )}
      {asking.value && <Dialog title={t("worse_title")} text={t("worse_text")} onClose={() => { asking.value = false; }} onSubmit={() => turn(true, true)} footer={<><Button voice="quiet" onClick={() => { asking.value = false; }}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("turn_on_anyway")}</Button></>} />}
    </li>
  );
}

function Train({ taken, onBegun }: { taken: Proposal[]; onBegun: () => void }) {
  const busy = useSignal("");
  const begin = (language: string): void => {
    busy.value = language;
    post<Round>("/api/learning/rounds", { language }).then(onBegun, (e: unknown) => { toast(words(e), { bad: true }); }).finally(() => { busy.value = ""; });
  };
  if (!taken.length) return <p class="t2 muted">{t("taken_none")}</p>;
  return (
    <>
      <ul class="learn-taken">{taken.map((p) => <li key={p.id} class="t2" lang={p.language}>“{p.texts[0]}” <span class="faint">→ {p.title}</span></li>)}</ul>
      {can("knowledge.write") && <div class="line">{["zh", "en"].filter((l) => taken.some((p) => p.language === l)).map((l) => <Button key={l} voice="primary" icon={sparkles} busy={busy.value === l} onClick={() => begin(l)}>{t("train", { language: t(l as Key) })}</Button>)}</div>}
    </>
  );
}

/** Learning from what customers wrote: the model's own surest guesses, compared like any other round. */
function Own({ onBegun }: { onBegun: () => void }) {
  const busy = useSignal("");
  const wrong = useSignal("");
  const begin = (language: string): void => {
    busy.value = language;
    wrong.value = "";
    post<Round>("/api/learning/rounds", { language, own: true }).then(onBegun, (e: unknown) => { wrong.value = words(e); }).finally(() => { busy.value = ""; });
  };
  return (
    <Group title={t("own")} text={t("own_text")}>
      {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
      <div class="line">{["zh", "en"].map((l) => <Button key={l} icon={sparkles} busy={busy.value === l} onClick={() => begin(l)}>{t("train", { language: t(l as Key) })}</Button>)}</div>
    </Group>
  );
}

/** Asks again while a round is being compared. */
function usePolling(rounds: Loaded<Round[]>): void {
  const running = rounds.data.value?.some((r) => r.state === "running") ?? false;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(rounds.load, 2000);
    return () => clearInterval(timer);
  }, [running]);
}

export function RoundsPage() {
  const rounds = useLoad<Round[]>("/api/learning/rounds");
  const taken = useLoad<{ items: Proposal[] }>("/api/learning?kind=phrasing&status=taken");
  usePolling(rounds);
  const again = (): void => { rounds.load(); taken.load(); };
  return (
    <Page title={t("rounds")}>
      <Group title={t("taken")}><Wait from={taken}>{(d) => <Train taken={d.items} onBegun={again} />}</Wait></Group>
      {can("knowledge.write") && <Own onBegun={again} />}
      <Wait from={rounds}>{(all) => !all.length ? <Empty icon={sparkles} title={t("history")} text={t("taken_none")} /> : <ul class="learn-list">{all.map((r) => <One key={r.id} round={r} onMoved={again} />)}</ul>}</Wait>
    </Page>
  );
}
