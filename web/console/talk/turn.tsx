/* Why the bot said this: the decision, how sure it was, what it found, step by step. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { x } from "../../ui/icons";
import { Failed, Skeleton } from "../../ui/parts";
import { words } from "../api";
import { href } from "../route";
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

/** A named share as a thin bar with its figure. */
export function Measure({ name, value, voice = "" }: { name: string; value: number; voice?: string }) {
  return (
    <>
      <span class="cut" title={name}>{name}</span>
      <span class="meter"><i class={voice} style={{ width: `${Math.round(Math.max(0, Math.min(1, value)) * 100)}%` }} /></span>
      <span class="num">{value.toFixed(2)}</span>
    </>
  );
}

export function Why({ talk, turn, onClose }: { talk: Talk; turn: string; onClose: () => void }) {
  const [found, set] = useState<Turn | null | undefined>();
  const [wrong, setWrong] = useState("");
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
      {wrong ? <Failed message={wrong} onRetry={load} /> : found === undefined ? <Skeleton lines={3} /> : found === null ? <p class="faint">{t("why_none")}</p> : <Reasons turn={found} />}
    </aside>
  );
}

function Reasons({ turn }: { turn: Turn }) {
  return (
    <>
      <p class="line"><span class="chip ai">{maybe(`decision_${turn.decision}`) ?? turn.decision}</span>{turn.emotion && turn.emotion !== "calm" && <span class="chip">{maybe(`emotion_${turn.emotion}`) ?? turn.emotion}</span>}{turn.risk && <span class="chip alert">{turn.risk}</span>}</p>
      {turn.gate && turn.gate.high > 0 && <GateLine gate={turn.gate} labels={[t("gate_none"), t("gate_ask"), t("gate_answer")]} />}
      {turn.intents.length > 0 && <div class="why-grid"><h4>{t("intents")}</h4>{turn.intents.slice(0, 3).map((i) => <Measure key={i.label} name={i.title || i.label} value={i.score} voice="ai" />)}</div>}
      {turn.hits.length > 0 && (
        <div class="why-grid"><h4>{t("hits")}</h4>
          {turn.hits.slice(0, 3).map((h) => [<a key={h.article} class="cut" href={href("k", h.article)} title={h.title}>{h.title}</a>, <span class="meter"><i style={{ width: `${Math.round(Math.min(1, h.score) * 100)}%` }} /></span>, <span class="num">{h.score.toFixed(2)}</span>])}
        </div>
      )}
      {turn.reasons.length > 0 && <ol class="steps">{turn.reasons.map((r, i) => <li key={i}><span class="faint">{maybe(`step_${r.step}`) ?? r.step}</span><span>{r.text}</span>{r.score !== undefined && r.score !== null && <span class="num faint">{r.score.toFixed(2)}</span>}</li>)}</ol>}
    </>
  );
}
