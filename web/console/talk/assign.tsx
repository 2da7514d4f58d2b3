/* Handing on: to a colleague with his status and load in sight, or to a skill's queue. */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { search, usersRound } from "../../ui/icons";
import { Avatar } from "../../ui/parts";
import { get, words } from "../api";
import { heads, presence } from "../live";
import type { Presence, Status } from "../shapes";
import { statusName } from "../shell/me";
import { t } from "../words";
import { assign } from "./acts";
import { fits } from "./canned";
import type { Talk } from "./talk";

interface Target { key: string; agent: string; skill: string; name: string; who?: Presence; waiting?: number }

const RANK: Record<Status, number> = { online: 0, busy: 1, away: 2, offline: 3 };

function targets(talk: Talk, q: string): Target[] {
  const now = talk.head?.assignee;
  const people = [...presence.value.values()].filter((p) => p.agent !== now)
    .sort((a, b) => RANK[a.status] - RANK[b.status] || a.load / (a.capacity || 1) - b.load / (b.capacity || 1));
  const skills = [...new Set([...presence.value.values()].flatMap((p) => p.skills))].sort();
  const queued = [...heads.value.values()].filter((h) => h.handler === "queue" && h.status === "open");
  const all: Target[] = [
    ...people.map((p) => ({ key: p.agent, agent: p.agent, skill: "", name: p.name, who: p })),
    ...skills.map((s) => ({ key: `s-${s}`, agent: "", skill: s, name: t("skill_queue", { name: s }), waiting: queued.filter((h) => h.skill === s).length })),
    { key: "queue", agent: "", skill: "", name: t("any_queue"), waiting: queued.length },
  ];
  return all.filter((x) => !q || fits(q, `${x.name} ${x.who?.title ?? ""} ${x.who?.skills.join(" ") ?? ""}`) > 0);
}

export function AssignDialog({ talk, onClose }: { talk: Talk; onClose: () => void }) {
  const q = useSignal("");
  const at = useSignal(0);
  const busy = useSignal(false);
  const wrong = useSignal("");
  const list = useComputed(() => targets(talk, q.value.trim()));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    get<Presence[]>("/api/presence").then((all) => { presence.value = new Map(all.map((p) => [p.agent, p])); }, (e: unknown) => { wrong.value = words(e); });
  }, []);
  const submit = async (one = list.peek()[at.peek()]): Promise<void> => {
    if (!one || busy.peek()) return;
    busy.value = true;
    const ok = await assign(talk.id, one.agent, one.name, one.skill);
    busy.value = false;
    if (ok) onClose();
  };
  return (
    <Dialog
      title={t("assign_title")} text={t("assign_text")} onClose={onClose} onSubmit={() => void submit()}
      footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" kbd="↵" busy={busy.value} disabled={!list.value.length}>{t("assign")}</Button></>}
    >
      <Field icon={search} value={q.value} onText={(v) => { q.value = v; at.value = 0; }} placeholder={t("assign_ph")} aria-label={t("assign_ph")} inputRef={input} role="combobox" aria-expanded="true" aria-controls="targets" aria-activedescendant={`tg-${at.value}`}
        onKeyDown={(e) => {
          const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
          if (by && list.peek().length) { e.preventDefault(); at.value = (at.peek() + by + list.peek().length) % list.peek().length; document.getElementById(`tg-${at.peek()}`)?.scrollIntoView({ block: "nearest" }); }
        }} />
      {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
      <div class="targets scroll" role="listbox" id="targets" aria-label={t("assign_title")} tabIndex={-1}>
        {list.value.length === 0 && <p class="t2 muted pad">{t("assign_none")}</p>}
        {list.value.map((one, i) => (
          <div key={one.key} id={`tg-${i}`} class="option" role="option" aria-selected={i === at.value} onClick={() => { at.value = i; }} onDblClick={() => void submit(one)}>
            {one.who ? <Avatar name={one.name} size="sm" presence={one.who.status} /> : <span class="avatar sm"><Icon d={usersRound} size="sm" /></span>}
            <span class="grow cut">{one.name}{one.who?.title && <span class="faint t1"> · {one.who.title}</span>}</span>
            {one.who ? (
              <span class="t1 faint num line">{statusName(one.who.status)}<span class="meter load" aria-hidden="true"><i class={one.who.load >= one.who.capacity ? "time" : ""} style={{ width: `${Math.min(100, (one.who.load / (one.who.capacity || 1)) * 100)}%` }} /></span>{one.who.load}/{one.who.capacity}</span>
            ) : <span class="t1 faint num">{t("n_waiting", { n: one.waiting ?? 0 })}</span>}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
