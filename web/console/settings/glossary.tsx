/* A business's own words: names, forbidden words, preferred wording. */
import "./glossary.css";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field, Segments, Select } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { bookOpen, download, ellipsis, pencil, plus, search, trash2, upload } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { Chip, Empty } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { del, post, put, words } from "../api";
import { can } from "../session";
import { t, type Key } from "./glossarywords";
import { Group, Sheet, useLoad, Wait } from "./parts";

type Kind = "alias" | "forbidden" | "preferred";
interface Draft { kind: Kind; word: string; means: string; unless: string[]; language: string; note: string }
interface Term extends Draft { id: string; version: number }
interface Tried { read: string; said: string; handed_over: boolean; hits: { word: string; kind: Kind; instead: string }[] }
interface Brought { taken: number; same: number; refused: { line: number; reason: string }[] }

const KINDS: Kind[] = ["alias", "forbidden", "preferred"];
const list = (text: string): string[] => text.split(/[,，、|]/).map((one) => one.trim()).filter(Boolean);

function Edit({ one, kind, onDone, onClose }: { one: Term | null; kind: Kind; onDone: () => void; onClose: () => void }) {
  const form = useSignal<Draft>(one ?? { kind, word: "", means: "", unless: [], language: "", note: "" });
  const unless = useSignal(form.peek().unless.join("，"));
  const busy = useSignal(false);
  const wrong = useSignal("");
  const set = (part: Partial<Draft>): void => { form.value = { ...form.peek(), ...part }; };
  const v = form.value;
  const submit = async (): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    const { kind, word, means, language, note } = form.peek();
    const term = { kind, word, means, language, note, unless: kind === "alias" ? [] : list(unless.peek()) };
    try {
      await (one ? put(`/api/glossary/${one.id}`, { term, version: one.version }) : post("/api/glossary", { term }));
      onDone();
    } catch (e) {
      wrong.value = words(e);
      busy.value = false;
    }
  };
  return (
    <Dialog wide title={one ? t("edit", { word: one.word }) : t("add")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("save")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        <div><span class="label">{t("kind")}</span><Segments name={t("kind")} value={v.kind} choices={KINDS.map((k) => ({ value: k, title: t(k) }))} onPick={(k) => set({ kind: k as Kind })} /><p class="hint">{t(`${v.kind}_text` as Key)}</p></div>
        <div class="pair">
          <Field label={v.kind === "alias" ? t("word_alias") : t("word_said")} value={v.word} onText={(word) => set({ word })} required maxLength={40} />
          <Field label={t(`means_${v.kind}` as Key)} value={v.means} onText={(means) => set({ means })} required={v.kind !== "forbidden"} maxLength={80} {...(v.kind === "forbidden" ? { hint: t("means_forbidden_hint") } : {})} />
        </div>
        {v.kind !== "alias" && <Field label={t("unless")} hint={t("unless_hint")} value={unless.value} onText={(text) => { unless.value = text; }} maxLength={400} />}
        <div class="pair">
          <Select label={t("language")} value={v.language} choices={[{ value: "", title: t("both") }, { value: "zh", title: t("zh") }, { value: "en", title: t("en") }]} onPick={(language) => set({ language })} />
          <Field label={t("note")} hint={t("note_hint")} value={v.note} onText={(note) => set({ note })} maxLength={200} />
        </div>
      </div>
    </Dialog>
  );
}

function Import({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const csv = useSignal<{ name: string; text: string } | null>(null);
  const told = useSignal<Brought | null>(null);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const submit = async (): Promise<void> => {
    if (told.peek()) return onClose();
    busy.value = true;
    wrong.value = "";
    await post<Brought>("/api/glossary/import", { csv: csv.peek()?.text ?? "" }).then((d) => { told.value = d; onDone(); }, (e: unknown) => { wrong.value = words(e); });
    busy.value = false;
  };
  const d = told.value;
  return (
    <Dialog title={t("import_title")} text={t("import_text")} onClose={onClose} onSubmit={() => void submit()} footer={d ? <Button type="submit" voice="primary">{t("close")}</Button> : <><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value} disabled={!csv.value}>{t("import_go")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        {d ? (
          <div role="status">
            <p><b>{t("taken", { n: d.taken })}</b>{d.same > 0 && <span class="muted"> · {t("same_n", { n: d.same })}</span>}</p>
            {d.refused.length > 0 && <><p class="is-alert">{t("refused", { n: d.refused.length })}</p><ul class="t2 muted plain">{d.refused.map((r) => <li key={r.line}>{t("line", { n: r.line, why: r.reason })}</li>)}</ul></>}
          </div>
        ) : (
          <label class="csv-pick"><Icon d={upload} /><span class="grow cut">{csv.value?.name ?? t("import_pick")}</span><input class="sr" type="file" accept=".csv,text/csv" aria-label={t("import_pick")} onChange={(e) => { const file = e.currentTarget.files?.[0]; if (file) void file.text().then((text) => { csv.value = { name: file.name, text }; }); }} /></label>
        )}
      </div>
    </Dialog>
  );
}

function Try() {
  const text = useSignal("");
  const found = useSignal<Tried | null>(null);
  const look = (next: string): void => {
    text.value = next;
    if (!next.trim()) { found.value = null; return; }
    void post<Tried>("/api/glossary/try", { text: next }).then((d) => { if (text.peek() === next) found.value = d; }, () => undefined);
  };
  const d = found.value;
  return (
    <Group title={t("try")} text={t("try_text")}>
      <Field value={text.value} onText={look} placeholder={t("try_ph")} aria-label={t("try")} maxLength={300} />
      {d && (
        <dl class="tried t2" aria-live="polite">
          <dt>{t("read")}</dt><dd>{d.read === text.value ? <span class="faint">{t("same")}</span> : d.read}</dd>
          <dt>{t("said")}</dt><dd>{d.handed_over ? <span class="is-alert">{t("to_person")} {d.hits.filter((h) => !h.instead).map((h) => t("bad", { word: h.word })).join("")}</span> : d.said === text.value ? <span class="faint">{t("same")}</span> : d.said}</dd>
        </dl>
      )}
    </Group>
  );
}

function Line({ one, may, onEdit, onRemove }: { one: Term; may: boolean; onEdit: () => void; onRemove: () => void }) {
  return (
    <li class="line-item">
      <div class="grow">
        <p class="line term"><b class={one.kind === "forbidden" ? "struck" : ""}>{one.word}</b><span class="faint" aria-hidden="true">→</span><span class={one.means ? "" : "muted"}>{one.means || t("person")}</span>{one.language && <Chip>{t(one.language as Key)}</Chip>}</p>
        {(one.note || one.unless.length > 0) && <p class="t2 muted">{one.unless.length > 0 && t("except", { list: one.unless.join("、") })}{one.note && one.unless.length > 0 && " · "}{one.note}</p>}
      </div>
      <Chip>{t(one.kind)}</Chip>
      {may && <Button voice="quiet" size="sm" icon={pencil} label={t("edit", { word: one.word })} onClick={onEdit} />}
      {may && <Button voice="quiet danger" size="sm" icon={trash2} label={t("remove", { word: one.word })} onClick={onRemove} />}
    </li>
  );
}

export function GlossaryPage() {
  const from = useLoad<Term[]>("/api/glossary");
  const q = useSignal("");
  const kind = useSignal<Kind | "">("");
  const open = useSignal<{ edit?: Term | null; remove?: Term; bring?: true } | null>(null);
  const may = can("glossary.write");
  const close = (): void => { open.value = null; };
  const done = (): void => { close(); from.load(); };
  const remove = (one: Term): void => void del(`/api/glossary/${one.id}`).then(done, (e: unknown) => { close(); toast(words(e), { bad: true }); });
  const out = (): void => { location.href = "/api/glossary/export"; };
  const end = (
    <div class="line">
      <Menu voice="quiet" icon={ellipsis} label={t("more")} acts={[...(may ? [{ title: t("import"), icon: upload, onPick: () => { open.value = { bring: true }; } }] : []), { title: t("export"), icon: download, onPick: out }]} />
      {may && <Button voice="primary" icon={plus} onClick={() => { open.value = { edit: null }; }}>{t("add")}</Button>}
    </div>
  );
  return (
    <Sheet wide title={t("title")} text={may ? t("text") : t("read_only")} end={end}>
      <Wait from={from}>
        {(all) => {
          if (!all.length) return <Empty icon={bookOpen} title={t("none")} text={t("none_text")}>{may && <div class="line"><Button size="sm" icon={plus} onClick={() => { open.value = { edit: null }; }}>{t("add")}</Button><Button size="sm" icon={upload} onClick={() => { open.value = { bring: true }; }}>{t("import")}</Button></div>}</Empty>;
          const low = q.value.trim().toLowerCase();
          const shown = all.filter((one) => (!kind.value || one.kind === kind.value) && [one.word, one.means, one.note].some((text) => text.toLowerCase().includes(low)));
          return (
            <>
              <div class="glossary-find"><div class="grow"><Field calm icon={search} value={q.value} onText={(v) => { q.value = v; }} placeholder={t("search")} aria-label={t("search")} /></div><Segments name={t("kind")} value={kind.value} choices={[{ value: "", title: t("all") }, ...KINDS.map((k) => ({ value: k, title: t(k) }))]} onPick={(k) => { kind.value = k as Kind | ""; }} /></div>
              {shown.length ? <ul class="lines">{shown.map((one) => <Line key={one.id} one={one} may={may} onEdit={() => { open.value = { edit: one }; }} onRemove={() => { open.value = { remove: one }; }} />)}</ul> : <Empty icon={search} title={t("found_none")}><Button size="sm" onClick={() => { q.value = ""; kind.value = ""; }}>{t("clear")}</Button></Empty>}
              <Try />
            </>
          );
        }}
      </Wait>
      {open.value?.edit !== undefined && <Edit one={open.value.edit} kind={kind.value || "alias"} onDone={done} onClose={close} />}
      {open.value?.bring && <Import onDone={from.load} onClose={close} />}
      {open.value?.remove && <Dialog title={t("remove_title", { word: open.value.remove.word })} text={t("remove_text")} onClose={close} onSubmit={() => remove(open.value!.remove!)} footer={<><Button voice="quiet" onClick={close}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("delete")}</Button></>} />}
    </Sheet>
  );
}
