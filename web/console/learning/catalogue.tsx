/* What customers of an industry ask: browse, tick, give each an answer, an article or a flow, and take them. What was taken can be taken back as a whole. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Area, Check, Field, Select } from "../../ui/field";
import { check, search, sparkles, undo2 } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Chip, Empty, Failed, Skeleton, type Voice } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { get, post, words } from "../api";
import { href } from "../route";
import { can } from "../session";
import { useLoad, Wait } from "../settings/parts";
import type { ArticleRow } from "../shapes";
import { t, type Key } from "./cataloguewords";
import { Page } from "./learning";

type Title = Record<string, string>;
interface Offer { intent: string; topic: string; title: string; examples: string[]; count: number; answer: string; taken: string; near: { id: string; title: string } | null }
interface Offers { title: Title; topics: { id: string; title: Title; count: number }[]; items: Offer[]; flows: { flow: string; title: string }[]; all: number }
interface Choice { answer: string; how: "answer" | "article" | "flow"; to: string }
interface Taken { intent: string; title: string; state: string; target: string; why: string }
interface Adoption { id: string; pack: string; language: string; at: number; total: number; items: Taken[]; state: string; error: string }

const name = (title: Title): string => title[lang.value.slice(0, 2)] ?? title["en"] ?? "";
const VOICE: Record<string, Voice> = { published: "ok", linked: "ok", draft: "time", refused: "alert", kept: "time", on: "ok", failed: "alert", running: "time", undoing: "time" };
const busy = (a: Adoption): boolean => a.state === "running" || a.state === "undoing";

function Pick({ one, choice, flows, articles, onChoice }: { one: Offer; choice: Choice | undefined; flows: Offers["flows"]; articles: ArticleRow[]; onChoice: (c: Choice | undefined) => void }) {
  const all = useSignal(false);
  const put = (part: Partial<Choice>): void => { if (choice) onChoice({ ...choice, ...part }); };
  const first = (): Choice => (one.near ? { how: "article", to: one.near.id, answer: one.answer } : { how: "answer", to: "", answer: one.answer });
  const shown = all.value ? one.examples : one.examples.slice(0, 2);
  return (
    <li class={`offer ${choice ? "on" : ""}`}>
      <div class="line"><div class="grow"><Check label={<b>{one.title}</b>} on={Boolean(choice)} disabled={Boolean(one.taken) || !can("knowledge.write")} onTurn={(on) => onChoice(on ? first() : undefined)} /></div>
        {one.taken && <Chip voice="ok" icon={check}>{t("taken_already")}</Chip>}{!one.taken && one.near && <Chip>{t("near", { title: one.near.title })}</Chip>}{!one.taken && one.answer && <Chip voice="accent">{t("has_answer")}</Chip>}</div>
      <p class="t2 muted offer-said">{shown.map((text) => <span key={text}>「{text}」</span>)}{one.examples.length > 2 && <Button voice="quiet" size="sm" aria-expanded={all.value} onClick={() => { all.value = !all.peek(); }}>{all.value ? t("fewer") : t("more_n", { n: one.count })}</Button>}</p>
      {choice && (
        <div class="offer-form">
          <Select small label={t("how")} value={choice.how === "answer" ? "answer" : `${choice.how}:${choice.to}`} choices={[{ value: "answer", title: t("how_answer") }, ...flows.map((f) => ({ value: `flow:${f.flow}`, title: t("how_flow", { title: f.title }) })), ...articles.map((a) => ({ value: `article:${a.id}`, title: t("how_article", { title: a.title }) }))]} onPick={(v) => { const [how, ...rest] = v.split(":"); put({ how: how as Choice["how"], to: rest.join(":") }); }} />
          {choice.how === "answer" && <Area label={t("answer")} value={choice.answer} rows={3} maxLength={4000} placeholder={t("answer_ph")} hint={/【[^】]*】/.test(choice.answer) ? <span class="is-time">{t("blank")}</span> : choice.answer.trim() ? t("published_at_once") : t("draft_then")} onText={(answer) => put({ answer })} />}
        </div>
      )}
    </li>
  );
}

function Result({ id, onClose }: { id: string; onClose: () => void }) {
  const row = useSignal<Adoption | null>(null);
  const wrong = useSignal("");
  useEffect(() => {
    let stop = false;
    const look = async (): Promise<void> => {
      try {
        row.value = await get<Adoption>(`/api/learning/adoptions/${id}`);
        if (!stop && busy(row.peek()!)) setTimeout(() => void look(), 500);
      } catch (e) {
        wrong.value = words(e);
      }
    };
    void look();
    return () => { stop = true; };
  }, [id]);
  const a = row.value;
  return (
    <Dialog title={t("result")} onClose={onClose} onSubmit={onClose} footer={<Button type="submit" voice="primary" disabled={!a || busy(a)}>{t("close")}</Button>}>
      {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
      {a && (
        <div class="stack">
          <p role="status">{busy(a) ? t("at_work", { done: a.items.length, total: a.total }) : t(`done_${a.state}` as Key)}</p>
          {busy(a) && <div class="bar-progress" role="progressbar" aria-label={t("result")} aria-valuenow={a.items.length} aria-valuemax={a.total}><i style={{ width: `${(100 * a.items.length) / Math.max(1, a.total)}%` }} /></div>}
          <ul class="offer-results">{a.items.map((i) => <li key={i.intent} class="line"><span class="grow cut">{i.state === "published" || i.state === "draft" || i.state === "kept" ? <a href={href("k", i.target)} onClick={onClose}>{i.title}</a> : i.title}{i.why && <span class="muted"> {i.why}</span>}</span><Chip voice={VOICE[i.state] ?? ""}>{t(`is_${i.state}` as Key)}</Chip></li>)}</ul>
        </div>
      )}
    </Dialog>
  );
}

function History({ edition, onOpen }: { edition: number; onOpen: (id: string) => void }) {
  const from = useLoad<Adoption[]>(`/api/learning/adoptions?${edition}`);
  const undo = (id: string): void => void post(`/api/learning/adoptions/${id}/undo`).then(() => { onOpen(id); }, (e: unknown) => { toast(words(e), { bad: true }); });
  return (
    <Wait from={from}>{(all) => all.length > 0 && (
      <section class="sheet-group"><header><h3 class="t4">{t("history")}</h3><p class="t2 muted">{t("history_text")}</p></header>
        <ul class="offer-results">{all.map((a) => (
          <li key={a.id} class="line"><Button voice="quiet" size="sm" onClick={() => onOpen(a.id)}>{short(a.at)}</Button><span class="grow cut">{a.items.slice(0, 4).map((i) => i.title).join(lang.value === "en" ? ", " : "、") || "…"} <span class="faint num">{a.total}</span></span><Chip voice={VOICE[a.state] ?? ""}>{t(`was_${a.state}` as Key)}</Chip>{can("knowledge.write") && (a.state === "on" || a.state === "failed") && <Button size="sm" icon={undo2} onClick={() => undo(a.id)}>{t("undo")}</Button>}</li>
        ))}</ul></section>
    )}</Wait>
  );
}

export function CataloguePage() {
  const industries = useLoad<{ pack: string; title: Title }[]>("/api/learning/catalogue");
  const at = useSignal({ pack: "shop", topic: "", q: "", language: lang.peek() === "en" ? "en" : "zh" });
  const offers = useSignal<Offers | null>(null);
  const wrong = useSignal("");
  const articles = useSignal<ArticleRow[]>([]);
  const chosen = useSignal<Record<string, Choice>>({});
  const open = useSignal("");
  const edition = useSignal(0);
  const sending = useSignal(false);
  const { pack, topic, q, language } = at.value;
  const load = (): void => {
    wrong.value = "";
    const path = `/api/learning/catalogue/${pack}?topic=${encodeURIComponent(topic)}&q=${encodeURIComponent(q)}&language=${language}`;
    get<Offers>(path).then((d) => { if (at.peek() === asked) offers.value = d; }, (e: unknown) => { wrong.value = words(e); });
    const asked = at.peek();
  };
  useEffect(() => { const wait = setTimeout(load, q ? 200 : 0); return () => clearTimeout(wait); }, [pack, topic, q, language, edition.value]);
  useEffect(() => { get<{ items: ArticleRow[] }>(`/api/articles?status=published&language=${language === "en" ? "en" : "zh-CN"}`).then((d) => { articles.value = d.items; }, () => undefined); }, [language, edition.value]);
  const put = (part: Partial<typeof at.value>): void => {
    if (part.pack || part.language) { chosen.value = {}; offers.value = null; }
    at.value = { ...at.peek(), ...part };
  };
  const choose = (intent: string, c: Choice | undefined): void => {
    const { [intent]: _, ...rest } = chosen.peek();
    chosen.value = c ? { ...rest, [intent]: c } : rest;
  };
  const count = Object.keys(chosen.value).length;
  const take = async (): Promise<void> => {
    sending.value = true;
    const items = Object.entries(chosen.peek()).map(([intent, c]) => ({ intent, ...(c.how === "answer" ? { answer: c.answer } : { [c.how]: c.to }) }));
    try {
      open.value = (await post<Adoption>("/api/learning/adoptions", { pack, language, items })).id;
      chosen.value = {};
    } catch (e) {
      toast(words(e), { bad: true });
    }
    sending.value = false;
  };
  const d = offers.value;
  return (
    <Page title={t("title")} text={t("text")}>
      <div class="offer-find">
        <Select small name={t("industry")} value={pack} choices={(industries.data.value ?? []).map((i) => ({ value: i.pack, title: name(i.title) }))} onPick={(next) => put({ pack: next, topic: "" })} />
        <Select small name={t("topic")} value={topic} choices={[{ value: "", title: t("all_topics", { n: d?.all ?? 0 }) }, ...(d?.topics ?? []).map((o) => ({ value: o.id, title: `${name(o.title)} ${o.count}` }))]} onPick={(next) => put({ topic: next })} />
        <Select small name={t("language")} value={language} choices={[{ value: "zh", title: t("zh") }, { value: "en", title: t("en") }]} onPick={(next) => put({ language: next })} />
        <div class="grow"><Field calm icon={search} value={q} onText={(next) => put({ q: next })} placeholder={t("search")} aria-label={t("search")} /></div>
      </div>
      {wrong.value ? <Failed message={wrong.value} onRetry={load} /> : !d ? <Skeleton lines={8} /> : !d.items.length ? <Empty icon={search} title={t("found_none")} /> : (
        <ul class="lines offers" lang={language}>{d.items.map((one) => <Pick key={one.intent} one={one} choice={chosen.value[one.intent]} flows={d.flows} articles={articles.value} onChoice={(c) => choose(one.intent, c)} />)}</ul>
      )}
      <History edition={edition.value} onOpen={(id) => { open.value = id; }} />
      {count > 0 && <div class="save-bar float"><span class="grow t2 muted" role="status">{t("chosen", { n: count })}</span><Button size="sm" voice="quiet" onClick={() => { chosen.value = {}; }}>{t("clear")}</Button><Button size="sm" voice="primary" icon={sparkles} busy={sending.value} onClick={() => void take()}>{t("take", { n: count })}</Button></div>}
      {open.value && <Result id={open.value} onClose={() => { open.value = ""; edition.value++; }} />}
    </Page>
  );
}
