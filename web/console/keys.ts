/* The keyboard map: one table that the page listens to and the help shows. A key typed into a field is text, unless Ctrl is held or it is Escape. */

export interface Key {
  /** As KeyboardEvent.key in lower case; "g i" is g, then i; "mod+k" is Ctrl or ⌘ with k. */
  keys: string;
  /** What it does, for the map; hidden when empty. */
  title: () => string;
  group: "go" | "talk" | "write";
  run: () => void;
  when?: () => boolean;
}

const table = new Map<string, Key>();
let lead = "";
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sets keys; the answer takes them away again. */
export function bind(...keys: Key[]): () => void {
  for (const key of keys) table.set(key.keys, key);
  return () => {
    for (const key of keys) if (table.get(key.keys) === key) table.delete(key.keys);
  };
}

/** All that is bound now. */
export function bound(): Key[] {
  return [...table.values()];
}

/** How a key is printed. */
export function printed(keys: string): string[] {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  return keys.split(" ").flatMap((k) => k.split("+")).map((k) => ({ mod: mac ? "⌘" : "Ctrl", escape: "Esc", tab: "Tab", enter: "↵" })[k] ?? k.toUpperCase());
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !["checkbox", "radio", "range", "button"].includes((target as HTMLInputElement).type);
}

addEventListener("keydown", (e) => {
  if (e.defaultPrevented || e.isComposing || e.altKey || document.querySelector("dialog[open]")) return;
  const mod = e.ctrlKey || e.metaKey;
  if (typing(e.target) && !mod && e.key !== "Escape") return;
  const plain = `${mod ? "mod+" : ""}${e.key.toLowerCase()}`;
  const key = (lead && table.get(`${lead} ${plain}`)) || table.get(plain);
  clearTimeout(timer);
  lead = "";
  if (key && (!key.when || key.when())) {
    e.preventDefault();
    key.run();
  } else if (!mod && [...table.keys()].some((k) => k.startsWith(`${plain} `))) {
    lead = plain;
    timer = setTimeout(() => { lead = ""; }, 1200);
  }
});
