/* One conversation in the list: who, the last words, how long he waits, and what else matters, on two lines of fixed height. */
import type { Head } from "../../core/types";
import { globe, pencil, star } from "../../ui/icons";
import { Icon } from "../../ui/icon";
import { lang } from "../../ui/lang";
import { Avatar, Chip } from "../../ui/parts";
import { now, short, span } from "../../ui/time";
import { href } from "../route";
import { me } from "../session";
import { begun } from "../talk/talk";
import { maybe, t } from "../words";
import { LATE, SOON } from "./order";

/** A running wait, amber from one minute, red from three; the screen reader hears it when it is read, not every second. */
export function Wait({ since, late }: { since: number; late?: boolean }) {
  const ms = Math.max(0, now.value - since);
  const voice = ms >= LATE ? "is-alert" : ms >= SOON ? "is-time" : late ? "" : "faint";
  return <time class={`num ${voice}`}>{span(ms)}</time>;
}

function Marks({ head }: { head: Head }) {
  const mood = head.emotion && !["calm", "happy"].includes(head.emotion) && head.intensity >= 0.4 ? maybe(`emotion_${head.emotion}`) : "";
  const foreign = head.language && !head.language.startsWith(lang.value.slice(0, 2)) ? maybe(`language_${head.language.slice(0, 2)}`) ?? head.language : "";
  return (
    <span class="line marks">
      {head.risk ? <Chip voice="alert">{t("risk")}</Chip> : mood ? <Chip voice={head.emotion === "angry" ? "alert" : ""}>{mood}</Chip> : foreign ? <Chip>{foreign}</Chip> : null}
      {head.status === "resolved" && head.score > 0 && <Chip icon={star}>{head.score}</Chip>}
      {head.unread > 0 && <span class="badge" aria-label={t("n_unread", { n: head.unread })}>{head.unread > 99 ? "99+" : head.unread}</span>}
    </span>
  );
}

/** Who said the last words, when it was not the customer. */
function lead(head: Head): string {
  if (head.preview_from === "agent") return t(head.assignee === me.value?.id ? "preview_you" : "preview_agent");
  return head.preview_from === "bot" ? t("preview_bot") : "";
}

export function Row({ head, top, height, on }: { head: Head; top: number; height: number; on: boolean }) {
  const draft = begun.value[head.id];
  return (
    <a class="row" href={href("c", head.id)} aria-current={on ? "true" : undefined} style={{ top: `${top}px`, height: `${height}px` }} data-id={head.id}>
      <Avatar name={head.title} corner={globe} />
      <span class="grow row-lines">
        <span class="line">
          <b class="cut grow"><bdi>{head.title}</bdi></b>
          <span class="end">{head.waiting_since && head.status === "open" ? <Wait since={head.waiting_since} /> : <time class="faint">{short(head.updated_at)}</time>}</span>
        </span>
        <span class="line">
          <span class={`cut grow ${head.unread ? "" : "muted"}`}>
            {draft && <span class="is-accent draft-mark"><Icon d={pencil} size="sm" label={t("draft")} /></span>}
            {lead(head)}<bdi>{head.preview || t("no_words")}</bdi>
          </span>
          <Marks head={head} />
        </span>
      </span>
    </a>
  );
}
