/* The language model: where it is, what it may be used for, what it may cost, and whether it answers. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Field, Switch } from "../../ui/field";
import { Notice } from "../../ui/parts";
import { post, put, words } from "../api";
import { forgetUses } from "../talk/polish";
import { MeaningPart } from "./meaning";
import { Group, SaveBar, Sheet, useForm, useLoad, Wait } from "./parts";
import { t } from "./modelwords";

interface Setting { url: string; model: string; has_key: boolean; uses: string[]; requests: number; tokens: number; within: number; version: number; spent: { month: string; requests: number; tokens: number } }
type Form = Setting & { key: string };
interface Tried { text: string; ms: number; tokens: number; problem: string }

const USES = ["answer", "rewrite", "summary", "draft"] as const;

/** What the server takes; an empty key leaves the one that there is. */
const change = ({ url, model, key, uses, requests, tokens, within }: Form): object => ({ url, model, key: key || null, uses, requests, tokens, within });

function Trial({ form }: { form: Form }) {
  const tried = useSignal<Tried | null>(null);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const run = async (): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    tried.value = null;
    try {
      tried.value = await post<Tried>("/api/model/try", change(form));
    } catch (e) {
      wrong.value = words(e);
    } finally {
      busy.value = false;
    }
  };
  const found = tried.value;
  const bad = wrong.value || (found?.problem ? t("try_bad", { why: found.problem }) : "");
  return (
    <Group title={t("try_it")} text={t("try_text")}>
      <div><Button type="button" busy={busy.value} disabled={!form.url || !form.model} onClick={() => void run()}>{t("ask")}</Button></div>
      <div role="status">{bad ? <Notice voice="alert">{bad}</Notice> : found ? <><p>{t("said", { text: found.text })}</p><p class="hint num">{t("took", { ms: found.ms, tokens: found.tokens })}</p></> : null}</div>
    </Group>
  );
}

function Edit({ start }: { start: Setting }) {
  const form = useForm<Form>({ ...start, key: "" }, async (_part, all) => {
    const kept = await put<Setting>("/api/model", { setting: change(all), version: all.version });
    forgetUses();
    return { ...kept, key: "" };
  });
  const { value: v, put: set } = form;
  const turn = (use: string, on: boolean): void => set({ uses: USES.filter((one) => (one === use ? on : v.uses.includes(one))) });
  const whole = (text: string): number => Math.max(0, Math.round(Number(text) || 0));
  return (
    <form onSubmit={(e) => { e.preventDefault(); void form.save(); }}>
      <Group title={t("where")} text={t("where_text")}>
        <Field label={t("url")} hint={t("url_hint")} value={v.url} onText={(url) => set({ url })} required maxLength={300} spellcheck={false} placeholder="https://api.example.com/v1" />
        <div class="pair">
          <Field label={t("model")} value={v.model} onText={(model) => set({ model })} required maxLength={200} spellcheck={false} />
          <Field label={t("key")} hint={v.has_key ? t("key_kept") : t("key_hint")} type="password" value={v.key} onText={(key) => set({ key })} maxLength={1000} autocomplete="off" />
        </div>
      </Group>
      <Group title={t("uses")} text={t("uses_text")}>
        {USES.map((use) => <Switch key={use} label={t(use)} hint={t(`${use}_hint`)} on={v.uses.includes(use)} onTurn={(on) => turn(use, on)} />)}
        <Notice>{t("privacy")}</Notice>
      </Group>
      <Group title={t("limits")} text={t("limits_text")}>
        <div class="pair">
          <Field label={t("requests")} type="number" min={0} max={1_000_000} value={String(v.requests)} onText={(s) => set({ requests: whole(s) })} />
          <Field label={t("tokens")} type="number" min={0} max={1_000_000_000} value={String(v.tokens)} onText={(s) => set({ tokens: whole(s) })} />
        </div>
        <Field label={t("within")} type="number" min={1} max={20} value={String(v.within)} onText={(s) => set({ within: Number(s) || 8 })} />
        <p class="t2"><span class="muted">{t("spent")} ({v.spent.month})</span> <span class="num">{t("spent_of", { requests: v.spent.requests, tokens: v.spent.tokens })}</span></p>
      </Group>
      <Trial form={v} />
      <SaveBar form={form} />
    </form>
  );
}

export function ModelPage() {
  const from = useLoad<Setting>("/api/model");
  return <Sheet title={t("title")} text={t("text")}><Wait from={from}>{(setting) => <Edit start={setting} />}</Wait><MeaningPart /></Sheet>;
}
