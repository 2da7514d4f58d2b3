import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { arrowDown } from "../ui/icons";
import { daysAgo } from "../core/time";
import { QueueCard, RatingCard } from "./cards";
import { addFiles, Composer } from "./composer";
import { Greeting, Message, Pending, Uploading } from "./message";
import { live, type Model, set } from "./model";
import { dayWords, I, Skeleton } from "./parts";
import { looking, older, retry } from "./session";
import { t } from "./talk-words";

/* The conversation. Nothing jumps: whoever reads at the end stays at the end, whoever reads above stays where he is and is told what came. */

const NEAR = 48;

/** Keeps the scroll position: at the end while the reader is there; where he was when older lines appear above. Answers what he has not seen. */
function useScroll(m: Model, box: { current: HTMLDivElement | null }) {
  const thread = m.past ?? m.thread;
  const state = useRef({ stick: true, height: 0, first: 0, seen: 0, mine: 0 });
  const [away, setAway] = useState(false);
  const s = state.current;
  const last = thread.entries.at(-1)?.seq ?? 0;
  const mine = m.outgoing.length + m.uploads.length + thread.entries.filter((e) => e.from === "visitor").length;
  const toEnd = () => { const b = box.current; if (b) b.scrollTop = b.scrollHeight; };

  useLayoutEffect(() => {
    const b = box.current!;
    const first = thread.entries[0]?.seq ?? 0;
    if (mine > s.mine && s.mine >= 0 && s.first <= first) s.stick = true;
    if (s.first && first < s.first) b.scrollTop += b.scrollHeight - s.height;
    else if (s.stick) toEnd();
    if (s.stick) s.seen = last;
    Object.assign(s, { height: b.scrollHeight, first, mine });
  });
  useEffect(() => {
    const b = box.current!;
    const size = new ResizeObserver(() => { if (s.stick) toEnd(); s.height = b.scrollHeight; });
    size.observe(b);
    if (b.firstElementChild) size.observe(b.firstElementChild);
    const scrolled = () => {
      s.stick = b.scrollHeight - b.scrollTop - b.clientHeight < NEAR;
      if (s.stick) s.seen = last;
      setAway(!s.stick);
    };
    b.addEventListener("scroll", scrolled, { passive: true });
    return () => { size.disconnect(); b.removeEventListener("scroll", scrolled); };
  }, [last]);
  const missed = thread.entries.filter((e) => e.seq > s.seen && e.from !== "visitor" && e.kind !== "event").length;
  return { away, missed, toEnd: () => { s.stick = true; s.seen = last; toEnd(); setAway(false); } };
}

export function Talk({ m }: { m: Model }) {
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const scroll = useScroll(m, box);
  const thread = m.past ?? m.thread;
  useEffect(() => {
    const look = () => looking(m.shown && !m.past && !scroll.away && document.visibilityState === "visible");
    look();
    document.addEventListener("visibilitychange", look);
    return () => { document.removeEventListener("visibilitychange", look); looking(false); };
  }, [m.shown, m.past, scroll.away]);
  return (
    <div class="talk" onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={(e) => { if (e.currentTarget === e.target) setOver(false); }}
      onDrop={(e) => { e.preventDefault(); setOver(false); addFiles(e.dataTransfer?.files); }}>
      <div class="scroll grow pad body" ref={box} tabIndex={0} role="region" aria-label={t("log")} onScroll={(e) => { if (e.currentTarget.scrollTop < 40) load(thread.more); }}>
        <div class="stream">
          {thread.more && thread.entries.length > 0 && <button type="button" class="btn quiet mid" onClick={() => load(true)}>{t("older")}</button>}
          {!m.known || (m.past && !thread.entries.length) ? <Skeleton lines={6} /> : <Lines m={m} />}
          {!m.past && m.queue && m.state?.handler === "queue" && m.state.status === "open" && <QueueCard m={m} />}
          {!m.past && m.state?.status === "resolved" && !rated(m) && <RatingCard key={m.state.conversation} />}
        </div>
      </div>
      {scroll.away && <button type="button" class="pill" onClick={scroll.toEnd} aria-label={scroll.missed ? undefined : t("log")}><I d={arrowDown} size="sm" />{scroll.missed ? t("pill", { n: scroll.missed }) : ""}</button>}
      <Foot m={m} />
      {over && <div class="over">{t("drop")}</div>}
    </div>
  );
}

/** He has said how it was since it ended (perhaps without stars). */
const rated = (m: Model) => m.state!.score > 0 || m.thread.entries.some((e) => e.extra.event === "rated" && e.at >= m.state!.resolved_at);

let loading = false;
function load(more: boolean): void {
  if (loading || !more) return;
  loading = true;
  void older().catch(() => retry()).finally(() => { loading = false; });
}

/** What was said, with the day above each day, who is typing, and what is still on its way. */
function Lines({ m }: { m: Model }) {
  const { entries } = m.past ?? m.thread;
  const open = m.past ? 0 : live(m);
  const mine = entries.filter((e) => e.from === "visitor").at(-1)?.seq;
  return (
    <div class="msgs" role="log">
      {!entries.length && !m.outgoing.length && !m.uploads.length && <Greeting m={m} />}
      {entries.map((e, i) => {
        const before = entries[i - 1], after = entries[i + 1];
        const day = !before || daysAgo(before.at, e.at) > 0;
        const joined = !day && before?.from === e.from && before.kind !== "event" && before.author === e.author;
        const ends = !(after && after.from === e.from && after.kind !== "event" && after.at - e.at < 120_000 && daysAgo(e.at, after.at) < 1);
        return [
          day && (i > 0 || daysAgo(e.at, Date.now()) > 0) ? <p class="sys rule" key={`d${e.seq}`}>{dayWords(e.at)}</p> : null,
          <Message key={e.id} m={m} e={e} joined={joined} ends={ends} open={open === e.seq} last={e.seq === mine} />,
        ];
      })}
      {!m.past && <>
        {m.outgoing.map((item) => <Pending key={item.client_id} item={item} online={m.link === "online"} />)}
        {m.uploads.map((one) => <Uploading key={one.id} one={one} />)}
        {m.typing && <div class="msg in"><div class="typing" role="img" aria-label={t("typing", { name: m.typing.name || t("bot") })}><i /><i /><i /></div></div>}
      </>}
    </div>
  );
}

function Foot({ m }: { m: Model }) {
  if (m.past) return <footer class="foot ruled line"><button type="button" class="btn lg grow" onClick={() => set({ past: null })}>{t(m.state?.status === "open" ? "go_on" : "start")}</button></footer>;
  if (m.state?.status === "resolved" && !m.continued) return <footer class="foot ruled line"><button type="button" class="btn lg grow" onClick={() => set({ continued: true })}>{t("resume")}</button></footer>;
  return <Composer m={m} />;
}
