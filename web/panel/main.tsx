import { render } from "preact";
import "../ui/tokens.css";
import "./panel.css";
import { disk } from "../core/store";
import { App } from "./app";
import { host, listen } from "./bridge";
import { fetchParts } from "./lazy";
import { get, set, watch } from "./model";
import { draft, identify, logout, say, start, visit } from "./session";
import { lang, param, t } from "./words";

/* Starts the panel: language and theme of the host page, then hello, then whatever the host page asks. */

const html = document.documentElement;
html.lang = lang;
document.title = t("title");
if (/^(light|dark)$/.test(param("theme"))) html.dataset["theme"] = param("theme");
watch(() => {
  const hue = get().face?.hue;
  if (hue !== undefined) html.style.setProperty("--brand-hue", String(hue));
});

function told(op: string, fact: unknown): void {
  const wish = (fact ?? {}) as { text?: string; ask?: string };
  if (op === "open") {
    set({ shown: true });
    if (wish.ask) say(wish.ask);
    else if (wish.text) { draft.set(wish.text); set({ view: "talk", past: null, continued: true, offer: { text: wish.text, n: get().offer.n + 1 } }); }
  } else if (op === "close") set({ shown: false });
  else if (op === "identify") identify(String(fact ?? ""));
  else if (op === "logout") void logout();
  else if (op === "kept") disk.mirror((key, raw) => host("keep", [key, raw]), fact as Record<string, string>);
  else if (op === "page") visit(fact as { url: string; title: string });
}

listen(told, start);
render(<App />, document.getElementById("app")!);
setTimeout(fetchParts, 300);
