/* Where the agent writes. Reply or note, canned replies by "/", files by button, paste or drop; drafts are kept, composition by an input method never sends. */
import { useEffect, useRef } from "preact/hooks";
import { useComputed, useSignal } from "@preact/signals";
import type { FileRef } from "../../core/types";
import { toast } from "../../ui/toast";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { circleAlert, ellipsis, fileText, image, lock, paperclip, rotateCcw, send, x, zap } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { post, upload, words } from "../api";
import { bind } from "../keys";
import { link } from "../live";
import { coarse } from "../list/inbox";
import { enterSends } from "../prefs";
import { can, me } from "../session";
import type { Canned } from "../shapes";
import { t } from "../words";
import { possible, reopen, take } from "./acts";
import { canned, fill, find, loadCanned, used } from "./canned";
import { bytes } from "./entry";
import { blank, offer, pen } from "./pen";
import { Polish } from "./polish";
import { drafts, outbox, type Talk } from "./talk";
import { ToneCheck, turnTone } from "./tone";
import { refused, Wording } from "./wording";

interface Sending { key: number; file: File; part: number; kept?: FileRef; wrong?: string; stop: () => void }

const SLASH = /(?:^|\s)\/([^\s/]{0,20})$/;
let keys = 0;

/** What is attached: each file uploads at once and says how far it is. */
function useFiles() {
  const files = useSignal<Sending[]>([]);
  const change = (key: number, part: Partial<Sending>): void => { files.value = files.peek().map((f) => (f.key === key ? { ...f, ...part } : f)); };
  const begin = (key: number, file: File): void => {
    const up = upload(file, (part) => change(key, { part }));
    change(key, { stop: up.stop, part: 0 });
    up.done.then((kept) => change(key, { kept, part: 1 }), (e: unknown) => change(key, { wrong: words(e) }));
  };
  const add = (list: Iterable<File>): void => {
    for (const file of list) {
      const key = ++keys;
      files.value = [...files.peek(), { key, file, part: 0, stop: () => undefined }];
      begin(key, file);
    }
  };
  const again = (f: Sending): void => {
    files.value = files.peek().map(({ wrong: _, ...rest }) => rest.key === f.key ? rest : { ...rest, ...(_ ? { wrong: _ } : {}) });
    begin(f.key, f.file);
  };
  const remove = (f: Sending): void => {
    f.stop();
    files.value = files.peek().filter((one) => one.key !== f.key);
  };
  return { files, add, again, remove };
}

function Attached({ files, again, remove }: Pick<ReturnType<typeof useFiles>, "files" | "again" | "remove">) {
  if (!files.value.length) return null;
  return (
    <ul class="attached">
      {files.value.map((f) => (
        <li key={f.key} class={f.wrong ? "is-alert" : ""}>
          <Icon d={f.wrong ? circleAlert : f.file.type.startsWith("image/") ? image : fileText} />
          <span class="cut grow" title={f.wrong}>{f.wrong ?? f.file.name}</span>
          {!f.wrong && <span class="faint num t1">{f.kept ? bytes(f.file.size) : `${Math.round(f.part * 100)}%`}</span>}
          {f.wrong && <Button voice="quiet" size="sm" icon={rotateCcw} label={t("retry")} onClick={() => again(f)} />}
          <Button voice="quiet" size="sm" icon={x} label={t("remove_file", { name: f.file.name })} onClick={() => remove(f)} />
          {!f.kept && !f.wrong && <span class="bar-progress" role="progressbar" aria-valuenow={Math.round(f.part * 100)} aria-label={f.file.name}><i style={{ width: `${f.part * 100}%` }} /></span>}
        </li>
      ))}
    </ul>
  );
}

function CannedList({ list, at, onPick, id }: { list: Canned[]; at: number; onPick: (c: Canned) => void; id: string }) {
  return (
    <div class="canned" role="listbox" id={id} aria-label={t("canned")}>
      {list.length === 0 && <p class="option faint">{canned.value === null ? t("loading") : canned.value.length ? t("canned_none") : t("canned_empty")}</p>}
      {list.map((c, i) => (
        <div key={c.id} id={`${id}-${i}`} class="option" role="option" aria-selected={i === at} onMouseDown={(e) => { e.preventDefault(); onPick(c); }}>
          <code class="cut">/{c.short}</code>
          <span class={`cut grow ${i === at ? "" : "muted"}`}>{c.text}</span>
          <span class="faint t1 num not-phone">{c.scope === "own" ? t("scope_own") : t("scope_team")}{c.uses > 0 && ` · ${t("uses", { n: c.uses })}`}</span>
          {i === at && <kbd aria-hidden="true">↵</kbd>}
        </div>
      ))}
    </div>
  );
}

export function Composer({ talk }: { talk: Talk }) {
  const first = useRef(drafts.get(talk.id)).current;
  const text = useSignal(first.text);
  const note = useSignal(first.note);
  const area = useRef<HTMLTextAreaElement>(null);
  const pick = useRef<HTMLInputElement>(null);
  const slash = useSignal<string | null>(null);
  const at = useSignal(0);
  const over = useSignal(false);
  const busy = useSignal(false);
  const holed = useRef("");
  const from = useRef<{ id: string; text: string } | null>(null);
  const told = useRef(0);
  const up = useFiles();
  const found = useComputed(() => (slash.value === null ? [] : find(slash.value, canned.value ?? [], 6, talk.head?.language)));
  const head = talk.head;
  const resolved = head?.status === "resolved";
  const taking = possible(head).take && !head?.assignee && !note.value;
  const uploading = up.files.value.some((f) => !f.kept && !f.wrong);
  const ready = !busy.value && !uploading && (text.value.trim() !== "" || (!note.value && up.files.value.some((f) => f.kept)));

  const change = (next: string): void => {
    text.value = next;
    blank.value = !next;
    drafts.set(talk.id, { text: next, note: note.peek() });
    if (!next) from.current = null;
    type(Boolean(next.trim()));
    look();
  };
  const look = (): void => {
    const el = area.current;
    const m = el ? SLASH.exec(el.value.slice(0, el.selectionStart)) : null;
    if ((slash.value = m ? m[1]! : null) !== null) void loadCanned();
    at.value = 0;
  };
  const type = (on: boolean): void => {
    if (note.peek() || resolved) return;
    const time = Date.now();
    if (on && time - told.current < 3000) return;
    if (!on && !told.current) return;
    told.current = on ? time : 0;
    link.tell("typing", { conversation: talk.id, on });
  };
  const put = (next: string, caret: number, select = 0): void => {
    change(next);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret + select);
    });
  };
  const write = (words: string, whole = false, source?: { id: string; text: string }): void => {
    const el = area.current;
    const start = whole ? 0 : (el?.selectionStart ?? text.peek().length);
    const end = whole ? text.peek().length : (el?.selectionEnd ?? start);
    from.current = source ?? from.current;
    if (source) note.value = false;
    const hole = /\{[^{}\s]{1,20}\}/.exec(words);
    put(text.peek().slice(0, start) + words + text.peek().slice(end), start + (hole ? hole.index : words.length), hole ? hole[0].length : 0);
  };
  const useCanned = (c: Canned): void => {
    const el = area.current!;
    const begin = el.value.slice(0, el.selectionStart).lastIndexOf("/");
    el.setSelectionRange(begin, el.selectionStart);
    slash.value = null;
    write(fill(c.text, talk));
    used(c);
  };
  const submit = async (forced = false): Promise<void> => {
    if (!ready) return;
    const hole = note.peek() ? null : /\{[^{}\s]{1,20}\}/.exec(text.peek());
    if (hole && holed.current !== text.peek()) {
      holed.current = text.peek();
      area.current?.setSelectionRange(hole.index, hole.index + hole[0].length);
      toast(t("hole_left", { hole: hole[0] }), { bad: true });
      return;
    }
    if (taking) {
      busy.value = true;
      const ok = await take(talk.id);
      busy.value = false;
      if (!ok) return;
    }
    const words = text.peek().trim();
    const anyway = !note.peek() && forced && refused(words).length > 0;
    if (!note.peek() && !anyway && refused(words).length) {
      area.current?.focus();
      return;
    }
    if (!note.peek()) for (const f of up.files.peek()) if (f.kept) outbox.add({ conversation: talk.id, kind: "file", text: "", file: f.kept });
    if (words) outbox.add({ conversation: talk.id, kind: note.peek() ? "note" : "text", text: words, ...(anyway ? { anyway } : {}) });
    const source = from.current;
    if (source && !note.peek() && words) {
      void post(`/api/assist/${source.id}`, words === source.text ? { outcome: "accepted" } : { outcome: "edited", text: words }).catch(() => undefined);
      talk.assist.value = talk.assist.peek() ? { ...talk.assist.peek()!, suggestion: null } : null;
    }
    if (!note.peek()) up.files.value = up.files.peek().filter((f) => !f.kept);
    type(false);
    note.value = false;
    change("");
    area.current?.focus();
  };
  const turn = (on: boolean): void => {
    note.value = on;
    drafts.set(talk.id, { text: text.peek(), note: on });
    area.current?.focus();
  };

  useEffect(() => {
    const pane = area.current?.closest<HTMLElement>(".talk");
    if (!pane) return;
    blank.value = !text.peek();
    pen.value = { write, focus: () => area.current?.focus() };
    const free = bind(
      { keys: "r", title: () => t("key_reply"), group: "write", run: () => turn(false) },
      { keys: "n", title: () => t("key_note"), group: "write", run: () => turn(true) },
      { keys: "tab", title: () => "", group: "write", when: () => blank.peek() && offer.peek() !== null && document.activeElement === document.body, run: () => offer.peek()?.() },
    );
    const drag = (e: DragEvent): void => {
      if (!e.dataTransfer?.types.includes("Files")) return;
      e.preventDefault();
      over.value = e.type === "dragover" || (e.type === "dragleave" && pane.contains(e.relatedTarget as Node));
      if (e.type === "drop") up.add(e.dataTransfer.files);
    };
    for (const type of ["dragover", "dragleave", "drop"] as const) pane.addEventListener(type, drag);
    if (matchMedia("(min-width: 761px) and (pointer: fine)").matches && !resolved && document.activeElement === document.body && text.peek()) area.current?.focus();
    return () => {
      free();
      type(false);
      pen.value = null;
      for (const type of ["dragover", "dragleave", "drop"] as const) pane.removeEventListener(type, drag);
    };
  }, [resolved]);

  useEffect(() => {
    const el = area.current;
    if (!el || CSS.supports("field-sizing", "content")) return;
    el.style.height = "auto";
    el.style.height = `${Math.min(el.scrollHeight, innerHeight * 0.4)}px`;
  }, [text.value]);

  const keyed = (e: KeyboardEvent): void => {
    if (e.isComposing || e.keyCode === 229) return;
    const list = found.peek();
    if (slash.peek() !== null && list.length) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (by) { e.preventDefault(); at.value = (at.peek() + by + list.length) % list.length; return; }
      if ((e.key === "Enter" || e.key === "Tab") && !e.shiftKey && !e.ctrlKey) { e.preventDefault(); useCanned(list[at.peek()]!); return; }
    }
    if (e.key === "Escape") {
      e.preventDefault();
      e.stopPropagation();
      if (slash.peek() !== null) slash.value = null;
      else area.current?.blur();
    } else if (e.key === "Tab" && !e.shiftKey && !text.peek() && offer.peek()) {
      e.preventDefault();
      offer.peek()!();
    } else if (e.key === "Enter" && (e.ctrlKey || e.metaKey || (enterSends.peek() && !e.shiftKey && !coarse.peek()))) {
      e.preventDefault();
      void submit();
    }
  };

  if (resolved) return <div class="ended"><span class="grow">{t("ended")}</span>{can("conversation.reply") && <Button size="sm" icon={rotateCcw} kbd="O" onClick={() => void reopen(talk.id)}>{t("reopen")}</Button>}</div>;

  const other = head?.assignee && head.assignee !== me.value?.id ? head.assignee_name : "";
  return (
    <form class={`composer ${note.value ? "noting" : ""} ${over.value ? "over" : ""}`} aria-label={note.value ? t("note") : t("reply")} onSubmit={(e) => { e.preventDefault(); void submit(); }}>
      {slash.value !== null && <CannedList list={found.value} at={at.value} onPick={useCanned} id="canned-list" />}
      <Attached {...up} />
      {!note.value && <Wording text={text.value} onText={(next) => put(next, next.length)} onAnyway={() => void submit(true)} />}
      <textarea
        ref={area} rows={1} value={text.value} dir="auto" aria-label={note.value ? t("note_ph") : t("reply_to", { name: head?.title ?? "" })}
        placeholder={over.value ? t("drop_here") : note.value ? t("note_ph") : other ? t("reply_other_ph", { name: other }) : coarse.value ? t("reply_to", { name: head?.title ?? "" }) : t("reply_ph", { name: head?.title ?? "" })}
        aria-controls={slash.value !== null ? "canned-list" : undefined} aria-activedescendant={slash.value !== null && found.value.length ? `canned-list-${at.value}` : undefined}
        onInput={(e) => change(e.currentTarget.value)} onKeyDown={keyed} onClick={look} onBlur={() => { type(false); slash.value = null; }}
        onPaste={(e) => { const files = e.clipboardData?.files; if (files?.length) { e.preventDefault(); up.add(files); } }}
      />
      {!note.value && <ToneCheck text={text.value} onText={(next) => put(next, next.length)} />}
      <div class="tools">
        <input ref={pick} type="file" multiple hidden onChange={(e) => { up.add(e.currentTarget.files ?? []); e.currentTarget.value = ""; }} />
        <Button voice="quiet" size="sm" icon={paperclip} label={t("attach")} onClick={() => pick.current?.click()} />
        <Button voice="quiet" size="sm" icon={zap} label={t("canned")} title={`${t("canned")} (/)`} onClick={() => write(text.peek() && !/\s$/.test(text.peek()) ? " /" : "/")} />
        {!note.value && <Polish text={() => text.peek()} onText={(next) => put(next, next.length)} />}
        <Button voice="quiet" size="sm" icon={lock} kbd="N" class="note-button" aria-pressed={note.value} onClick={() => turn(!note.peek())}><span>{t("note_short")}</span></Button>
        <Menu voice="quiet" size="sm" icon={ellipsis} label={t("send_with")} up acts={[
          { title: t("send_enter"), kbd: "↵", checked: enterSends.value, onPick: () => { enterSends.value = true; } },
          { title: t("send_ctrl"), kbd: "Ctrl ↵", checked: !enterSends.value, onPick: () => { enterSends.value = false; } },
          { title: t("tone_on"), checked: me.value?.tone ?? true, onPick: () => void turnTone() },
        ]} />
        <span class="grow" />
        {uploading ? <span class="hint">{t("uploading")}</span> : text.value.trim() && !first.text.startsWith(text.value) ? <span class="hint not-phone">{t("draft_kept")}</span> : null}
        <Button type="submit" size="sm" class="send-button" voice={ready ? "primary" : ""} disabled={!ready} busy={busy.value} icon={send} kbd={enterSends.value ? "↵" : "Ctrl ↵"} title={taking ? t("take_and_send") : t("send")}><span>{note.value ? t("save_note") : taking ? t("take_and_send") : t("send")}</span></Button>
      </div>
    </form>
  );
}
