/* What the bot hands over: what was said and what was collected, so that nobody asks twice. */
import { Icon } from "../../ui/icon";
import { sparkles } from "../../ui/icons";
import { clock } from "../../ui/time";
import { maybe, t } from "../words";

interface Point { label: string; text: string }

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join("；");
  if (value && typeof value === "object") return Object.values(value).map(text).filter(Boolean).join("，");
  return value === null || value === undefined || value === false ? "" : String(value);
}

/** Any summary as a sentence and points: `text`, `points`, and every further fact by its own name. */
export function read(summary: unknown): { text: string; points: Point[] } {
  if (typeof summary === "string") return { text: summary, points: [] };
  const { text: lead, points, ...rest } = (summary ?? {}) as Record<string, unknown>;
  const out: Point[] = [];
  for (const p of Array.isArray(points) ? points : []) {
    if (typeof p === "string") {
      const [, label = "", said = p] = /^([^：:「"]{1,12})[：:]\s*(.+)$/s.exec(p) ?? [];
      out.push({ label, text: said });
    }
    else if (Array.isArray(p)) out.push({ label: String(p[0] ?? ""), text: text(p.slice(1)) });
    else if (p && typeof p === "object") {
      const { label, title, name, ...more } = p as Record<string, unknown>;
      out.push({ label: text(label ?? title ?? name), text: text(Object.values(more)) });
    }
  }
  if (out.length) return { text: first(text(lead), out), points: out };
  for (const [k, v] of Object.entries(rest)) {
    const said = text(v);
    if (said) out.push({ label: maybe(`sum_${k}`) ?? k, text: said });
  }
  return { text: text(lead), points: out };
}

/** The sentence, unless it only repeats the points. */
function first(lead: string, points: readonly Point[]): string {
  return points.slice(0, 2).every((p) => lead.includes(p.text)) ? "" : lead;
}

export function Points({ points }: { points: Point[] }) {
  if (!points.length) return null;
  return <dl class="facts">{points.map((p, i) => (p.label ? [<dt key={i}>{p.label}</dt>, <dd>{p.text}</dd>] : [<dt key={i} class="sr">{t("summary")}</dt>, <dd class="all">{p.text}</dd>]))}</dl>;
}

export function Summary({ summary, at }: { summary: unknown; at: number }) {
  const said = read(summary);
  return (
    <section class="summary" aria-label={t("summary")}>
      <header class="line is-ai t1"><Icon d={sparkles} size="sm" /> <b>{t("summary")}</b><span class="grow" /><span class="faint">{t("staff_only")} · {clock(at)}</span></header>
      {said.text && <p>{said.text}</p>}
      <Points points={said.points} />
    </section>
  );
}
