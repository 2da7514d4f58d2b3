/* What can be done with a conversation. Each act shows at once in the head that the server answers; what cannot be taken back says why it failed. */
import type { Head } from "../../core/types";
import { post, words } from "../api";
import { toast } from "../../ui/toast";
import { heads, learn } from "../live";
import { can, me } from "../session";
import { t } from "../words";

type Verb = "return" | "resolve" | "reopen" | "assign" | "tags" | "snooze" | "wake";

async function act(id: string, verb: Verb | `take?seen=${string}`, body: unknown = {}): Promise<boolean> {
  try {
    learn([await post<Head>(`/api/conversations/${id}/${verb}`, body)]);
    return true;
  } catch (e) {
    toast(words(e), { bad: true });
    return false;
  }
}

const name = (id: string): string => heads.peek().get(id)?.title ?? "";

/** Mine. Refused when a colleague has taken it since it was shown here as it is. */
export const take = (id: string): Promise<boolean> => act(id, `take?seen=${heads.peek().get(id)?.assignee ?? ""}`);
export const reopen = (id: string): Promise<boolean> => act(id, "reopen");

/** Back to the bot. Can be undone by taking it again. */
export async function giveBack(id: string): Promise<void> {
  if (await act(id, "return")) toast(t("returned_toast", { name: name(id) }), { undo: () => void take(id) });
}

/** Done. Can be undone by opening it again. */
export async function resolve(id: string): Promise<boolean> {
  const ok = await act(id, "resolve");
  if (ok) toast(t("resolved_toast", { name: name(id) }), { undo: () => void reopen(id) });
  return ok;
}

/** To an agent, or with agent "" to the queue of a skill. */
export async function assign(id: string, agent: string, who: string, skill = ""): Promise<boolean> {
  const ok = await act(id, "assign", { agent, ...(skill ? { skill } : {}) });
  if (ok) toast(t("assigned_toast", { name: name(id), who }));
  return ok;
}

/** Times to put a conversation aside until, sensible ones as of `now`: [key of its words, ms; 0 for the next reply]. */
export function naps(now: number): [Nap, number][] {
  const at = (days: number, hour: number): number => {
    const d = new Date(now);
    d.setDate(d.getDate() + days);
    return d.setHours(hour, 0, 0, 0);
  };
  const day = new Date(now).getDay();
  const monday = (8 - day) % 7 || 7;
  const list: [Nap, number][] = [["nap_hour", now + 3_600_000], ["nap_hours", now + 3 * 3_600_000], ["nap_tomorrow", at(1, 9)]];
  if (monday > 1) list.push(["nap_monday", at(monday, 9)]);
  return [...list, ["nap_reply", 0]];
}
export type Nap = "nap_hour" | "nap_hours" | "nap_tomorrow" | "nap_monday" | "nap_reply";

/** Aside until a time (ms), or with 0 until the customer writes. Can be undone by waking it. */
export async function snooze(id: string, until: number): Promise<void> {
  if (await act(id, "snooze", { until })) toast(t("snoozed_toast", { name: name(id) }), { undo: () => void wake(id) });
}

export const wake = (id: string): Promise<boolean> => act(id, "wake");

/** Other tags. */
export const retag = (id: string, tags: string[]): Promise<boolean> => act(id, "tags", { tags });

/** What can be done with a conversation in its state; null while it is not known. */
export function possible(head: Head | undefined): Record<"take" | "back" | "assign" | "resolve" | "reopen" | "snooze" | "wake", boolean> {
  const reply = can("conversation.reply");
  const asleep = head?.status === "snoozed";
  const open = head?.status === "open" || asleep;
  const mine = head?.assignee === me.value?.id;
  return {
    take: Boolean(reply && open && !mine),
    back: Boolean(reply && open && head.handler !== "bot"),
    assign: Boolean(can("conversation.assign") && open),
    resolve: Boolean(reply && open),
    reopen: Boolean(reply && head?.status === "resolved"),
    snooze: Boolean(reply && open && !asleep && head.handler !== "bot"),
    wake: Boolean(reply && asleep),
  };
}
