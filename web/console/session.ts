/* Who is signed in, and what he may do. */
import { signal } from "@preact/signals";
import { disk } from "../core/store";
import { langOf } from "../ui/lang";
import { call, csrf, get, onSignedOut } from "./api";
import { theme, type Theme } from "./prefs";
import type { Me } from "./shapes";
import { speakIn } from "./words";

interface Session {
  me: Me | null;
  csrf: string | null;
}

/** The person at the desk: undefined while unknown, null when signed out. */
export const me = signal<Me | null | undefined>(undefined);

/** Whether the person may do what the permission names. */
export function can(permission: string): boolean {
  return me.value?.permissions.some((p) => p === permission || p === "*") ?? false;
}

async function enter(session: Session): Promise<void> {
  csrf.value = session.csrf ?? "";
  if (session.me) {
    disk.set("yd.lang", session.me.language);
    if (["light", "dark", "auto"].includes(session.me.theme)) theme.value = session.me.theme as Theme;
    await speakIn(langOf(session.me.language));
  }
  me.value = session.me;
}

/** Asks the server who we are. */
export async function whoAmI(): Promise<void> {
  await enter(await get<Session>("/api/session"));
}

/** Signs in. Rejects with code need_code when the account wants a second factor, bad_login, or 429. */
export async function signIn(email: string, password: string, code?: string): Promise<void> {
  await enter(await call<Session>("POST", "/api/session", { email, password, ...(code ? { code } : {}) }));
}

/** Signs out here; the page forgets everything. */
export async function signOut(): Promise<void> {
  await call("DELETE", "/api/session").catch(() => undefined);
  forget();
}

function forget(): void {
  csrf.value = "";
  me.value = null;
}

onSignedOut.run = forget;
