/* Source marks that open in place: the passage stands under the words it proves. */
import { useState } from "preact/hooks";
import type { Citation } from "../../core/types";
import { Button } from "../../ui/button";
import { x } from "../../ui/icons";
import { href } from "../route";
import { can } from "../session";
import { t } from "../words";
import { Rich } from "./rich";

/** A rich text whose numbered marks open the passage below. */
export function Cited({ text, citations, bubble }: { text: string; citations: readonly Citation[]; bubble?: boolean }) {
  const [open, set] = useState(0);
  const by = new Map(citations.map((c) => [c.n, c]));
  const mark = (n: number) => by.has(n) && (
    <button type="button" class="cite" aria-expanded={open === n} aria-label={t("source_n", { n })} title={by.get(n)!.title} onClick={() => set(open === n ? 0 : n)}>{n}</button>
  );
  const shown = by.get(open);
  const body = <Rich text={text} cite={mark} />;
  return (
    <>
      {bubble ? <div class="bubble" dir="auto">{body}</div> : <div class="said">{body}</div>}
      {shown && <Source source={shown} onClose={() => set(0)} />}
    </>
  );
}

function Source({ source, onClose }: { source: Citation; onClose: () => void }) {
  return (
    <aside class="source" aria-label={t("source_n", { n: source.n })}>
      <div class="line">
        <span class="cite" aria-hidden="true">{source.n}</span>
        <b class="grow cut">{source.title}{source.heading && source.heading !== source.title ? `，${source.heading}` : ""}</b>
        <Button voice="quiet" size="sm" icon={x} label={t("close")} onClick={onClose} />
      </div>
      <p>{source.excerpt}</p>
      {can("knowledge.read") && source.article && <a class="t1" href={href("k", source.article)}>{t("open_article", { version: source.version })}</a>}
    </aside>
  );
}
