/* How the bot did: containment, why it handed over, what was asked, what it could not answer. */
import { useSignal } from "@preact/signals";
import { Segments } from "../../ui/field";
import { trendingUp } from "../../ui/icons";
import { Empty } from "../../ui/parts";
import { href } from "../route";
import { Group, useLoad, Wait } from "../settings/parts";
import { Page } from "./learning";
import { t, type Key } from "./words";

interface Report {
  days: number; talks: number; handed: number; turns: number; by_day: { day: string; talks: number; handed: number }[];
  decisions: Record<string, number>; reasons: Record<string, number>; intents: { label: string; title: string; times: number; answered: number }[]; series: Record<string, number[]>;
}
interface Costs {
  silence: { talks: number; unanswered: number; waiting: number; served: number; left: number; waited: number; lost: number; median: number };
  wrong: { times: number; articles: { article: string; title: string; times: number }[] };
}

const percent = (part: number, whole: number): string => (whole ? `${Math.round((100 * part) / whole)}%` : "–");

/** Shares as bars; each says its number. */
function Bars({ rows, whole }: { rows: [string, number][]; whole: number }) {
  return <ul class="bars">{rows.map(([name, n]) => <li key={name}><span class="cut">{name}</span><span class="bar-line" aria-hidden="true"><i style={{ inlineSize: `${whole ? (100 * n) / whole : 0}%` }} /></span><span class="num">{n}</span><span class="num faint">{percent(n, whole)}</span></li>)}</ul>;
}

/** Talks of each day: with and without a person. */
function Days({ rows }: { rows: Report["by_day"] }) {
  const most = Math.max(1, ...rows.map((r) => r.talks));
  return <div class="talk-days" role="img" aria-label={rows.map((r) => `${r.day}: ${r.talks}, ${t("handed")} ${r.handed}`).join("; ")}>{rows.map((r) => <span key={r.day} title={`${r.day}  ${r.talks}，${t("handed")} ${r.handed}`}><i style={{ blockSize: `${(100 * (r.talks - r.handed)) / most}%` }} /><i class="handed" style={{ blockSize: `${(100 * r.handed) / most}%` }} /></span>)}</div>;
}

const sorted = (counts: Record<string, number>, prefix: string): [string, number][] => Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([k, n]) => [t(`${prefix}_${k}` as Key) ?? k, n]);

/** What was asked day by day: one row of bars for each intent, all on one scale. */
function Over({ r }: { r: Report }) {
  const rows = r.intents.filter((i) => r.series[i.label]).slice(0, 8);
  const groups = Math.max(1, Math.ceil(r.by_day.length / 30));
  const summed = (all: number[]): number[] => Array.from({ length: Math.ceil(all.length / groups) }, (_, i) => all.slice(i * groups, (i + 1) * groups).reduce((a, b) => a + b, 0));
  const most = Math.max(1, ...rows.flatMap((i) => summed(r.series[i.label]!)));
  return <ul class="over">{rows.map((i) => {
    const days = summed(r.series[i.label]!);
    return <li key={i.label}><span class="cut" title={i.title}>{i.title}</span><span class="over-days" role="img" aria-label={t("over_label", { title: i.title, list: days.join(", ") })}>{days.map((n, d) => <i key={d} style={{ blockSize: `${n ? Math.max(8, (100 * n) / most) : 0}%` }} title={`${r.by_day[d * groups]?.day ?? ""}  ${n}`} />)}</span><span class="num">{i.times}</span></li>;
  })}</ul>;
}

/** What silence costs, and what was wrong. */
function CostsPart({ days }: { days: string }) {
  const from = useLoad<Costs>(`/api/bot/costs?days=${days}`);
  return (
    <Wait from={from}>{({ silence: s, wrong }) => (
      <>
        <Group title={t("silence")} text={t("silence_text")}>
          <dl class="learn-figures">
            <div><dt>{t("unanswered")}</dt><dd class="num">{s.unanswered} <span class="t1 faint">{percent(s.unanswered, s.talks)}</span></dd></div>
            <div><dt>{t("gave_up")}</dt><dd class="num">{s.left} <span class="t1 faint">{t("minutes", { n: s.lost })}</span></dd></div>
            <div><dt>{t("waited")}</dt><dd class="num">{t("minutes", { n: s.waited })} <span class="t1 faint">{s.served > 0 ? t("median", { n: s.median }) : ""}</span></dd></div>
            <div><dt>{t("waiting_now")}</dt><dd class="num">{s.waiting}</dd></div>
          </dl>
        </Group>
        <Group title={t("blamed")} text={wrong.times ? t("wrong_text", { n: wrong.times }) : t("wrong_none")}>
          {wrong.articles.length > 0 && <ul class="lines">{wrong.articles.map((a) => <li class="line" key={a.article}>{a.article ? <a class="grow cut" href={href("k", a.article)}>{a.title || a.article}</a> : <span class="grow">{t("wrong_other")}</span>}<span class="num">{a.times}</span></li>)}</ul>}
        </Group>
      </>
    )}</Wait>
  );
}

function Figures({ r }: { r: Report }) {
  if (!r.talks) return <Empty icon={trendingUp} title={t("no_data")} />;
  const gaps = r.intents.filter((i) => i.times > i.answered).sort((a, b) => b.times - b.answered - (a.times - a.answered)).slice(0, 8);
  return (
    <>
      <dl class="learn-figures big">
        <div><dt>{t("talks")}</dt><dd class="num">{r.talks}</dd></div>
        <div><dt>{t("contained")}</dt><dd class="num">{percent(r.talks - r.handed, r.talks)}</dd></div>
        <div><dt>{t("turns")}</dt><dd class="num">{r.turns}</dd></div>
      </dl>
      <Group title={t("talks")}><Days rows={r.by_day} /></Group>
      <Group title={t("decisions")}><Bars rows={sorted(r.decisions, "d")} whole={r.turns} /></Group>
      {r.handed > 0 && <Group title={t("reasons")}><Bars rows={sorted(r.reasons, "r")} whole={Object.values(r.reasons).reduce((a, b) => a + b, 0)} /></Group>}
      {r.intents.length > 0 && <Group title={t("over")} text={t("over_text")}><Over r={r} /></Group>}
      <Group title={t("by_intent")}><Bars rows={r.intents.slice(0, 12).map((i) => [i.title, i.times])} whole={r.turns} /></Group>
      {gaps.length > 0 && <Group title={t("gaps")}><Bars rows={gaps.map((i) => [i.title, i.times - i.answered])} whole={r.turns} /></Group>}
    </>
  );
}

export function ReportPage() {
  const days = useSignal("30");
  const from = useLoad<Report>(`/api/bot/report?days=${days.value}`);
  return (
    <Page title={t("report")} text={t("report_text")}>
      <div class="learn-lang"><Segments name={t("report")} value={days.value} choices={["7", "30", "90"].map((n) => ({ value: n, title: t("days", { n: Number(n) }) }))} onPick={(v) => { days.value = v; }} /></div>
      <Wait from={from}>{(r) => <Figures r={r} />}</Wait>
      <CostsPart days={days.value} />
    </Page>
  );
}
