import { useRef, useState } from "preact/hooks";
import type { Outgoing } from "../core/outbox";
import { bytes, clock, span } from "../core/time";
import type { Citation, Entry, FileRef, Option } from "../core/types";
import { bot, check, checkCheck, circleAlert, clock as clockIcon, download, fileText, thumbsDown, thumbsUp, x } from "../ui/icons";
import { OrderCard } from "./cards";
import { type Model, openArticle, tick, type Upload } from "./model";
import { Go, I, IconButton } from "./parts";
import { discard, forPerson, judge, judged, resend, say } from "./session";
import { Words } from "./text";
import { drop, isImage, push } from "./upload";
import { t } from "./talk-words";

interface Props { m: Model; e: Entry; joined: boolean; ends: boolean; open: boolean; last: boolean }

/** One line of the conversation. `joined`: the same person goes on; `ends`: his last line for now; `open`: its buttons can be pressed. */
export function Message({ m, e, joined, ends, open, last }: Props) {
  const [shown, show] = useState<number[]>([]);
  if (e.kind === "event") return <Happened e={e} />;
  const own = e.from === "visitor", ai = e.from === "bot";
  const { citations = [], options = [], card, file } = e.extra;
  const turn = (n: number) => show(shown.includes(n) ? shown.filter((x) => x !== n) : [...shown, n]);
  const cite = (c: Citation) => (
    <button type="button" class="cite" aria-expanded={shown.includes(c.n)} aria-label={t("source", { n: c.n })} onClick={() => turn(c.n)}>{c.n}</button>
  );
  const asking = /[?？]\s*$/.test(e.text) && !citations.length;
  const press = open && options.length > 0 ? <Options list={options} asking={asking} /> : null;
  return (
    <div class={`msg ${own ? "out" : "in"} ${ai ? "ai" : ""} ${joined ? "joined" : ""} ${card ? "wide" : ""}`}>
      {ai && !joined && <header class="is-ai"><I d={bot} size="sm" />{t("bot_label", { name: e.name || t("bot") })}</header>}
      {e.from === "agent" && !joined && e.name !== m.state?.assignee?.name && <header>{e.name}</header>}
      {own && e.kind !== "file" && <span class="sr">{t("you")}</span>}
      {file && <FileView file={file} />}
      {e.text && <div class="bubble" dir="auto"><Words text={e.text} rich={!own} sources={citations} cite={cite} /></div>}
      {card && <OrderCard card={card} open={open} />}
      {citations.length > 0 && <Sources list={citations} shown={shown} turn={turn} />}
      {asking && press}
      {(ends || e.extra.feedback) && <Footer m={m} e={e} last={last} />}
      {!asking && press}
    </div>
  );
}

function Footer({ m, e, last }: { m: Model; e: Entry; last: boolean }) {
  if (e.from !== "visitor") return <footer><time>{clock(e.at)}</time>{e.extra.feedback && m.state?.status !== "resolved" && !m.past && <Judge e={e} />}</footer>;
  const how = tick(m, e);
  return <footer><time>{clock(e.at)}</time><span class={how === "read" ? "is-accent" : ""}><I d={how === "sent" ? check : checkCheck} size="sm" /></span><span class={last ? "" : "sr"}>{t(how)}</span></footer>;
}

/** 有用 / 没帮到, once; to the second the bot answers itself, and offers a person. */
function Judge({ e }: { e: Entry }) {
  const said = judged[e.id];
  if (said !== undefined) return <span class="gap" role="status">{t("thanks")}</span>;
  return (
    <span class="judge">
      <button type="button" class="btn quiet" onClick={() => judge(e, true)}><I d={thumbsUp} size="sm" />{t("useful")}</button>
      <button type="button" class="btn quiet" onClick={() => judge(e, false)}><I d={thumbsDown} size="sm" />{t("useless")}</button>
    </span>
  );
}

/** The sources below an answer; each opens in place, and from there the whole article. */
function Sources({ list, shown, turn }: { list: Citation[]; shown: number[]; turn: (n: number) => void }) {
  return (
    <div class="src" role="group" aria-label={t("sources")}>
      {list.map((c) => (
        <div key={c.n}>
          <button type="button" aria-expanded={shown.includes(c.n)} onClick={() => turn(c.n)}><span class="cite">{c.n}</span><span class="cut">{c.title}{c.heading && c.heading !== c.title ? ` · ${c.heading}` : ""}</span></button>
          {shown.includes(c.n) && <blockquote dir="auto"><Words text={c.excerpt} rich />{c.article && <button type="button" class="link" onClick={() => openArticle(c.article)}>{t("whole")}</button>}</blockquote>}
        </div>
      ))}
    </div>
  );
}

/** Quick replies: rows when the bot asks which one is meant, chips when it offers what to do next. */
function Options({ list, asking }: { list: Option[]; asking: boolean }) {
  const press = (o: Option) => say(o.text, { option: o.id });
  if (asking) return <div class="links">{list.map((o) => <Go onClick={() => press(o)}>{o.text}</Go>)}</div>;
  return <div class="chips">{list.map((o) => <button type="button" class="chip" onClick={() => press(o)}>{o.text}</button>)}</div>;
}

/** What happened, as one quiet line. */
function Happened({ e }: { e: Entry }) {
  const f = e.extra, time = clock(e.at);
  const words = {
    opened: "", snoozed: "", woken: "", handed_over: e.text, queued: f.reason === "transferred" ? t("ev_moved", { time }) : t("ev_queued", { time }), assigned: t("ev_joined", { name: f.agent?.name ?? "", time }),
    taken: t("ev_joined", { name: f.agent?.name ?? "", time }), returned: t("ev_returned", { time }), resolved: t("ev_resolved", { time, span: took(f.took_ms ?? 0) }),
    reopened: t("ev_reopened", { time }), rated: f.score ? t("ev_rated", { n: f.score }) : t("thanks"), left_queue: t("ev_left", { time }),
  }[f.event ?? "opened"] ?? e.text;
  return words ? <p class="sys rule">{words}</p> : null;
}

const took = (ms: number) => (ms < 3_600_000 ? t("minutes", { n: Math.max(1, Math.round(ms / 60_000)) }) : span(ms / 1000));

/** A picture in place (and large on a click), anything else as a download. */
function FileView({ file }: { file: FileRef }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const url = file.url && /^(\/|https?:|blob:|data:image)/.test(file.url) ? file.url : "";
  if (!isImage(file.type) || !url) return (
    <a class="card line file" href={url} download={file.name} target="_blank" rel="noopener">
      <I d={fileText} size="lg" /><span class="grow"><span class="cut block">{file.name}</span><small class="faint">{bytes(file.size)}</small></span><span class="sr">{t("download")}</span><I d={download} />
    </a>
  );
  const ratio = file.width && file.height ? file.width / file.height : 4 / 3;
  const wide = Math.min(220, Math.max(90, 200 * ratio), file.width || 220);
  return (
    <>
      <button type="button" class="pic" aria-label={t("open_image", { name: file.name })} onClick={() => dialog.current?.showModal()}>
        <img src={url} alt={file.name} width={wide} height={Math.min(260, wide / ratio)} loading="lazy" />
      </button>
      <dialog ref={dialog} class="big" aria-label={file.name} onClick={() => dialog.current?.close()}>
        <img src={url} alt={file.name} /><IconButton d={x} name={t("close")} class="corner" onClick={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

/** What the server has not yet confirmed: waits, or was refused and can be sent again or thrown away. */
export function Pending({ item, online }: { item: Outgoing; online: boolean }) {
  if (forPerson(item)) return <p class="sys">{t(online ? "queue_title" : "waits_person")}</p>;
  const { client_id: id } = item;
  return (
    <div class={`msg out ${item.error ? "failed" : online ? "" : "waiting"}`}>
      {item.file && <FileView file={item.file} />}
      {item.text && <div class="bubble" dir="auto"><Words text={item.text} /></div>}
      {item.error
        ? <Failed words={item.error} again={() => resend(id)} away={() => discard(id)} />
        : <footer><I d={clockIcon} size="sm" />{t(online ? "sending" : "waits")}{!online && <button type="button" class="link" onClick={() => discard(id)}>{t("remove")}</button>}</footer>}
    </div>
  );
}

function Failed({ words, again, away }: { words: string; again: () => void; away: () => void }) {
  return (
    <footer class="is-alert">
      <I d={circleAlert} size="sm" /><span role="alert">{t("failed")}<span class="why">{words}</span></span>
      <button type="button" class="link" onClick={again}><b>{t("again")}</b></button><button type="button" class="link" onClick={away}>{t("remove")}</button>
    </footer>
  );
}

export function Uploading({ one }: { one: Upload }) {
  return (
    <div class={`msg out ${one.error ? "failed" : "waiting"}`}>
      {isImage(one.file.type) ? <img class="pic dim" src={one.url} alt={one.file.name} width={160} height={120} /> : <div class="card line file"><I d={fileText} size="lg" /><span class="grow cut">{one.file.name}</span></div>}
      {one.text && <div class="bubble"><Words text={one.text} /></div>}
      {one.error
        ? <Failed words={one.error} again={() => push(one)} away={() => drop(one.id)} />
        : <footer><span class="meter" role="progressbar" aria-label={one.file.name} aria-valuenow={one.progress} aria-valuemin={0} aria-valuemax={100}><i style={{ width: `${one.progress}%` }} /></span>{t("uploading", { n: one.progress })}</footer>}
    </div>
  );
}

/** Before anything was said: the shop's greeting in the bot's voice, with what others ask. Not kept. */
export function Greeting({ m }: { m: Model }) {
  const face = m.face;
  if (!face?.greeting) return null;
  return (
    <div class={`msg in ${face.bot ? "ai" : ""}`}>
      {face.bot && <header class="is-ai"><I d={bot} size="sm" />{t("bot_label", { name: t("bot") })}</header>}
      <div class="bubble" dir="auto"><Words text={face.greeting} rich /></div>
      {face.questions.length > 0 && <div class="links">{face.questions.slice(0, 4).map((q) => <Go onClick={() => say(q)}>{q}</Go>)}</div>}
    </div>
  );
}
