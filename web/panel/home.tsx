import type { State } from "../core/types";
import { bot, chevronRight, messageCircle } from "../ui/icons";
import { headset } from "./marks";
import { type Model, set, unread } from "./model";
import { Results } from "./parts-later";
import { Avatar, Empty, Go, I, Skeleton, when } from "./parts";
import { SearchField, useSearch } from "./search";
import { openPast, say, wantPerson } from "./session";
import { t } from "./words";

function hello(m: Model): string {
  const h = new Date().getHours();
  const greeting = t(h < 5 ? "evening" : h < 11 ? "morning" : h < 13 ? "noon" : h < 18 ? "afternoon" : "evening");
  return m.contact?.verified && m.contact.name ? greeting + t("comma") + m.contact.name : greeting;
}

/** Answers first, then the conversation: search, what others ask, what was said last. */
export function Home({ m }: { m: Model }) {
  const search = useSearch();
  return (
    <>
      <div class="scroll grow pad" tabIndex={0} role="region" aria-label={t("home")}>
        <p class="faint">{hello(m)}</p>
        <p class="lead">{t("lead")}</p>
        <SearchField search={search} />
        {search.q ? <Results search={search} /> : <Entrance m={m} />}
      </div>
      <footer class="foot ruled line">
        <button type="button" class="btn primary lg grow" onClick={write}>
          <I d={messageCircle} />{m.state?.status === "open" ? t("go_on") : t("start")}
        </button>
        {(m.state?.status !== "open" || m.state.handler === "bot") && <button type="button" class="btn lg" onClick={wantPerson} title={t("person_long")}><I d={headset} />{t("person")}</button>}
      </footer>
    </>
  );
}

/** Into the conversation with its field ready, also where the last one is over. */
const write = () => set({ view: "talk", past: null, continued: true });

function Entrance({ m }: { m: Model }) {
  const questions = m.face?.questions ?? [];
  return (
    <>
      {m.state && <><h2>{t("recent")}</h2><div class="links"><Talked s={m.state} count={unread(m)} open={() => set({ view: "talk", past: null })} /></div></>}
      {!m.face && <><h2>{t("common")}</h2><Skeleton lines={4} /></>}
      {questions.length > 0 && <>
        <h2>{t("common")}</h2>
        <div class="links">{questions.slice(0, 5).map((q) => <Go onClick={() => say(q)}>{q}</Go>)}</div>
      </>}
    </>
  );
}

/** A conversation in a list: who, what was said last, when. */
function Talked({ s, count = 0, open }: { s: State; count?: number; open: () => void }) {
  return (
    <button type="button" class="talked" onClick={open}>
      {s.assignee ? <Avatar name={s.assignee.name} /> : <Avatar d={bot} kind="ai" />}
      <span class="grow">
        <span class="line"><b class="grow cut">{s.assignee?.name || t("bot")}</b><time class="faint t1">{when(s.updated_at)}</time></span>
        <span class="line"><span class="grow cut faint">{s.preview}</span>{count > 0 ? <span class="badge">{count}</span> : <span class="faint t1">{t(s.status === "open" ? "open_now" : "ended")}</span>}</span>
      </span>
      <I d={chevronRight} />
    </button>
  );
}

export function List({ m }: { m: Model }) {
  return (
    <>
      <div class="scroll grow pad" tabIndex={0} role="region" aria-label={t("talk")}>
        {m.state && <div class="links"><Talked s={m.state} count={unread(m)} open={() => set({ view: "talk", past: null })} /></div>}
        {m.earlier.length > 0 && <><h2>{t("earlier")}</h2><div class="links">{m.earlier.map((s) => <Talked s={s} open={() => openPast(s.conversation)} />)}</div></>}
        {!m.state && !m.earlier.length && <Empty d={messageCircle} so={t("none_yet")} act={t("none_do")} />}
      </div>
      <footer class="foot ruled line"><button type="button" class="btn primary lg grow" onClick={write}><I d={messageCircle} />{m.state?.status === "open" ? t("go_on") : t("start")}</button></footer>
    </>
  );
}
