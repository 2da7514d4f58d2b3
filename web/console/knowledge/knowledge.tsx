/* Knowledge: the list by category, the article, and what a question would find. */
import "./knowledge.css";
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field, Select } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { bookOpen, circleHelp, ellipsis, globe, listFilter, plus, search, upload } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Empty, Failed, Skeleton } from "../../ui/parts";
import { Menu } from "../../ui/menu";
import { post, words } from "../api";
import { go, href, route } from "../route";
import { can } from "../session";
import type { ArticleRow } from "../shapes";
import { Categories } from "./categories";
import { Editor } from "./editor";
import { ImportDialog } from "./import";
import { edition, filter, load, shelf, total, wrong, type Article } from "./shelf";
import ConflictsPage from "./conflicts";
import SitesPage from "./sites";
import { Try } from "./try";
import { t } from "./words";

let typed: ReturnType<typeof setTimeout> | undefined;

function ask(part: Partial<typeof filter.value>): void {
  filter.value = { ...filter.peek(), ...part };
  clearTimeout(typed);
  typed = setTimeout(() => void load(), part.q === undefined ? 0 : 200);
}

function Line({ row, on }: { row: ArticleRow; on: boolean }) {
  const foreign = !row.language.startsWith(lang.value.slice(0, 2));
  return (
    <a href={href("k", row.id)} aria-current={on ? "page" : undefined}>
      <span class="cut grow">{row.title || t("title")}</span>
      {foreign && <span class="chip">{row.language.startsWith("zh") ? t("zh-CN") : t("en")}</span>}
      {row.status === "draft" && <span class="chip">{t("draft_chip")}</span>}
      {row.version > 0 && !row.valid && <span class="chip">{t("expired")}</span>}
      {row.review && <span class="chip time">{t("review")}</span>}
      {row.status === "changed" && <span class="dot accent" role="img" aria-label={t("changed")} />}
    </a>
  );
}

function Lines({ at }: { at: string }) {
  if (wrong.value) return <Failed message={wrong.value} onRetry={() => void load()} />;
  const held = shelf.value;
  if (!held) return <Skeleton lines={10} />;
  const { q, language, status } = filter.value;
  if (!held.items.length) return q || language || status
    ? <Empty icon={search} title={t("found_none")} text={t("found_none_text")}><Button size="sm" onClick={() => ask({ q: "", language: "", status: "" })}>{t("clear")}</Button></Empty>
    : <Empty icon={bookOpen} title={t("empty")} text={t("empty_text")} />;
  const groups = new Map<string, ArticleRow[]>();
  for (const row of [...held.items].sort((a, b) => a.title.localeCompare(b.title, lang.value))) groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
  const order = [...groups].sort((a, b) => Number(!a[0]) - Number(!b[0]) || b[1].length - a[1].length);
  return <>{order.map(([name, rows]) => <section key={name}><h3>{name || t("none")} <span class="num">{rows.length}</span></h3>{rows.map((row) => <Line key={row.id} row={row} on={row.id === at} />)}</section>)}</>;
}

function Tree({ at, onNew, onImport }: { at: string; onNew: () => void; onImport: () => void }) {
  const narrow = useSignal(false);
  const { q, language, status } = filter.value;
  const may = can("knowledge.write");
  const on = Boolean(language || status);
  return (
    <nav class="tree" aria-label={t("articles")}>
      <div class="bar tree-bar">
        <h2 class="grow">{t("knowledge")}</h2>
        <Button voice="quiet" size="sm" icon={listFilter} label={t("filter")} aria-expanded={narrow.value || on} onClick={() => { narrow.value = !narrow.peek(); }} />
        {may && <Button voice="quiet" size="sm" icon={plus} label={t("new_article")} onClick={onNew} />}
        {may && <Menu voice="quiet" size="sm" icon={ellipsis} label={t("more")} acts={[{ title: t("import"), icon: upload, onPick: onImport }, { title: t("conflicts"), icon: circleHelp, onPick: () => go("k", "conflicts") }, { title: t("sites"), icon: globe, onPick: () => go("k", "sites") }]} />}
      </div>
      <div class="tree-find"><div class="field calm"><Icon d={search} /><input type="search" value={q} placeholder={total.value ? t("search", { n: total.value }) : t("search_plain")} aria-label={t("search_plain")} onInput={(e) => ask({ q: e.currentTarget.value })} /></div></div>
      {(narrow.value || on) && (
        <div class="tree-filter">
          <Select small name={t("language")} value={language} choices={[{ value: "", title: t("all_languages") }, { value: "zh-CN", title: t("zh-CN") }, { value: "en", title: t("en") }]} onPick={(v) => ask({ language: v })} />
          <Select small name={t("status")} value={status} choices={[{ value: "", title: t("all_status") }, { value: "published", title: t("published") }, { value: "changed", title: t("changed") }, { value: "draft", title: t("draft") }, { value: "review", title: t("review") }, { value: "expired", title: t("expired") }]} onPick={(v) => ask({ status: v })} />
        </div>
      )}
      <div class="scroll grow" tabIndex={0} role="region" aria-label={t("articles")}><Lines at={at} /></div>
    </nav>
  );
}

function New({ onClose }: { onClose: () => void }) {
  const form = useSignal({ title: "", category: "", language: lang.peek() as string });
  const fault = useSignal("");
  const busy = useSignal(false);
  const put = (part: Partial<typeof form.value>): void => { form.value = { ...form.peek(), ...part }; };
  const submit = async (): Promise<void> => {
    busy.value = true;
    try {
      const a = await post<Article>("/api/articles", { ...form.peek(), title: form.peek().title.trim(), body: "" });
      onClose();
      void load();
      go("k", a.id);
    } catch (e) {
      fault.value = words(e);
      busy.value = false;
    }
  };
  return (
    <Dialog title={t("new_article")} text={t("new_text")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("create")}</Button></>}>
      <div class="form">
        <Field label={t("title")} value={form.value.title} onText={(title) => put({ title })} placeholder={t("title_ph")} wrong={fault.value || undefined} required maxLength={200} />
        <div class="pair">
          <Field label={t("category")} value={form.value.category} onText={(category) => put({ category })} placeholder={t("category_ph")} maxLength={80} list="categories" />
          <Select label={t("language")} value={form.value.language} choices={[{ value: "zh-CN", title: t("zh-CN") }, { value: "en", title: t("en") }]} onPick={(language) => put({ language })} />
        </div>
        <Categories />
      </div>
    </Dialog>
  );
}

export default function KnowledgePage() {
  const { id, sub } = route.value;
  const open = useSignal<"" | "new" | "import">("");
  const close = (): void => { open.value = ""; };
  useEffect(() => void load(), []);
  return (
    <main class="kb" data-step={id ? "2" : "1"}>
      <h1 class="sr">{t("knowledge")}</h1>
      <Tree at={id} onNew={() => { open.value = "new"; }} onImport={() => { open.value = "import"; }} />
      {id === "conflicts" ? <section class="kb-sites"><ConflictsPage /></section> : id === "sites" ? <section class="kb-sites"><SitesPage id={sub} /></section> : id ? <Editor id={id} key={id} /> : (
        <>
          <section class="kb-none"><Empty icon={bookOpen} title={shelf.value?.items.length === 0 ? t("empty") : t("pick")} text={shelf.value?.items.length === 0 ? t("empty_text") : t("pick_text")}>{can("knowledge.write") && <div class="line"><Button size="sm" icon={plus} onClick={() => { open.value = "new"; }}>{t("new_article")}</Button><Button size="sm" icon={upload} onClick={() => { open.value = "import"; }}>{t("import")}</Button><a class="btn sm" href={href("l", "catalogue")}>{t("catalogue")}</a><Button size="sm" icon={globe} onClick={() => go("k", "sites")}>{t("sites")}</Button></div>}</Empty></section>
          <aside class="side" aria-label={t("try")}><Try at="" key={edition.value} /></aside>
        </>
      )}
      {open.value === "new" && <New onClose={close} />}
      {open.value === "import" && <ImportDialog onClose={() => { close(); void load(); }} />}
    </main>
  );
}
