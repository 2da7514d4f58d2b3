import type { ComponentChild } from "preact";
import type { Citation } from "../core/types";
import { t } from "./talk-words";

/* Text as people write it, and the light markdown of bot and agents, made into nodes - never into markup. */

/** An address that may be followed, or "". */
export function safeUrl(url: string): string {
  try {
    const u = new URL(url, location.href);
    return /^(https?|mailto|tel):$/.test(u.protocol) ? u.href : "";
  } catch { return ""; }
}

export function Anchor({ href, children }: { href: string; children: ComponentChild }) {
  const to = safeUrl(href);
  return to ? <a href={to} target="_blank" rel="noopener noreferrer nofollow">{children}</a> : <>{children}</>;
}

type Cite = (c: Citation) => ComponentChild;
const PLAIN = /(https?:\/\/[^\s<>"'，。；、！？）】」]+[^\s<>"'，。；、！？）】」.,;:!?)\]])/g;
const RICH = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]\n]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>"'，。；、！？）】」]+[^\s<>"'，。；、！？）】」.,;:!?)\]])|\s?\[(\d{1,2})\]/g;

/** One run of text: links, and for `rich` text also bold, code, named links and source numbers. */
function inline(text: string, rich: boolean, sources: Citation[], cite?: Cite): ComponentChild[] {
  const out: ComponentChild[] = [];
  let at = 0;
  for (const m of text.matchAll(rich ? RICH : PLAIN)) {
    const source = rich && m[6] ? sources.find((c) => c.n === Number(m[6])) : undefined;
    if (rich && m[6] && !source) continue;
    out.push(text.slice(at, m.index));
    at = m.index + m[0].length;
    if (!rich) out.push(<Anchor href={m[0]}>{m[0]}</Anchor>);
    else if (m[1]) out.push(<b>{inline(m[1], true, sources, cite)}</b>);
    else if (m[2]) out.push(<code>{m[2]}</code>);
    else if (m[3]) out.push(<Anchor href={m[4]!}>{m[3]}</Anchor>);
    else if (m[5]) out.push(<Anchor href={m[5]}>{m[5]}</Anchor>);
    else if (source) out.push("\u2060", cite?.(source));
  }
  out.push(text.slice(at));
  return out;
}

/** A message: paragraphs and lists. Visitors' own text is plain: what they type is what is shown. */
export function Words({ text, rich = false, sources = [], cite }: { text: string; rich?: boolean; sources?: Citation[]; cite?: Cite }) {
  const line = (s: string) => inline(s, rich, sources, cite);
  const blocks: ComponentChild[] = [];
  const lines = text.trim().split("\n");
  for (let i = 0; i < lines.length; i++) {
    const kind = rich ? /^\s*(?:([-*•])|\d+[.、)])\s+/ : null;
    const found = kind?.exec(lines[i]!);
    if (kind && found) {
      const items: ComponentChild[] = [];
      const same = () => { const m = kind.exec(lines[i] ?? ""); return m && !m[1] === !found[1]; };
      for (; same(); i++) items.push(<li>{line(lines[i]!.replace(kind, ""))}</li>);
      i--;
      blocks.push(found[1] ? <ul>{items}</ul> : <ol>{items}</ol>);
    } else if (lines[i]!.trim()) blocks.push(<p>{line(lines[i]!)}</p>);
  }
  return <>{blocks}</>;
}

const ALLOWED = /^(p|br|b|strong|i|em|u|s|del|ul|ol|li|h[1-6]|blockquote|code|pre|hr|table|thead|tbody|tr|th|td|dl|dt|dd|figure|figcaption|sup|sub|mark|kbd)$/;

/** An article's markup, rebuilt from an allow-list. The parsed document is inert: nothing in it loads or runs, and only what we make is shown. */
export function article(html: string): ComponentChild[] {
  const build = (node: Node): ComponentChild => {
    if (node.nodeType === 3) return node.textContent;
    if (!(node instanceof Element)) return null;
    const tag = node.localName;
    const inside = () => [...node.childNodes].map(build);
    if (tag === "a") return <Anchor href={node.getAttribute("href") ?? ""}>{inside()}</Anchor>;
    if (tag === "img") {
      const src = node.getAttribute("src") ?? "";
      return /^(\/|https?:|blob:|data:image\/(png|jpeg|gif|webp))/.test(src) ? <img src={src} alt={node.getAttribute("alt") ?? t("image")} loading="lazy" /> : null;
    }
    if (/^(script|style|template|iframe|object|svg|math|head|title|noscript|textarea|select)$/.test(tag)) return null;
    if (!ALLOWED.test(tag)) return <>{inside()}</>;
    /* The page already has its title: an article begins one level below. */
    const Tag = (/^h[12]$/.test(tag) ? "h3" : tag) as "p";
    return <Tag>{tag === "br" || tag === "hr" ? undefined : inside()}</Tag>;
  };
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map(build);
}
