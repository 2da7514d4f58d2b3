/* The list pane: views with counts, search, groups, and only as many rows in the page as the window shows. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { bot, check, clock, cornerDownLeft, hand, inbox as inboxIcon, pause, search as searchIcon, x } from "../../ui/icons";
import { Empty, Failed, Skeleton } from "../../ui/parts";
import { Tabs } from "../../ui/tabs";
import { route } from "../route";
import type { View } from "../shapes";
import { t } from "../words";
import { again, counts, found, layout, more, now, order, query, search, show, view } from "./inbox";
import type { Group, Line } from "./order";
import { slice } from "./order";
import { Row } from "./row";

const ICONS: Record<Group, string> = { need: hand, reply: cornerDownLeft, customer: pause, bot, done: check };
const VIEWS: View[] = ["mine", "unassigned", "all", "snoozed", "resolved"];

function groupName(g: Group): string {
  return { need: t("group_need"), reply: view.value === "mine" ? t("group_reply_me") : t("group_reply"), customer: t("group_customer"), bot: t("group_bot"), done: t("resolved") }[g];
}

/** Shows a view from its top. */
export function pickView(next: View): void {
  search("");
  view.value = next;
  void show(next);
}

function Heading({ line }: { line: Extract<Line, { kind: "group" }> }) {
  return (
    <h3 class={`group ${line.group === "need" ? "is-alert" : line.group === "reply" ? "is-time" : ""}`} style={{ top: `${line.top}px`, height: `${line.height}px` }}>
      <Icon d={line.group === "reply" && view.value !== "mine" ? clock : ICONS[line.group]} size="sm" /> {groupName(line.group)} · {line.count}
    </h3>
  );
}

function Rows() {
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const tall = useSignal(900);
  const { lines, height } = layout.value;
  const at = route.value.id;

  useEffect(() => {
    const el = box.current!;
    const size = new ResizeObserver(() => { tall.value = el.clientHeight; });
    size.observe(el);
    const scrolled = (): void => {
      top.value = el.scrollTop;
      if (el.scrollHeight - el.scrollTop - el.clientHeight < 400) void more();
    };
    el.addEventListener("scroll", scrolled, { passive: true });
    return () => { size.disconnect(); el.removeEventListener("scroll", scrolled); };
  }, []);

  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [view.value, query.value]);

  /* The row that is open is kept in sight when it was chosen by key. */
  useLayoutEffect(() => {
    const el = box.current;
    const line = lines.find((l) => l.kind === "row" && l.head.id === at);
    if (!el || !line) return;
    if (line.top < el.scrollTop + 34) el.scrollTop = Math.max(0, line.top - 34);
    else if (line.top + line.height > el.scrollTop + el.clientHeight) el.scrollTop = line.top + line.height - el.clientHeight;
  }, [at]);

  const part = slice(lines, top.value - 200, top.value + tall.value + 200);
  return (
    <div class="scroll grow rows" ref={box} tabIndex={0} role="region" aria-label={t("conversations")}>
      {height > 0 ? (
        <div class="rows-all" style={{ height: `${height}px` }}>
          {part.map((l) => (l.kind === "group" ? <Heading line={l} key={l.key} /> : <Row head={l.head} top={l.top} height={l.height} on={l.head.id === at} key={l.key} />))}
        </div>
      ) : <State />}
      {height > 0 && now.value.state === "more" && !found.value && <p class="sys rows-more">{t("loading_more")}</p>}
      {height > 0 && now.value.state === "failed" && !found.value && <p class="sys rows-more is-alert">{now.value.error} <Button size="sm" voice="quiet" onClick={() => void again()}>{t("retry")}</Button></p>}
    </div>
  );
}

function Ghost() {
  return (
    <>
      {Array.from({ length: 9 }, (_, i) => (
        <div class="row ghost" key={i}>
          <span class="skel" style={{ width: "32px", height: "32px", borderRadius: "50%" }} />
          <span class="grow stack"><span class="skel" style={{ width: `${28 + ((i * 13) % 24)}%` }} /><span class="skel" style={{ width: `${60 + ((i * 17) % 34)}%` }} /></span>
        </div>
      ))}
    </>
  );
}

function State() {
  const f = found.value;
  if (f) {
    if (f.state === "failed") return <Failed message={f.error} onRetry={() => search(query.peek())} />;
    if (f.state === "loading") return <Skeleton><Ghost /></Skeleton>;
    return <Empty icon={searchIcon} title={t("found_none", { q: f.q })} text={t("found_none_text")}><Button size="sm" onClick={() => search("")}>{t("clear_search")}</Button></Empty>;
  }
  const { state, error } = now.value;
  if (state === "failed") return <Failed message={error} onRetry={() => void again()} />;
  if (state !== "ready") return <Skeleton><Ghost /></Skeleton>;
  const others = counts.value?.unassigned ?? 0;
  const v = view.value;
  if (v === "mine") return <Empty icon={inboxIcon} title={t("mine_done")} text={others ? t("mine_done_text", { n: others }) : t("mine_done_none")}>{others > 0 && <Button size="sm" onClick={() => pickView("unassigned")}>{t("see_unassigned")}</Button>}</Empty>;
  return <Empty icon={v === "resolved" ? check : v === "snoozed" ? clock : inboxIcon} title={v === "snoozed" ? t("snoozed_none") : v === "resolved" ? t("resolved_none") : v === "unassigned" ? t("unassigned_none") : t("all_none")} text={v === "snoozed" ? t("snoozed_none_text") : v === "resolved" ? t("resolved_none_text") : v === "unassigned" ? t("unassigned_none_text") : t("all_none_text")} />;
}

export function List() {
  useEffect(() => void show(view.peek()), []);
  const c = counts.value;
  const name: Record<View, string> = { mine: t("mine"), unassigned: t("unassigned"), all: t("all"), snoozed: t("snoozed"), resolved: t("resolved") };
  return (
    <section class="list" aria-labelledby="h-list">
      <div class="bar list-bar"><h2 id="h-list" class="grow">{t("inbox")}</h2></div>
      <Tabs name={t("views")} at={found.value ? "" : view.value} onPick={(v) => pickView(v as View)} tabs={VIEWS.map((v) => ({ id: v, title: name[v], count: v === "resolved" || v === "snoozed" ? undefined : c?.[v] }))} />
      <div class="find">
        <div class="field calm">
          <Icon d={searchIcon} />
          <input
            id="find" type="search" value={query.value} placeholder={t("search_ph")} aria-label={t("search_ph")} autocomplete="off"
            onInput={(e) => search(e.currentTarget.value)}
            onKeyDown={(e) => {
              if (e.key === "Escape") { e.preventDefault(); search(""); e.currentTarget.blur(); }
              if (e.key === "Enter" && !e.isComposing && order.peek()[0]) { location.hash = `#/c/${order.peek()[0]}`; e.currentTarget.blur(); }
            }}
          />
          {query.value ? <Button voice="quiet" size="sm" icon={x} label={t("clear_search")} onClick={() => search("")} /> : <kbd aria-hidden="true">/</kbd>}
        </div>
      </div>
      <Rows />
    </section>
  );
}
