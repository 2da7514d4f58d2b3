/* Keys of programs: made with what they may do, shown once, taken back. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Check, Field, Select } from "../../ui/field";
import { keyRound, plus } from "../../ui/icons";
import { Chip, Copy, Empty } from "../../ui/parts";
import { day, now, short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { del, post, words } from "../api";
import { can } from "../session";
import { Group, Sheet, useLoad, Wait } from "./parts";
import { t, type Key as Word } from "./keywords";

interface Key { id: string; name: string; shown: string; permissions: string[]; made_by_name: string; created_at: number; expires_at: number; used_at: number; expired: boolean }
interface Made { key: Key; secret: string }

const MAY = ["knowledge.read", "conversation.read"];
const DAYS = ["30", "90", "365", "0"];
const word = (permission: string, more = ""): string => t(`${permission.replace(".", "_")}${more}` as Word);

function Make({ onDone, onClose }: { onDone: (made: Made) => void; onClose: () => void }) {
  const name = useSignal("");
  const may = useSignal<string[]>(["knowledge.read"]);
  const days = useSignal("90");
  const busy = useSignal(false);
  const wrong = useSignal("");
  const submit = async (): Promise<void> => {
    if (!may.peek().length) { wrong.value = t("choose"); return; }
    busy.value = true;
    wrong.value = "";
    try {
      onDone(await post<Made>("/api/keys", { name: name.peek(), permissions: may.peek(), days: Number(days.peek()) }));
    } catch (e) {
      wrong.value = words(e);
      busy.value = false;
    }
  };
  const turn = (one: string, on: boolean): void => { may.value = MAY.filter((p) => (p === one ? on : may.peek().includes(p))); };
  return (
    <Dialog title={t("add")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("make")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        <Field label={t("name")} hint={t("name_hint")} value={name.value} onText={(text) => { name.value = text; }} required maxLength={60} autocomplete="off" />
        <fieldset class="bare stack"><legend class="label">{t("may")}</legend>{MAY.filter(can).map((one) => <Check key={one} label={<>{word(one)} <span class="t1 muted">{word(one, "_hint")}</span></>} on={may.value.includes(one)} onTurn={(on) => turn(one, on)} />)}</fieldset>
        <Select label={t("holds")} value={days.value} choices={DAYS.map((n) => ({ value: n, title: t(`days_${n}` as Word) }))} onPick={(n) => { days.value = n; }} />
      </div>
    </Dialog>
  );
}

/** The one time that the secret is seen. A slip does not close it: it asks first. */
function Shown({ made, onClose }: { made: Made; onClose: () => void }) {
  const asked = useSignal(false);
  const leave = (): void => { if (asked.peek()) onClose(); else asked.value = true; };
  return (
    <Dialog wide title={t("made_title", { name: made.key.name })} text={t("made_text")} onClose={leave} onSubmit={onClose} footer={<Button type="submit" voice="primary">{t("done")}</Button>}>
      <div class="form"><div><span class="label">{t("secret")}</span><div class="code-line"><code class="grow secret">{made.secret}</code><Copy text={made.secret} /></div>{asked.value && <p class="hint wrong" role="alert">{t("sure")}</p>}</div></div>
    </Dialog>
  );
}

function Row({ one, onRevoke }: { one: Key; onRevoke: () => void }) {
  const facts = [t("made_by", { who: one.made_by_name, when: day(one.created_at) }), one.used_at ? t("used", { when: short(one.used_at) }) : t("unused"), ...(one.expires_at && !one.expired ? [t("until", { when: day(one.expires_at) })] : [])];
  return (
    <li class="line-item wrap-phone">
      <div class="grow">
        <p class="line wrap"><b>{one.name}</b>{one.permissions.map((p) => <Chip key={p}>{word(p)}</Chip>)}{one.expired && <Chip voice="alert">{t("expired")}</Chip>}</p>
        <p class="t1 faint"><code>{one.shown}…</code> · {facts.join(" · ")}</p>
      </div>
      <Button size="sm" voice="quiet danger" label={`${t("revoke")}: ${one.name}`} onClick={onRevoke}>{t("revoke")}</Button>
    </li>
  );
}

function Connect() {
  const url = `${location.origin}/mcp`;
  const sample = JSON.stringify({ mcpServers: { yingda: { type: "http", url, headers: { Authorization: "Bearer ydk_…" } } } }, null, 2);
  return (
    <Group title={t("connect")} text={t("connect_text")}>
      <div><span class="label">{t("address")}</span><div class="code-line"><code class="grow">{url}</code><Copy text={url} /></div></div>
      <div><span class="label">{t("sample")}</span><pre class="code" tabIndex={0} aria-label={t("sample")}>{sample}</pre></div>
    </Group>
  );
}

export function KeysPage() {
  const from = useLoad<Key[]>("/api/keys");
  const open = useSignal<{ add?: true; made?: Made; revoke?: Key } | null>(null);
  const close = (): void => { open.value = null; };
  const add = (): void => { open.value = { add: true }; };
  const revoke = (one: Key): void => void del(`/api/keys/${one.id}`).then(() => { close(); toast(t("revoked")); from.load(); }, (e: unknown) => { close(); toast(words(e), { bad: true }); });
  now.value; // times are told anew as they pass
  const it = open.value;
  return (
    <Sheet title={t("title")} text={t("text")} end={<Button voice="primary" icon={plus} onClick={add}>{t("add")}</Button>}>
      <Wait from={from}>{(all) => (all.length ? <ul class="lines">{all.map((one) => <Row key={one.id} one={one} onRevoke={() => { open.value = { revoke: one }; }} />)}</ul> : <Empty icon={keyRound} title={t("none")} text={t("none_text")} />)}</Wait>
      <Connect />
      {it?.add && <Make onDone={(made) => { open.value = { made }; from.load(); }} onClose={close} />}
      {it?.made && <Shown made={it.made} onClose={close} />}
      {it?.revoke && <Dialog title={t("revoke_title", { name: it.revoke.name })} text={t("revoke_text")} onClose={close} onSubmit={() => revoke(it.revoke!)} footer={<><Button voice="quiet" onClick={close}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("revoke")}</Button></>} />}
    </Sheet>
  );
}
