/* Tools: calls to the business's own systems that flows may make, and the secrets that go with them. */
import "./tools.css";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { chevronRight, keyRound, plus, trash2, zap } from "../../ui/icons";
import { Icon } from "../../ui/icon";
import { lang } from "../../ui/lang";
import { Chip, Copy, Empty, Failed } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { del, put, words } from "../api";
import { can } from "../session";
import { McpServers, type McpServer } from "./mcp";
import { Group, Sheet, to, useLoad, Wait } from "./parts";
import { BLANK, ToolEditor, type Tool } from "./tool";
import { t } from "./toolwords";

interface Secret { name: string; host: string; updated_at: number }
interface All { tools: Tool[]; servers: McpServer[]; secrets: Secret[] }

function SecretDialog({ one, onDone, onClose }: { one: Secret | null; onDone: () => void; onClose: () => void }) {
  const form = useSignal({ name: one?.name ?? "", host: one?.host ?? "", value: "" });
  const wrong = useSignal("");
  const busy = useSignal(false);
  const set = (part: Partial<typeof form.value>): void => { form.value = { ...form.peek(), ...part }; };
  const submit = async (): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    try {
      const { name, ...rest } = form.peek();
      await put(`/api/tools/secrets/${encodeURIComponent(name)}`, rest);
      onDone();
    } catch (e) {
      wrong.value = words(e);
      busy.value = false;
    }
  };
  const v = form.value;
  return (
    <Dialog title={one ? t("replace_of", { name: one.name }) : t("new_secret")} text={t("secret_kept")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("save")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        <Field label={t("secret_name")} value={v.name} onText={(name) => set({ name })} required maxLength={40} disabled={Boolean(one)} placeholder="erp_key" spellcheck={false} />
        <Field label={t("secret_host")} value={v.host} onText={(host) => set({ host })} required maxLength={253} placeholder="api.example.com" spellcheck={false} />
        <Field label={t("secret_value")} type="password" value={v.value} onText={(value) => set({ value })} required maxLength={4000} autocomplete="off" />
      </div>
    </Dialog>
  );
}

function Secrets({ all, may, onDone }: { all: Secret[]; may: boolean; onDone: () => void }) {
  const open = useSignal<{ edit?: Secret | null; remove?: Secret } | null>(null);
  const close = (): void => { open.value = null; };
  const done = (): void => { close(); onDone(); };
  const remove = (name: string): void => void del(`/api/tools/secrets/${encodeURIComponent(name)}`).then(done, (e: unknown) => { close(); toast(words(e), { bad: true }); });
  return (
    <Group title={t("secrets")} text={t("secrets_text")}>
      {!all.length ? <Empty icon={keyRound} title={t("secret_none")} /> : (
        <ul class="lines">{all.map((s) => (
          <li key={s.name} class="line-item wrap-phone">
            <div class="grow"><p class="line"><b>{s.name}</b><span class="muted">→ {s.host}</span></p><p class="t1 faint line">{t("use_as")} <code>{`{secret.${s.name}}`}</code><Copy text={`{secret.${s.name}}`} /></p></div>
            {may && <Button size="sm" label={t("replace_of", { name: s.name })} onClick={() => { open.value = { edit: s }; }}>{t("replace")}</Button>}
            {may && <Button size="sm" voice="quiet danger" icon={trash2} label={t("remove_of", { name: s.name })} onClick={() => { open.value = { remove: s }; }} />}
          </li>
        ))}</ul>
      )}
      {may && <div><Button icon={plus} onClick={() => { open.value = { edit: null }; }}>{t("new_secret")}</Button></div>}
      {open.value?.edit !== undefined && <SecretDialog one={open.value.edit} onDone={done} onClose={close} />}
      {open.value?.remove && <Dialog title={t("remove_title", { name: open.value.remove.name })} text={t("remove_secret_text")} onClose={close} onSubmit={() => remove(open.value!.remove!.name)} footer={<><Button voice="quiet" onClick={close}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("remove")}</Button></>} />}
    </Group>
  );
}

function List({ all, may, onDone }: { all: All; may: boolean; onDone: () => void }) {
  const chinese = lang.value !== "en";
  return (
    <>
      {!all.tools.length ? <Empty icon={zap} title={t("none")} text={t("none_text")} /> : (
        <ul class="lines">{all.tools.map((tool) => (
          <li key={tool.name}><a class="line-item" href={to("tools", tool.name)}>
            <div class="grow">
              <p class="line wrap"><b>{chinese ? tool.title["zh"] : tool.title["en"]}</b><code class="faint t1">{tool.name}</code>{!tool.enabled && <Chip>{t("off")}</Chip>}{tool.changes && <Chip voice="time">{t("changes_chip")}</Chip>}{tool.needs_verified && <Chip voice="accent">{t("verified_chip")}</Chip>}</p>
              <p class="t1 muted cut"><code>{tool.method} {tool.url}</code></p>
            </div>
            <Icon d={chevronRight} />
          </a></li>
        ))}</ul>
      )}
      <McpServers all={all.servers} secrets={all.secrets} may={may} onDone={onDone} />
      <Secrets all={all.secrets} may={may} onDone={onDone} />
    </>
  );
}

export function ToolsPage({ sub }: { sub: string }) {
  const from = useLoad<All>("/api/tools");
  const may = can("tools.write");
  if (sub) {
    return <Wait from={from}>{(all) => {
      const one = sub === "+" ? BLANK : all.tools.find((tool) => tool.name === sub);
      return one ? <ToolEditor key={sub} start={one} may={may} onKept={from.load} /> : <Sheet title={t("title")} back={to("tools")}><Failed message={t("gone")} onRetry={from.load} /></Sheet>;
    }}</Wait>;
  }
  return (
    <Sheet wide title={t("title")} text={may ? t("text") : <>{t("text")} {t("read_only")}</>} end={may && <a class="btn primary" href={to("tools", "+")}><Icon d={plus} />{t("new_tool")}</a>}>
      <Wait from={from}>{(all) => <List all={all} may={may} onDone={from.load} />}</Wait>
    </Sheet>
  );
}
