/* Polishing a draft: another tone, shorter, or translated by the business's language model. Without one there is no button. */
import { useEffect } from "preact/hooks";
import { signal, useSignal } from "@preact/signals";
import { sparkles } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { get, post, words } from "../api";
import { can } from "../session";
import { t } from "./polishwords";

const uses = signal<string[] | null>(null);

/** The settings have changed: asked again when next needed. */
export const forgetUses = (): void => { uses.value = null; };

async function learn(): Promise<void> {
  uses.value = [];
  uses.value = (await get<{ uses: string[] }>("/api/model/uses").catch(() => ({ uses: [] }))).uses;
}

export function Polish({ text, onText }: { text: () => string; onText: (text: string) => void }) {
  const busy = useSignal(false);
  useEffect(() => { if (uses.peek() === null && can("conversation.reply")) void learn(); }, []);
  if (!uses.value?.includes("draft")) return null;
  const run = async (how: string): Promise<void> => {
    const was = text();
    if (!was.trim()) return toast(t("empty"));
    busy.value = true;
    try {
      const done = await post<{ text: string }>("/api/model/draft", { text: was, how });
      if (text() !== was) return;
      onText(done.text);
      toast(t("done"), { undo: () => { if (text() === done.text) onText(was); } });
    } catch (e) {
      toast(words(e), { bad: true });
    } finally {
      busy.value = false;
    }
  };
  const acts = (["friendly", "shorter", "zh", "en"] as const).map((how) => ({ title: t(how), onPick: () => void run(how) }));
  return <Menu voice="quiet" size="sm" icon={sparkles} label={busy.value ? t("busy") : t("polish")} busy={busy.value} up acts={acts} />;
}
