/* The second half of the embed, loaded together with the panel: opening and closing, the unread badge, the talk with the panel, the visitor's path.

   To the panel: {yd: "init", fact: [[op, fact] …]} when it says it is ready, from then on {yd: op, fact}.
   From the panel: {yd: "ready" | "close" | "unread" | "message" | "keep" | "forgot", fact}. A page may be left before it has told the panel to
   forget: the next one tells it again until the panel says "forgot". Some browsers deny storage to a frame of another site: then the
   visitor's token and drafts are kept here, in the page's own storage ("keep"), and given back with "init". */

type Call = [op: string, fact?: unknown, listener?: (fact?: unknown) => void];
export interface Api { (...call: Call): void; q?: Call[]; i?: Shared }
/** What the loader hands over. */
export interface Shared {
  tag: HTMLScriptElement; root: HTMLElement; shadow: ShadowRoot; lang: string; origin: string;
  memory(value?: string): string; load(): void; frame?: HTMLIFrameElement; button?: HTMLElement; teaser?: HTMLElement;
}

const BADGE = `i{position:absolute;top:-4px;inset-inline-end:-2px;min-width:20px;padding:0 5px;font-size:12px;line-height:20px;text-align:center;
  border-radius:99px;color:#fff;background:#c3292e;box-shadow:0 0 0 2px #fff}i:empty{display:none}`;

const page = window as unknown as { Yingda: Api };
const shared = page.Yingda.i!;
const { root, shadow, origin, tag } = shared;
const frame = shared.frame!;
const badge = document.createElement("i");
const listeners: [unknown, (fact?: unknown) => void][] = [];
let waiting: Call[] = [], ready = false, shown = false, unread = 0, url = "";

const emit = (event: string, fact?: unknown) => { for (const [name, run] of listeners) if (name === event) run(fact); };
const tell = (yd: string, fact: unknown) => frame.contentWindow?.postMessage({ yd, fact }, origin);
const post = (op: string, fact?: unknown) => { if (ready) tell(op, fact); else waiting.push([op, fact]); };

function paint() {
  const words = shared.button?.firstChild?.textContent ?? "";
  badge.textContent = shown || !unread ? "" : unread > 99 ? "99+" : String(unread);
  shared.button?.setAttribute("aria-label", words + (badge.textContent && (/^zh/i.test(shared.lang) ? `，${unread} 条未读` : `, ${unread} unread`)));
  shared.button?.setAttribute("aria-expanded", String(shown));
  frame.title = words;
}

function show(on: boolean, fact?: unknown) {
  const focused = shadow.activeElement === frame;
  shown = on;
  shared.teaser?.remove();
  if (shared.memory() !== "out") shared.memory(on ? "open" : "close");
  root.className = on ? "open" : "";
  if (on) frame.focus();
  else if (focused) shared.button?.focus();
  post(on ? "open" : "close", fact);
  paint();
  emit(on ? "open" : "close");
}

const api: Api = (op, fact, listener) => {
  if (op === "on") listeners.push([fact, listener!]);
  else if (op === "toggle") show(!shown);
  else if (op === "open") show(true, fact);
  else if (op === "close") { if (shown) show(false); }
  else if (op === "track") post("page", typeof fact === "object" ? fact : { url: location.href, title: fact });
  else if (op === "identify") post(op, fact);
  else if (op === "logout") { shared.memory("out"); post(op); }
};

addEventListener("message", ({ source, origin: from, data }) => {
  if (source !== frame.contentWindow || from !== origin || !data?.yd) return;
  const { yd, fact } = data as { yd: string; fact?: unknown };
  if (yd === "ready") {
    /* Also after a reload of the panel: it learns anew whether it is shown. */
    tell("init", [["kept", kept()], ...waiting, [shown ? "open" : "close"]]);
    waiting = [];
    ready = true;
  } else if (yd === "close") show(false);
  else if (yd === "forgot") shared.memory(shown ? "open" : "close");
  else if (yd === "keep") keep(...(fact as [string, string | null]));
  else {
    if (yd === "unread") { unread = Number(fact); paint(); }
    emit(yd, fact);
  }
});

function kept(): Record<string, string> {
  try { return Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith("yingda."))); } catch { return {}; }
}
function keep(key: string, raw: string | null) {
  try {
    if (raw === null) localStorage.removeItem(key);
    else if (key.startsWith("yingda.")) localStorage.setItem(key, raw);
  } catch { /* denied here too: it lives as long as the page */ }
}

/* The address is looked at rather than history patched: it works for every router, hash and back button, and touches nothing of the page's. */
function look() {
  if (url === location.href) return;
  url = location.href;
  post("page", { url, title: document.title });
}

const badgeSheet = new CSSStyleSheet();
badgeSheet.replaceSync(BADGE);
shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, badgeSheet];
shared.button?.append(badge);
if (shared.button) shared.button.onclick = () => show(!shown);
if (tag.dataset["identity"]) post("identify", tag.dataset["identity"]);
/* A virtual keyboard shrinks what is visible, not the page: the panel follows what is visible. */
window.visualViewport?.addEventListener("resize", () => root.style.setProperty("--v", `${window.visualViewport!.height}px`));
setInterval(look, 900);
look();
const early = page.Yingda.q!;
page.Yingda = api;
for (const call of early) api(...(call[0] === "toggle" ? (["open"] as Call) : call));
paint();
