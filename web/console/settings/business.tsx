/* The business as customers and colleagues see it. */
import { Check, Field, Select, Switch } from "../../ui/field";
import { lang } from "../../ui/lang";
import { patch } from "../api";
import { can, me } from "../session";
import { Both, type Pair } from "./inboxes";
import { Group, SaveBar, Sheet, useForm, useLoad, Wait } from "./parts";
import { t } from "./words";

interface Business { names: Pair; drafts: boolean; name: string; timezone: string; language: string; languages: string[] }

const COMMON = ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul", "Asia/Dubai", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Australia/Sydney", "UTC"];

/** Time zones, the common ones first; `held` is always among them. */
export function zones(held: string): { value: string; title: string }[] {
  const all = [...new Set([held, ...COMMON, ...(typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [])])];
  return all.map((z) => ({ value: z, title: z.replace(/_/g, " ") }));
}

/** The languages we speak, as boxes; at least one stays. */
export function Languages({ label, value, onPick, disabled }: { label: string; value: readonly string[]; onPick: (value: string[]) => void; disabled?: boolean }) {
  return (
    <fieldset class="bare"><legend class="label">{label}</legend>
      <div class="line loose">{(["zh-CN", "en"] as const).map((l) => <Check key={l} label={t(l)} on={value.includes(l)} disabled={disabled || (value.length === 1 && value.includes(l))} onTurn={(on) => onPick(on ? [...value, l] : value.filter((o) => o !== l))} />)}</div>
    </fieldset>
  );
}

function Edit({ start }: { start: Business }) {
  const may = can("business.write");
  const form = useForm(start, async (part) => {
    const kept = await patch<Business>("/api/business", part);
    const own = lang.peek() === "en" ? kept.names.en : kept.names.zh;
    me.value = { ...me.peek()!, business: { name: own || kept.name, names: kept.names } };
    return kept;
  });
  const { value: v, put } = form;
  return (
    <form onSubmit={(e) => { e.preventDefault(); void form.save(); }}>
      <Group title={t("business")} text={may ? undefined : t("read_only")}>
        <Field label={t("business_name")} value={v.name} onText={(name) => put({ name })} disabled={!may} required maxLength={80} />
        <Both label={t("names")} hint={t("names_hint")} value={v.names} onPick={(names) => put({ names })} disabled={!may} />
        <div class="pair">
          <Select label={t("timezone")} value={v.timezone} choices={zones(v.timezone)} onPick={(timezone) => put({ timezone })} disabled={!may} />
          <Select label={t("main_language")} value={v.language} choices={[{ value: "zh-CN", title: t("zh-CN") }, { value: "en", title: t("en") }]} onPick={(language) => put({ language })} disabled={!may} />
        </div>
        <Languages label={t("languages")} value={v.languages} onPick={(languages) => put({ languages })} disabled={!may} />
      </Group>
      <Group title={t("privacy")}>
        <Switch label={t("drafts")} hint={t("drafts_hint")} on={v.drafts} onTurn={(drafts) => put({ drafts })} disabled={!may} />
      </Group>
      <SaveBar form={form} />
    </form>
  );
}

export function BusinessPage() {
  const from = useLoad<Business>("/api/business");
  return <Sheet title={t("business")} text={t("business_text")}><Wait from={from}>{(b) => <Edit start={b} />}</Wait></Sheet>;
}
