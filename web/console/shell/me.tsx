/* The person's own menu: status with the load, sound and notices, look and language, keys, signing out. */
import { Avatar } from "../../ui/parts";
import { bell, bellOff, keyboard, languages, logOut, monitor, settings, volume2, volumeX } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Menu, type Act } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { beStatus, line, myStatus, presence } from "../live";
import { askNotices, chime } from "../notify";
import { notices, sound, theme, type Theme } from "../prefs";
import { patch, words } from "../api";
import { go } from "../route";
import { me, signOut } from "../session";
import type { Me, Status } from "../shapes";
import { speakIn, t } from "../words";
import { overlay } from "./overlay";

const STATUSES: Status[] = ["online", "busy", "away"];
const dotOf: Record<Status, string> = { online: "ok", busy: "time", away: "", offline: "" };

/** What a status is called. */
export function statusName(status: Status): string {
  return { online: t("online"), busy: t("busy"), away: t("away"), offline: t("offline") }[status];
}

function be(status: Status): void {
  beStatus(status).catch((e: unknown) => toast(words(e), { bad: true }));
}

async function notice(): Promise<void> {
  if (notices.peek()) {
    notices.value = false;
    return;
  }
  const answer = await askNotices();
  if (answer !== "granted") toast(t(answer === "none" ? "notices_none" : "notices_denied"), { bad: true });
}

/** Changes the look here and, so that it follows to other machines, in the account. */
export function wear(next: Theme): void {
  theme.value = next;
  void patch<Me>("/api/me", { theme: next }).catch(() => undefined);
}

/** Changes the language here and in the account. */
export async function talkIn(next: "zh-CN" | "en"): Promise<void> {
  await speakIn(next);
  localStorage.setItem("yd.lang", JSON.stringify(next));
  await patch<Me>("/api/me", { language: next }).then((m) => { me.value = { ...me.peek()!, ...m }; }, () => undefined);
}

export function MeMenu() {
  const who = me.value!;
  const status = line.value.status === "online" ? myStatus() : "offline";
  const load = presence.value.get(who.id);
  const looks: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
  const acts: (Act | null)[] = [
    ...STATUSES.map((s) => ({ title: <span class="line"><span class={`dot ${dotOf[s]}`} />{statusName(s)}</span>, checked: s === status, onPick: () => be(s) })),
    null,
    { title: sound.value ? t("sound_on") : t("sound_off"), icon: sound.value ? volume2 : volumeX, onPick: () => { sound.value = !sound.peek(); chime(true); } },
    { title: notices.value ? t("notices_on") : t("notices_ask"), icon: notices.value ? bell : bellOff, onPick: () => void notice() },
    { title: t("look", { name: t(`theme_${theme.value}`) }), icon: monitor, onPick: () => wear(looks[theme.peek()]) },
    { title: lang.value === "en" ? "中文" : "English", icon: languages, onPick: () => void talkIn(lang.peek() === "en" ? "zh-CN" : "en") },
    { title: t("key_map"), icon: keyboard, kbd: "?", onPick: () => { overlay.value = "keys"; } },
    null,
    { title: t("my_account"), icon: settings, onPick: () => go("s", "me") },
    { title: t("sign_out"), icon: logOut, onPick: () => void signOut() },
  ];
  return (
    <Menu
      acts={acts}
      side="start"
      label={t("me_menu")}
      before={
        <div class="me-head">
          <Avatar name={who.name} kind="me" presence={status} />
          <div class="grow">
            <b class="t2 cut">{who.name}</b>
            <p class="t1 faint cut">{who.title || who.email}</p>
          </div>
          {load && <span class="t1 faint num" title={t("load_title")}>{t("load", { load: load.load, capacity: load.capacity })}</span>}
        </div>
      }
      trigger={(open, ref, expanded) => (
        <button type="button" ref={ref} class="rail-me" aria-haspopup="menu" aria-expanded={expanded} title={t("me_label", { name: who.name, status: statusName(status) })} onClick={open}>
          <Avatar name={who.name} kind="me" presence={status} />
          <span class="rail-name">{t("me_short")}</span><span class="sr">{t("me_label", { name: who.name, status: statusName(status) })}</span>
        </button>
      )}
    />
  );
}
