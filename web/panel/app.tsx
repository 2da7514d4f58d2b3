import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { bookOpen, bot, chevronLeft, messageCircle, wifiOff, x } from "../ui/icons";
import { framed, host } from "./bridge";
import { Home, List } from "./home";
import { get, type Model, set, unread, type View, watch } from "./model";
import { headset, house } from "./marks";
import { Avatar, I, IconButton } from "./parts";
import { retry, wantPerson } from "./session";
import { Article, Help, Talk } from "./parts-later";
import { t } from "./words";

/* The frame of the panel: who answers on top, one view in the middle, where else one can go below. */

export const shut = (): void => host("close");

/** Where 对话 leads: into the one conversation there is, or to the list when there are several. */
function talkView(m: Model): View {
  return m.earlier.length ? "list" : "talk";
}

export function App() {
  const [, paint] = useReducer((n: number) => n + 1, 0);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => watch(() => paint(0)), []);
  const m = get();
  useEffect(() => {
    /* A new view is announced by its heading, unless it has a field that is ready for typing. */
    if (m.shown && (m.view !== "talk" || m.past)) root.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [m.view, m.shown, m.article]);
  useEffect(() => {
    const key = (e: KeyboardEvent) => { if (e.key === "Escape" && !e.defaultPrevented && !document.querySelector("dialog[open]")) shut(); };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  return (
    <div class="panel" ref={root}>
      {m.view === "talk" ? <TalkTop m={m} /> : <Top m={m} />}
      <Lost m={m} />
      <main>
        {m.view === "home" && <Home m={m} />}
        {m.view === "talk" && <Talk m={m} key={m.past?.conversation ?? ""} />}
        {m.view === "list" && <List m={m} />}
        {m.view === "help" && <Help />}
        {m.view === "article" && <Article id={m.article} />}
      </main>
      {m.view !== "talk" && <Nav m={m} />}
    </div>
  );
}

const Close = () => (framed ? <IconButton d={x} name={t("close")} onClick={shut} /> : null);

function online(m: Model): string {
  const face = m.face;
  if (!face) return "";
  if (face.people_online) return t("online", { n: Math.max(1, Math.ceil(face.reply_s / 60)) });
  return face.bot ? t("bot_online") : t("away");
}

function Top({ m }: { m: Model }) {
  const name = m.face?.business.name ?? "";
  return (
    <header class={`top ${m.view === "home" ? "plain" : ""}`}>
      {m.view === "article" ? <IconButton d={chevronLeft} name={t("back")} class="flip" onClick={() => set({ view: m.from })} /> : name ? <Avatar name={name} kind="me" /> : null}
      <div class="grow">
        <h1 tabIndex={-1} class="cut">{name || t("title")}</h1>
        <p>{m.face && <><span class={`dot ${m.face.people_online || m.face.bot ? "ok" : ""}`} />{online(m)}</>}</p>
      </div>
      <Close />
    </header>
  );
}

/** Who answers now, and how to reach a person when it is not one. */
function TalkTop({ m }: { m: Model }) {
  const s = m.past ? m.earlier.find((e) => e.conversation === m.past!.conversation) ?? null : m.state;
  const handler = s?.handler ?? "bot";
  const person = s?.assignee;
  let face = <Avatar d={bot} kind="ai" />, title = t("bot"), sub = t("bot_sub"), dot = "";
  if (handler === "queue") {
    face = <Avatar d={headset} />;
    title = t("queue_title");
    dot = "time";
    sub = m.queue?.online === 0 ? t("queue_none") : m.queue ? t("queue_sub", { team: m.queue.team || t("team"), n: m.queue.online }) : "";
  } else if (handler === "agent" && person) {
    face = <Avatar name={person.name} />;
    title = person.name;
    sub = person.title || t("agent_sub");
    dot = "ok";
  }
  if (s?.status === "resolved") { sub = t("done_sub"); dot = ""; }
  if (m.link === "waiting") { sub = t("broken"); dot = "time"; }
  return (
    <header class="top">
      <IconButton d={chevronLeft} name={t("back")} class="flip" onClick={() => set({ view: m.past ? "list" : "home", past: null })} />
      {face}
      <div class="grow">
        <h1 tabIndex={-1} class="cut">{title}</h1>
        <p>{dot && <span class={`dot ${dot}`} />}<span class="cut">{sub}</span></p>
      </div>
      {handler === "bot" && !m.past && <button type="button" class="btn" onClick={wantPerson} title={t("person_long")}><I d={headset} />{t("person")}</button>}
      <Close />
    </header>
  );
}

/** The line is gone: since when is not important, when it is tried again is. */
function Lost({ m }: { m: Model }) {
  const [, paint] = useReducer((n: number) => n + 1, 0);
  const lost = m.link === "waiting" || (m.known && m.link === "connecting");
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => paint(0), 500);
    return () => clearInterval(timer);
  }, [lost]);
  if (m.link === "refused") return <div class="notice alert" role="alert">{t("refused")}</div>;
  if (!lost) return null;
  const n = Math.max(1, Math.ceil((m.retryAt - Date.now()) / 1000));
  return (
    <div class="notice time">
      <I d={wifiOff} />
      <span class="grow" aria-hidden="true">{m.link === "waiting" ? t("lost", { n }) : t("joining")}</span>
      <span class="sr" role="status">{t("broken")}</span>
      <button type="button" class="btn" onClick={retry}>{t("retry")}</button>
    </div>
  );
}

function Nav({ m }: { m: Model }) {
  const tab = (view: View, d: string, words: string, count = 0) => {
    const here = m.view === view || (view === "help" && m.view === "article");
    return (
      <button type="button" aria-current={here ? "page" : undefined} onClick={() => set({ view, past: null })}>
        <I d={d} size="lg" />{words}{count > 0 && <span class="badge">{count}</span>}
      </button>
    );
  };
  return (
    <nav class="nav" aria-label={t("nav")}>
      {tab("home", house, t("home"))}{tab(talkView(m), messageCircle, t("talk"), unread(m))}{tab("help", bookOpen, t("help"))}
    </nav>
  );
}
