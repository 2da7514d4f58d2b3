/* Text as DOM nodes. Bots and agents may use light markdown (bold, lists, links) and source marks [1]; a customer's words stay as typed, only addresses become links. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../words";

const INLINE = /\*\*([^*\n]+)\*\*|\[(\d{1,2})\]|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"'，。；！？、）》」]+)/g;
const ADDRESS = /(https?:\/\/[^\s<>"'，。；！？、）》」]+)/g;
const LONG = 1600;

function Out({ to, children }: { to: string; children: ComponentChildren }) {
  return <a href={to} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
}

/** One line with bold, links and marks; `cite` draws a mark, or gives nothing for a number that is not a source. */
export function inline(text: string, cite?: (n: number) => ComponentChildren): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  let at = 0;
  for (const m of text.matchAll(INLINE)) {
    const [all, bold, n, words, url, bare] = m;
    const mark = n ? cite?.(Number(n)) : undefined;
    if (n && !mark) continue;
    const lead = text.slice(at, m.index);
    out.push(mark ? lead.trimEnd() : lead);
    if (bold) out.push(<strong>{bold}</strong>);
    else if (mark) out.push("\u2060", mark);
    else out.push(<Out to={url ?? bare!}>{words ?? bare}</Out>);
    at = m.index + all.length;
  }
  out.push(text.slice(at));
  return out;
}

interface Block { list: "" | "ul" | "ol"; lines: string[] }

function blocks(text: string): Block[] {
  const out: Block[] = [];
  for (const raw of text.split("\n")) {
    const bullet = /^\s*[-*•]\s+(.*)$/.exec(raw);
    const number = /^\s*\d{1,2}[.、)]\s+(.*)$/.exec(raw);
    const list = bullet ? "ul" : number ? "ol" : "";
    const words = bullet?.[1] ?? number?.[1] ?? raw;
    const last = out.at(-1);
    if (list && last?.list === list) last.lines.push(words);
    else if (list) out.push({ list, lines: [words] });
    else if (!raw.trim()) out.push({ list: "", lines: [] });
    else if (last && !last.list && last.lines.length) last.lines.push(raw);
    else out.push({ list: "", lines: [raw] });
  }
  return out.filter((b) => b.lines.length);
}

function Fold({ text, children }: { text: string; children: (part: string) => ComponentChildren }) {
  const [open, set] = useState(text.length <= LONG);
  if (open) return <>{children(text)}</>;
  return (
    <>
      {children(`${text.slice(0, LONG)}…`)}
      <button type="button" class="more-text" onClick={() => set(true)}>{t("show_all", { n: text.length })}</button>
    </>
  );
}

/** Light markdown. */
export function Rich({ text, cite }: { text: string; cite?: (n: number) => ComponentChildren }) {
  return (
    <Fold text={text}>
      {(part) => blocks(part).map((b, i) => {
        if (b.list === "ul") return <ul key={i}>{b.lines.map((l, k) => <li key={k}>{inline(l, cite)}</li>)}</ul>;
        if (b.list === "ol") return <ol key={i}>{b.lines.map((l, k) => <li key={k}>{inline(l, cite)}</li>)}</ol>;
        return <p key={i}>{b.lines.map((l, k) => [k > 0 && <br />, ...inline(l, cite)])}</p>;
      })}
    </Fold>
  );
}

/** As typed, with addresses as links. */
export function Plain({ text }: { text: string }) {
  return <Fold text={text}>{(part) => <p class="as-typed">{part.split(ADDRESS).map((s, i) => (i % 2 ? <Out key={i} to={s}>{s}</Out> : s))}</p>}</Fold>;
}
