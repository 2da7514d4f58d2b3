/* The messages. Rests on the last line while it is being read, never moves what is read above it. */
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../../core/types";
import { Button } from "../../ui/button";
import { arrowDown, messageSquare } from "../../ui/icons";
import { Empty, Failed, Skeleton } from "../../ui/parts";
import { day, dayOf } from "../../ui/time";
import { line } from "../live";
import { route } from "../route";
import { me } from "../session";
import { t } from "../words";
import { EntryView, PendingView } from "./entry";
import { markRead, unsent, type Talk } from "./talk";

const RUN = 180_000;

function sameRun(a: Entry | undefined, b: Entry | undefined): boolean {
  return Boolean(a && b && a.kind !== "event" && b.kind !== "event" && a.kind !== "note" && b.kind !== "note" && a.from === b.from && a.author === b.author && Math.abs(b.at - a.at) < RUN && dayOf(a.at) === dayOf(b.at));
}

/** Entries with day rules and the rule of what was unread. */
export function lines(entries: readonly Entry[], talk: Talk | null, rule: number): VNode[] {
  const out: VNode[] = [];
  const fresh = rule < 0 ? 0 : entries.filter((e) => e.seq > rule && e.from === "visitor").length;
  let ruled = false;
  entries.forEach((e, i) => {
    const before = entries[i - 1];
    if (!before || dayOf(before.at) !== dayOf(e.at)) out.push(<p class="sys rule" key={`d${dayOf(e.at)}`}>{day(e.at)}</p>);
    const here = !ruled && fresh > 0 && e.seq > rule && e.from === "visitor";
    if (here) {
      ruled = true;
      out.push(<p class="sys rule unread" key="unread" id="unread">{t("unread_rule", { n: fresh })}</p>);
    }
    out.push(<EntryView key={e.seq} entry={e} talk={talk} lead={here || !sameRun(before, e)} tail={!sameRun(e, entries[i + 1])} />);
  });
  return out;
}

function TypingLine({ talk }: { talk: Talk }) {
  const typing = talk.typing.value;
  if (!typing) return null;
  const out = typing.who !== "visitor";
  return (
    <div class={`msg ${out ? "out" : "in"} typist`} role="status" aria-label={t("is_typing", { name: typing.name || t("customer") })}>
      <div class="bubble">{typing.text && <span class="drafting" dir="auto" aria-hidden="true">{typing.text}</span>}<span class="typing" aria-hidden="true"><i /><i /><i /></span></div>
      {!out && typing.text && <footer>{t("drafting")}</footer>}
      {out && <footer>{t("is_typing", { name: typing.name })}</footer>}
    </div>
  );
}

function Ghost() {
  return (
    <div class="msgs">
      {[52, 68, 40, 60, 46].map((w, i) => <div class={`msg ${i % 2 ? "out" : "in"}`} key={i} style={{ width: `${w}%` }}><span class="skel" style={{ width: "100%", height: i === 1 ? "62px" : "40px", borderRadius: "var(--r3)" }} /></div>)}
    </div>
  );
}

/** Keeps the scroll where the reader is: at the end it follows, above it stays. */
function useRest(talk: Talk) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [missed, setMissed] = useState(0);
  const { entries } = talk.thread.value;
  const mine = unsent.value.filter((u) => u.conversation === talk.id);
  const firstSeq = entries[0]?.seq ?? 0;
  const lastSeq = entries.at(-1)?.seq ?? 0;
  const held = useRef({ first: 0, last: 0, sent: 0, height: 0, opened: false });

  const toEnd = (): void => {
    const el = box.current;
    if (el) el.scrollTop = el.scrollHeight;
    atEnd.current = true;
    setMissed(0);
    markRead(talk);
  };

  useLayoutEffect(() => {
    const el = box.current;
    const h = held.current;
    if (!el || talk.state.value !== "ready") return;
    if (!h.opened) {
      h.opened = true;
      const rule = el.querySelector<HTMLElement>("#unread");
      if (rule && el.scrollHeight > el.clientHeight && el.scrollHeight - rule.offsetTop > el.clientHeight) {
        el.scrollTop = rule.offsetTop - 80;
        atEnd.current = false;
      } else toEnd();
    } else if (firstSeq < h.first) el.scrollTop += el.scrollHeight - h.height;
    else if (mine.length > h.sent) toEnd();
    else if (lastSeq > h.last) {
      const last = entries.at(-1);
      if (atEnd.current || (last?.from === "agent" && last.author === me.peek()?.id)) toEnd();
      else setMissed((n) => n + entries.filter((e) => e.seq > h.last).length);
    }
    held.current = { first: firstSeq, last: lastSeq, sent: mine.length, height: el.scrollHeight, opened: h.opened };
  }, [firstSeq, lastSeq, mine.length, talk.state.value]);

  /* Opened at a line (from a search): it is fetched, brought into sight and marked. */
  const sought = Number(route.value.sub) || 0;
  useEffect(() => {
    if (!sought || talk.state.value !== "ready") return;
    atEnd.current = false;
    void talk.reach(sought).then((here) => requestAnimationFrame(() => {
      const line = here && box.current?.querySelector<HTMLElement>(`[data-seq="${sought}"]`);
      if (!line) return;
      atEnd.current = false;
      line.scrollIntoView({ block: "center" });
      line.classList.add("sought");
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
    }));
  }, [sought, talk.state.value]);

  /* The head that says "unread" may come after the words themselves. */
  useEffect(() => {
    if (atEnd.current && held.current.opened) markRead(talk);
  }, [talk.head?.version]);

  useEffect(() => {
    const el = box.current;
    if (!el || !inner.current) return;
    const size = new ResizeObserver(() => {
      if (atEnd.current) el.scrollTop = el.scrollHeight;
      held.current.height = el.scrollHeight;
    });
    size.observe(inner.current);
    size.observe(el);
    const scrolled = (): void => {
      atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < 40;
      if (atEnd.current) { setMissed(0); markRead(talk); }
      if (el.scrollTop < 60 && talk.thread.peek().more && talk.earlier.peek() === "idle" && held.current.opened) void talk.loadEarlier();
    };
    const seen = (): void => { if (atEnd.current) markRead(talk); };
    el.addEventListener("scroll", scrolled, { passive: true });
    document.addEventListener("visibilitychange", seen);
    addEventListener("focus", seen);
    return () => { size.disconnect(); el.removeEventListener("scroll", scrolled); document.removeEventListener("visibilitychange", seen); removeEventListener("focus", seen); };
  }, [talk.state.value]);

  return { box, inner, missed, toEnd, mine };
}

export function Stream({ talk }: { talk: Talk }) {
  const { box, inner, missed, toEnd, mine } = useRest(talk);
  const state = talk.state.value;
  const thread = talk.thread.value;
  if (state === "failed") return <div class="stream"><Failed message={talk.error.value} onRetry={() => void talk.open()} /></div>;
  if (state !== "ready") return <div class="stream"><Skeleton><Ghost /></Skeleton></div>;
  const known = new Set(thread.entries.map((e) => e.client_id).filter(Boolean));
  return (
    <div class="stream-box">
      <div class="stream scroll" ref={box} tabIndex={0} role="log" aria-label={t("messages")}>
        <div class="msgs" ref={inner}>
          {thread.more && <p class="sys"><Button voice="quiet" size="sm" busy={talk.earlier.value === "loading"} onClick={() => void talk.loadEarlier()}>{talk.earlier.value === "failed" ? t("earlier_failed") : t("load_earlier")}</Button></p>}
          {!thread.entries.length && <Empty icon={messageSquare} title={t("no_words")} />}
          {lines(thread.entries, talk, talk.rule.value)}
          {mine.filter((u) => !known.has(u.client_id)).map((u) => <PendingView key={u.client_id} item={u} cut={line.value.status !== "online"} />)}
          <TypingLine talk={talk} />
        </div>
      </div>
      {missed > 0 && <Button size="sm" class="to-end" icon={arrowDown} onClick={toEnd}>{t("n_new", { n: missed })}</Button>}
    </div>
  );
}
