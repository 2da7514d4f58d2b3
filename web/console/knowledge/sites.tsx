/* Web sites that are taken in: the list, one site with its pages, and how a run goes on. */
import "../settings/settings.css";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field, Segments, Select, Switch } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { chevronLeft, chevronRight, externalLink, globe, pencil, plus, refreshCw, trash2, x } from "../../ui/icons";
import { Chip, Empty, Failed, Notice, Skeleton, type Voice } from "../../ui/parts";
import { full, short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { del, get, patch, post, words } from "../api";
import { go, href } from "../route";
import { can } from "../session";
import { t, type Key } from "./siteswords";

interface Run { begun_at: number; ended_at: number; looked: number; waiting: number; taken: number; changed: number; unchanged: number; refused: number; gone: number; whole: boolean; why: string }
interface Plan { url: string; pages: number; depth: number; every: number; publish: boolean; withdraw: boolean; category: string }
interface Site extends Plan { id: string; state: "never" | "running" | "stopping" | "done" | "stopped" | "failed" | "interrupted"; crawl: Run; version: number }
type Fate = "taken" | "changed" | "unchanged" | "refused" | "gone";
interface Line { url: string; title: string; article: string; fate: Fate; seen_at: number; changed_at: number; reason: string }
interface Whole extends Site { items: Line[]; known: number }

const LOOK_MS = 1500;
const FATES: readonly Fate[] = ["refused", "gone", "changed", "taken", "unchanged"];
const VOICE: Record<Fate, Voice> = { refused: "alert", gone: "time", changed: "accent", taken: "ok", unchanged: "" };
const STATE: Record<Site["state"], Voice> = { never: "", running: "accent", stopping: "accent", done: "ok", stopped: "", failed: "alert", interrupted: "time" };
const busy = (site: Site): boolean => site.state === "running" || site.state === "stopping" || site.state === "interrupted";
const BLANK: Plan = { url: "", pages: 200, depth: 4, every: 168, publish: true, withdraw: false, category: "" };

/** Fetches a path, and again while something is under way. */
function useWatch<T>(path: string, again: (data: T) => boolean) {
  const data = useSignal<T | null>(null);
  const wrong = useSignal("");
  const load = async (): Promise<void> => {
    try {
      data.value = await get<T>(path);
      wrong.value = "";
    } catch (e) {
      wrong.value = words(e);
    }
  };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    const look = async (): Promise<void> => {
      await load();
      if (!ended) timer = setTimeout(() => void (data.peek() && again(data.peek()!) ? look() : wait()), LOOK_MS);
    };
    const wait = (): void => { if (!ended) timer = setTimeout(() => void (data.peek() && again(data.peek()!) ? look() : wait()), LOOK_MS); };
    data.value = null;
    void look();
    return () => { ended = true; clearTimeout(timer); };
  }, [path]);
  return { data, wrong, load };
}

function Frame({ title, text, back, end, children }: { title: string; text?: ComponentChildren; back: string; end?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="sheet-scroll scroll" tabIndex={0} role="region" aria-label={title}>
      <div class="sheet wide">
        <a class="t2 sheet-back" href={back}><Icon d={chevronLeft} size="sm" /> {back === href("k") ? t("back") : t("title")}</a>
        <header class="line sheet-head wrap-phone"><div class="grow"><h2 class="t5 cut">{title}</h2>{text && <p class="t2 muted">{text}</p>}</div>{end}</header>
        {children}
      </div>
    </div>
  );
}

function PlanDialog({ site, onDone, onClose }: { site?: Site; onDone: (id: string) => void; onClose: () => void }) {
  const form = useSignal<Plan>(site ?? BLANK);
  const wrong = useSignal("");
  const going = useSignal(false);
  const set = (part: Partial<Plan>): void => { form.value = { ...form.peek(), ...part }; };
  const submit = async (): Promise<void> => {
    going.value = true;
    wrong.value = "";
    const { url, pages, depth, every, publish, withdraw, category } = form.peek();
    const plan = { url: url.trim(), pages, depth, every, publish, withdraw, category: category.trim() };
    try {
      const kept = site ? await patch<Site>(`/api/knowledge/sites/${site.id}`, { plan, version: site.version }) : await post<Site>("/api/knowledge/sites", plan);
      onDone(kept.id);
    } catch (e) {
      wrong.value = words(e);
      going.value = false;
    }
  };
  const v = form.value;
  const whole = (text: string): number => Math.max(0, Math.round(Number(text) || 0));
  return (
    <Dialog title={site ? t("edit_title", { url: site.url }) : t("add")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={going.value}>{site ? t("save") : t("start")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        {!site && <Field label={t("url")} hint={t("url_hint")} placeholder={t("url_ph")} value={v.url} onText={(url) => set({ url })} required maxLength={500} spellcheck={false} inputMode="url" />}
        <div class="pair">
          <Field label={t("pages")} type="number" min={1} max={2000} value={String(v.pages)} onText={(s) => set({ pages: whole(s) })} />
          <Field label={t("depth")} hint={t("depth_hint")} type="number" min={0} max={10} value={String(v.depth)} onText={(s) => set({ depth: whole(s) })} />
        </div>
        <div class="pair">
          <Select label={t("every")} value={String(v.every)} choices={[0, 6, 24, 168, 720].map((h) => ({ value: String(h), title: t(`every_${h}` as Key) }))} onPick={(s) => set({ every: Number(s) })} />
          <Field label={t("category")} hint={t("category_hint")} value={v.category} onText={(category) => set({ category })} maxLength={40} />
        </div>
        <Switch label={t("publish")} hint={t("publish_hint")} on={v.publish} onTurn={(publish) => set({ publish })} />
        <Switch label={t("withdraw")} hint={t("withdraw_hint")} on={v.withdraw} onTurn={(withdraw) => set({ withdraw })} />
      </div>
    </Dialog>
  );
}

function Progress({ site }: { site: Site }) {
  const { looked, waiting, ended_at: ended, whole, why } = site.crawl;
  if (busy(site)) {
    const all = Math.max(1, Math.min(looked + waiting, site.pages));
    return <div class="stack"><p class="t2" role="status">{t("progress", { looked, waiting })}</p><div class="bar-progress" role="progressbar" aria-label={t(site.state)} aria-valuenow={looked} aria-valuemax={all}><i style={{ width: `${Math.max(3, (looked / all) * 100)}%` }} /></div></div>;
  }
  if (!ended) return null;
  return <p class={`t2 ${why ? "is-alert" : "muted"}`}>{why || <><span title={full(ended)}>{t("last", { when: short(ended), n: looked })}</span>{site.state === "done" && <> · {whole ? t("whole") : t("cut")}</>}</>}</p>;
}

function Counts({ run }: { run: Run }) {
  return <>{FATES.filter((fate) => run[fate] > 0).map((fate) => <Chip key={fate} voice={VOICE[fate]}>{t(fate)} {run[fate]}</Chip>)}</>;
}

function List() {
  const from = useWatch<Site[]>("/api/knowledge/sites", (all) => all.some(busy));
  const adding = useSignal(false);
  const may = can("knowledge.write");
  const all = from.data.value;
  return (
    <Frame title={t("title")} text={t("text")} back={href("k")} end={may && <Button voice="primary" icon={plus} onClick={() => { adding.value = true; }}>{t("add")}</Button>}>
      {from.wrong.value && !all ? <Failed message={from.wrong.value} onRetry={() => void from.load()} /> : !all ? <Skeleton lines={5} /> : !all.length ? <Empty icon={globe} title={t("none")} text={t("none_text")} /> : (
        <ul class="lines">{all.map((site) => (
          <li key={site.id}><a class="line-item" href={href("k", "sites", site.id)}>
            <div class="grow stack">
              <p class="line wrap"><b class="cut">{site.url}</b><Chip voice={STATE[site.state]}>{t(site.state)}</Chip><Counts run={site.crawl} /></p>
              <Progress site={site} />
            </div>
            <Icon d={chevronRight} class="faint" />
          </a></li>
        ))}</ul>
      )}
      {adding.value && <PlanDialog onClose={() => { adding.value = false; }} onDone={(id) => { adding.value = false; go("k", "sites", id); }} />}
    </Frame>
  );
}

function Pages({ site }: { site: Whole }) {
  const only = useSignal<Fate | "">("");
  const shown = site.items.filter((line) => !only.value || line.fate === only.value);
  const there = FATES.filter((fate) => site.items.some((line) => line.fate === fate));
  return (
    <section class="sheet-group">
      <header class="line wrap"><h3 class="t4 grow">{t("pages_title")}</h3>{there.length > 1 && <Segments name={t("show")} value={only.value} choices={[{ value: "", title: t("all") }, ...there.map((fate) => ({ value: fate, title: t(fate) }))]} onPick={(v) => { only.value = v as Fate | ""; }} />}</header>
      {!shown.length ? <p class="t2 muted">{t("pages_none")}</p> : (
        <ul class="lines">{shown.map((line) => (
          <li key={line.url} class="line-item wrap-phone">
            <div class="grow">
              <p class="line wrap"><Chip voice={VOICE[line.fate]}>{t(line.fate)}</Chip>{line.article ? <a class="cut" href={href("k", line.article)}><b>{line.title}</b></a> : <b class="cut">{line.title || line.url}</b>}</p>
              <p class="t1 faint cut">{line.reason ? <span class="is-alert">{line.reason}</span> : null}{line.reason ? " · " : ""}{line.url}</p>
            </div>
            <a class="btn sm quiet" href={line.url} target="_blank" rel="noopener noreferrer" aria-label={`${t("open")}: ${line.title || line.url}`}><Icon d={externalLink} size="sm" /></a>
          </li>
        ))}</ul>
      )}
      {site.known > site.items.length && <p class="hint">{t("more", { n: site.items.length, all: site.known })}</p>}
    </section>
  );
}

function One({ id }: { id: string }) {
  const from = useWatch<Whole>(`/api/knowledge/sites/${id}`, busy);
  const open = useSignal<"" | "edit" | "remove">("");
  const may = can("knowledge.write");
  const close = (): void => { open.value = ""; };
  const act = (path: string): void => void post(`/api/knowledge/sites/${id}/${path}`).then(() => from.load(), (e: unknown) => toast(words(e), { bad: true }));
  const remove = (): void => void del(`/api/knowledge/sites/${id}`).then(() => { toast(t("removed")); go("k", "sites"); }, (e: unknown) => { close(); toast(words(e), { bad: true }); });
  const site = from.data.value;
  const end = site && may && (
    <div class="line">
      {busy(site) ? <Button icon={x} disabled={site.state === "stopping"} onClick={() => act("stop")}>{t("stop")}</Button> : <Button icon={refreshCw} onClick={() => act("run")}>{t("run")}</Button>}
      <Button voice="quiet" icon={pencil} label={t("edit")} onClick={() => { open.value = "edit"; }} />
      <Button voice="quiet danger" icon={trash2} label={t("remove")} onClick={() => { open.value = "remove"; }} />
    </div>
  );
  return (
    <Frame title={site?.url ?? t("title")} text={site ? <>{t("plan", { pages: site.pages, depth: site.depth })} · {site.every ? t("next", { name: t(`every_${site.every}` as Key) }) : t("every_0")}{!site.publish && <> · {t("publish_off")}</>}</> : undefined} back={href("k", "sites")} end={end}>
      {from.wrong.value && !site ? <Failed message={from.wrong.value} onRetry={() => void from.load()} /> : !site ? <Skeleton lines={6} /> : (
        <>
          <div class="stack"><p class="line wrap"><Chip voice={STATE[site.state]}>{t(site.state)}</Chip><Counts run={site.crawl} /></p><Progress site={site} />{site.state === "failed" && site.crawl.why && <Notice voice="alert">{site.crawl.why}</Notice>}</div>
          {site.items.length > 0 && <Pages site={site} />}
        </>
      )}
      {open.value === "edit" && site && <PlanDialog site={site} onClose={close} onDone={() => { close(); void from.load(); }} />}
      {open.value === "remove" && site && <Dialog title={t("remove_title", { url: site.url })} text={t("remove_text")} onClose={close} onSubmit={remove} footer={<><Button voice="quiet" onClick={close}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("remove")}</Button></>} />}
    </Frame>
  );
}

export default function SitesPage({ id }: { id: string }) {
  return id ? <One id={id} key={id} /> : <List />;
}
