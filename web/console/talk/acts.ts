/* What can be done with a conversation. Each act shows at once in the head that the server answers; what cannot be taken back says why it failed. */
import type { Head } from "../../core/types";
import { post, words } from "../api";
import { toast } from "../../ui/toast";
import { heads, learn } from "../live";
import { can, me } from "../session";
import { t } from "../words";

type Verb = "return" | "resolve" | "reopen" | "assign" | "tags";

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

/** Other tags. */
export const retag = (id: string, tags: string[]): Promise<boolean> => act(id, "tags", { tags });

/** What can be done with a conversation in its state; null while it is not known. */
export function possible(head: Head | undefined): Record<"take" | "back" | "assign" | "resolve" | "reopen", boolean> {
  const reply = can("conversation.reply");
  const open = head?.status === "open";
  const mine = head?.assignee === me.value?.id;
  return {
    take: Boolean(reply && open && !mine),
    back: Boolean(reply && open && head.handler !== "bot"),
    assign: Boolean(can("conversation.assign") && open),
    resolve: Boolean(reply && open),
    reopen: Boolean(reply && head?.status === "resolved"),
  };
}
