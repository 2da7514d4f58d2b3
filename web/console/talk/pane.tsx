/* The conversation pane: who and what state on top, the messages, what the AI suggests, the composer. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { arrowRightLeft, bell, bot, check, chevronLeft, clock, ellipsis, hand, rotateCcw, userRound } from "../../ui/icons";
import { Avatar } from "../../ui/parts";
import { Menu, type Act } from "../../ui/menu";
import { coming } from "../../ui/time";
import { bind } from "../keys";
import { Wait } from "../list/row";
import { folded } from "../prefs";
import { go } from "../route";
import { can, me } from "../session";
import type { Head } from "../shapes";
import { t } from "../words";
import { giveBack, naps, possible, reopen, resolve, snooze, take, wake } from "./acts";
import { AssignDialog } from "./assign";
import { Assist } from "./assist";
import { Composer } from "./composer";
import { Stream } from "./stream";
import type { Talk } from "./talk";

function StateChip({ head }: { head: Head }) {
  if (head.status === "resolved") return <span class="chip ok"><Icon d={check} /> {t("resolved")}</span>;
  if (head.status === "snoozed") return <span class="chip time"><Icon d={clock} /> {head.snoozed_until ? t("sleeps_until", { time: coming(head.snoozed_until) }) : t("sleeps_reply")}</span>;
  if (head.waiting_since) return <span class="chip wait-chip"><Icon d={clock} /> {head.handler === "queue" ? t("queued_for") : t("waits_for")} <b><Wait since={head.waiting_since} late /></b></span>;
  if (head.handler === "queue") return <span class="chip time"><Icon d={clock} /> {t("in_queue")}</span>;
  if (head.handler === "bot") return <span class="chip ai"><Icon d={bot} /> {t("bot_has_it")}</span>;
  return head.assignee && head.assignee !== me.value?.id ? <span class="chip">{t("has_it", { name: head.assignee_name })}</span> : null;
}

function Viewers({ talk }: { talk: Talk }) {
  const others = talk.viewers.value;
  if (!others.length) return null;
  const names = others.map((o) => o.name).join(t("comma"));
  return <span class="line t1 faint viewers" title={t("looks_too", { name: names })}><Avatar name={others[0]!.name} size="sm" /><span class="cut">{others.length > 1 ? t("look_too", { n: others.length }) : t("looks_too", { name: names })}</span></span>;
}

function Bar({ talk, onAssign }: { talk: Talk; onAssign: () => void }) {
  const head = talk.head;
  const may = possible(head);
  const id = talk.id;
  const mine = head?.assignee === me.value?.id;
  const extra: (Act | null)[] = [];
  if (may.take && head?.assignee) extra.push({ title: t("take_over"), icon: hand, kbd: "A", onPick: () => void take(id) });
  if (may.assign) extra.push({ title: t("assign"), icon: arrowRightLeft, kbd: "T", onPick: onAssign });
  if (may.back) extra.push({ title: t("give_back"), icon: bot, kbd: "B", onPick: () => void giveBack(id) });
  return (
    <div class="bar talk-bar">
      <Button voice="quiet" class="only-phone" icon={chevronLeft} label={t("back_to_list")} onClick={() => go("c")} />
      <div class="talk-who">
        <h2 class="cut" id="h-talk"><bdi>{head?.title ?? t("conversation")}</bdi></h2>
        {head && <span class="chip num not-phone">#{head.number}</span>}
        {head && <StateChip head={head} />}
      </div>
      <span class="grow" />
      <Viewers talk={talk} />
      {may.take && !head?.assignee && <Button size="sm" icon={hand} kbd="A" onClick={() => void take(id)}><span>{t("take")}</span></Button>}
      {may.assign && <Button size="sm" class="not-phone" kbd="T" onClick={onAssign}>{t("assign")}</Button>}
      {may.resolve && !may.wake && (mine || !may.take) && <Button size="sm" icon={check} kbd="E" class="tight" title={t("resolve")} onClick={() => void resolve(id)}><span>{t("resolve")}</span></Button>}
      {may.resolve && !mine && may.take && <Button size="sm" voice="quiet" class="not-phone" icon={check} label={t("resolve")} kbd="E" onClick={() => void resolve(id)} />}
      {may.snooze && <Menu voice="quiet" size="sm" icon={clock} label={t("snooze")} acts={naps(Date.now()).map(([key, until]) => ({ title: until ? `${t(key)} · ${coming(until)}` : t(key), icon: clock, onPick: () => void snooze(id, until) }))} />}
      {may.wake && <Button size="sm" icon={bell} onClick={() => void wake(id)}><span>{t("wake")}</span></Button>}
      {may.reopen && <Button size="sm" icon={rotateCcw} kbd="O" onClick={() => void reopen(id)}><span>{t("reopen")}</span></Button>}
      {extra.length > 0 && <Menu voice="quiet" size="sm" icon={ellipsis} label={t("more_acts")} acts={extra} />}
      <Button voice="quiet" size="sm" class="customer-toggle" icon={userRound} label={t("customer_pane")} aria-pressed={undefined} onClick={() => (matchMedia("(max-width: 760px)").matches ? go("c", id, "customer") : (folded.value = !folded.peek()))} />
    </div>
  );
}

export function Pane({ talk }: { talk: Talk }) {
  const assigning = useSignal(false);
  useEffect(() => {
    const may = () => possible(talk.head);
    return bind(
      { keys: "a", title: () => t("take_over"), group: "talk", when: () => may().take, run: () => void take(talk.id) },
      { keys: "b", title: () => t("give_back"), group: "talk", when: () => may().back, run: () => void giveBack(talk.id) },
      { keys: "t", title: () => t("assign"), group: "talk", when: () => may().assign, run: () => { assigning.value = true; } },
      { keys: "e", title: () => t("resolve"), group: "talk", when: () => may().resolve, run: () => void resolve(talk.id) },
      { keys: "o", title: () => t("reopen"), group: "talk", when: () => may().reopen, run: () => void reopen(talk.id) },
    );
  }, [talk]);
  return (
    <section class="talk" aria-labelledby="h-talk">
      <Bar talk={talk} onAssign={() => { assigning.value = true; }} />
      <Stream talk={talk} />
      {can("conversation.reply") && talk.state.value === "ready" && (
        <div class="dock">
          <Assist talk={talk} />
          <Composer talk={talk} key={talk.id} />
        </div>
      )}
      {assigning.value && <AssignDialog talk={talk} onClose={() => { assigning.value = false; }} />}
    </section>
  );
}
