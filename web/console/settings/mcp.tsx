/* MCP servers: where they are, what they offer, and what of it flows may call. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Check, Field, Select, Switch } from "../../ui/field";
import { link, pencil, plus, trash2 } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Chip, Empty, Notice } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { del, post, put, words } from "../api";
import { Group } from "./parts";
import { t } from "./mcpwords";

interface Allowed { tool: string; title: Record<"zh" | "en", string>; args: Record<string, string>; names: Record<string, string>; types: Record<string, string>; changes: boolean; needs_verified: boolean; customer: string }
export interface McpServer { name: string; url: string; secret: string; allowed: Allowed[]; timeout: number; enabled: boolean; version: number }
interface Offered { allow: Allowed; text: string; reads: boolean; problem: string }
interface Secret { name: string; host: string }

const BLANK: McpServer = { name: "", url: "", secret: "", allowed: [], timeout: 10, enabled: true, version: 0 };

function Pick({ one, on, onPut }: { one: Offered; on: Allowed | undefined; onPut: (allow: Allowed | null) => void }) {
  const names = Object.keys(one.allow.args);
  const title = one.allow.title[lang.value === "en" ? "en" : "zh"];
  return (
    <li class="mcp-tool">
      <Check label={<><b>{title}</b> <code class="faint t1">{one.allow.tool}</code></>} on={Boolean(on)} onTurn={(yes) => onPut(yes ? one.allow : null)} disabled={Boolean(one.problem)} />
      <p class="t1 muted">{one.text}</p>
      <p class="t1 faint line wrap">{names.length ? t("args", { names: names.join(", ") }) : t("no_args")}{one.reads && <Chip>{t("reads")}</Chip>}</p>
      {one.problem && <p class="t1 is-alert">{one.problem}</p>}
      {on && <div class="stack">
        <Switch label={t("changes")} on={on.changes} onTurn={(changes) => onPut({ ...on, changes })} />
        <Switch label={t("verified")} on={on.needs_verified || Boolean(on.customer)} disabled={Boolean(on.customer)} onTurn={(yes) => onPut({ ...on, needs_verified: yes })} />
        {names.length > 0 && <Select small label={t("customer")} value={on.customer} choices={[{ value: "", title: t("customer_none") }, ...Object.values(one.allow.names).map((there) => ({ value: there, title: there }))]} onPick={(customer) => onPut({ ...on, customer })} />}
      </div>}
    </li>
  );
}

function ServerDialog({ start, secrets, onDone, onClose }: { start: McpServer; secrets: Secret[]; onDone: () => void; onClose: () => void }) {
  const form = useSignal(start);
  const found = useSignal<Offered[] | null>(start.allowed.length ? start.allowed.map((allow) => ({ allow, text: "", reads: false, problem: "" })) : null);
  const wrong = useSignal("");
  const busy = useSignal<"" | "look" | "save">("");
  const set = (part: Partial<McpServer>): void => { form.value = { ...form.peek(), ...part }; };
  const draft = (): object => { const { version: _version, ...rest } = form.peek(); return rest; };
  const act = async (what: "look" | "save"): Promise<void> => {
    busy.value = what;
    wrong.value = "";
    try {
      if (what === "look") found.value = await post<Offered[]>("/api/tools/servers/look", draft());
      else {
        await put(`/api/tools/servers/${encodeURIComponent(form.peek().name)}`, { server: draft(), version: start.version });
        onDone();
      }
    } catch (e) {
      wrong.value = words(e);
    }
    busy.value = "";
  };
  const allow = (tool: string, one: Allowed | null): void => set({ allowed: [...form.peek().allowed.filter((a) => a.tool !== tool), ...(one ? [one] : [])] });
  const v = form.value;
  return (
    <Dialog wide title={start.name ? t("edit_title", { name: start.name }) : t("add")} onClose={onClose} onSubmit={() => void act("save")} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value === "save"}>{t("save")}</Button></>}>
      <div class="form">
        {wrong.value && <Notice voice="alert">{wrong.value}</Notice>}
        <div class="pair">
          <Field label={t("name")} hint={t("name_hint")} value={v.name} onText={(name) => set({ name })} required maxLength={20} disabled={Boolean(start.name)} spellcheck={false} placeholder="erp" />
          <Select label={t("secret")} hint={t("secret_hint")} value={v.secret} choices={[{ value: "", title: t("no_secret") }, ...secrets.map((s) => ({ value: s.name, title: `${s.name} → ${s.host}` }))]} onPick={(secret) => set({ secret })} />
        </div>
        <Field label={t("url")} value={v.url} onText={(url) => set({ url })} required maxLength={2000} spellcheck={false} placeholder="https://api.example.com/mcp" />
        <div><Button type="button" busy={busy.value === "look"} disabled={!v.name || !v.url} onClick={() => void act("look")}>{t("look")}</Button></div>
        {found.value && <section class="stack" aria-label={t("title")}><p class="t2 muted" role="status">{found.value.length ? t("found", { n: found.value.length }) : t("found_none")}</p><ul class="mcp-tools">{found.value.map((one) => <Pick key={one.allow.tool} one={one} on={v.allowed.find((a) => a.tool === one.allow.tool)} onPut={(a) => allow(one.allow.tool, a)} />)}</ul></section>}
        <Switch label={t("enabled")} on={v.enabled} onTurn={(enabled) => set({ enabled })} />
      </div>
    </Dialog>
  );
}

export function McpServers({ all, secrets, may, onDone }: { all: McpServer[]; secrets: Secret[]; may: boolean; onDone: () => void }) {
  const open = useSignal<{ edit?: McpServer; remove?: McpServer } | null>(null);
  const close = (): void => { open.value = null; };
  const done = (): void => { close(); onDone(); };
  const remove = (name: string): void => void del(`/api/tools/servers/${encodeURIComponent(name)}`).then(done, (e: unknown) => { close(); toast(words(e), { bad: true }); });
  return (
    <Group title={t("title")} text={t("text")}>
      {!all.length ? <Empty icon={link} title={t("none")} /> : (
        <ul class="lines">{all.map((s) => (
          <li key={s.name} class="line-item wrap-phone">
            <div class="grow"><p class="line wrap"><b>{s.name}</b><span class="muted">{t("tools_n", { n: s.allowed.length })}</span>{!s.enabled && <Chip>{t("off")}</Chip>}</p><p class="t1 faint cut"><code>{s.url}</code></p></div>
            {may && <Button size="sm" voice="quiet" icon={pencil} label={`${t("edit")}: ${s.name}`} onClick={() => { open.value = { edit: s }; }} />}
            {may && <Button size="sm" voice="quiet danger" icon={trash2} label={`${t("remove")}: ${s.name}`} onClick={() => { open.value = { remove: s }; }} />}
          </li>
        ))}</ul>
      )}
      {may && <div><Button icon={plus} onClick={() => { open.value = { edit: BLANK }; }}>{t("add")}</Button></div>}
      {open.value?.edit && <ServerDialog start={open.value.edit} secrets={secrets} onDone={done} onClose={close} />}
      {open.value?.remove && <Dialog title={t("remove_title", { name: open.value.remove.name })} text={t("remove_text")} onClose={close} onSubmit={() => remove(open.value!.remove!.name)} footer={<><Button voice="quiet" onClick={close}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("remove")}</Button></>} />}
    </Group>
  );
}
