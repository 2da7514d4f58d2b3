/* What readers of the help centre think of one article. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Icon } from "../../ui/icon";
import { thumbsDown, thumbsUp } from "../../ui/icons";
import { short } from "../../ui/time";
import { get } from "../api";
import { t } from "./words";

interface Opinions { useful: number; useless: number; comments: { at: number; useful: boolean; comment: string; version: number }[] }

/** How many it helped, and what was missing. Nothing as long as nobody has voted. */
export function Votes({ id }: { id: string }) {
  const data = useSignal<Opinions | null>(null);
  useEffect(() => {
    data.value = null;
    get<Opinions>(`/api/help/votes/${id}`).then((d) => { data.value = d; }, () => { data.value = null; });
  }, [id]);
  const d = data.value;
  if (!d || d.useful + d.useless === 0) return null;
  return (
    <section class="section"><h3>{t("votes")}<span class="grow" /><span class="t1 plain faint num">{t("votes_share", { share: Math.round((100 * d.useful) / (d.useful + d.useless)) })}</span></h3>
      <p class="t2 line"><Icon d={thumbsUp} size="sm" /><span class="num">{d.useful}</span><Icon d={thumbsDown} size="sm" /><span class="num">{d.useless}</span></p>
      {d.comments.length > 0 && <ul class="ver">{d.comments.slice(0, 8).map((c) => <li key={c.at}><span class={c.useful ? "is-ok" : "is-time"}><Icon d={c.useful ? thumbsUp : thumbsDown} size="sm" /></span><span class="votes-said">{c.comment}</span><span class="faint t1">v{c.version}，{short(c.at)}</span></li>)}</ul>}
    </section>
  );
}
