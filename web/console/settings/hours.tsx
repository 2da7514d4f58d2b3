/* Business hours: several spans a day, and days that are different. */
import { Button } from "../../ui/button";
import { Segments, Select } from "../../ui/field";
import { copy, plus, x } from "../../ui/icons";
import { zones } from "./business";
import { t } from "./words";

export type Span = [string, string];
export interface Hours { timezone: string; days: Record<string, Span[]>; holidays: { date: string; spans: Span[] }[] }

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** "9" is 09:00, "930" is 09:30; anything else is left as typed and shown as wrong. */
function tidy(text: string): string {
  const m = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim());
  return m ? `${m[1]!.padStart(2, "0")}:${m[2] ?? "00"}` : text;
}

/** A time of day in 24 hours, the same in every browser; 24:00 is the end of the day. */
function Clock({ value, label, disabled, onPick }: { value: string; label: string; disabled: boolean; onPick: (value: string) => void }) {
  return <input value={value} aria-label={label} disabled={disabled} inputMode="numeric" pattern="([01]\d|2[0-3]):[0-5]\d|24:00" maxLength={5} required onInput={(e) => onPick(e.currentTarget.value)} onBlur={(e) => onPick(tidy(e.currentTarget.value))} />;
}

function Spans({ name, spans, onPick, disabled }: { name: string; spans: Span[]; onPick: (spans: Span[]) => void; disabled: boolean }) {
  const put = (i: number, k: 0 | 1, v: string): void => onPick(spans.map((s, n) => (n === i ? (k ? [s[0], v] : [v, s[1]]) : s)));
  return (
    <div class="spans">
      {spans.length === 0 && <span class="t2 faint">{t("closed")}</span>}
      {spans.map((s, i) => (
        <span class="line span" key={i}>
          <Clock value={s[0]} label={`${name} ${t("from")}`} disabled={disabled} onPick={(v) => put(i, 0, v)} />
          <span class="faint" aria-hidden="true">–</span>
          <Clock value={s[1]} label={`${name} ${t("until")}`} disabled={disabled} onPick={(v) => put(i, 1, v)} />
          {!disabled && <Button voice="quiet" size="sm" icon={x} label={t("remove_span", { from: s[0], to: s[1] })} onClick={() => onPick(spans.filter((_, n) => n !== i))} />}
        </span>
      ))}
      {!disabled && spans.length < 4 && <Button voice="quiet" size="sm" icon={plus} onClick={() => onPick([...spans, spans.length ? ["13:30", "18:00"] : ["09:00", "18:00"]])}>{t("add_span")}</Button>}
    </div>
  );
}

export function HoursEditor({ value, onPick, disabled }: { value: Hours; onPick: (hours: Hours) => void; disabled: boolean }) {
  const always = Object.keys(value.days).length === 0;
  const put = (part: Partial<Hours>): void => onPick({ ...value, ...part });
  const week: Record<string, Span[]> = Object.fromEntries(DAYS.map((d) => [d, ["sat", "sun"].includes(d) ? [] : [["09:00", "18:00"] as Span]]));
  return (
    <>
      <div class="line loose">
        <Segments name={t("hours")} value={always ? "all" : "some"} choices={[{ value: "all", title: t("around") }, { value: "some", title: t("by_hours") }]} onPick={(v) => !disabled && put({ days: v === "all" ? {} : week })} />
        <div class="zone"><Select name={t("timezone")} value={value.timezone} choices={zones(value.timezone)} onPick={(timezone) => put({ timezone })} disabled={disabled} small /></div>
      </div>
      {!always && (
        <div class="days">
          {DAYS.map((d) => (
            <div class="day" key={d}>
              <span class="t2">{t(d)}</span>
              <Spans name={t(d)} spans={value.days[d] ?? []} disabled={disabled} onPick={(spans) => put({ days: { ...value.days, [d]: spans } })} />
              {d === "mon" && !disabled && <Button voice="quiet" size="sm" icon={copy} onClick={() => put({ days: { ...value.days, ...Object.fromEntries(DAYS.slice(0, 5).map((o) => [o, (value.days["mon"] ?? []).map((s): Span => [...s])])) } })}>{t("copy_days")}</Button>}
            </div>
          ))}
        </div>
      )}
      <div>
        <h4 class="label">{t("holidays")}</h4>
        <p class="hint">{t("holiday_text")}</p>
        <div class="days">
          {value.holidays.map((h, i) => (
            <div class="day" key={i}>
              <input type="date" class="date" value={h.date} aria-label={t("date")} disabled={disabled} required onInput={(e) => put({ holidays: value.holidays.map((o, n) => (n === i ? { ...o, date: e.currentTarget.value } : o)) })} />
              <Spans name={h.date} spans={h.spans} disabled={disabled} onPick={(spans) => put({ holidays: value.holidays.map((o, n) => (n === i ? { ...o, spans } : o)) })} />
              {!disabled && <Button voice="quiet" size="sm" icon={x} label={t("remove_holiday", { date: h.date })} onClick={() => put({ holidays: value.holidays.filter((_, n) => n !== i) })} />}
            </div>
          ))}
          {!disabled && <div><Button size="sm" icon={plus} onClick={() => put({ holidays: [...value.holidays, { date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), spans: [] }] })}>{t("add_holiday")}</Button></div>}
        </div>
      </div>
    </>
  );
}
