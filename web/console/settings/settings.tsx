/* Settings: what is mine, and what is the business's. Each page is reached by its address. */
import "./settings.css";
import { Icon } from "../../ui/icon";
import { bookOpen, cable, globe, heart, keyRound, languages, monitor, sparkles, store, userRound, usersRound, zap } from "../../ui/icons";
import { href, route } from "../route";
import { can } from "../session";
import { AccountPage } from "./account";
import { AgentsPage } from "./agents";
import { BusinessPage } from "./business";
import { CannedPage } from "./canned";
import { GlossaryPage } from "./glossary";
import { HelpPage } from "./help";
import { InboxPage, InboxesPage } from "./inboxes";
import { KeysPage } from "./keys";
import { MoodPage } from "./mood";
import { ModelPage } from "./model";
import { SystemPage } from "./system";
import { ToolsPage } from "./tools";
import { t, type Key } from "./words";

const PAGES: { id: Key; icon: string; may: () => boolean; own?: boolean }[] = [
  { id: "me", icon: userRound, may: () => true, own: true },
  { id: "canned", icon: zap, may: () => can("canned.read"), own: true },
  { id: "business", icon: store, may: () => can("business.read") },
  { id: "inboxes", icon: globe, may: () => can("inboxes.read") },
  { id: "help", icon: bookOpen, may: () => can("knowledge.read") && can("inboxes.read") },
  { id: "glossary", icon: languages, may: () => can("glossary.read") },
  { id: "mood", icon: heart, may: () => can("business.read") },
  { id: "agents", icon: usersRound, may: () => can("agents.read") },
  { id: "tools", icon: cable, may: () => can("tools.read") },
  { id: "keys", icon: keyRound, may: () => can("keys.write") },
  { id: "model", icon: sparkles, may: () => can("model.write") },
  { id: "system", icon: monitor, may: () => can("system") },
];

function Nav({ at }: { at: string }) {
  const group = (own: boolean, title: string) => {
    const list = PAGES.filter((p) => Boolean(p.own) === own && p.may());
    return list.length > 0 && (
      <>
        <h3>{title}</h3>
        {list.map((p) => <a key={p.id} href={href("s", p.id)} aria-current={p.id === at ? "page" : undefined}><Icon d={p.icon} />{t(p.id)}</a>)}
      </>
    );
  };
  return (
    <nav class="tree" aria-label={t("settings")}>
      <div class="bar tree-bar"><h2 class="grow">{t("settings")}</h2></div>
      {group(true, t("personal"))}
      {group(false, t("team"))}
    </nav>
  );
}

export default function Settings() {
  const { id, sub } = route.value;
  const at = PAGES.find((p) => p.id === id && p.may())?.id ?? "me";
  return (
    <main class="settings" data-step={id ? "2" : "1"}>
      <h1 class="sr">{t("settings")}</h1>
      <Nav at={at} />
      {at === "me" ? <AccountPage /> : at === "canned" ? <CannedPage /> : at === "business" ? <BusinessPage /> : at === "glossary" ? <GlossaryPage /> : at === "agents" ? <AgentsPage /> : at === "help" ? <HelpPage /> : at === "system" ? <SystemPage /> : at === "tools" ? <ToolsPage sub={sub} /> : at === "keys" ? <KeysPage /> : at === "model" ? <ModelPage /> : at === "mood" ? <MoodPage /> : sub ? <InboxPage id={sub} key={sub} /> : <InboxesPage />}
    </main>
  );
}
