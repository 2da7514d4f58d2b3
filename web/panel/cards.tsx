import { useEffect, useReducer, useState } from "preact/hooks";
import { clock, span } from "../core/time";
import type { Card } from "../core/types";
import { check, download, headphones, packageBox, star } from "../ui/icons";
import { get, type Model, waitLeft } from "./model";
import { I } from "./parts";
import { leaveQueue, rate, say } from "./session";
import { t } from "./talk-words";

/** An order (or anything that goes in steps): what it is, how far, what can be done. */
export function OrderCard({ card, open }: { card: Card; open: boolean }) {
  const { steps = [], facts = [], buttons = [] } = card;
  return (
    <div class="card stack order">
      <div class="line">
        <span class="thumb"><I d={/head|audio|ear/.test(card.icon ?? "") ? headphones : packageBox} size="lg" /></span>
        <div class="grow"><b>{card.title}</b><p class="t1 faint">{card.subtitle}</p></div>
        {card.status && <span class={`tag ${card.status_voice ?? ""}`}>{card.status}</span>}
      </div>
      {steps.length > 0 && <ol class="steps">{steps.map((s, i) => <li class={s.done ? "done" : ""} aria-current={s.done && !steps[i + 1]?.done ? "step" : undefined}>{s.text}</li>)}</ol>}
      {facts.length > 0 && <dl class="facts">{facts.map(([k, v]) => <><dt>{k}</dt><dd>{v}</dd></>)}</dl>}
      {open && buttons.length > 0 && <div class="line wrap">{buttons.map((b) => (
        <button type="button" class={`btn ${b.primary ? "primary grow" : ""}`} onClick={() => say(b.text, { option: b.id })}>{b.text}</button>
      ))}</div>}
    </div>
  );
}

/** How many are before him and how long it may take, counting down; and the way out. */
export function QueueCard({ m }: { m: Model }) {
  const [, paint] = useReducer((n: number) => n + 1, 0);
  const [sure, setSure] = useState(false);
  useEffect(() => { const timer = setInterval(() => paint(0), 1000); return () => clearInterval(timer); }, []);
  const q = m.queue!;
  const left = waitLeft(m, Date.now());
  const done = Math.round((1 - q.ahead / Math.max(1, m.queueMost)) * 100);
  const place = !q.online ? t("nobody") : q.ahead ? `${t("ahead")} ${q.ahead} ${t("people")}` : t("next");
  return (
    <section class="card stack queue" aria-label={t("queue_title")}>
      <p class="sr" role="status">{place}</p>
      <div class="line">
        <div class="grow" aria-hidden="true">{q.ahead && q.online ? <><p class="t1 faint">{t("ahead")}</p><p class="figure">{q.ahead} <small>{t("people")}</small></p></> : <p class="figure words">{place}</p>}</div>
        {q.online > 0 && <div class="end"><p class="t1 faint">{left === null ? t("unknown_wait") : t("about")}</p>{left !== null && <p class={`figure ${left ? "" : "words"}`}>{left ? span(left) : t("soon")}</p>}</div>}
      </div>
      {q.online > 0 && <div class="meter" role="progressbar" aria-label={t("progress")} aria-valuenow={done} aria-valuemin={0} aria-valuemax={100}><i style={{ width: `${Math.max(6, done)}%` }} /></div>}
      <p class="t1 faint">{sure ? t("leave_ask") : q.online ? t("told") : t("nobody_hint")}</p>
      {sure
        ? <div class="line"><button type="button" class="btn grow" onClick={() => setSure(false)}>{t("stay")}</button><button type="button" class="btn quiet" onClick={() => void leaveQueue().catch(() => setSure(false))}>{t("leave")}</button></div>
        : <div class="line"><span class="grow t1 faint">{q.online > 0 && t("queue_hint")}</span><button type="button" class="btn quiet" onClick={() => setSure(true)}>{t("leave")}</button></div>}
    </section>
  );
}

const GOOD = ["good_fast", "good_kind", "good_clear"] as const, BAD = ["bad_wait", "bad_repeat", "bad_solve"] as const;

/** First whether it was solved, then how it was. */
export function RatingCard() {
  const [solved, setSolved] = useState<boolean | null>(null);
  const [score, setScore] = useState(0);
  const [tags, setTags] = useState<string[]>([]);
  const [comment, setComment] = useState("");
  const [state, setState] = useState<"" | "busy" | "failed">("");
  const submit = (e: Event) => {
    e.preventDefault();
    setState("busy");
    rate(score, solved, tags, comment.trim()).catch(() => setState("failed"));
  };
  const choice = (value: boolean, words: string) => (
    <button type="button" class="btn grow" aria-pressed={solved === value} onClick={() => setSolved(value)}>{solved === value && <I d={check} />}{words}</button>
  );
  const named = score > 3 ? [...GOOD, ...BAD.slice(0, 1)] : [...BAD, ...GOOD.slice(0, 1)];
  return (
    <form class="card stack rating" onSubmit={submit}>
      <fieldset><legend>{t("solved")}</legend><div class="line">{choice(true, t("yes"))}{choice(false, t("no"))}</div></fieldset>
      <fieldset>
        <legend>{t("how")}</legend>
        <div class="stars">{[1, 2, 3, 4, 5].map((n) => (
          <label class={n <= score ? "on" : ""}><input type="radio" name="score" class="sr" checked={n === score} onChange={() => setScore(n)} aria-label={t("star", { n })} /><I d={star} /></label>
        ))}</div>
      </fieldset>
      {score > 0 && <div class="chips">{named.map((k) => {
        const words = t(k);
        return <button type="button" class="chip" aria-pressed={tags.includes(words)} onClick={() => setTags(tags.includes(words) ? tags.filter((x) => x !== words) : [...tags, words])}>{words}</button>;
      })}</div>}
      <label class="field"><textarea rows={2} maxLength={1000} placeholder={t("comment")} aria-label={t("comment")} value={comment} onInput={(e) => setComment(e.currentTarget.value)} /></label>
      {state === "failed" && <p class="is-alert t1" role="alert">{t("rate_failed")}</p>}
      <div class="line"><button type="submit" class="btn primary grow" disabled={state === "busy" || (!score && solved === null)}>{t("submit")}</button><button type="button" class="btn quiet" onClick={record}><I d={download} />{t("record")}</button></div>
    </form>
  );
}

/** What was said, as a text file. */
function record(): void {
  const { thread, face } = get();
  const lines = thread.entries.filter((e) => e.kind !== "event").map((e) =>
    `${new Date(e.at).toLocaleDateString()} ${clock(e.at)} ${e.from === "visitor" ? t("you") : e.name || t(e.from === "bot" ? "bot" : "agent")}\n${e.text || e.extra.file?.name || e.extra.card?.title || ""}\n`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/plain" }));
  link.download = `${face?.business.name ?? ""} ${t("record")}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
