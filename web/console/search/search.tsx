/* Searching everything that was ever said: filters, hits by conversation, each opening at its message. */
import "./search.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Head } from "../../core/types";
import { Button } from "../../ui/button";
import { Field, Select } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { lock, paperclip, search as searchIcon, tag as tagIcon, x } from "../../ui/icons";
import { Avatar, Chip, Empty, Failed, Notice, Skeleton } from "../../ui/parts";
import { full, short } from "../../ui/time";
import { get } from "../api";
import { presence } from "../live";
import { go, href, route } from "../route";
import { can } from "../session";
import type { Contact } from "../shapes";
import { answer, error, filter, filters, groups, look, noFilters, query, state, type, type Group, type Hit } from "./state";
import { t } from "./words";

const DAYS = ["", "7", "30", "90", "365"] as const;

function Marked({ parts }: { parts: string[] }) {
  return <bdi>{parts.map((part, i) => (i % 2 ? <mark key={i}>{part}</mark> : part))}</bdi>;
}

function who(hit: Hit): string {
  if (hit.from === "visitor") return hit.name || t("visitor");
  return hit.from === "bot" ? t("bot") : hit.name || t("system");
}

function Line({ hit }: { hit: Hit }) {
  return (
    <a class="hit" href={href("c", hit.conversation, String(hit.seq))}>
      <span class="hit-who faint cut">{hit.kind === "note" && <Icon d={lock} size="sm" label={t("note")} />}{hit.kind === "file" && <Icon d={paperclip} size="sm" label={t("file")} />}{who(hit)}</span>
      <span class="hit-text grow"><Marked parts={hit.parts} /></span>
      <time class="faint num" title={full(hit.at)} dateTime={new Date(hit.at).toISOString()}>{short(hit.at)}</time>
    </a>
  );
}

function Title({ head }: { head: Head }) {
  return (
    <>
      <Avatar name={head.title} size="sm" />
      <b class="cut"><bdi>{head.title}</bdi></b>
      <span class="faint num">#{head.number}</span>
      <span class="grow" />
      {head.assignee_name && <span class="faint cut hit-has">{head.assignee_name}</span>}
      <Chip voice={head.status === "open" ? "ok" : ""}>{head.status === "open" ? t("open") : t("resolved")}</Chip>
    </>
  );
}

function Talk({ group }: { group: Group }) {
  return (
    <section class="found" aria-label={t("talk_n", { n: group.head.number })}>
      <a class="found-head line" href={href("c", group.head.id)} tabIndex={-1}><Title head={group.head} /></a>
      {group.hits.map((hit) => <Line hit={hit} key={hit.seq} />)}
    </section>
  );
}

function Person({ one }: { one: Contact }) {
  const open = async (): Promise<void> => {
    const known = await get<Contact>(`/api/contacts/${one.id}`).catch(() => null);
    const last = known?.conversations[0];
    if (last) go("c", last.id, "customer");
  };
  return (
    <button type="button" class="hit person" onClick={() => void open()}>
      <Avatar name={one.name} size="sm" />
      <b class="cut"><bdi>{one.name}</bdi></b>
      <span class="faint cut grow">{[one.phone, one.email, one.external].filter(Boolean).join("，")}</span>
      <span class="faint hit-has">{t("last_talk", { when: short(one.last_seen) })}</span>
    </button>
  );
}

function Bar() {
  const inboxes = useSignal<{ id: string; name: string }[]>([]);
  useEffect(() => {
    if (can("inboxes.read")) void get<{ id: string; name: string }[]>("/api/inboxes").then((all) => { inboxes.value = all; }, () => undefined);
  }, []);
  const f = filters.value;
  const staff = [...presence.value.values()].map((p) => ({ value: p.agent, title: p.name }));
  const any = JSON.stringify(f) !== JSON.stringify(noFilters);
  return (
    <div class="find-bar" role="group" aria-label={t("filters")}>
      <Select small name={t("from")} value={f.sender} onPick={(sender) => filter({ sender })} choices={(["", "visitor", "agent", "bot"] as const).map((v) => ({ value: v, title: t(v ? `from_${v}` : "from_any") }))} />
      <Select small name={t("time")} value={f.days} onPick={(days) => filter({ days })} choices={DAYS.map((v) => ({ value: v, title: t(v ? `time_${v}` : "time_any") }))} />
      <Select small name={t("status")} value={f.status} onPick={(status) => filter({ status })} choices={(["", "open", "resolved"] as const).map((v) => ({ value: v, title: t(v ? `status_${v}` : "status_any") }))} />
      {staff.length > 0 && <Select small name={t("agent")} value={f.agent} onPick={(agent) => filter({ agent })} choices={[{ value: "", title: t("agent_any") }, ...staff]} />}
      {inboxes.value.length > 1 && <Select small name={t("inbox")} value={f.inbox} onPick={(inbox) => filter({ inbox })} choices={[{ value: "", title: t("inbox_any") }, ...inboxes.value.map((i) => ({ value: i.id, title: i.name }))]} />}
      <span class="find-tag"><Field icon={tagIcon} value={f.tag} aria-label={t("tag")} placeholder={t("tag")} maxLength={40} onText={(tag) => filter({ tag })} /></span>
      {any && <Button size="sm" voice="quiet" icon={x} onClick={() => filter(noFilters)}>{t("no_filters")}</Button>}
    </div>
  );
}

function End() {
  const a = answer.value!;
  if (!a.next) return a.hits.length > 5 ? <p class="sys">{t("all_shown")}</p> : null;
  const further = groups.value.length === 0 || a.hits.length % 30 !== 0;
  return (
    <p class="find-end line">
      {further && <span class="faint">{t("reached", { when: short(a.reached) })}</span>}
      <Button size="sm" busy={state.value === "more"} onClick={() => void look(true)}>{further ? t("go_on") : t("more")}</Button>
    </p>
  );
}

function Results() {
  const a = answer.value;
  if (state.value === "failed") return <Failed message={error.value} onRetry={() => void look()} />;
  if (state.value === "idle" || !query.value.trim()) return <Empty icon={searchIcon} title={t("start")} text={t("start_text")} />;
  if (!a) return <Skeleton lines={8} />;
  const nothing = !a.hits.length && !a.contacts.length && !a.numbers.length;
  return (
    <div class={`finds ${state.value === "loading" ? "is-stale" : ""}`} aria-busy={state.value === "loading"}>
      {a.building && <Notice voice="time">{t("building")}</Notice>}
      {a.numbers.length > 0 && <><h2>{t("numbers")}</h2>{a.numbers.map((head) => <section class="found" key={head.id}><a class="hit line" href={href("c", head.id)}><Title head={head} /></a></section>)}</>}
      {a.contacts.length > 0 && <><h2>{t("contacts")}</h2><section class="found">{a.contacts.map((one) => <Person one={one} key={one.id} />)}</section></>}
      {a.hits.length > 0 && <h2>{t("messages")}</h2>}
      {groups.value.map((group) => <Talk group={group} key={group.head.id} />)}
      {nothing && !a.next && <Empty icon={searchIcon} title={t("none", { q: query.value.trim() })} text={t("none_text")} />}
      <End />
    </div>
  );
}

/** Up and down go from hit to hit, from the field into the first one and back. */
function step(box: HTMLElement, by: number): void {
  const all = [...box.querySelectorAll<HTMLElement>("#find-all, .hit")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

export default function Search() {
  const box = useRef<HTMLElement>(null);
  const asked = route.value.id;
  useEffect(() => {
    if (asked && asked !== query.peek()) type(asked);
    const field = document.getElementById("find-all") as HTMLInputElement | null;
    field?.focus();
    field?.select();
  }, [asked]);
  const count = answer.value?.hits.length ?? 0;
  return (
    <main class="search" ref={box} onKeyDown={(e) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (!by || e.isComposing || (e.target as HTMLElement).tagName === "SELECT") return;
      e.preventDefault();
      step(box.current!, by);
    }}>
      <h1 class="sr">{t("search")}</h1>
      <div class="find-top">
        <div class="field">
          <Icon d={searchIcon} />
          <input id="find-all" type="search" value={query.value} placeholder={t("ask_ph")} aria-label={t("ask_ph")} autocomplete="off" maxLength={200}
            onInput={(e) => type(e.currentTarget.value)}
            onKeyDown={(e) => { if (e.key === "Enter" && !e.isComposing) { void look(); go("f", query.peek().trim(), "", true); } if (e.key === "Escape") e.currentTarget.blur(); }} />
          {query.value && <Button voice="quiet" size="sm" icon={x} label={t("clear")} onClick={() => { type(""); go("f", "", "", true); document.getElementById("find-all")?.focus(); }} />}
        </div>
        <Bar />
      </div>
      <p class="sr" role="status">{state.value === "loading" ? t("loading") : state.value === "ready" ? t("found_n", { n: count }) : ""}</p>
      <div class="scroll find-scroll"><Results /></div>
    </main>
  );
}
