/* Why the bot said this: the decision, how sure it was, what it found, step by step. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { circleAlert, x } from "../../ui/icons";
import { Failed, Skeleton } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { post, words } from "../api";
import { href } from "../route";
import { can } from "../session";
import type { Gate, Turn } from "../shapes";
import { maybe, t } from "../words";
import type { Talk } from "./talk";

/** A line from 0 to 1 with the two thresholds and where this one fell. */
export function GateLine({ gate, labels }: { gate: Gate; labels: [string, string, string] }) {
  const pct = (v: number): string => `${Math.round(Math.max(0, Math.min(1, v)) * 100)}%`;
  const voice = gate.score >= gate.high ? "ok" : gate.score >= gate.low ? "time" : "low";
  const name = voice === "ok" ? labels[2] : voice === "time" ? labels[1] : labels[0];
  return (
    <div class={`gate ${voice}`} role="img" aria-label={t("gate_label", { score: gate.score.toFixed(2), low: gate.low.toFixed(2), high: gate.high.toFixed(2), name })} style={{ "--low": pct(gate.low), "--high": pct(gate.high) }}>
      <b style={{ insetInlineStart: pct(gate.score) }} />
      <span style={{ insetInlineStart: 0 }}>{labels[0]}</span>
      {gate.high - gate.low > 0.1 && <span style={{ insetInlineStart: pct(gate.low) }}>{labels[1]}</span>}
      <span class={gate.high > 0.75 ? "end" : ""} style={gate.high > 0.75 ? { insetInlineEnd: 0 } : { insetInlineStart: pct(gate.high) }}>{labels[2]}</span>
    </div>
  );
}

/** A named weight as a thin bar with its figure. `of` is what fills the bar: 1 for a share, the largest of the list for an open scale. */
export function Measure({ name, value, voice = "", of = 1, to }: { name: string; value: number; voice?: string; of?: number; to?: string }) {
  const part = Math.round(Math.max(0, Math.min(1, value / (of || 1))) * 100);
  return (
    <>
      {to ? <a class="cut" href={to} title={name}>{name}</a> : <span class="cut" title={name}>{name}</span>}
      <span class="meter"><i class={voice} style={{ width: `${part}%` }} /></span>
      <span class="num">{value.toFixed(of > 1 ? 1 : 2)}</span>
    </>
  );
}

/** The full bar of a list of weights: 1 when all are shares, else the largest. */
export function full(values: readonly number[]): number {
  return Math.max(1, ...values);
}

export function Why({ talk, turn, onClose }: { talk: Talk; turn: string; onClose: () => void }) {
  const [found, set] = useState<Turn | null | undefined>();
  const [wrong, setWrong] = useState("");
  const [blamed, setBlamed] = useState(false);
  const blame = (): void => {
    setBlamed(true);
    void post(`/api/conversations/${talk.id}/turns/${found!.seq}/wrong`).catch((e: unknown) => { setBlamed(false); toast(words(e), { bad: true }); });
  };
  const load = (): void => {
    setWrong("");
    talk.why().then((all) => set(all.find((one) => one.id === turn) ?? null), (e: unknown) => setWrong(words(e)));
  };
  useEffect(load, [turn]);
  return (
    <aside class="source why-card" aria-label={t("why")}>
      <div class="line">
        <b class="grow">{t("why")}</b>
        {found && <span class="t1 faint num">{t("took_ms", { n: Math.round(found.ms) })}</span>}
        <Button voice="quiet" size="sm" icon={x} label={t("close")} onClick={onClose} />
      </div>
      {found && found.decision !== "silent" && can("conversation.reply") && <div class="line"><Button size="sm" icon={circleAlert} disabled={blamed} onClick={blame}>{t(blamed ? "wrong_told" : "wrong_tell")}</Button></div>}
      {wrong ? <Failed message={wrong} onRetry={load} /> : found === undefined ? <Skeleton lines={3} /> : found === null ? <p class="faint">{t("why_none")}</p> : <Reasons turn={found} />}
    </aside>
  );
}

function Reasons({ turn }: { turn: Turn }) {
  return (
    <>
      <p class="line"><span class="chip ai">{maybe(`decision_${turn.decision}`) ?? turn.decision}</span>{turn.emotion && turn.emotion !== "calm" && <span class="chip">{maybe(`emotion_${turn.emotion}`) ?? turn.emotion}</span>}{turn.risk && <span class="chip alert">{turn.risk}</span>}</p>
      {turn.about && <p class="t1"><span class="faint">{t("talk_about")}</span> {turn.about}</p>}
      {turn.gate && turn.gate.high > 0 && <GateLine gate={turn.gate} labels={[t("gate_none"), t("gate_ask"), t("gate_answer")]} />}
      {turn.intents.length > 0 && <div class="why-grid"><span class="why-head">{t("intents")}</span>{turn.intents.slice(0, 3).map((i) => <Measure key={i.label} name={i.title || i.label} value={i.score} voice="ai" of={full(turn.intents.map((o) => o.score))} />)}</div>}
      {turn.hits.length > 0 && (
        <div class="why-grid"><span class="why-head">{t("hits")}</span>
          {turn.hits.slice(0, 3).map((h) => <Measure key={h.article} name={h.title} to={href("k", h.article)} value={h.score} of={full(turn.hits.map((o) => o.score))} />)}
        </div>
      )}
      {turn.reasons.length > 0 && <ol class="steps">{turn.reasons.map((r, i) => <li key={i}><span class="faint">{maybe(`step_${r.step}`) ?? r.step}</span><span>{r.text}</span>{r.score !== undefined && r.score !== null && <span class="num faint">{r.score.toFixed(r.score > 1 ? 1 : 2)}</span>}</li>)}</ol>}
    </>
  );
}
