/* One article: Markdown on the left, as it will look on the right, its phrasings, properties and versions at the side. Drafts save themselves. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal, type Signal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Area, Field, Select } from "../../ui/field";
import { bold, chevronLeft, circleAlert, ellipsis, heading, link, list, listOrdered, quote, table, trash2, undo2 } from "../../ui/icons";
import { Failed, Notice, Skeleton } from "../../ui/parts";
import { Menu, type Act } from "../../ui/menu";
import { clock, short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { ApiError, del, get, patch, post, words } from "../api";
import { dirty } from "../guard";
import { presence } from "../live";
import { go } from "../route";
import { can } from "../session";
import { Html } from "./html";
import { Categories } from "./categories";
import { edition, load as loadShelf, touch, type Article, type Content } from "./shelf";
import { Try } from "./try";
import { Votes } from "./votes";
import { t } from "./words";

const FIELDS = ["title", "body", "category", "questions", "tags", "audience", "review_at", "valid_from", "valid_until"] as const;

function contentOf(a: Article): Content {
  const from = a.draft ?? a;
  return { title: from.title, body: from.body, category: from.category, questions: [...from.questions], tags: [...from.tags], audience: from.audience, review_at: from.review_at, valid_from: from.valid_from, valid_until: from.valid_until };
}

interface Desk {
  article: Signal<Article | null>;
  text: Signal<Content | null>;
  wrong: Signal<string>;
  state: Signal<"" | "edited" | "saving" | "saved" | "failed">;
  fault: Signal<string>;
  clash: Signal<{ message: string; revision: number } | null>;
  put: (part: Partial<Content>) => void;
  save: () => Promise<boolean>;
  take: (a: Article) => void;
  load: () => void;
}

/** The article being worked on: saves itself 1.2 s after the last key, notices when somebody else saved. */
function useDesk(id: string): Desk {
  const article = useSignal<Article | null>(null);
  const text = useSignal<Content | null>(null);
  const wrong = useSignal("");
  const state = useSignal<"" | "edited" | "saving" | "saved" | "failed">("");
  const fault = useSignal("");
  const clash = useSignal<{ message: string; revision: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const take = (a: Article): void => {
    article.value = a;
    text.value = contentOf(a);
    state.value = "";
    clash.value = null;
    touch(a);
  };
  const load = (): void => {
    wrong.value = "";
    get<Article>(`/api/articles/${id}`).then(take, (e: unknown) => { wrong.value = words(e); });
  };
  const changes = (): Partial<Content> => {
    const was = contentOf(article.peek()!);
    const now = text.peek()!;
    return Object.fromEntries(FIELDS.filter((f) => JSON.stringify(was[f]) !== JSON.stringify(now[f])).map((f) => [f, now[f]]));
  };
  const save = async (): Promise<boolean> => {
    clearTimeout(timer.current);
    const part = article.peek() && text.peek() ? changes() : {};
    if (!Object.keys(part).length) { dirty.value = false; return true; }
    if (clash.peek()) return false;
    state.value = "saving";
    const sent = JSON.stringify(text.peek());
    try {
      const kept = await patch<Article>(`/api/articles/${id}`, { ...part, revision: article.peek()!.revision });
      article.value = kept;
      touch(kept);
      const same = JSON.stringify(text.peek()) === sent;
      state.value = same ? "saved" : "edited";
      dirty.value = !same;
      if (!same) plan();
      return true;
    } catch (e) {
      state.value = "failed";
      fault.value = words(e);
      if (e instanceof ApiError && e.status === 409) clash.value = { message: e.message, revision: Number(e.fault["revision"] ?? 0) };
      return false;
    }
  };
  const plan = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), 1200);
  };
  const put = (part: Partial<Content>): void => {
    text.value = { ...text.peek()!, ...part };
    state.value = "edited";
    dirty.value = true;
    plan();
  };
  useEffect(() => {
    load();
    return () => {
      void save();
      dirty.value = false;
    };
  }, [id]);
  return { article, text, wrong, state, fault, clash, put, save, take, load };
}

type Mark = [icon: string, key: "heading" | "bold" | "link" | "list" | "ordered" | "quote" | "table", write: (chosen: string) => { text: string; at: number; n: number }];

const lines = (chosen: string, lead: (i: number) => string): string => (chosen || t("bold_ph")).split("\n").map((l, i) => lead(i) + l).join("\n");
const whole = (text: string) => ({ text, at: 0, n: text.length });

const MARKS: Mark[] = [
  [heading, "heading", (c) => { const text = `## ${c || t("heading")}`; return { text, at: 3, n: text.length - 3 }; }],
  [bold, "bold", (c) => ({ text: `**${c || t("bold_ph")}**`, at: 2, n: (c || t("bold_ph")).length })],
  [link, "link", (c) => { const text = `[${c || t("link_ph")}](https://)`; return { text, at: text.length - 9, n: 8 }; }],
  [list, "list", (c) => whole(lines(c, () => "- "))],
  [listOrdered, "ordered", (c) => whole(lines(c, (i) => `${i + 1}. `))],
  [quote, "quote", (c) => whole(lines(c, () => "> "))],
  [table, "table", () => { const col = t("column"); const cell = t("cell"); return whole(`| ${col} 1 | ${col} 2 |\n|---|---|\n| ${cell} | ${cell} |`); }],
];

function Toolbar({ area, onText, view }: { area: { current: HTMLTextAreaElement | null }; onText: (text: string) => void; view: Signal<"write" | "read"> }) {
  const write = (make: Mark[2], block: boolean): void => {
    const el = area.current;
    if (!el) return;
    const { selectionStart: from, selectionEnd: until, value } = el;
    const made = make(value.slice(from, until));
    const lead = block && from > 0 && value[from - 1] !== "\n" ? "\n\n" : "";
    el.focus();
    el.setSelectionRange(from, until);
    if (!document.execCommand("insertText", false, lead + made.text)) onText(value.slice(0, from) + lead + made.text + value.slice(until));
    el.setSelectionRange(from + lead.length + made.at, from + lead.length + made.at + made.n);
  };
  return (
    <div class="kb-tools" role="toolbar" aria-label={t("format")}>
      {MARKS.map(([icon, key, make]) => <Button key={key} voice="quiet" size="sm" icon={icon} label={t(key)} onClick={() => write(make, !["bold", "link"].includes(key))} />)}
      <span class="grow" />
      <div class="segments kb-view"><button type="button" aria-pressed={view.value === "write"} onClick={() => { view.value = "write"; }}>{t("write")}</button><button type="button" aria-pressed={view.value === "read"} onClick={() => { view.value = "read"; }}>{t("preview")}</button></div>
    </div>
  );
}

/** The text as it will look, drawn by the server a moment after the last key. */
function Preview({ title, body }: { title: string; body: string }) {
  const html = useSignal<string | null>(null);
  const wrong = useSignal("");
  const draw = (): void => void post<{ html: string }>("/api/articles/preview", { body }).then((a) => { html.value = a.html; wrong.value = ""; }, (e: unknown) => { wrong.value = words(e); });
  useEffect(() => {
    const timer = setTimeout(draw, html.peek() === null ? 0 : 350);
    return () => clearTimeout(timer);
  }, [body]);
  return (
    <div class="preview scroll" tabIndex={0} role="region" aria-label={t("preview")}>
      {wrong.value ? <Failed message={wrong.value} onRetry={draw} /> : <article class="prose"><h3 class="prose-title">{title}</h3>{html.value !== null && <Html text={html.value} down={2} />}</article>}
    </div>
  );
}

function Versions({ a, onRestore }: { a: Article; onRestore: (n: number) => void }) {
  const name = (id: string): string => presence.value.get(id)?.name ?? id;
  return (
    <section class="section"><h3>{t("versions")}</h3>
      {!a.versions.length ? <p class="t2 faint">{t("version_none")}</p> : (
        <ol class="ver">
          {a.draft && a.version > 0 && <li><b>{t("version_now")}</b><span class="cut">{a.draft.title}</span><span class="faint t1">{t("just_now")}</span></li>}
          {a.versions.slice(0, 12).map((v) => (
            <li key={v.version}><span class={v.version === a.version ? "is-ok" : "faint"}>v{v.version}</span><span class="cut">{v.version === a.version ? `${t("version_live")}，` : ""}{v.title}</span><span class="faint t1 line">{t("by", { name: name(v.by), when: short(v.at) })}{can("knowledge.write") && v.version !== a.version && <Button voice="quiet" size="sm" icon={undo2} label={`${t("restore")} v${v.version}`} onClick={() => onRestore(v.version)} />}</span></li>
          ))}
        </ol>
      )}
    </section>
  );
}

const two = (n: number): string => String(n).padStart(2, "0");
/** A time as a date field has it, in this browser's zone; empty for none. */
const dayOf = (at: number): string => { const d = new Date(at); return at ? `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}` : ""; };
/** The beginning of a day, `plus` days later; 0 for none. */
const timeOf = (day: string, plus = 0): number => { const [y, m, d] = day.split("-").map(Number); return y && m && d ? new Date(y, m - 1, d + plus).getTime() : 0; };

/** From when until when it holds, and when somebody should look again. */
function Dates({ desk, text }: { desk: Desk; text: Content }) {
  const may = can("knowledge.write");
  const over = text.valid_until > 0 && text.valid_until <= Date.now();
  return (
    <section class="section"><h3>{t("dates")}{over && <span class="chip">{t("expired")}</span>}</h3>
      <div class="form tight-form">
        <div class="pair">
          <Field type="date" label={t("valid_from")} value={dayOf(text.valid_from)} onText={(v) => desk.put({ valid_from: timeOf(v) })} disabled={!may} />
          <Field type="date" label={t("valid_until")} value={text.valid_until ? dayOf(text.valid_until - 1) : ""} onText={(v) => desk.put({ valid_until: timeOf(v, 1) })} disabled={!may} />
        </div>
        <Field type="date" label={t("review_at")} hint={t("review_hint")} value={dayOf(text.review_at)} onText={(v) => desk.put({ review_at: timeOf(v) })} disabled={!may} />
      </div>
    </section>
  );
}

function Side({ desk, a, text }: { desk: Desk; a: Article; text: Content }) {
  const may = can("knowledge.write");
  const questions = useSignal(text.questions.join("\n"));
  const tags = useSignal(text.tags.join("，"));
  useEffect(() => { questions.value = text.questions.join("\n"); tags.value = text.tags.join("，"); }, [a.id, a.version]);
  const restore = async (n: number): Promise<void> => {
    try {
      const old = await get<Content>(`/api/articles/${a.id}/versions/${n}`);
      desk.put({ title: old.title, body: old.body, category: old.category, questions: old.questions, tags: old.tags, audience: old.audience, review_at: old.review_at, valid_from: old.valid_from, valid_until: old.valid_until });
      toast(t("restored", { n }));
    } catch (e) {
      toast(words(e), { bad: true });
    }
  };
  const split = (value: string, by: RegExp): string[] => value.split(by).map((s) => s.trim()).filter(Boolean);
  return (
    <aside class="side" aria-label={t("facts")}>
      <div class="scroll grow" tabIndex={0} role="region" aria-label={t("facts")}>
        <Try at={a.id} key={edition.value} />
        <section class="section"><h3>{t("questions")}<span class="grow" /><span class="t1 plain faint num">{text.questions.length}</span></h3>
          <Area aria-label={t("questions")} hint={t("questions_text")} value={questions.value} onText={(v) => { questions.value = v; desk.put({ questions: split(v, /\n/) }); }} placeholder={t("questions_ph")} rows={4} disabled={!may} />
        </section>
        <section class="section"><h3>{t("facts")}</h3>
          <div class="form tight-form">
            <Field label={t("category")} value={text.category} onText={(category) => desk.put({ category })} placeholder={t("category_ph")} list="categories" maxLength={80} disabled={!may} />
            <Categories />
            <Select label={t("audience")} value={text.audience} choices={(["public", "customers", "internal"] as const).map((v) => ({ value: v, title: t(v) }))} onPick={(v) => desk.put({ audience: v as Content["audience"] })} disabled={!may} />
            <Field label={t("tags")} hint={t("tags_hint")} value={tags.value} onText={(v) => { tags.value = v; desk.put({ tags: split(v, /[,，、;；]/) }); }} disabled={!may} />
          </div>
        </section>
        <Dates desk={desk} text={text} />
        {a.version > 0 && <Votes id={a.id} />}
        <Versions a={a} onRestore={(n) => void restore(n)} />
      </div>
    </aside>
  );
}

function Bar({ desk, a, text, onAsk }: { desk: Desk; a: Article; text: Content; onAsk: (what: "withdraw" | "delete") => void }) {
  const busy = useSignal(false);
  const may = can("knowledge.write");
  const fresh = a.status !== "published" || desk.state.value === "edited" || desk.state.value === "saving";
  const ready = text.title.trim() !== "" && text.body.trim() !== "";
  const publish = async (): Promise<void> => {
    busy.value = true;
    try {
      if (await desk.save()) {
        desk.take(await post<Article>(`/api/articles/${a.id}/publish`, { revision: desk.article.peek()!.revision }));
        edition.value++;
        toast(t("published_toast", { title: text.title }));
      }
    } catch (e) {
      toast(words(e), { bad: true });
    }
    busy.value = false;
  };
  const acts: Act[] = [];
  if (a.version > 0) acts.push({ title: t("withdraw"), icon: undo2, onPick: () => onAsk("withdraw") });
  if (!a.versions.length) acts.push({ title: t("delete"), icon: trash2, danger: true, onPick: () => onAsk("delete") });
  const state = desk.state.value;
  return (
    <div class="bar kb-bar">
      <Button voice="quiet" class="only-phone" icon={chevronLeft} label={t("back")} onClick={() => go("k")} />
      <h2 class="cut" id="h-art">{text.title || t("title")}</h2>
      <span class={`chip ${a.status === "published" && !fresh ? "ok" : ""}`}>{a.version > 0 ? (fresh ? t("draft_changed") : t("live", { version: a.version })) : t("draft_chip")}</span>
      <span class="grow" />
      {may ? (
        <>
          <span class={`hint num not-phone ${state === "failed" ? "is-alert" : ""}`} role="status">{state === "saving" ? t("saving") : state === "saved" ? t("saved_at", { time: clock(a.updated_at) }) : state === "edited" ? t("unsaved") : state === "failed" ? desk.fault.value : ""}</span>
          {state === "failed" && !desk.clash.value && <Button size="sm" onClick={() => void desk.save()}>{t("retry")}</Button>}
          {acts.length > 0 && <Menu voice="quiet" size="sm" icon={ellipsis} label={t("more")} acts={acts} />}
          <Button size="sm" voice="primary" busy={busy.value} disabled={!fresh || !ready} title={!ready ? t("needs") : !fresh ? t("nothing_to_publish") : ""} onClick={() => void publish()}>{a.version > 0 ? t("publish_again") : t("publish")}</Button>
        </>
      ) : <span class="hint">{t("read_only")}</span>}
    </div>
  );
}

function Ask({ desk, a, what, onClose }: { desk: Desk; a: Article; what: "withdraw" | "delete"; onClose: () => void }) {
  const title = a.title || a.draft?.title || "";
  const act = async (): Promise<void> => {
    try {
      if (what === "withdraw") {
        desk.take(await post<Article>(`/api/articles/${a.id}/withdraw`, { revision: a.revision }));
        edition.value++;
        toast(t("withdrawn", { title }));
      } else {
        await del(`/api/articles/${a.id}`);
        dirty.value = false;
        void loadShelf();
        go("k", "", "", true);
      }
      onClose();
    } catch (e) {
      toast(words(e), { bad: true });
      onClose();
    }
  };
  return <Dialog title={t(what === "withdraw" ? "withdraw_title" : "delete_title", { title })} text={t(what === "withdraw" ? "withdraw_text" : "delete_text")} onClose={onClose} onSubmit={() => void act()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t(what)}</Button></>} />;
}

export function Editor({ id }: { id: string }) {
  const desk = useDesk(id);
  const area = useRef<HTMLTextAreaElement>(null);
  const view = useSignal<"write" | "read">(can("knowledge.write") ? "write" : "read");
  const asked = useSignal<"" | "withdraw" | "delete">("");
  const a = desk.article.value;
  const text = desk.text.value;
  const may = can("knowledge.write");
  if (desk.wrong.value) return <section class="kb-art"><Failed message={desk.wrong.value} onRetry={desk.load} /></section>;
  if (!a || !text) return <section class="kb-art"><Skeleton lines={12} /></section>;
  const keep = (): void => {
    desk.article.value = { ...a, revision: desk.clash.peek()!.revision };
    desk.clash.value = null;
    void desk.save();
  };
  return (
    <>
      <section class="kb-art" aria-labelledby="h-art" onKeyDown={(e) => { if ((e.ctrlKey || e.metaKey) && e.key === "s") { e.preventDefault(); void desk.save(); } }}>
        <Bar desk={desk} a={a} text={text} onAsk={(what) => { asked.value = what; }} />
        {desk.clash.value && <Notice voice="time" icon={circleAlert} act={<><Button size="sm" onClick={() => { dirty.value = false; desk.clash.value = null; desk.load(); }}>{t("clash_load")}</Button>{desk.clash.value.revision > 0 && <Button size="sm" onClick={keep}>{t("clash_keep")}</Button>}</>}>{desk.clash.value.message || t("clash")}</Notice>}
        {may && <Toolbar area={area} view={view} onText={(body) => desk.put({ body })} />}
        <div class={`both ${may ? "" : "only"}`} data-view={view.value}>
          {may && (
            <div class="src">
              <input class="src-title" value={text.title} aria-label={t("title")} placeholder={t("title_ph")} maxLength={200} onInput={(e) => desk.put({ title: e.currentTarget.value })} />
              <textarea ref={area} class="scroll" value={text.body} aria-label={t("body")} placeholder={t("body_ph")} spellcheck={false} onInput={(e) => desk.put({ body: e.currentTarget.value })} />
            </div>
          )}
          <Preview title={text.title} body={text.body} />
        </div>
      </section>
      <Side desk={desk} a={a} text={text} />
      {asked.value && <Ask desk={desk} a={a} what={asked.value} onClose={() => { asked.value = ""; }} />}
    </>
  );
}
