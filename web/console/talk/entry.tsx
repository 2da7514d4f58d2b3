/* One line of a conversation, by who said it and what kind it is. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Outgoing } from "../../core/outbox";
import type { Card, Entry, FileRef } from "../../core/types";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { bot as botIcon, check, checkCheck, circleAlert, circleHelp, clock as clockIcon, download, fileText, lock, rotateCcw, star, trash2 } from "../../ui/icons";
import { clock, coming, full, length } from "../../ui/time";
import { me } from "../session";
import { maybe, t } from "../words";
import { Cited } from "./cites";
import { thing } from "./things";
import { Plain, Rich } from "./rich";
import { Summary } from "./summary";
import { outbox, type Talk } from "./talk";
import { Why } from "./turn";

const SAFE = /^(\/|blob:|https?:\/\/)/;

/** A size people read. */
export function bytes(n: number): string {
  return n < 1024 ? `${n} B` : n < 1_048_576 ? `${Math.round(n / 1024)} KB` : `${(n / 1_048_576).toFixed(1)} MB`;
}

/** A picture inline, everything else as a download. */
export function FileView({ file, who }: { file: FileRef; who: string }) {
  const url = file.url && SAFE.test(file.url) ? file.url : undefined;
  const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.type) && url;
  if (picture) {
    const w = file.width ?? 240;
    const h = file.height ?? 160;
    const scale = Math.min(1, 280 / w, 220 / h);
    return <a class="picture" href={url} target="_blank" rel="noopener" aria-label={t("open_picture", { name: file.name })}><img src={url} alt={t("picture_of", { who, name: file.name })} width={Math.round(w * scale)} height={Math.round(h * scale)} loading="lazy" decoding="async" /></a>;
  }
  return (
    <a class="file" {...(url ? { href: url } : {})} download={file.name} target="_blank" rel="noopener">
      <span class="thumb"><Icon d={fileText} size="lg" /></span>
      <span class="grow"><span class="cut block">{file.name}</span><small class="faint">{bytes(file.size)}</small></span>
      <Icon d={download} label={t("download")} />
    </a>
  );
}

/** What a tool showed the customer. */
export function CardView({ card }: { card: Card }) {
  return (
    <div class="card talk-card">
      <div class="order"><span class="thumb"><Icon d={thing(card.icon)} size="lg" /></span><div class="grow"><div class="cut"><b>{card.title}</b></div>{card.subtitle && <small class="faint">{card.subtitle}</small>}</div>{card.status && <span class={`chip ${card.status_voice ?? ""}`}>{card.status}</span>}</div>
      {card.steps && card.steps.length > 0 && <ol class="card-steps">{card.steps.map((s, i) => <li key={i} class={s.done ? "done" : ""}><i aria-hidden="true" />{s.text}{s.done && <span class="sr">{t("done")}</span>}</li>)}</ol>}
      {card.facts && card.facts.length > 0 && <dl class="facts">{card.facts.map(([k, v]) => [<dt key={k}>{k}</dt>, <dd>{v}</dd>])}</dl>}
      {card.buttons && card.buttons.length > 0 && <p class="t1 faint">{t("customer_may", { list: card.buttons.map((b) => `「${b.text}」`).join(" ") })}</p>}
    </div>
  );
}

function Tick({ entry, talk }: { entry: Entry; talk: Talk | null }) {
  const head = talk?.head;
  if (!head) return null;
  if (entry.seq <= head.visitor_read) return <><Icon d={checkCheck} size="sm" class="is-accent" /> {t("read")}</>;
  if (entry.seq <= head.visitor_got) return <><Icon d={checkCheck} size="sm" /> {t("delivered")}</>;
  return <><Icon d={check} size="sm" /> {t("sent")}</>;
}

function Time({ at }: { at: number }) {
  return <time title={full(at)} dateTime={new Date(at).toISOString()}>{clock(at)}</time>;
}

/** A fact about the conversation, in one sentence. */
export function sentence(e: Entry): string {
  const x = e.extra as Record<string, unknown> & Entry["extra"];
  const by = x.by?.name || t("system");
  const agent = x.agent?.name ?? "";
  const reason = x.reason ? (maybe(`reason_${x.reason}`) ?? x.reason) : "";
  const waited = x.waited_ms && x.waited_ms >= 1000 ? t("after_wait", { time: length(x.waited_ms) }) : "";
  switch (x.event) {
    case "opened": return t("ev_opened");
    case "queued": return x.reason === "transferred" ? t("ev_requeued", { by }) : t("ev_queued", { reason: reason || t("reason_asked") });
    case "assigned": return (x.by?.name ? t("ev_assigned_by", { agent, by }) : t("ev_assigned", { agent })) + waited;
    case "taken": return t("ev_taken", { agent }) + waited;
    case "returned": return t("ev_returned", { by });
    case "snoozed": return typeof x["until"] === "number" && x["until"] ? t("ev_snoozed", { by, time: coming(x["until"], e.at) }) : t("ev_snoozed_reply", { by });
    case "woken": return x.by?.name ? t("ev_woken_by", { by }) : t("ev_woken");
    case "resolved": return x.by?.name ? t("ev_resolved", { by }) : t("ev_resolved_auto");
    case "reopened": return t("ev_reopened", { by });
    case "left_queue": return t("ev_left");
    case "rated": return t("ev_rated", { score: Number(x.score ?? 0) });
    default: return e.text || String(x.event ?? "");
  }
}

function EventLine({ entry }: { entry: Entry }) {
  const x = entry.extra as Record<string, unknown> & Entry["extra"];
  if (x.event === "handed_over" && x.summary) return <Summary summary={x.summary} at={entry.at} />;
  const comment = typeof x["comment"] === "string" ? x["comment"] : "";
  return (
    <p class="sys"><span>{x.event === "rated" && <Icon d={star} size="sm" class="in-text" />}{sentence(entry)}{comment && `：「${comment}」`} · <Time at={entry.at} /></span></p>
  );
}

interface Shown { entry: Entry; talk: Talk | null; lead: boolean; tail: boolean }

function Body({ entry }: { entry: Entry }) {
  const { extra } = entry;
  return (
    <>
      {extra.file && <FileView file={extra.file} who={entry.name} />}
      {entry.text && (entry.from === "bot" ? <Cited text={entry.text} citations={extra.citations ?? []} bubble />
        : <div class="bubble" dir="auto">{entry.from === "visitor" ? <Plain text={entry.text} /> : <Rich text={entry.text} />}</div>)}
      {extra.card && <CardView card={extra.card} />}
      {extra.options && extra.options.length > 0 && <p class="choices" aria-label={t("choices")}>{extra.options.map((o) => <span class="chip" key={o.id}>{o.text}</span>)}</p>}
    </>
  );
}

/** A message, a note or an event. `lead` and `tail` are the ends of a run of one speaker. */
export function EntryView({ entry, talk, lead, tail }: Shown) {
  const [why, setWhy] = useState(false);
  if (entry.kind === "event" || entry.from === "system") return <EventLine entry={entry} />;
  const mine = entry.from === "agent" && entry.author === me.value?.id;
  const kind = entry.kind === "note" ? "out note" : entry.from === "visitor" ? "in" : entry.from === "bot" ? "out ai" : "out";
  const turn = entry.extra.turn;
  return (
    <article class={`msg ${kind} ${lead ? "" : "run"}`} data-seq={entry.seq}>
      {lead && <span class="sr">{entry.from === "visitor" ? entry.name : entry.from === "bot" ? t("bot") : entry.name}</span>}
      {entry.kind === "note" && <header><Icon d={lock} size="sm" /><span>{t("note")} · {entry.name} · <Time at={entry.at} /></span></header>}
      {entry.from === "bot" && lead && <header class="is-ai"><Icon d={botIcon} size="sm" /> {entry.name || t("bot")}</header>}
      <Body entry={entry} />
      {entry.kind !== "note" && (tail || turn) && (
        <footer>
          {entry.from === "agent" && !mine && <span>{entry.name} ·</span>}
          <Time at={entry.at} />
          {turn && talk && <button type="button" class="why" aria-expanded={why} onClick={() => setWhy(!why)}><Icon d={circleHelp} size="sm" /> {t("why_short")}</button>}
          {entry.from === "agent" && <Tick entry={entry} talk={talk} />}
        </footer>
      )}
      {why && turn && talk && <Why talk={talk} turn={turn} onClose={() => setWhy(false)} />}
    </article>
  );
}

/** What is on its way, or was refused: nothing written is lost or unclear. */
export function PendingView({ item, cut }: { item: Outgoing; cut: boolean }) {
  const bad = Boolean(item.error);
  const note = item.kind === "note";
  let state: ComponentChildren = <><Icon d={clockIcon} size="sm" /> {cut ? t("waits_line") : t("sending")}</>;
  if (bad) state = (
    <>
      <Icon d={circleAlert} size="sm" /> <span>{t("not_sent", { why: item.error ?? "" })}</span>
      <Button voice="quiet" size="sm" icon={rotateCcw} onClick={() => outbox.again(item.client_id)}>{t("resend")}</Button>
      <Button voice="quiet" size="sm" icon={trash2} onClick={() => outbox.remove(item.client_id)}>{t("delete")}</Button>
    </>
  );
  return (
    <article class={`msg out ${note ? "note" : ""} ${bad ? "failed" : cut ? "waiting" : "going"}`}>
      {note && <header><Icon d={lock} size="sm" /> {t("note")}</header>}
      {item.file && <FileView file={item.file} who={me.value?.name ?? ""} />}
      {item.text && <div class="bubble" dir="auto"><Rich text={item.text} /></div>}
      <footer class={bad ? "is-alert" : ""}><span class="line state-line" role={bad ? "alert" : "status"}>{state}</span></footer>
    </article>
  );
}
