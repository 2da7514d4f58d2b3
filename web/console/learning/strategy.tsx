/* Trials: which wording of an answer helps more, and when to offer a person. Every arm with its figures, and what was stopped and why. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Area, Switch } from "../../ui/field";
import { circleAlert, pencil, plus, rotateCcw, trash2 } from "../../ui/icons";
import { Chip, Notice } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { del, get, post, put, words } from "../api";
import { href } from "../route";
import { can } from "../session";
import { useLoad, Wait } from "../settings/parts";
import { PickArticle } from "./articles";
import { Page } from "./learning";
import { t, type Key } from "./strategywords";

interface Arm { text: string; shown: number; won: number; lost: number; stopped: string; stopped_at: number; rate: number | null; low: number; high: number }
interface Trial { id: string; kind: "wording" | "patience"; title: string; on: boolean; since: number; wordings: string[]; own: string; arms: Arm[]; stale: boolean }

const percent = (part: number): string => `${Math.round(100 * part)}%`;

/** One arm: what is said, how often it was given, how often it went well, and between which bounds that lies. */
function ArmRow({ arm, n, kind }: { arm: Arm; n: number; kind: Trial["kind"] }) {
  const known = arm.won + arm.lost;
  const said = known ? t("bounds", { rate: percent(arm.rate ?? 0), low: percent(arm.low), high: percent(arm.high) }) : t("unknown");
  return (
    <li class="arm">
      <p class="line arm-name"><b class="grow">{kind === "patience" ? t("after", { n: Number(arm.text) }) : n ? t("wording_n", { n: n + 1 }) : t("own")}</b>{n === 0 && <Chip>{t("base")}</Chip>}{arm.stopped && <Chip voice="alert">{t("stopped")}</Chip>}</p>
      {kind === "wording" && <blockquote>{arm.text}</blockquote>}
      <div class="arm-line" role="img" aria-label={said}>{known > 0 && <><i class="arm-bounds" style={{ insetInlineStart: percent(arm.low), inlineSize: percent(arm.high - arm.low) }} /><i class="arm-rate" style={{ insetInlineStart: percent(arm.rate ?? 0) }} /></>}</div>
      <p class="line t1 faint"><span class="grow num">{said}</span><span class="num">{t("given", { n: arm.shown, known })}</span></p>
      {arm.stopped && <p class="t1 is-alert">{t(`why_${arm.stopped}` as Key)} {short(arm.stopped_at)}</p>}
    </li>
  );
}

function One({ trial, onEdit, onChange }: { trial: Trial; onEdit: () => void; onChange: () => void }) {
  const may = can("knowledge.write");
  const busy = useSignal(false);
  const sure = useSignal<"" | "reset" | "drop">("");
  const act = (what: Promise<unknown>, said: Key): void => {
    busy.value = true;
    sure.value = "";
    void what.then(() => { toast(t(said)); onChange(); }, (e: unknown) => toast(words(e), { bad: true })).finally(() => { busy.value = false; });
  };
  const patience = trial.kind === "patience";
  const begun = trial.arms.some((a) => a.shown > 0);
  return (
    <li class="card learn">
      <header class="line"><h3 class="t4 grow cut">{patience ? t("patience") : trial.title ? <a href={href("k", trial.id)}>{trial.title}</a> : t("gone")}</h3>{trial.on && !trial.stale && <Chip voice="ok">{t("on")}</Chip>}</header>
      {patience && <p class="t2 muted">{t("patience_text")}</p>}
      {trial.stale && <Notice voice="time" icon={circleAlert}>{t("stale")}</Notice>}
      <Switch label={t("try")} on={trial.on} disabled={!may || busy.value || (trial.stale && !trial.on)} onTurn={(on) => act(put(`/api/strategies/${trial.id}`, { on, wordings: trial.wordings }), on ? "began" : "ended")} />
      {(trial.on || begun || !patience) && <ul class="arms">{trial.arms.map((arm, n) => <ArmRow key={n} arm={arm} n={n} kind={trial.kind} />)}</ul>}
      {may && (begun || !patience) && (
        <div class="line">
          {!patience && <Button size="sm" icon={pencil} onClick={onEdit}>{t("edit")}</Button>}
          {begun && <Button size="sm" icon={rotateCcw} disabled={busy.value} onClick={() => { sure.value = "reset"; }}>{t("reset")}</Button>}
          <span class="grow" />
          {!patience && <Button size="sm" voice="quiet" icon={trash2} label={t("drop")} disabled={busy.value} onClick={() => { sure.value = "drop"; }} />}
        </div>
      )}
      {sure.value && <Dialog title={t(`${sure.value}_title`)} text={t(`${sure.value}_text`)} onClose={() => { sure.value = ""; }} footer={<><Button onClick={() => { sure.value = ""; }}>{t("cancel")}</Button><Button voice="primary" onClick={() => act(sure.peek() === "reset" ? post(`/api/strategies/${trial.id}/reset`) : del(`/api/strategies/${trial.id}`), sure.peek() === "reset" ? "reset_done" : "dropped")}>{t(sure.value)}</Button></>} />}
    </li>
  );
}

/** The wordings of one article beside its own. */
function Edit({ trial, onClose, onSaved }: { trial: Trial | null; onClose: () => void; onSaved: () => void }) {
  const article = useSignal(trial?.id ?? "");
  const own = useSignal(trial?.own ?? "");
  const one = useSignal(trial?.wordings[0] ?? "");
  const two = useSignal(trial?.wordings[1] ?? "");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const pick = (id: string): void => {
    article.value = id;
    own.value = "";
    if (id) void get<{ body: string }>(`/api/articles/${id}`).then((a) => { if (article.peek() === id) own.value = (a.body ?? "").split(/\n\s*\n/)[0] ?? ""; }, () => undefined);
  };
  const save = (): void => {
    busy.value = true;
    wrong.value = "";
    put(`/api/strategies/${article.peek()}`, { on: trial?.on ?? true, wordings: [one.peek(), two.peek()].filter((w) => w.trim()) }).then(() => { toast(t("saved")); onSaved(); }, (e: unknown) => { wrong.value = words(e); busy.value = false; });
  };
  return (
    <Dialog wide title={t(trial ? "edit" : "add")} text={t("edit_text")} onClose={onClose} onSubmit={save} footer={<><Button onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value} disabled={!article.value || !one.value.trim()}>{t("save")}</Button></>}>
      <div class="form">
        {trial ? <p class="t3"><b>{trial.title}</b></p> : <PickArticle label={t("article")} value={article.value} more={[{ value: "", title: t("choose") }]} onPick={pick} />}
        {own.value && <figure class="learn-reply"><figcaption class="t1 faint">{t("own")}</figcaption><blockquote>{own.value}</blockquote></figure>}
        <Area label={t("wording_n", { n: 2 })} rows={3} value={one.value} onText={(v) => { one.value = v; }} maxLength={1200} />
        <Area label={t("wording_n", { n: 3 })} hint={t("facts")} rows={3} value={two.value} onText={(v) => { two.value = v; }} maxLength={1200} wrong={wrong.value || undefined} />
      </div>
    </Dialog>
  );
}

export function StrategyPage() {
  const from = useLoad<Trial[]>("/api/strategies");
  const edit = useSignal<Trial | null | undefined>(undefined);
  const saved = (): void => { edit.value = undefined; from.load(); };
  return (
    <Page title={t("title")} text={t("text")}>
      {can("knowledge.write") && <div class="line"><Button size="sm" icon={plus} onClick={() => { edit.value = null; }}>{t("add")}</Button></div>}
      <Wait from={from}>{(all) => <ul class="learn-list">{all.map((one) => <One key={one.id} trial={one} onEdit={() => { edit.value = one; }} onChange={from.load} />)}</ul>}</Wait>
      <p class="t2 muted">{t("rules")}</p>
      {edit.value !== undefined && <Edit trial={edit.value} onClose={() => { edit.value = undefined; }} onSaved={saved} />}
    </Page>
  );
}
