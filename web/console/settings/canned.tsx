/* Canned replies: the team's and one's own. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Area, Field, Segments, Select } from "../../ui/field";
import { pencil, plus, search, trash2, zap } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Empty } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { del, patch, post, words } from "../api";
import { can } from "../session";
import type { Canned } from "../shapes";
import { find, loadCanned } from "../talk/canned";
import { Sheet, useLoad, Wait } from "./parts";
import { t } from "./words";

type Words = Pick<Canned, "short" | "title" | "text" | "scope" | "language">;

function Edit({ one, onDone, onClose }: { one: Canned | null; onDone: () => void; onClose: () => void }) {
  const form = useSignal<Words>(one ? { short: one.short, title: one.title, text: one.text, scope: one.scope, language: one.language } : { short: "", title: "", text: "", scope: "own", language: lang.peek() === "en" ? "en" : "zh" });
  const busy = useSignal(false);
  const wrong = useSignal("");
  const put = (part: Partial<Words>): void => { form.value = { ...form.peek(), ...part }; };
  const v = form.value;
  const submit = async (): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    try {
      await (one ? patch(`/api/canned/${one.id}`, form.peek()) : post("/api/canned", form.peek()));
      onDone();
    } catch (e) {
      wrong.value = words(e);
      busy.value = false;
    }
  };
  return (
    <Dialog wide title={one ? `/${one.short}` : t("new_canned")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("save")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        <div class="pair">
          <Field label={t("short")} hint={t("short_hint")} value={v.short} onText={(short) => put({ short: short.replace(/[\s/]/g, "") })} required maxLength={24} />
          <Field label={t("canned_title")} hint={t("optional")} value={v.title} onText={(title) => put({ title })} maxLength={80} />
        </div>
        <Area label={t("text")} hint={t("text_hint")} value={v.text} onText={(text) => put({ text })} required maxLength={8000} rows={4} />
        <div class="pair">
          <div><span class="label">{t("scope")}</span><Segments name={t("scope")} value={v.scope} choices={[{ value: "own", title: t("scope_own") }, { value: "team", title: t("scope_team") }]} onPick={(scope) => put({ scope: scope as Words["scope"] })} /></div>
          <Select label={t("language")} value={v.language.slice(0, 2)} choices={[{ value: "zh", title: t("zh") }, { value: "en", title: t("en") }]} onPick={(language) => put({ language })} />
        </div>
      </div>
    </Dialog>
  );
}

function Remove({ one, onDone, onClose }: { one: Canned; onDone: () => void; onClose: () => void }) {
  const act = (): void => void del(`/api/canned/${one.id}`).then(onDone, (e: unknown) => { toast(words(e), { bad: true }); });
  return <Dialog title={t("delete_title", { name: one.short })} text={t("delete_text")} onClose={onClose} onSubmit={act} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("delete")}</Button></>} />;
}

export function CannedPage() {
  const from = useLoad<Canned[]>("/api/canned");
  const q = useSignal("");
  const open = useSignal<{ edit?: Canned | null; remove?: Canned } | null>(null);
  const may = can("canned.write");
  const done = (): void => {
    open.value = null;
    from.load();
    void loadCanned(true);
  };
  return (
    <Sheet wide title={t("canned")} text={t("canned_text")} end={may && <Button voice="primary" icon={plus} onClick={() => { open.value = { edit: null }; }}>{t("new_canned")}</Button>}>
      <Wait from={from}>
        {(all) => {
          const shown = q.value ? find(q.value, all, 200) : [...all].sort((a, b) => b.uses - a.uses);
          if (!all.length) return <Empty icon={zap} title={t("canned_none")} text={t("canned_none_text")} />;
          return (
            <>
              <div class="sheet-find"><Field calm icon={search} value={q.value} onText={(v) => { q.value = v; }} placeholder={t("search_canned")} aria-label={t("search_canned")} /></div>
              {shown.length === 0 ? <Empty icon={search} title={t("canned_found_none")} /> : (
                <ul class="lines">
                  {shown.map((c) => (
                    <li key={c.id} class="line-item">
                      <div class="grow">
                        <p class="line"><b class="is-accent">/{c.short}</b>{c.title && c.title !== c.short && <span class="cut">{c.title}</span>}<span class="chip">{c.scope === "own" ? t("scope_own") : t("scope_team")}</span>{!c.language.startsWith(lang.value.slice(0, 2)) && <span class="chip">{c.language.startsWith("en") ? t("en") : t("zh")}</span>}</p>
                        <p class="t2 muted clamp">{c.text}</p>
                      </div>
                      <span class="t1 faint num">{t("uses")} {c.uses}</span>
                      {may && <Button voice="quiet" size="sm" icon={pencil} label={`${t("edit")} /${c.short}`} onClick={() => { open.value = { edit: c }; }} />}
                      {may && <Button voice="quiet danger" size="sm" icon={trash2} label={`${t("delete")} /${c.short}`} onClick={() => { open.value = { remove: c }; }} />}
                    </li>
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Wait>
      {open.value?.edit !== undefined && <Edit one={open.value.edit} onDone={done} onClose={() => { open.value = null; }} />}
      {open.value?.remove && <Remove one={open.value.remove} onDone={done} onClose={() => { open.value = null; }} />}
    </Sheet>
  );
}
