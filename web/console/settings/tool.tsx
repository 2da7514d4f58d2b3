/* One tool: what it is, the request it makes, what is kept of the answer, and a trial of all that. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Area, Field, Select, Switch } from "../../ui/field";
import { plus, trash2 } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Chip, Notice } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { dirty } from "../guard";
import { del, post, put, words } from "../api";
import { go } from "../route";
import { Group, SaveBar, Sheet, to, useForm } from "./parts";
import { t } from "./toolwords";

export interface Tool {
  name: string; title: Record<string, string>; args: Record<string, string>; method: string; url: string; headers: Record<string, string>; body: string;
  keep: Record<string, string>; timeout: number; needs_verified: boolean; changes: boolean; enabled: boolean; version: number; updated_at: number; updated_by: string;
}
interface Tried { request: { method: string; url: string; headers: Record<string, string>; body: string }; sent: boolean; status: number; ms: number; kept: Record<string, unknown>; answer: string; problem: string }

export const BLANK: Tool = { name: "", title: { zh: "", en: "" }, args: {}, method: "GET", url: "https://", headers: {}, body: "", keep: {}, timeout: 8, needs_verified: false, changes: false, enabled: true, version: 0, updated_at: 0, updated_by: "" };
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const CHANGING = ["PUT", "PATCH", "DELETE"];

/** What the server takes: the tool without what it adds itself. */
const draft = ({ version: _v, updated_at: _a, updated_by: _b, ...rest }: Tool): object => rest;

interface Row { key: number; name: string; text: string }
let keys = 0;

/** A list of names with a text each. Rows live here while names are half typed; what is whole goes out. */
function Pairs({ value, onPick, first, second, add, remove, may, mono }: { value: Record<string, string>; onPick: (value: Record<string, string>) => void; first: string; second: string; add: string; remove: (name: string) => string; may: boolean; mono?: boolean }) {
  const rows = useSignal<Row[]>(Object.entries(value).map(([name, text]) => ({ key: ++keys, name, text })));
  const set = (next: Row[]): void => {
    rows.value = next;
    onPick(Object.fromEntries(next.filter((r) => r.name.trim()).map((r) => [r.name.trim(), r.text])));
  };
  const change = (key: number, part: Partial<Row>): void => set(rows.peek().map((r) => (r.key === key ? { ...r, ...part } : r)));
  return (
    <div class="stack">
      {rows.value.map((r) => (
        <div key={r.key} class="pair-row">
          <Field aria-label={first} placeholder={first} value={r.name} onText={(name) => change(r.key, { name })} maxLength={60} spellcheck={false} disabled={!may} class="mono" />
          <Field aria-label={`${second}${r.name ? ` (${r.name})` : ""}`} placeholder={second} value={r.text} onText={(text) => change(r.key, { text })} maxLength={1000} spellcheck={!mono} disabled={!may} class={mono ? "mono" : ""} />
          {may && <Button voice="quiet danger" icon={trash2} label={remove(r.name)} onClick={() => set(rows.peek().filter((one) => one.key !== r.key))} />}
        </div>
      ))}
      {may && <div><Button size="sm" icon={plus} onClick={() => { rows.value = [...rows.peek(), { key: ++keys, name: "", text: "" }]; }}>{add}</Button></div>}
    </div>
  );
}

function Said({ title, children }: { title: string; children: ComponentChildren }) {
  return <div><h4 class="label">{title}</h4>{children}</div>;
}

function Outcome({ tried }: { tried: Tried }) {
  const { method, url, headers, body } = tried.request;
  const lines = [`${method} ${url}`, ...Object.entries(headers).map(([k, v]) => `${k}: ${v}`), ...(body ? ["", body] : [])];
  return (
    <div class="stack" role="status">
      {tried.problem ? <Notice voice="alert">{t("try_bad", { why: tried.problem })}</Notice> : null}
      {tried.sent && <p class="line wrap"><span class="muted">{t("status")}</span><Chip voice={tried.problem ? "alert" : "ok"}>{tried.status || "—"}</Chip><span class="faint num t1">{t("took", { ms: tried.ms })}</span></p>}
      {tried.sent && !tried.problem && <Said title={t("found")}><pre class="code" tabIndex={0}>{JSON.stringify(tried.kept, null, 2)}</pre></Said>}
      <Said title={t("wants")}><pre class="code wrapped" tabIndex={0}>{lines.join("\n")}</pre></Said>
      {tried.sent && <Said title={t("raw")}><pre class="code wrapped" tabIndex={0}>{tried.answer || t("nothing")}</pre></Said>}
    </div>
  );
}

/** Sends one real request with what is filled in. */
function Trial({ tool }: { tool: Tool }) {
  const args = useSignal<Record<string, string>>({});
  const customer = useSignal("");
  const tried = useSignal<Tried | null>(null);
  const busy = useSignal(false);
  const wrong = useSignal("");
  const ask = useSignal(false);
  const run = async (send: boolean): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    ask.value = false;
    try {
      tried.value = await post<Tried>("/api/tools/try", { tool: draft(tool), args: args.peek(), customer: customer.peek(), send });
    } catch (e) {
      wrong.value = words(e);
      tried.value = null;
    } finally {
      busy.value = false;
    }
  };
  const changes = tool.changes || CHANGING.includes(tool.method);
  return (
    <Group title={t("try_it")} text={t("try_text")}>
      {Object.entries(tool.args).map(([name, text]) => <Field key={name} label={text ? `${name}，${text}` : name} value={args.value[name] ?? ""} onText={(value) => { args.value = { ...args.peek(), [name]: value }; }} maxLength={2000} />)}
      <Field label={t("customer")} hint={t("customer_hint")} value={customer.value} onText={(value) => { customer.value = value; }} maxLength={120} />
      <div class="line">
        <Button type="button" onClick={() => void run(false)} disabled={busy.value}>{t("show")}</Button>
        <Button type="button" voice="primary" busy={busy.value} onClick={() => { if (changes) ask.value = true; else void run(true); }}>{t("send")}</Button>
      </div>
      {wrong.value && <Notice voice="alert">{wrong.value}</Notice>}
      {tried.value && <Outcome tried={tried.value} />}
      {ask.value && <Dialog title={`${t("send_sure")}？`} text={t("sure")} onClose={() => { ask.value = false; }} onSubmit={() => void run(true)} footer={<><Button voice="quiet" onClick={() => { ask.value = false; }}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("send_sure")}</Button></>} />}
    </Group>
  );
}

export function ToolEditor({ start, may, onKept }: { start: Tool; may: boolean; onKept: () => void }) {
  const fresh = !start.version;
  const removing = useSignal(false);
  const form = useForm(start, (_part, all) => put<Tool>(`/api/tools/${encodeURIComponent(all.name)}`, { tool: draft(all), version: all.version }));
  const { value: v, put: set } = form;
  const save = async (): Promise<void> => {
    const name = v.name;
    if (!(await form.save())) return;
    onKept();
    if (fresh) go("s", "tools", name, true);
  };
  const remove = async (): Promise<void> => {
    try {
      await del(`/api/tools/${encodeURIComponent(start.name)}`);
      dirty.value = false;
      onKept();
      go("s", "tools");
    } catch (e) {
      toast(words(e), { bad: true });
    }
  };
  const forced = CHANGING.includes(v.method);
  const place = (name: string): string => `{${name}}`;
  return (
    <Sheet back={to("tools")} title={fresh ? t("new_tool") : ((lang.value === "en" ? v.title["en"] : v.title["zh"]) || v.name)} text={may ? undefined : t("read_only")} end={may && !fresh && <Button voice="quiet danger" icon={trash2} onClick={() => { removing.value = true; }}>{t("remove")}</Button>}>
      <form onSubmit={(e) => { e.preventDefault(); void save(); }}>
        <Group title={t("basics")}>
          <div class="pair">
            <Field label={t("title_zh")} value={v.title["zh"] ?? ""} onText={(zh) => set({ title: { ...v.title, zh } })} maxLength={120} disabled={!may} lang="zh" placeholder="查订单" />
            <Field label={t("title_en")} value={v.title["en"] ?? ""} onText={(en) => set({ title: { ...v.title, en } })} maxLength={120} disabled={!may} lang="en" placeholder="Find an order" />
          </div>
          <Field label={t("name")} hint={t("name_hint")} value={v.name} onText={(name) => set({ name })} required maxLength={40} disabled={!may || !fresh} spellcheck={false} placeholder="find_order" class="mono" />
          <Switch label={t("on")} hint={t("on_hint")} on={v.enabled} onTurn={(enabled) => set({ enabled })} disabled={!may} />
        </Group>
        <Group title={t("args")} text={t("args_text")}>
          <Pairs value={v.args} onPick={(args) => set({ args })} first={t("arg")} second={t("sentence")} add={t("add_arg")} remove={(name) => t("remove_arg", { name })} may={may} />
        </Group>
        <Group title={t("request")} text={t("request_text", { place: place(Object.keys(v.args)[0] ?? "order_no"), customer: place("customer.id"), conversation: place("conversation"), language: place("language") })}>
          <div class="pair method-row">
            <Select label={t("method")} value={v.method} choices={METHODS.map((m) => ({ value: m, title: m }))} onPick={(method) => set({ method, changes: v.changes || CHANGING.includes(method) })} disabled={!may} />
            <Field label={t("url")} hint={t("url_hint")} value={v.url} onText={(url) => set({ url })} required maxLength={1000} disabled={!may} spellcheck={false} class="mono" />
          </div>
          <div><h4 class="label">{t("headers")}</h4><Pairs mono value={v.headers} onPick={(headers) => set({ headers })} first={t("header")} second={t("value")} add={t("add_header")} remove={(name) => t("remove_header", { name })} may={may} /><p class="hint">{t("headers_hint", { place: place("secret.…") })}</p></div>
          {v.method !== "GET" && <Area label={t("body")} hint={t("body_hint")} value={v.body} onText={(body) => set({ body })} rows={4} maxLength={8000} disabled={!may} spellcheck={false} class="mono" placeholder={'{"order": "{order_no}"}'} />}
        </Group>
        <Group title={t("answer")} text={t("answer_text")}>
          <Pairs mono value={v.keep} onPick={(keep) => set({ keep })} first={t("kept")} second={t("path")} add={t("add_kept")} remove={(name) => t("remove_kept", { name })} may={may} />
        </Group>
        <Group title={t("rules")}>
          <Switch label={t("changes")} hint={t("changes_hint")} on={v.changes || forced} onTurn={(changes) => set({ changes })} disabled={!may || forced} />
          <Switch label={t("needs_verified")} hint={t("needs_verified_hint")} on={v.needs_verified} onTurn={(needs_verified) => set({ needs_verified })} disabled={!may} />
          <Field label={t("timeout")} type="number" min={1} max={20} step={1} value={String(v.timeout)} onText={(s) => set({ timeout: Number(s) || 8 })} disabled={!may} />
        </Group>
        {may && <SaveBar form={form} />}
      </form>
      {may && <Trial tool={v} />}
      {removing.value && <Dialog title={t("remove_title", { name: v.title["zh"] || v.name })} text={t("remove_text")} onClose={() => { removing.value = false; }} onSubmit={() => void remove()} footer={<><Button voice="quiet" onClick={() => { removing.value = false; }}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("remove")}</Button></>} />}
    </Sheet>
  );
}
