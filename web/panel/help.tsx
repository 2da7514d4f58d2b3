import { useEffect, useState } from "preact/hooks";
import { bookOpen, messageCircle } from "../ui/icons";
import { openArticle, set } from "./model";
import { Empty, Go, I, Skeleton } from "./parts";
import { type Search, SearchField, useSearch } from "./search";
import { inbox, say } from "./session";
import { article as rebuild } from "./text";
import { lang, t } from "./talk-words";


/* The knowledge of the shop, to search and to read. */

interface Found { id: string; title: string; category: string; excerpt: string }
interface Whole { id: string; title: string; category: string; html: string; updated_at: number }

const kept = new Map<string, Promise<unknown>>();

/** Asks once; a failure is not kept. */
function ask<T>(path: string): Promise<T> {
  let found = kept.get(path);
  if (!found) {
    found = fetch(`/api/web/${encodeURIComponent(inbox)}/articles${path}`).then((r) => (r.ok ? r.json() : Promise.reject(new Error(String(r.status)))));
    found.catch(() => kept.delete(path));
    kept.set(path, found);
  }
  return found as Promise<T>;
}

/** undefined: on its way; null: failed. */
function useAnswer<T>(path: string, delay = 0): T | null | undefined {
  const [state, setState] = useState<{ path: string; value: T | null } | undefined>();
  useEffect(() => {
    let current = true;
    const put = (value: T | null) => { if (current) setState({ path, value }); };
    const timer = setTimeout(() => ask<T>(path).then(put, () => put(null)), delay);
    return () => { current = false; clearTimeout(timer); };
  }, [path]);
  return state?.value === null && state.path === path ? null : state?.path === path || delay ? state?.value : undefined;
}

/** Articles for what was typed (none: the common ones), and the way to ask it instead. */
export function Results({ search }: { search: Search }) {
  const q = search.q.trim();
  const found = useAnswer<Found[]>(`?q=${encodeURIComponent(q)}&lang=${lang}`, q ? 250 : 0);
  return (
    <>
      {q && <div class="links ask"><Go icon={<I d={messageCircle} />} onClick={() => say(q)}>{t("ask_this", { q })}</Go></div>}
      <h2>{t(q ? "found" : "common")}</h2>
      <div aria-live="polite">
        {found === undefined && <Skeleton lines={4} />}
        {found === null && <p class="faint">{t("not_loaded")}</p>}
        {found?.length === 0 && <Empty d={bookOpen} so={t("nothing")} act={t("nothing_do")} />}
        {found && found.length > 0 && <div class="links">{found.slice(0, 12).map((a) => (
          <Go onClick={() => openArticle(a.id)}><span class="two">{a.title}</span>{q ? <small class="faint two">{a.excerpt}</small> : <small class="faint">{a.category}</small>}</Go>
        ))}</div>}
      </div>
    </>
  );
}

export function Help() {
  const search = useSearch();
  return (
    <div class="scroll grow pad" tabIndex={0} role="region" aria-label={t("help")}>
      <SearchField search={search} />
      <Results search={search} />
    </div>
  );
}

export function Article({ id }: { id: string }) {
  const found = useAnswer<Whole>(`/${encodeURIComponent(id)}?lang=${lang}`);
  const date = (at: number) => new Intl.DateTimeFormat(lang, { month: "long", day: "numeric" }).format(at);
  return (
    <>
      <article class="scroll grow pad" tabIndex={0} aria-label={found?.title ?? t("help")}>
        {found === undefined && <Skeleton lines={9} />}
        {found === null && <Empty d={bookOpen} so={t("article_gone")} act={t("nothing_do")} />}
        {found && <><p class="faint t1">{found.category}{found.category && " · "}{t("updated", { date: date(found.updated_at) })}</p><h2 class="lead">{found.title}</h2><div class="prose" dir="auto">{rebuild(found.html)}</div></>}
      </article>
      <footer class="foot ruled line"><span class="grow faint">{t("helped")}</span><button type="button" class="btn" onClick={() => set({ view: "talk", past: null })}><I d={messageCircle} />{t("ask_us")}</button></footer>
    </>
  );
}
