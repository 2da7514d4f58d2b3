/* A look at the tone before it is sent: one quiet line under what is written, with other words to take. It never holds anything up. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { messageCircle, x } from "../../ui/icons";
import { toast } from "../../ui/toast";
import { patch, post, words } from "../api";
import { me } from "../session";
import type { Me } from "../shapes";
import { t } from "./tonewords";

interface Hint { kind: string; words: string; text: string; instead: string | null }
interface Looked { hints: Hint[]; reworded: string }

const CALM_MS = 600;

/** On or off for the person who writes; travels with the account. */
export async function turnTone(on = !(me.peek()?.tone ?? true)): Promise<void> {
  try {
    const kept = await patch<Me>("/api/me", { tone: on });
    me.value = { ...me.peek()!, ...kept };
    toast(t(on ? "on" : "off"));
  } catch (e) {
    toast(words(e), { bad: true });
  }
}

/** The hints for `text`, asked for when the writer pauses. What was waved away is not said again. */
export function ToneCheck({ text, onText }: { text: string; onText: (text: string) => void }) {
  const found = useSignal<(Looked & { of: string }) | null>(null);
  const waved = useSignal<readonly string[]>([]);
  const said = text.trim();
  const on = me.value?.tone ?? true;
  useEffect(() => {
    if (!on || said.length < 1) { found.value = null; if (!said) waved.value = []; return; }
    const ask = new AbortController();
    const timer = setTimeout(() => {
      post<Looked>("/api/tone", { text: said }).then((looked) => { if (!ask.signal.aborted) found.value = { ...looked, of: said }; }, () => undefined);
    }, CALM_MS);
    return () => { ask.abort(); clearTimeout(timer); };
  }, [said, on]);
  const hints = on ? (found.value?.hints ?? []).filter((h) => !waved.value.includes(h.kind + h.words) && (!h.words || said.includes(h.words))) : [];
  const first = hints[0];
  if (!first) return <div class="tone" role="status" hidden />;
  const better = found.value!.of === said ? found.value!.reworded : "";
  const take = (): void => {
    onText(better);
    toast(t("taken"), { undo: () => onText(said) });
  };
  return (
    <div class="tone" role="status">
      <Icon d={messageCircle} size="sm" />
      <div class="grow">
        <p>{first.text}{first.words && first.kind !== "curt" ? <> <q>{first.words}</q></> : null}{hints.length > 1 && <span class="faint"> {t("more", { n: hints.length - 1 })}</span>}</p>
        {better && <p class="tone-better"><span class="faint">{t("rather")}</span> {better}</p>}
      </div>
      {better && <Button size="sm" onClick={take}>{t("take")}</Button>}
      <Button voice="quiet" size="sm" icon={x} label={t("leave")} onClick={() => { waved.value = [...waved.peek(), ...hints.map((h) => h.kind + h.words)]; }} />
    </div>
  );
}
