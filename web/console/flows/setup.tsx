/* What a flow is called, how customers start it, and how patient it is. */
import { Area } from "../../ui/field";
import { put, values, wrongAt } from "./bench";
import { Both, Lines, Meant } from "./fields";
import { t } from "./words";

export function Setup({ may }: { may: boolean }) {
  const now = values.value;
  const starts = (part: { zh?: string[]; en?: string[] }): void => put({ ...values.peek(), starts: { ...values.peek().starts, ...part } });
  return (
    <fieldset class="bare wf-outline form" disabled={!may}><legend class="sr">{t("setup")}</legend>
      {wrongAt("title").map((p, i) => <p key={i} class="wf-wrong is-alert">{p.text}</p>)}
      <section class="wf-step form wf-form"><h3>{t("starts")}</h3><p class="hint">{t("starts_text")}</p>
        <div class="pair"><Lines label={t("starts_zh")} value={now.starts?.zh ?? []} onList={(zh) => starts({ zh })} /><Lines label={t("starts_en")} value={now.starts?.en ?? []} onList={(en) => starts({ en })} /></div>
      </section>
      <section class="wf-step form wf-form"><h3>{t("about")}</h3>
        <Both label={t("title")} rows={1} value={now.title} onWords={(title) => put({ ...values.peek(), title })} />
        <Area label={t("description")} rows={2} value={now.description ?? ""} onText={(description) => put({ ...values.peek(), description })} />
        <Meant label={t("reask")} value={now.reask ?? 2} show={String} read={(s) => Math.max(0, Math.min(9, Math.round(Number(s)) || 0))} onValue={(reask) => put({ ...values.peek(), reask })} />
      </section>
    </fieldset>
  );
}
