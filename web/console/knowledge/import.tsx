/* Taking knowledge in: files or an address, with progress, and a report of what was taken and what was not. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Check, Field } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { check, circleAlert, fileText, minus, upload as uploadIcon, x } from "../../ui/icons";
import { get, post, upload, words } from "../api";
import { href } from "../route";
import { bytes } from "../talk/entry";
import { t } from "./words";

interface Named { name: string; title?: string; article?: string }
interface Report { done: boolean; total: number; taken: Named[]; unchanged: (Named | string)[]; refused: { name: string; reason: string }[] }

function Results({ report, onClose }: { report: Report; onClose: () => void }) {
  const count = report.taken.length + report.unchanged.length + report.refused.length;
  return (
    <div class="stack import-report">
      {!report.done && <><p class="t2" role="status">{t("importing", { done: count, total: Math.max(report.total, count) })}</p><div class="bar-progress" role="progressbar" aria-label={t("import_title")} aria-valuenow={count} aria-valuemax={Math.max(1, report.total)}><i style={{ width: `${report.total ? (count / report.total) * 100 : 4}%` }} /></div></>}
      {report.refused.length > 0 && <section><h3 class="line is-alert"><Icon d={circleAlert} size="sm" /> {t("refused", { n: report.refused.length })}</h3><ul>{report.refused.map((r) => <li key={r.name}><b class="cut">{r.name}</b><span class="muted">{r.reason}</span></li>)}</ul></section>}
      {report.taken.length > 0 && <section><h3 class="line is-ok"><Icon d={check} size="sm" /> {t("taken", { n: report.taken.length })}</h3><ul>{report.taken.map((r, i) => <li key={i}>{r.article ? <a class="cut" href={href("k", r.article)} onClick={onClose}>{r.title || r.name}</a> : <span class="cut">{r.title || r.name}</span>}<span class="faint cut">{r.name}</span></li>)}</ul></section>}
      {report.unchanged.length > 0 && <section><h3 class="line muted"><Icon d={minus} size="sm" /> {t("unchanged", { n: report.unchanged.length })}</h3></section>}
    </div>
  );
}

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const files = useSignal<File[]>([]);
  const url = useSignal("");
  const publish = useSignal(true);
  const part = useSignal(-1);
  const job = useSignal("");
  const report = useSignal<Report | null>(null);
  const wrong = useSignal("");
  const over = useSignal(false);
  const pick = useRef<HTMLInputElement>(null);
  const add = (list: Iterable<File> | null | undefined): void => { if (list) files.value = [...files.peek(), ...list]; };

  const begin = async (): Promise<void> => {
    wrong.value = "";
    part.value = 0;
    try {
      if (files.peek().length) job.value = (await send(files.peek(), !publish.peek(), (p) => { part.value = p; })).job;
      else job.value = (await post<{ job: string }>("/api/knowledge/import", { url: url.peek().trim(), draft: !publish.peek() })).job;
    } catch (e) {
      wrong.value = words(e);
    }
    part.value = -1;
  };
  useEffect(() => {
    if (!job.value) return;
    let stop = false;
    const look = async (): Promise<void> => {
      try {
        report.value = await get<Report>(`/api/knowledge/import/${job.value}`);
      } catch (e) {
        wrong.value = words(e);
        return;
      }
      if (!stop && !report.peek()!.done) setTimeout(() => void look(), 600);
    };
    void look();
    return () => { stop = true; };
  }, [job.value]);

  const busy = part.value >= 0 || (job.value !== "" && !report.value?.done && !wrong.value);
  const done = report.value?.done;
  return (
    <Dialog wide title={done ? t("import_done") : t("import_title")} text={done ? undefined : t("import_text")} onClose={onClose} onSubmit={() => (done ? onClose() : void begin())}
      footer={done ? <Button type="submit" voice="primary">{t("import_close")}</Button> : <><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy} disabled={!files.value.length && !url.value.trim()}>{t("import_go")}</Button></>}>
      {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
      {report.value ? <Results report={report.value} onClose={onClose} /> : (
        <div class="form">
          <div class={`drop ${over.value ? "over" : ""}`} onDragOver={(e) => { e.preventDefault(); over.value = true; }} onDragLeave={() => { over.value = false; }} onDrop={(e) => { e.preventDefault(); over.value = false; add(e.dataTransfer?.files); }}>
            <Icon d={uploadIcon} size="lg" class="faint" />
            <p class="t2 muted">{t("import_drop")} <button type="button" class="link is-accent" onClick={() => pick.current?.click()}>{t("import_pick")}</button></p>
            <input ref={pick} type="file" multiple hidden accept=".md,.markdown,.txt,.docx,.pdf,.html,.htm,.csv,.xlsx" onChange={(e) => { add(e.currentTarget.files); e.currentTarget.value = ""; }} />
            {files.value.length > 0 && <ul class="attached">{files.value.map((f, i) => <li key={i}><Icon d={fileText} /><span class="cut grow">{f.name}</span><span class="faint t1 num">{bytes(f.size)}</span><Button voice="quiet" size="sm" icon={x} label={t("remove", { name: f.name })} onClick={() => { files.value = files.peek().filter((_, n) => n !== i); }} /></li>)}</ul>}
          </div>
          {!files.value.length && <Field label={t("import_url")} type="url" placeholder={t("import_url_ph")} value={url.value} onText={(v) => { url.value = v; }} />}
          <Check label={t("import_publish")} on={publish.value} onTurn={(on) => { publish.value = on; }} />
          {part.value >= 0 && <div class="bar-progress" role="progressbar" aria-label={t("import_title")} aria-valuenow={Math.round(part.value * 100)}><i style={{ width: `${part.value * 100}%` }} /></div>}
        </div>
      )}
    </Dialog>
  );
}

/** Several files in one request. */
function send(files: File[], draft: boolean, onPart: (part: number) => void): Promise<{ job: string }> {
  const form = new FormData();
  for (const f of files) form.append("files", f, f.name);
  if (draft) form.append("draft", "1");
  return upload(form, onPart, "/api/knowledge/import").done as unknown as Promise<{ job: string }>;
}
