/* One's own account: name, look, notices, password, second factor, signed-in devices. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field, Segments, Switch } from "../../ui/field";
import { monitor, shieldCheck, smartphone } from "../../ui/icons";
import { Icon } from "../../ui/icon";
import { lang } from "../../ui/lang";
import { Copy } from "../../ui/parts";
import { full } from "../../ui/time";
import { toast } from "../../ui/toast";
import { call, del, patch, post, put as putTo, words } from "../api";
import { askNotices } from "../notify";
import { enterSends, notices, sound, theme, type Theme } from "../prefs";
import { me } from "../session";
import type { Me } from "../shapes";
import { talkIn, wear } from "../shell/me";
import { turnTone } from "../talk/tone";
import { t as say } from "../words";
import { Group, SaveBar, Sheet, useForm, useLoad, Wait } from "./parts";
import { qr } from "./qr";
import { t } from "./words";

interface Device { id: string; created_at: number; seen_at: number; address: string; browser: string; current: boolean }

function Profile() {
  const who = me.value!;
  const form = useForm({ name: who.name, title: who.title }, async (part) => {
    const kept = await patch<Me>("/api/me", part);
    me.value = { ...me.peek()!, ...kept };
    return { name: kept.name, title: kept.title };
  });
  return (
    <form onSubmit={(e) => { e.preventDefault(); void form.save(); }}>
      <Group title={t("profile")} text={who.email}>
        <div class="pair">
          <Field label={t("my_name")} hint={t("my_name_hint")} value={form.value.name} onText={(name) => form.put({ name })} required maxLength={80} autocomplete="name" />
          <Field label={t("title")} hint={t("title_hint")} value={form.value.title} onText={(title) => form.put({ title })} maxLength={80} />
        </div>
      </Group>
      <SaveBar form={form} />
    </form>
  );
}

function Looks() {
  const turn = async (on: boolean): Promise<void> => {
    if (!on) notices.value = false;
    else if ((await askNotices()) !== "granted") toast(say("notices_denied"), { bad: true });
  };
  return (
    <>
      <Group title={t("appearance")}>
        <div class="line loose"><div><span class="label">{t("theme")}</span><Segments name={t("theme")} value={theme.value} choices={(["auto", "light", "dark"] as const).map((v) => ({ value: v, title: t(`theme_${v}`) }))} onPick={(v) => wear(v as Theme)} /></div>
          <div><span class="label">{t("ui_language")}</span><Segments name={t("ui_language")} value={lang.value} choices={[{ value: "zh-CN", title: "中文" }, { value: "en", title: "English" }]} onPick={(v) => void talkIn(v as "zh-CN" | "en")} /></div></div>
      </Group>
      <Group title={t("sounds")}>
        <Switch label={t("sound")} on={sound.value} onTurn={(on) => { sound.value = on; }} />
        <Switch label={t("notices")} on={notices.value} onTurn={(on) => void turn(on)} />
        <Switch label={t("enter_sends")} hint={t("enter_hint")} on={enterSends.value} onTurn={(on) => { enterSends.value = on; }} />
        <Switch label={t("tone")} hint={t("tone_hint")} on={me.value?.tone ?? true} onTurn={(on) => void turnTone(on)} />
      </Group>
    </>
  );
}

function Password({ onClose }: { onClose: () => void }) {
  const old = useSignal("");
  const next = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const submit = async (): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    try {
      await patch("/api/me", { password: { old: old.peek(), new: next.peek() } });
      toast(t("password_changed"));
      onClose();
    } catch (e) {
      wrong.value = words(e);
      busy.value = false;
    }
  };
  return (
    <Dialog title={t("change_password")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("change_password")}</Button></>}>
      <div class="form">
        <input type="email" autocomplete="username" value={me.value?.email} hidden readOnly />
        <Field label={t("old_password")} type="password" autocomplete="current-password" value={old.value} onText={(v) => { old.value = v; }} required />
        <Field label={t("new_password")} hint={t("new_password_hint")} wrong={wrong.value || undefined} type="password" autocomplete="new-password" minLength={10} value={next.value} onText={(v) => { next.value = v; }} required />
      </div>
    </Dialog>
  );
}

function Code({ uri }: { uri: string }) {
  const grid = qr(uri);
  if (!grid) return null;
  const size = grid.length + 8;
  const path = grid.flatMap((row, r) => row.flatMap((on, c) => (on ? `M${c + 4} ${r + 4}h1v1h-1z` : []))).join("");
  return <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t("qr_label")} shape-rendering="crispEdges"><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>;
}

/** Turning the second factor on: scan, confirm, keep the recovery codes. */
function Enrol({ start, onClose }: { start: { secret: string; uri: string }; onClose: () => void }) {
  const code = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const recovery = useSignal<string[] | null>(null);
  const submit = async (): Promise<void> => {
    if (recovery.peek()) return onClose();
    busy.value = true;
    wrong.value = "";
    try {
      const kept = await putTo<{ recovery?: string[] } | undefined>("/api/me/totp", { code: code.peek().replace(/\s/g, "") });
      me.value = { ...me.peek()!, totp: true };
      if (kept?.recovery?.length) recovery.value = kept.recovery;
      else onClose();
    } catch (e) {
      wrong.value = words(e);
    }
    busy.value = false;
  };
  if (recovery.value) return (
    <Dialog title={t("recovery")} text={t("recovery_text")} onClose={onClose} onSubmit={() => void submit()} footer={<><Copy text={recovery.value.join("\n")} /><Button type="submit" voice="primary">{t("close")}</Button></>}>
      <ul class="recovery">{recovery.value.map((c) => <li key={c}><code>{c}</code></li>)}</ul>
    </Dialog>
  );
  return (
    <Dialog title={t("totp_start")} text={t("totp_scan")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("totp_turn_on")}</Button></>}>
      <div class="form">
        <div class="enrol"><Code uri={start.uri} /><div class="stack"><span class="label">{t("totp_secret")}</span><code class="secret">{start.secret.match(/.{1,4}/g)?.join(" ")}</code><Copy text={start.secret} /></div></div>
        <Field label={t("totp_code")} value={code.value} onText={(v) => { code.value = v; }} wrong={wrong.value || undefined} inputMode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxLength={7} required />
      </div>
    </Dialog>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const password = useSignal("");
  const wrong = useSignal("");
  const submit = async (): Promise<void> => {
    try {
      await call("DELETE", "/api/me/totp", { password: password.peek() });
      me.value = { ...me.peek()!, totp: false };
      onClose();
    } catch (e) {
      wrong.value = words(e);
    }
  };
  return (
    <Dialog title={t("totp_turn_off")} text={t("totp_off_text")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("totp_turn_off")}</Button></>}>
      <Field label={t("password")} type="password" autocomplete="current-password" value={password.value} onText={(v) => { password.value = v; }} wrong={wrong.value || undefined} required />
    </Dialog>
  );
}

function Devices() {
  const from = useLoad<Device[]>("/api/me/sessions");
  const end = (id: string): void => void del(`/api/me/sessions/${id}`).then(() => { toast(t("sessions_ended")); from.load(); }, (e: unknown) => { toast(words(e), { bad: true }); });
  return (
    <Group title={t("sessions")}>
      <Wait from={from}>{(all) => (
        <ul class="lines">{all.map((d) => (
          <li key={d.id} class="line-item">
            <span class="thumb"><Icon d={/iphone|android|mobile/i.test(d.browser) ? smartphone : monitor} size="lg" /></span>
            <div class="grow"><p class="line"><span class="cut">{d.browser || d.address}</span>{d.current && <span class="chip ok">{t("this_device")}</span>}</p><p class="t1 faint">{d.address} · {t("seen", { when: full(d.seen_at) })}</p></div>
            {!d.current && <Button size="sm" onClick={() => end(d.id)}>{t("sign_out_device")}</Button>}
          </li>
        ))}</ul>
      )}</Wait>
    </Group>
  );
}

export function AccountPage() {
  const open = useSignal<"" | "password" | "off" | { secret: string; uri: string }>("");
  const close = (): void => { open.value = ""; };
  const on = me.value?.totp;
  const enrol = (): void => void post<{ secret: string; uri: string }>("/api/me/totp").then((s) => { open.value = s; }, (e: unknown) => { toast(words(e), { bad: true }); });
  return (
    <Sheet title={t("me")} text={t("me_text")}>
      <Profile />
      <Looks />
      <Group title={t("password")}><div><Button onClick={() => { open.value = "password"; }}>{t("change_password")}</Button></div></Group>
      <Group title={t("totp")} text={on ? <span class="is-ok line tight-line"><Icon d={shieldCheck} size="sm" /> {t("totp_on")}</span> : t("totp_off")}>
        <div>{on ? <Button voice="danger" onClick={() => { open.value = "off"; }}>{t("totp_turn_off")}</Button> : <Button onClick={enrol}>{t("totp_start")}</Button>}</div>
      </Group>
      <Devices />
      {open.value === "password" ? <Password onClose={close} /> : open.value === "off" ? <TurnOff onClose={close} /> : open.value !== "" ? <Enrol start={open.value} onClose={close} /> : null}
    </Sheet>
  );
}
