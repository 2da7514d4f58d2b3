/* The colleague: one quiet card above the composer. Accepting is one key, editing is natural, refusing costs nothing. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { circleHelp, minus, sparkles, trendingDown, trendingUp, x } from "../../ui/icons";
import { post } from "../api";
import { me } from "../session";
import type { Assist as Thoughts } from "../shapes";
import { maybe, t } from "../words";
import { Cited } from "./cites";
import { blank, offer, pen } from "./pen";
import type { Talk } from "./talk";

/** The feeling of now and where it goes. The trend is that of the mood: "down" means that an anger or a fear grows. */
export function Mood({ emotion }: { emotion: Thoughts["emotion"] }) {
  if (!emotion?.name) return null;
  const name = maybe(`emotion_${emotion.name}`) ?? emotion.name;
  const low = !["calm", "happy"].includes(emotion.name);
  const trend = low && emotion.points.length > 1 ? emotion.trend : "flat";
  return <span class={`chip ${emotion.name === "angry" ? "alert" : ""}`}><Icon d={trend === "down" ? trendingUp : trend === "up" ? trendingDown : minus} /> {trend === "flat" ? name : t(trend === "down" ? "mood_worse" : "mood_better", { name })}</span>;
}

/** Words to send: without the source marks, which mean nothing to the customer here. */
function clean(text: string): string {
  return text.replace(/\s*\[\d{1,2}\]/g, "");
}

export function Assist({ talk }: { talk: Talk }) {
  const why = useSignal(false);
  const other = useSignal(-1);
  const thoughts = talk.assist.value;
  const head = talk.head;
  const best = head?.status === "open" && head.handler !== "bot" && (!head.assignee || head.assignee === me.value?.id) ? thoughts?.suggestion : null;
  const rest = best?.others ?? [];
  const chosen = rest[other.value];
  const given = best && chosen ? { ...best, text: chosen.text, citations: chosen.citations, intent: { title: chosen.title, score: best.intent ? best.intent.score * chosen.share : chosen.share } } : best;
  const accept = (): void => {
    if (!given) return;
    const text = clean(given.text);
    pen.peek()?.write(text, true, given.id ? { id: given.id, text } : undefined);
  };
  const refuse = (): void => {
    if (!given) return;
    if (given.id) void post(`/api/assist/${given.id}`, { outcome: "refused" }).catch(() => undefined);
    talk.assist.value = { ...thoughts!, suggestion: null };
    pen.peek()?.focus();
  };
  useEffect(() => { other.value = -1; }, [best?.id, best?.text]);
  useEffect(() => {
    offer.value = given ? accept : null;
    return () => { offer.value = null; };
  }, [given?.id, given?.text]);
  if (!given) return null;
  return (
    <aside class="assist" aria-label={t("assist")}>
      <header>
        <span class="line is-ai assist-name"><Icon d={sparkles} /> <b>{t("suggestion")}</b></span>
        {given.intent && <span class="chip num">{given.intent.title} {given.intent.score.toFixed(2)}</span>}
        {thoughts?.typing && <span class="chip time">{t("while_typing")}</span>}
        <Mood emotion={thoughts?.emotion ?? null} />
        <span class="grow" />
        {given.why && given.why.length > 0 && <Button voice="quiet" size="sm" icon={circleHelp} label={t("why")} aria-expanded={why.value} onClick={() => { why.value = !why.peek(); }} />}
        <Button voice="quiet" size="sm" icon={x} label={t("refuse")} onClick={refuse} />
      </header>
      <div class="assist-text"><Cited text={given.text} citations={given.citations} /></div>
      {why.value && <ol class="steps assist-why">{given.why?.map((w, i) => <li key={i}><span>{w}</span></li>)}</ol>}
      <footer>
        <Button size="sm" {...(blank.value ? { kbd: "Tab" } : {})} onClick={accept}>{blank.value ? t("accept") : t("accept_instead")}</Button>
        {rest.length > 0 ? <span class="line assist-more"><span class="hint">{t("also_fits")}</span>{[best!.intent?.title ?? "", ...rest.map((o) => o.title)].map((title, i) => i - 1 !== other.value && title && <button type="button" key={title} class="chip pick" title={title} onClick={() => { other.value = i - 1; }}><span class="cut">{title}</span></button>)}</span> : <span class="hint">{t("accept_hint")}</span>}
      </footer>
    </aside>
  );
}
