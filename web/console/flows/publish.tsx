/* Going live: the difference beside what visitors meet now, the dialogues once more, and the ways back. */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { undo2 } from "../../ui/icons";
import { Notice, Skeleton } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { ApiError, del, get, post, words } from "../api";
import { dirty } from "../guard";
import { presence } from "../live";
import { go } from "../route";
import { take } from "./bench";
import { said } from "./fields";
import type { Full } from "./shapes";
import { t } from "./words";

interface DiffLine { kind: string; text: string }

export function Diff({ lines }: { lines: DiffLine[] }) {
  return (
    <pre class="wf-diff" tabIndex={0} aria-label={t("diff")}>{lines.map((l, i) => <span key={i} class={l.kind === "+" ? "plus" : l.kind === "-" ? "minus" : l.kind === "…" ? "skip" : ""}>{l.kind === "…" ? "···" : `${l.kind} ${l.text}`}{"\n"}</span>)}</pre>
  );
}

/** Publishes the draft; where dialogues fail it asks a second time. */
export function Publish({ flow, onClose, onDone }: { flow: Full; onClose: () => void; onDone: () => void }) {
  const diff = useSignal<DiffLine[] | null>(null);
  const wrong = useSignal("");
  const failing = useSignal(0);
  const busy = useSignal(false);
  const path = `/api/flows/${encodeURIComponent(flow.name)}`;
  useEffect(() => { get<DiffLine[]>(`${path}/diff`).then((d) => { diff.value = d; }, (e: unknown) => { wrong.value = words(e); }); }, []);
  const send = async (): Promise<void> => {
    busy.value = true;
    try {
      const next = await post<Full>(`${path}/publish`, { revision: flow.revision, anyway: failing.peek() > 0 });
      take(next);
      toast(t("published", { n: next.version }));
      onDone();
      onClose();
    } catch (e) {
      if (e instanceof ApiError && e.code === "dialogues_fail") failing.value = ((e.fault["failed"] as unknown[] | undefined) ?? [1]).length;
      else wrong.value = words(e);
    }
    busy.value = false;
  };
  return (
    <Dialog wide title={t("publish_title", { title: said(flow.title) })} text={t("publish_text")} onClose={onClose} onSubmit={() => void send()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" busy={busy.value} voice={failing.value ? "primary danger" : "primary"}>{failing.value ? t("publish_anyway") : t("publish")}</Button></>}>
      {failing.value > 0 && <Notice voice="alert">{t("tests_bad", { n: failing.value })}</Notice>}
      {wrong.value && <Notice voice="alert">{wrong.value}</Notice>}
      <h3 class="label">{flow.version ? t("diff") : flow.origin === "both" ? t("diff_pack") : t("first_time")}</h3>
      {!diff.value ? <Skeleton lines={4} /> : diff.value.length ? <Diff lines={diff.value} /> : <p class="hint">{t("diff_none")}</p>}
    </Dialog>
  );
}

export function Versions({ flow, may, onDone }: { flow: Full; may: boolean; onDone: () => void }) {
  const asked = useSignal(0);
  const diff = useSignal<DiffLine[] | null>(null);
  const path = `/api/flows/${encodeURIComponent(flow.name)}`;
  const name = (id: string): string => presence.value.get(id)?.name ?? id;
  const ask = (n: number): void => {
    asked.value = n;
    diff.value = null;
    get<DiffLine[]>(`${path}/diff?version=${n}`).then((d) => { diff.value = d; }, (e: unknown) => { toast(words(e), { bad: true }); });
  };
  const back = (): void => void post<Full>(`${path}/publish`, { revision: flow.revision, version: asked.peek() }).then((next) => { take(next); toast(t("rolled", { n: asked.peek() })); asked.value = 0; onDone(); }, (e: unknown) => { toast(words(e), { bad: true }); });
  if (!flow.versions.length) return null;
  return (
    <section class="wf-outline"><div class="wf-step"><h3>{t("versions")}</h3>
      <ol class="ver wf-ver">{flow.versions.map((v) => <li key={v.version}><b class={v.version === flow.version ? "is-ok" : "faint"}>v{v.version}</b><span class="cut">{v.version === flow.version && t("live")}</span><span class="faint t1">{t("by_when", { name: name(v.by), when: short(v.at) })}</span>{may && v.version !== flow.version && <Button size="sm" voice="quiet" icon={undo2} onClick={() => ask(v.version)}>{t("roll_back", { n: v.version })}</Button>}</li>)}</ol></div>
      {asked.value > 0 && <Dialog wide title={t("roll_title", { n: asked.value })} text={t("roll_text")} onClose={() => { asked.value = 0; }} onSubmit={back} footer={<><Button voice="quiet" onClick={() => { asked.value = 0; }}>{t("cancel")}</Button><Button type="submit" voice="primary">{t("roll_back", { n: asked.value })}</Button></>}>{!diff.value ? <Skeleton lines={4} /> : diff.value.length ? <Diff lines={diff.value} /> : <p class="hint">{t("diff_none")}</p>}</Dialog>}
    </section>
  );
}

/** Asks before a flow is switched off or its draft deleted. */
export function Ask({ flow, what, onClose, onDone }: { flow: Full; what: "withdraw" | "delete"; onClose: () => void; onDone: () => void }) {
  const path = `/api/flows/${encodeURIComponent(flow.name)}`;
  const act = async (): Promise<void> => {
    try {
      if (what === "withdraw") {
        take(await post<Full>(`${path}/withdraw`, { revision: flow.revision }));
        toast(t("withdrawn"));
      } else {
        await del(path);
        dirty.value = false;
        go("w", "", "", true);
      }
      onDone();
    } catch (e) {
      toast(words(e), { bad: true });
    }
    onClose();
  };
  const title = said(flow.title);
  return <Dialog title={t(what === "withdraw" ? "withdraw_title" : "delete_title", { title })} text={t(what === "withdraw" ? "withdraw_text" : "delete_text")} onClose={onClose} onSubmit={() => void act()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t(what)}</Button></>} />;
}
