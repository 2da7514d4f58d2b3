/* The help centre: whether it is open, how it looks, where it is, and what its readers looked for in vain. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Field, Select, Switch } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { check, circleCheck, externalLink, pencil } from "../../ui/icons";
import { Chip, Copy, Empty } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { del, patch, words } from "../api";
import { href } from "../route";
import { can } from "../session";
import { Both, type Pair } from "./inboxes";
import { Group, SaveBar, Sheet, useForm, useLoad, Wait } from "./parts";
import { t } from "./words";

interface Centre { slug: string; open: boolean; name: Pair; intro: Pair; hue: number; host: string; inbox: string; chat: boolean; contact: boolean; url: string }
interface Missed { language: string; words: string; text: string; times: number; at: number }

/** Searches without an answer: each can be written about, or ticked off. */
function MissedList() {
  const from = useLoad<Missed[]>("/api/help/missed");
  const may = can("knowledge.write");
  const done = (one: Missed): void => {
    const was = from.data.peek() ?? [];
    from.data.value = was.filter((o) => o !== one);
    del("/api/help/missed", { language: one.language, words: one.words }).catch((e: unknown) => { from.data.value = was; toast(words(e), { bad: true }); });
  };
  return (
    <Group title={t("missed")} text={t("missed_text")}>
      <Wait from={from}>{(all) => !all.length ? <Empty icon={circleCheck} title={t("missed_none")} /> : (
        <ul class="lines">{all.map((one) => (
          <li key={`${one.language} ${one.words}`} class="line">
            <span class="grow" lang={one.language}><b>{one.text}</b> <span class="t1 faint">{t("missed_times", { n: one.times })}，{short(one.at)}</span></span>
            {may && <a class="btn sm" href={href("k")} aria-label={`${t("missed_write")}: ${one.text}`}><Icon d={pencil} />{t("missed_write")}</a>}
            {may && <Button size="sm" voice="quiet" icon={check} label={`${t("missed_done")}: ${one.text}`} onClick={() => done(one)} />}
          </li>
        ))}</ul>
      )}</Wait>
    </Group>
  );
}

function Edit({ start, inboxes }: { start: Centre; inboxes: { id: string; name: string }[] }) {
  const may = can("inboxes.write");
  const form = useForm(start, (part) => patch<Centre>("/api/help", part));
  const { value: v, put } = form;
  const opening = useSignal(false);
  const turn = async (open: boolean): Promise<void> => {
    put({ open });
    opening.value = true;
    await form.save();
    opening.value = false;
  };
  return (
    <form onSubmit={(e) => { e.preventDefault(); void form.save(); }}>
      <Group title={t("help_open")} text={may ? undefined : t("read_only")}>
        <Switch label={t("help_on")} hint={t("help_on_hint")} on={v.open} onTurn={(open) => void turn(open)} disabled={!may || opening.value} />
        {start.open || v.open ? <div class="code-line"><code class="grow cut">{v.url}</code><Copy text={v.url} /><a class="btn sm" href={`/help/${v.slug}`} target="_blank" rel="noopener"><Icon d={externalLink} /> {t("help_see")}</a></div> : <div><Chip>{t("help_closed")}</Chip></div>}
      </Group>
      <Group title={t("help_look")}>
        <Both label={t("help_name")} value={v.name} onPick={(name) => put({ name })} disabled={!may} />
        <Both label={t("help_intro")} hint={t("help_intro_hint")} value={v.intro} onPick={(intro) => put({ intro })} disabled={!may} />
        <div><label class="label" for="help-hue">{t("hue")} <span class="faint num plain">{v.hue}°</span></label><input id="help-hue" class="hue" type="range" min={0} max={359} value={v.hue} disabled={!may} onInput={(e) => put({ hue: Number(e.currentTarget.value) })} /><p class="hint">{t("hue_hint")}</p></div>
      </Group>
      <Group title={t("help_address")}>
        <div class="pair">
          <Field label={t("help_slug")} hint={t("help_slug_hint")} value={v.slug} onText={(slug) => put({ slug })} disabled={!may} required maxLength={40} spellcheck={false} />
          <Field label={t("help_host")} hint={t("help_host_hint")} value={v.host} onText={(host) => put({ host })} disabled={!may} maxLength={253} spellcheck={false} placeholder="help.example.com" />
        </div>
      </Group>
      <Group title={t("help_ways")}>
        <Switch label={t("help_chat")} on={v.chat} onTurn={(chat) => put({ chat })} disabled={!may} />
        <Switch label={t("help_contact")} hint={t("help_contact_hint")} on={v.contact} onTurn={(contact) => put({ contact })} disabled={!may} />
        {inboxes.length > 1 && <Select label={t("help_inbox")} value={v.inbox || inboxes[0]!.id} choices={inboxes.map((i) => ({ value: i.id, title: i.name }))} onPick={(inbox) => put({ inbox })} disabled={!may} />}
      </Group>
      <SaveBar form={form} />
    </form>
  );
}

export function HelpPage() {
  const from = useLoad<Centre>("/api/help");
  const inboxes = useLoad<{ id: string; name: string }[]>("/api/inboxes");
  return (
    <Sheet title={t("help")} text={t("help_text")}>
      <Wait from={from}>{(centre) => <Wait from={inboxes}>{(all) => <Edit start={centre} inboxes={all} />}</Wait>}</Wait>
      <MissedList />
    </Sheet>
  );
}
