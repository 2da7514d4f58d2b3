/* A new flow: from nothing, or as a copy of one that there is. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field, Select } from "../../ui/field";
import { post, words } from "../api";
import { go } from "../route";
import { said } from "./fields";
import type { Full, Line } from "./shapes";
import { t } from "./words";

export function Create({ flows, onClose, onMade }: { flows: Line[]; onClose: () => void; onMade: () => void }) {
  const name = useSignal("");
  const zh = useSignal("");
  const en = useSignal("");
  const copy = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const make = (): void => {
    busy.value = true;
    post<Full>("/api/flows", { name: name.peek(), title: { zh: zh.peek(), en: en.peek() }, copy: copy.peek() }).then((next) => { onMade(); onClose(); go("w", next.name); }, (e: unknown) => { wrong.value = words(e); }).finally(() => { busy.value = false; });
  };
  const choices = [{ value: "", title: t("from_blank") }, ...flows.map((l) => ({ value: l.name, title: `${said(l.title)} (${l.name})` }))];
  return (
    <Dialog title={t("new_flow")} onClose={onClose} onSubmit={make} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("create")}</Button></>}>
      <div class="form">
        <div class="pair"><Field label={t("title_zh")} value={zh.value} onText={(v) => { zh.value = v; }} required maxLength={80} /><Field label={t("title_en")} value={en.value} onText={(v) => { en.value = v; }} required maxLength={80} /></div>
        <Field label={t("name")} hint={t("name_hint")} value={name.value} onText={(v) => { name.value = v; wrong.value = ""; }} required pattern="[a-z][a-z0-9_\-]{0,59}" placeholder="change_address" wrong={wrong.value || undefined} />
        <Select label={t("from")} value={copy.value} choices={choices} onPick={(v) => { copy.value = v; }} />
      </div>
    </Dialog>
  );
}
