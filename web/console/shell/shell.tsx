/* The workplace around every page: rail (bottom bar on a phone), state of the line, palette, key map; and the page itself. */
import { useEffect } from "preact/hooks";
import { Icon, Mark } from "../../ui/icon";
import { bookOpen, inbox as inboxIcon, route as routeIcon, search as searchIcon, settings as settingsIcon, sparkles } from "../../ui/icons";
import { undoLast } from "../../ui/toast";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { dirty, wanted } from "../guard";
import { bind } from "../keys";
import { heads, hooks, line, link } from "../live";
import * as list from "../list/inbox";
import { unread } from "../notify";
import { go, href, route, type Page, type Route } from "../route";
import { can, me } from "../session";
import { forgetCanned } from "../talk/canned";
import { belongTo, current, forgetAll, gotAll, outbox } from "../talk/talk";
import { t } from "../words";
import { Desk } from "./desk";
import { Lazy } from "./lazy";
import { LineNotice } from "./line";
import { MeMenu } from "./me";
import { overlay } from "./overlay";
import { KeyMap } from "./keymap";
import { Palette } from "./palette";

interface Place { page: Page; title: () => string; icon: string; key: string; may: () => boolean }

export const places: Place[] = [
  { page: "c", title: () => t("inbox"), icon: inboxIcon, key: "g i", may: () => can("conversation.read") },
  { page: "f", title: () => t("search"), icon: searchIcon, key: "g f", may: () => can("conversation.read") },
  { page: "k", title: () => t("knowledge"), icon: bookOpen, key: "g k", may: () => can("knowledge.read") },
  { page: "l", title: () => t("learning"), icon: sparkles, key: "g l", may: () => can("knowledge.read") },
  { page: "w", title: () => t("flows"), icon: routeIcon, key: "g w", may: () => can("flows.read") },
  { page: "s", title: () => t("settings"), icon: settingsIcon, key: "g s", may: () => true },
];

function Rail() {
  const at = route.value.page;
  const item = (p: Place) => (
    <a key={p.page} href={href(p.page)} title={`${p.title()} (${p.key.toUpperCase()})`} aria-current={at === p.page ? "page" : undefined}>
      <Icon d={p.icon} size="lg" />
      <span class="rail-name">{p.title()}</span>
      {p.page === "c" && unread.value > 0 && <span class="badge">{unread.value > 99 ? "99+" : unread.value}<span class="sr"> {t("unread_short")}</span></span>}
    </a>
  );
  const may = places.filter((p) => p.may());
  return (
    <nav class="rail" aria-label={t("main_nav")}>
      <span class="rail-mark"><Mark /></span>
      {may.filter((p) => p.page !== "s").map(item)}
      <span class="grow" />
      {may.filter((p) => p.page === "s").map(item)}
      <MeMenu />
    </nav>
  );
}

/** Asks before unsaved work is left. */
function Leave({ to }: { to: Route }) {
  const stay = (): void => { wanted.value = null; };
  const leave = (): void => {
    stay();
    dirty.value = false;
    go(to.page, to.id, to.sub);
  };
  return <Dialog title={t("leave_title")} text={t("leave_text")} onClose={stay} onSubmit={leave} footer={<><Button voice="quiet" onClick={stay}>{t("leave_stay")}</Button><Button type="submit" voice="primary danger">{t("leave_go")}</Button></>} />;
}

export function Shell() {
  useEffect(() => {
    hooks.resume = async (first) => {
      if (current.peek()) await current.peek()!.watch();
      if (!first) void list.again();
      void outbox.flush();
    };
    belongTo(me.peek()!.id);
    list.heard.push(gotAll);
    link.open();
    const free = bind(
      ...places.map((p) => ({ keys: p.key, title: p.title, group: "go" as const, run: () => go(p.page), when: p.may })),
      { keys: "mod+k", title: () => t("palette"), group: "go", run: () => { overlay.value = overlay.peek() === "palette" ? "" : "palette"; } },
      { keys: "?", title: () => t("key_map"), group: "go", run: () => { overlay.value = "keys"; } },
      { keys: "z", title: () => t("undo_last"), group: "go", run: () => { undoLast(); } },
    );
    return () => {
      free();
      list.heard.length = 0;
      link.close();
      forgetAll();
      list.forget();
      forgetCanned();
      heads.value = new Map();
    };
  }, []);
  const { page, id } = route.value;
  return (
    <div class={`work ${page === "c" && id ? "deep" : ""} ${line.value.status === "waiting" ? "cut-off" : ""}`} data-page={page}>
      <Rail />
      <div class="page">
        <LineNotice />
        {page === "c" && <Desk />}
        {page === "f" && <Lazy load={() => import("../search/search")} />}
        {page === "k" && <Lazy load={() => import("../knowledge/knowledge")} />}
        {page === "l" && <Lazy load={() => import("../learning/learning")} />}
        {page === "w" && <Lazy load={() => import("../flows/flows")} />}
        {page === "s" && <Lazy load={() => import("../settings/settings")} />}
      </div>
      {wanted.value && <Leave to={wanted.value} />}
      {overlay.value === "palette" && <Palette onClose={() => { overlay.value = ""; }} />}
      {overlay.value === "keys" && <KeyMap onClose={() => { overlay.value = ""; }} />}
    </div>
  );
}

