/* The inbox: list, conversation, customer. On a phone three steps, one at a time. */
import { useEffect } from "preact/hooks";
import { messageSquare } from "../../ui/icons";
import { Empty } from "../../ui/parts";
import { Button } from "../../ui/button";
import { bind } from "../keys";
import { counts, now as listed, order, show as showView, view } from "../list/inbox";
import { List } from "../list/list";
import { folded } from "../prefs";
import { go, route } from "../route";
import { Customer } from "../talk/customer";
import { Pane } from "../talk/pane";
import { current, show } from "../talk/talk";
import { t } from "../words";

/** The one after (or before) the conversation shown, in the list's order. */
export function step(by: 1 | -1): void {
  const ids = order.peek();
  const at = ids.indexOf(route.peek().id);
  const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by];
  if (next) go("c", next, "", Boolean(route.peek().id));
}

function Nothing() {
  const waiting = counts.value?.unassigned ?? 0;
  if (listed.value.state !== "ready") return <section class="talk" aria-label={t("conversation")} />;
  return (
    <section class="talk" aria-label={t("conversation")}>
      <Empty icon={messageSquare} title={t("pick_title")} text={order.value.length ? t("pick_text") : waiting ? t("pick_waiting", { n: waiting }) : t("pick_none")}>
        {order.value.length > 0 ? <Button size="sm" kbd="J" onClick={() => step(1)}>{t("open_first")}</Button>
          : waiting > 0 && view.value !== "unassigned" ? <Button size="sm" onClick={() => { view.value = "unassigned"; void showView("unassigned"); }}>{t("see_unassigned")}</Button> : null}
      </Empty>
    </section>
  );
}

export function Desk() {
  const { id, sub } = route.value;
  useEffect(() => show(id), [id]);
  useEffect(() => bind(
    { keys: "j", title: () => t("key_next"), group: "go", run: () => step(1) },
    { keys: "k", title: () => t("key_prev"), group: "go", run: () => step(-1) },
    { keys: "/", title: () => t("key_search"), group: "go", run: () => document.getElementById("find")?.focus() },
    { keys: "escape", title: () => "", group: "go", run: () => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); } },
  ), []);
  const talk = current.value;
  const on = id !== "" && talk?.id === id;
  return (
    <main class={`desk ${folded.value ? "folded" : ""}`} data-step={id ? (sub === "customer" ? "3" : "2") : "1"}>
      <h1 class="sr">{t("inbox")}</h1>
      <List />
      {on ? <Pane talk={talk} key={talk.id} /> : id ? <section class="talk" aria-label={t("conversation")} /> : <Nothing />}
      {on && <Customer talk={talk} key={`c-${talk.id}`} />}
    </main>
  );
}
