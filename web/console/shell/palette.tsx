/* Ctrl+K: everything by its name. Actions on the conversation shown, pages, conversations, canned replies. */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Head } from "../../core/types";
import { Icon } from "../../ui/icon";
import { search as searchIcon, zap } from "../../ui/icons";
import { Avatar } from "../../ui/parts";
import { short } from "../../ui/time";
import { get } from "../api";
import { bound, printed } from "../keys";
import { heads, learn } from "../live";
import { go } from "../route";
import { can } from "../session";
import { canned, fill, fits, loadCanned, used } from "../talk/canned";
import { pen } from "../talk/pen";
import { current } from "../talk/talk";
import { t } from "../words";

interface Found { key: string; title: string; score: number; icon?: string; head?: Head; end?: string; caps?: string[]; run: () => void }

function gather(q: string): Found[] {
  const out: Found[] = [];
  for (const k of bound()) {
    const title = k.title();
    if (!title || k.keys === "mod+k" || (k.when && !k.when())) continue;
    const score = fits(q, title);
    if (score) out.push({ key: k.keys, title, score: score + (q ? 20 : 50), caps: printed(k.keys), run: k.run });
  }
  const talk = current.peek();
  if (q && talk && pen.peek()) for (const c of canned.value ?? []) {
    const score = Math.max(fits(q, c.short), fits(q, c.title));
    if (score > 5) out.push({ key: `q-${c.id}`, title: c.title || c.short, score, icon: zap, end: t("canned"), run: () => { pen.peek()?.write(fill(c.text, talk)); used(c); } });
  }
  const talks = [...heads.value.values()].sort((a, b) => b.updated_at - a.updated_at);
  for (const h of q ? talks : talks.slice(0, 6)) {
    const score = q ? Math.max(fits(q, h.title), fits(q, `#${h.number}`), h.preview.toLowerCase().includes(q.toLowerCase()) ? 15 : 0) : 1;
    if (score) out.push({ key: h.id, title: h.title, score, head: h, end: short(h.updated_at), run: () => go("c", h.id) });
  }
  const best = out.sort((a, b) => b.score - a.score).slice(0, 11);
  if (q && can("conversation.read")) best.push({ key: "find", title: t("search_all", { q }), score: 0, icon: searchIcon, run: () => go("f", q) });
  return best;
}

function Marked({ text, q }: { text: string; q: string }) {
  const at = q ? text.toLowerCase().indexOf(q.toLowerCase()) : -1;
  return at < 0 ? <>{text}</> : <>{text.slice(0, at)}<mark>{text.slice(at, at + q.length)}</mark>{text.slice(at + q.length)}</>;
}

export function Palette({ onClose }: { onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const q = useSignal("");
  const at = useSignal(0);
  const list = useComputed(() => gather(q.value.trim()));
  useLayoutEffect(() => { // before the next key arrives: whoever presses Ctrl+K types on
    const before = document.activeElement as HTMLElement | null;
    box.current?.showModal();
    void loadCanned();
    return () => { if (before?.isConnected) before.focus(); };
  }, []);
  useEffect(() => {
    const text = q.value.trim();
    if (!text) return;
    const timer = setTimeout(() => void get<{ items: Head[] }>(`/api/conversations?view=all&limit=10&q=${encodeURIComponent(text)}`).then((a) => learn(a.items), () => undefined), 250);
    return () => clearTimeout(timer);
  }, [q.value]);
  const run = (one: Found | undefined): void => {
    if (!one) return;
    onClose();
    setTimeout(one.run, 0);
  };
  return (
    <dialog ref={box} class="palette float" aria-label={t("palette")} onCancel={(e) => { e.preventDefault(); onClose(); }} onMouseDown={(e) => { if (e.target === box.current) onClose(); }}
      onKeyDown={(e) => {
        e.stopPropagation();
        if (e.isComposing) return;
        const n = list.peek().length;
        const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
        if (by && n) { e.preventDefault(); at.value = (at.peek() + by + n) % n; }
        else if (e.key === "Enter") { e.preventDefault(); run(list.peek()[at.peek()]); }
        else if (e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); onClose(); }
      }}>
      <div class="palette-in">
        <label class="palette-ask"><Icon d={searchIcon} /><input value={q.value} placeholder={t("palette_ph")} aria-label={t("palette_ph")} role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={`pl-${at.value}`} onInput={(e) => { q.value = e.currentTarget.value; at.value = 0; }} /><kbd aria-hidden="true">Esc</kbd></label>
        <div class="palette-list" role="listbox" id="palette-list" aria-label={t("palette")}>
          {list.value.length === 0 && <p class="t2 muted pad">{t("palette_none")}</p>}
          {list.value.map((one, i) => (
            <div key={one.key} id={`pl-${i}`} class="option" role="option" aria-selected={i === at.value} onMouseMove={() => { at.value = i; }} onClick={() => run(one)}>
              {one.head ? <Avatar name={one.head.title} size="sm" /> : one.icon ? <span class="faint"><Icon d={one.icon} /></span> : null}
              <span class="grow cut"><Marked text={one.title} q={q.value.trim()} />{one.head?.preview && <span class="faint">，{one.head.preview}</span>}</span>
              {one.end && <span class="t1 faint">{one.end}</span>}
              {one.caps?.map((c, k) => <kbd key={k} aria-hidden="true">{c}</kbd>)}
            </div>
          ))}
        </div>
      </div>
    </dialog>
  );
}
