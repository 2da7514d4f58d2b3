import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fileText, paperclip, send, smile, x } from "../ui/icons";
import type { Model } from "./model";
import { I, IconButton } from "./parts";
import { draft, say, typing } from "./session";
import { isImage, refusal, upload } from "./upload";
import { t } from "./talk-words";

/* Where the visitor writes. What he types is kept on this device until it is sent; a composition (pinyin and its kin) never sends. */

interface Staged { file: File; url: string }
let accept: ((files: File[]) => void) | undefined;

/** Files that were dropped or pasted anywhere in the conversation. */
export function addFiles(files: FileList | null | undefined): void {
  if (files?.length) accept?.([...files]);
}

/** Tells the other side that he types: at most every three seconds, and when he stopped. Where the business shows agents what is typed, the end of it goes along, at most every second. */
function useTyping(seen: boolean) {
  const told = useRef(0), timer = useRef<ReturnType<typeof setTimeout>>(undefined), later = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => { clearTimeout(timer.current); clearTimeout(later.current); if (told.current) { told.current = 0; typing(false); } };
  const tell = (text: string) => { told.current = Date.now(); typing(true, seen ? text.slice(-300) : ""); };
  const type = (text: string) => {
    clearTimeout(later.current);
    const wait = told.current + (seen ? 1000 : 3000) - Date.now();
    if (wait <= 0) tell(text);
    else if (seen) later.current = setTimeout(() => tell(text), wait);
    clearTimeout(timer.current);
    timer.current = setTimeout(stop, 4000);
  };
  return { type, stop };
}

export function Composer({ m }: { m: Model }) {
  const [text, setText] = useState(draft.get);
  const [staged, setStaged] = useState<Staged[]>([]);
  const [wrong, setWrong] = useState("");
  const [faces, setFaces] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null), picker = useRef<HTMLInputElement>(null);
  const seen = Boolean(m.face?.drafts) && m.state?.status === "open" && m.state.handler !== "bot";
  const type = useTyping(seen);
  const write = (value: string) => { setText(value); draft.set(value); };

  const offered = useRef(m.offer.n);
  useLayoutEffect(() => { // at once, so that what is typed next stays; what was offered before is in the draft already
    if (m.offer.n !== offered.current) { offered.current = m.offer.n; write(m.offer.text); }
  }, [m.offer.n]);
  useEffect(() => { if (m.shown && matchMedia("(pointer: fine)").matches) area.current?.focus({ preventScroll: true }); }, [m.shown]);
  useLayoutEffect(() => {
    const a = area.current!;
    a.style.height = "auto";
    a.style.height = `${Math.min(a.scrollHeight, 120)}px`;
  }, [text]);
  accept = (files) => {
    setWrong(files.map(refusal).find(Boolean) ?? "");
    const good = files.filter((f) => !refusal(f)).slice(0, 5 - staged.length);
    setStaged([...staged, ...good.map((file) => ({ file, url: isImage(file.type) ? URL.createObjectURL(file) : "" }))]);
    area.current?.focus();
  };
  const submit = () => {
    const words = text.trim();
    if (!words && !staged.length) return;
    type.stop();
    staged.forEach((s, i) => upload(s.file, s.url, i === staged.length - 1 ? words : ""));
    if (!staged.length) say(words);
    setStaged([]);
    write("");
    setFaces(false);
    area.current?.focus();
  };
  const key = (e: KeyboardEvent) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing && e.keyCode !== 229) { e.preventDefault(); submit(); }
    if (e.key === "Escape" && faces) { e.preventDefault(); setFaces(false); }
  };
  const insert = (face: string) => {
    const a = area.current!;
    a.setRangeText(face, a.selectionStart, a.selectionEnd, "end");
    write(a.value);
  };
  const person = m.state?.handler === "agent" && m.state.assignee;
  const hint = m.state?.handler === "queue" ? t("say_wait") : person ? t("say_to", { name: person.name }) : t("say");
  const most = m.face?.limits.text ?? 8000;
  const ready = Boolean(text.trim() || staged.length);
  return (
    <footer class="foot">
      {wrong && <p class="is-alert t1" role="alert">{wrong}</p>}
      {staged.length > 0 && <ul class="staged">{staged.map((s, i) => (
        <li>{s.url ? <img src={s.url} alt={s.file.name} /> : <span><I d={fileText} /><span class="cut">{s.file.name}</span></span>}
          <IconButton d={x} name={t("remove_file", { name: s.file.name })} onClick={() => setStaged(staged.filter((_, j) => j !== i))} /></li>
      ))}</ul>}
      {faces && <Faces pick={insert} />}
      <div class="say">
        <textarea ref={area} rows={1} maxLength={most} placeholder={hint} aria-label={t("say")} enterkeyhint="send" value={text} dir="auto"
          onInput={(e) => { write(e.currentTarget.value); type.type(e.currentTarget.value); }} onKeyDown={key} onBlur={type.stop} onPaste={(e) => { if (e.clipboardData?.files.length) { e.preventDefault(); addFiles(e.clipboardData.files); } }} />
        <IconButton d={smile} name={t("emoji")} on={faces} onClick={() => setFaces(!faces)} />
        <IconButton d={paperclip} name={t("attach")} onClick={() => picker.current?.click()} />
        <input ref={picker} type="file" multiple hidden accept={m.face?.limits.types?.join(",")} onChange={(e) => { addFiles(e.currentTarget.files); e.currentTarget.value = ""; }} />
        <button type="button" class={`btn icon ${ready ? "primary" : ""}`} aria-label={t(m.link === "online" ? "send" : "send_later")} disabled={!ready} onClick={submit}><I d={send} /></button>
      </div>
      {seen && <p class="by">{t("seen_typing")}</p>}
      {text.length >= most ? <p class="by" role="status">{t("full", { n: most })}</p> : m.known && m.link !== "online" && text && <p class="by">{t("draft_kept")}</p>}
    </footer>
  );
}

const FACES = "😀😄😂🙂😉😊😍😘🤔😅😭😢😡😱😴🤒👍👎👌🙏👏💪🤝✌️❤️💔🎉🌹🎁☕📦🚚📷📞💰✅";

/** A small grid of native emoji; arrow keys walk in it. */
function Faces({ pick }: { pick: (face: string) => void }) {
  const list = FACES.match(/\p{Extended_Pictographic}\uFE0F?/gu)!;
  const walk = (e: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 9, ArrowUp: -9 }[e.key];
    const all = [...(e.currentTarget as HTMLElement).children] as HTMLElement[];
    if (step) { e.preventDefault(); all[all.indexOf(document.activeElement as HTMLElement) + step]?.focus(); }
  };
  return <div class="faces" role="group" aria-label={t("emoji")} onKeyDown={walk}>{list.map((face, i) => <button type="button" tabIndex={i ? -1 : 0} onClick={() => pick(face)}>{face}</button>)}</div>;
}
