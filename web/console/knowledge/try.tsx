/* What a customer's words would find, how sure the bot is, and why. */
import { useEffect } from "preact/hooks";
import { signal, useSignal } from "@preact/signals";
import { Icon } from "../../ui/icon";
import { search } from "../../ui/icons";
import { Failed } from "../../ui/parts";
import { post, words } from "../api";
import { href } from "../route";
import type { Gate } from "../shapes";
import { full, GateLine, Measure } from "../talk/turn";
import { edition } from "./shelf";
import { t } from "./words";

interface Hit { article: string; title: string; heading?: string; score: number; bm25?: number; intent?: number; excerpt?: string; like?: string; words?: string[] }
interface Answer { verdict: "answer" | "ask" | "none"; gate: Gate | null; hits: Hit[]; ms: number }

/** The last question stays when another article is opened. */
const question = signal("");

/** The text with the question's own words marked. */
function Marked({ text, by }: { text: string; by: readonly string[] }) {
  const keys = by.filter((w) => w.length > 0).sort((a, b) => b.length - a.length).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!keys.length) return <>{text}</>;
  return <>{text.split(new RegExp(`(${keys.join("|")})`, "gi")).map((s, i) => (i % 2 ? <mark key={i}>{s}</mark> : s))}</>;
}

function pieces(q: string): string[] {
  const latin = q.match(/[A-Za-z0-9]{2,}/g) ?? [];
  const chinese = (q.match(/[\u4e00-\u9fff]+/g) ?? []).flatMap((run) => Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2)));
  return [...latin, ...chinese];
}

export function Try({ at }: { at: string }) {
  const answer = useSignal<Answer | null>(null);
  const wrong = useSignal("");
  const run = (): void => {
    const text = question.peek().trim();
    if (!text) { answer.value = null; return; }
    const language = /[\u4e00-\u9fff]/.test(text) ? "zh-CN" : "en";
    post<Answer>("/api/articles/try", { text, language }).then((a) => { if (question.peek().trim() === text) { answer.value = a; wrong.value = ""; } }, (e: unknown) => { wrong.value = words(e); });
  };
  useEffect(() => {
    const timer = setTimeout(run, 250);
    return () => clearTimeout(timer);
  }, [question.value]);
  /* After a publish the bot learns the new phrasings for some seconds: what it finds is asked again by itself. */
  useEffect(() => {
    if (!edition.peek()) return;
    const timers = [4000, 10000, 20000].map((ms) => setTimeout(run, ms));
    return () => timers.forEach(clearTimeout);
  }, []);
  const a = answer.value;
  const of = (key: "bm25" | "intent"): number => full(a?.hits.map((h) => h[key] ?? 0) ?? []);
  return (
    <>
      <div class="bar side-bar"><h2 class="grow">{t("try")}</h2></div>
      <div class="try-ask">
        <div class="field"><Icon d={search} /><input value={question.value} placeholder={t("try_ph")} aria-label={t("try_ph")} onInput={(e) => { question.value = e.currentTarget.value; }} /></div>
        {a ? <p class="t1 faint" role="status">{t("try_found", { n: a.hits.length, ms: a.ms < 10 ? a.ms.toFixed(1) : Math.round(a.ms) })} · {t("try_hint")}</p> : !wrong.value && <p class="t1 faint">{t("try_empty")}</p>}
        {a?.gate && a.gate.high > 0 && <GateLine gate={a.gate} labels={[t("gate_none"), t("gate_ask"), t("gate_answer")]} />}
      </div>
      {wrong.value && <Failed message={wrong.value} onRetry={run} />}
      {a && a.hits.length === 0 && <p class="t2 muted try-none">{t("try_none")}</p>}
      {a?.hits.slice(0, 5).map((hit, i) => (
        <article class={`hit ${i === 0 && a.verdict === "answer" ? "won" : ""}`} key={hit.article}>
          <div class="line"><a class="cut grow hit-name" href={href("k", hit.article)}>{hit.title}{hit.heading && hit.heading !== hit.title && `，${hit.heading}`}</a>{hit.article === at && <span class="chip accent">{t("this_one")}</span>}<b class={`num ${i === 0 && a.verdict === "answer" ? "is-ok" : "muted"}`}>{hit.score.toFixed(hit.score > 1 ? 1 : 2)}</b></div>
          {hit.excerpt && <p class="clamp"><Marked text={hit.excerpt} by={hit.words ?? pieces(question.value)} /></p>}
          <div class="why-grid">
            {hit.bm25 !== undefined && hit.bm25 !== null && <Measure name={t("bm25")} value={hit.bm25} of={of("bm25")} />}
            {hit.intent !== undefined && hit.intent !== null && <Measure name={t("intent")} value={hit.intent} of={of("intent")} />}
            {hit.like && <><span>{t("like")}</span><span class="all">「{hit.like}」</span></>}
          </div>
        </article>
      ))}
    </>
  );
}
