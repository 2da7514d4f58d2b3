/* Proposals of one kind: what customers said, how often, and one decision each. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Area, Field } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { check, circleCheck, messageCircle, x } from "../../ui/icons";
import { Chip, Empty } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { get, post, words } from "../api";
import { go, href } from "../route";
import { can } from "../session";
import { useLoad, Wait } from "../settings/parts";
import { PickArticle } from "./articles";
import { Page } from "./learning";
import { t, type Key } from "./words";

export type Kind = "phrasing" | "article" | "review";
export interface Proposal {
  id: string; kind: Kind; language: string; article: string; title: string; texts: string[]; answer: string; why: Record<string, number>; talks: string[]; times: number; at: number; last_at: number; state: string;
}
interface Listed { items: Proposal[]; open: Record<string, number> }

function Card({ one, onDone }: { one: Proposal; onDone: () => void }) {
  const may = can("knowledge.write");
  const text = useSignal(one.texts[0] ?? "");
  const article = useSignal(one.article);
  const busy = useSignal(false);
  const act = (what: "accept" | "refuse"): void => {
    busy.value = true;
    const body = what === "accept" ? { text: one.kind === "review" ? "" : text.peek().trim(), article: one.kind === "phrasing" ? article.peek() : "" } : undefined;
    post<Proposal>(`/api/learning/${one.id}/${what}`, body).then((done) => {
      toast(t(what === "refuse" ? "refused" : one.kind === "phrasing" ? "accepted" : one.kind === "article" ? "drafted" : "accept_review"));
      onDone();
      if (what === "accept" && one.kind === "article") go("k", done.article);
    }, (e: unknown) => { busy.value = false; toast(words(e), { bad: true }); });
  };
  return (
    <li class="card learn" lang={one.language}>
      <p class="learn-said">“{one.texts[0]}”</p>
      <p class="line t1 faint learn-why"><span>{t("times", { n: one.times })}，{short(one.last_at)}</span>{Object.entries(one.why).map(([why, n]) => <Chip key={why}>{t(why as Key, { n })}</Chip>)}</p>
      {one.texts.length > 1 && <details class="t2"><summary>{t("also")} <span class="num faint">{one.texts.length - 1}</span></summary><ul>{one.texts.slice(1).map((s) => <li key={s}>{s}</li>)}</ul></details>}
      {one.kind === "article" && <figure class="learn-reply"><figcaption class="t1 faint">{t("reply")}</figcaption><blockquote>{one.answer}</blockquote></figure>}
      {one.kind === "review" && <p class="t2">{t("about")} <a href={href("k", one.article)}>{one.title || one.article}</a></p>}
      {may && one.kind === "phrasing" && <div class="pair"><Field label={t("wording")} value={text.value} onText={(v) => { text.value = v; }} maxLength={300} /><PickArticle label={t("pick")} value={article.value} onPick={(v) => { article.value = v; }} /></div>}
      {!may && one.kind === "phrasing" && <p class="t2">{t("meant")} <a href={href("k", one.article)}>{one.title}</a></p>}
      {may && one.kind === "article" && <Area label={t("title")} rows={1} value={text.value} onText={(v) => { text.value = v; }} maxLength={120} />}
      <div class="line">
        {may && <Button size="sm" voice="primary" icon={check} busy={busy.value} onClick={() => act("accept")}>{t(one.kind === "phrasing" ? "accept" : one.kind === "article" ? "accept_article" : "accept_review")}</Button>}
        {may && <Button size="sm" icon={x} disabled={busy.value} onClick={() => act("refuse")}>{t("refuse")}</Button>}
        <span class="grow" />
        {one.talks.filter((id) => !id.startsWith("help:")).slice(-1).map((id) => <a key={id} class="btn sm quiet" href={href("c", id)}><Icon d={messageCircle} />{t("see")}</a>)}
      </div>
    </li>
  );
}

export function Proposals({ kind, onCounts }: { kind: Kind; onCounts: (open: Record<string, number>) => void }) {
  const from = useLoad<Listed>(`/api/learning?kind=${kind}`);
  const done = (id: string): void => {
    const held = from.data.peek();
    if (held) from.data.value = { ...held, items: held.items.filter((p) => p.id !== id) };
    get<Listed>(`/api/learning?kind=${kind}`).then((d) => onCounts(d.open), () => undefined);
  };
  return (
    <Page title={t(kind)} text={t(`${kind}_text`)}>
      <Wait from={from}>{(all) => !all.items.length ? <Empty icon={circleCheck} title={t("none")} text={t(`none_${kind}`)} /> : <ul class="learn-list">{all.items.map((one) => <Card key={one.id} one={one} onDone={() => done(one.id)} />)}</ul>}</Wait>
    </Page>
  );
}
