/* The server's preview as nodes: whatever is not on the list of plain text tags is dropped, whatever the server said. */
import { h, type ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

const TAGS = new Set("p h1 h2 h3 h4 h5 h6 ul ol li strong em b i del code pre blockquote table thead tbody tr th td hr br a img span div sup sub".split(" "));
const DROP = new Set("script style template iframe object embed svg math form input".split(" "));

function attributes(el: Element, tag: string): Record<string, string> {
  if (tag === "a" && /^(https?:|mailto:|tel:|\/|#)/i.test(el.getAttribute("href") ?? "")) return { href: el.getAttribute("href")!, target: "_blank", rel: "noopener noreferrer nofollow" };
  if (tag === "img" && /^(\/|data:image\/(png|jpeg|gif|webp);)/i.test(el.getAttribute("src") ?? "")) return { src: el.getAttribute("src")!, alt: el.getAttribute("alt") ?? "", loading: "lazy" };
  if (tag === "th") return { scope: "col" };
  return {};
}

function draw(node: Node, key: number, down: number): ComponentChildren {
  if (node.nodeType === 3) return node.nodeValue;
  if (!(node instanceof Element)) return null;
  let tag = node.tagName.toLowerCase();
  if (DROP.has(tag)) return null;
  const inner = [...node.childNodes].map((n, i) => draw(n, i, down));
  if (!TAGS.has(tag)) return inner;
  const heading = /^h([1-6])$/.exec(tag);
  if (heading) tag = `h${Math.min(6, Number(heading[1]) + down)}`;
  const drawn = h(tag, { key, ...attributes(node, tag), ...(tag === "table" ? { class: "table" } : {}) }, ["hr", "br", "img"].includes(tag) ? undefined : inner);
  return tag === "table" ? <div class="table-scroll scroll" tabIndex={0} role="group" key={key}>{drawn}</div> : drawn;
}

/** Sanitised HTML drawn as nodes; `down` lowers every heading so that the page keeps its order. */
export function Html({ text, down = 1 }: { text: string; down?: number }) {
  const nodes = useMemo(() => [...new DOMParser().parseFromString(text, "text/html").body.childNodes].map((n, i) => draw(n, i, down)), [text, down]);
  return <>{nodes}</>;
}
