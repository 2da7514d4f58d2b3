/* Becoming better: what talks teach, what people decide, candidates, the test set, the bot's report. */
import "../settings/settings.css";
import "./learning.css";
import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { Icon } from "../../ui/icon";
import { arrowRightLeft, bookOpen, chevronLeft, circleCheck, languages as languagesIcon, listFilter, pencil, sparkles, trendingUp } from "../../ui/icons";
import { get } from "../api";
import { href, route } from "../route";
import { CataloguePage } from "./catalogue";
import { Proposals, type Kind } from "./proposals";
import { ReportPage } from "./report";
import { RoundsPage } from "./rounds";
import { StrategyPage } from "./strategy";
import { TestPage } from "./test";
import { t, type Key } from "./words";

/** How many proposals wait, by kind. */
export const open = signal<Record<string, number>>({});
const PAGES: { id: Key; icon: string; kind?: Kind }[] = [
  { id: "phrasing", icon: languagesIcon, kind: "phrasing" }, { id: "article", icon: pencil, kind: "article" }, { id: "review", icon: circleCheck, kind: "review" },
  { id: "rounds", icon: sparkles }, { id: "test", icon: listFilter }, { id: "strategy", icon: arrowRightLeft }, { id: "report", icon: trendingUp }, { id: "catalogue", icon: bookOpen },
];

function Nav({ at }: { at: string }) {
  const link = (p: (typeof PAGES)[number]) => (
    <a key={p.id} href={href("l", p.id)} aria-current={p.id === at ? "page" : undefined}><Icon d={p.icon} /><span class="grow">{t(p.id)}</span>{p.kind && (open.value[p.kind] ?? 0) > 0 && <span class="badge calm num">{open.value[p.kind]}</span>}</a>
  );
  return (
    <nav class="tree" aria-label={t("learning")}>
      <div class="bar tree-bar"><h2 class="grow">{t("learning")}</h2></div>
      <h3>{t("waiting")}</h3>{PAGES.filter((p) => p.kind).map(link)}
      <h3>{t("progress")}</h3>{PAGES.filter((p) => !p.kind).map(link)}
    </nav>
  );
}

export default function LearningPage() {
  const { id } = route.value;
  const page = PAGES.find((p) => p.id === id) ?? PAGES[0]!;
  useEffect(() => { get<{ open: Record<string, number> }>("/api/learning?kind=phrasing").then((d) => { open.value = d.open; }, () => undefined); }, []);
  return (
    <main class="settings" data-step={id ? "2" : "1"}>
      <h1 class="sr">{t("learning")}</h1>
      <Nav at={page.id} />
      {page.kind ? <Proposals kind={page.kind} key={page.kind} onCounts={(counts) => { open.value = counts; }} /> : page.id === "rounds" ? <RoundsPage /> : page.id === "test" ? <TestPage /> : page.id === "strategy" ? <StrategyPage /> : page.id === "catalogue" ? <CataloguePage /> : <ReportPage />}
    </main>
  );
}

/** A page of learning: title, what it is for. On a phone it leads back to the list. */
export function Page({ title, text, children }: { title: string; text?: string; children: preact.ComponentChildren }) {
  return (
    <div class="sheet-scroll scroll" tabIndex={0} role="region" aria-label={title}>
      <div class="sheet wide">
        <a class="t2 sheet-back only-phone" href={href("l")}><Icon d={chevronLeft} size="sm" /> {t("back")}</a>
        <header class="line sheet-head"><div class="grow"><h2 class="t5">{title}</h2>{text && <p class="t2 muted">{text}</p>}</div></header>
        {children}
      </div>
    </div>
  );
}
