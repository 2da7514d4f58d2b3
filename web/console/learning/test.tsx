/* The business's own test set. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Field, Segments } from "../../ui/field";
import { listFilter, plus, trash2 } from "../../ui/icons";
import { Empty } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { del, post, words } from "../api";
import { can } from "../session";
import { Group, useLoad, Wait } from "../settings/parts";
import { PickArticle } from "./articles";
import { Page } from "./learning";
import { t } from "./words";

interface Case { text: string; expect: string; title: string; at: number }
interface Cases { items: Case[]; all: number }

function Add({ language, onAdded }: { language: string; onAdded: () => void }) {
  const text = useSignal("");
  const expect = useSignal("none");
  const wrong = useSignal("");
  const submit = (e: Event): void => {
    e.preventDefault();
    const wanted = expect.peek() === "none" ? "none" : `article:${expect.peek()}`;
    post<Case>("/api/learning/cases", { text: text.peek(), expect: wanted, language }).then(() => { text.value = ""; wrong.value = ""; onAdded(); }, (fault: unknown) => { wrong.value = words(fault); });
  };
  return (
    <form onSubmit={submit} class="form">
      <div class="pair"><Field label={t("case_text")} value={text.value} onText={(v) => { text.value = v; }} required maxLength={300} wrong={wrong.value || undefined} /><PickArticle label={t("case_expect")} value={expect.value} onPick={(v) => { expect.value = v; }} more={[{ value: "none", title: t("case_none") }]} /></div>
      <div><Button type="submit" icon={plus}>{t("add")}</Button></div>
    </form>
  );
}

export function TestPage() {
  const language = useSignal("zh");
  const from = useLoad<Cases>(`/api/learning/cases?language=${language.value}`);
  const may = can("knowledge.write");
  const drop = (one: Case): void => void del("/api/learning/cases", { text: one.text, language: language.peek() }).then(from.load, (e: unknown) => { toast(words(e), { bad: true }); });
  return (
    <Page title={t("test")} text={t("test_text", { n: from.data.value?.all ?? 0 })}>
      <div class="learn-lang"><Segments name={t("test")} value={language.value} choices={[{ value: "zh", title: t("zh") }, { value: "en", title: t("en") }]} onPick={(v) => { language.value = v; }} /></div>
      {may && <Group title={t("add_case")}><Add language={language.value} onAdded={from.load} key={language.value} /></Group>}
      <Wait from={from}>{(all) => !all.items.length ? <Empty icon={listFilter} title={t("test_none")} /> : (
        <ul class="lines">{all.items.map((one) => <li key={one.text} class="line"><span class="grow" lang={language.value}>{one.text} <span class="t1 faint">→ {one.expect === "none" ? t("case_none") : one.title}</span></span>{may && <Button size="sm" voice="quiet" icon={trash2} label={`${t("remove")}: ${one.text}`} onClick={() => drop(one)} />}</li>)}</ul>
      )}</Wait>
    </Page>
  );
}
