/* The one line that a shop pastes. It asks once for the inbox's face, draws a button and, once a visit, a greeting. When somebody opens it (or had
   opened it on an earlier page of this visit) it loads the panel, and `embed.ts` beside it, which takes over from here.
   Everything lives in a shadow root with an adopted style sheet: the page's styles cannot reach in, ours cannot leak out, nothing shifts, and a strict
   style policy of the page is respected. Every byte counts: the build refuses more than 1.5 KB. */
import type { Api, Shared } from "./embed";
import style from "./loader.css?inline";

const page = window as unknown as { Yingda?: Api };
const tag = document.currentScript as HTMLScriptElement;
const { inbox, lang = navigator.language, theme } = tag.dataset;
const { origin } = new URL(tag.src);
const root = document.createElement("ying-da");
root.lang = lang;
const shadow = root.attachShadow({ mode: "open" });

const make = (parent: Node, kind: string, words: string, click?: () => void) => {
  const e = document.createElement(kind);
  e.textContent = words;
  e.onclick = click ?? null;
  return parent.appendChild(e);
};

/** What this visit remembers: "open", "close" (opened before), "no" (greeting sent away), "out" (told to forget, not yet done). */
const memory = (value?: string) => {
  try { return value ? (sessionStorage.yingda = value) : sessionStorage.yingda; } catch { /* no memory, no harm */ }
};

const load = () => {
  if (shared.frame) return;
  shared.frame = make(shadow, "iframe", "") as HTMLIFrameElement;
  shared.frame.src = `${origin}/panel/?inbox=${inbox}&lang=${lang}&theme=${theme}`;
  (make(document.head, "script", "") as HTMLScriptElement).src = origin + "/panel/embed.js";
};

const api: Api = (...call) => {
  api.q!.push(call);
  if (call[0] == "logout") memory("out");
  if (/open|toggle|logout/.test(call[0])) load();
};
const open = () => page.Yingda!("open");
const shared: Shared = { tag, root, shadow, lang, origin, memory, load };
api.i = shared;
api.q = [];
const early = page.Yingda?.q;
page.Yingda = api;
early?.map((call) => api(...call));

fetch(`${origin}/api/web/inbox/${inbox}?lang=${lang}`).then((answer) => answer.json()).then((face) => {
  if (!face.key) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${style}:host{--a:oklch(.49 .18 ${face.hue});${face.position}:20px;color-scheme:${/^(light|dark)$/.test(theme!) ? theme : "light dark"}}`);
  shadow.adoptedStyleSheets = [sheet];
  shared.button = make(shadow, "button", face.launcher, open);
  document.body.append(root);
  api.q!.map((call) => call[1] == "ready" && call[2]!());
  const before = memory();
  if (before == "out") page.Yingda!("logout");
  if (before == "open") open();
  else setTimeout(() => {
    if (before == "close") load();
    if (before || shared.frame || !face.greeting) return;
    shared.teaser = make(shadow, "p", "");
    make(shared.teaser, "button", face.greeting, open);
    make(shared.teaser, "button", "×", () => { shared.teaser!.remove(); memory("no"); }).ariaLabel = lang[0] == "z" ? "不再提示" : "Dismiss";
    face.questions.slice(0, 2).map((ask: string) => make(shared.teaser!, "button", ask, () => page.Yingda!("open", { ask })));
  }, 3000);
}).catch(() => { /* no network: no button */ });
