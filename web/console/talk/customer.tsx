/* Who the customer is: facts, feeling over time, orders, where he has been, what was before. Notes and tags are written here. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { chevronLeft, circleHelp, pencil, plus, shieldCheck, star, x } from "../../ui/icons";
import { Avatar, Failed, Skeleton } from "../../ui/parts";
import { clock, date, full, length, now, short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { get, patch, words } from "../api";
import { go } from "../route";
import { can } from "../session";
import type { Assist, Contact, Entry, Head } from "../shapes";
import { maybe, t } from "../words";
import { lines } from "./stream";
import { Points, read } from "./summary";
import type { Talk } from "./talk";
import { thing } from "./things";

function Section({ title, end, children }: { title: string; end?: ComponentChildren; children: ComponentChildren }) {
  return <section class="section"><h3>{title}<span class="grow" />{end}</h3>{children}</section>;
}

/** The feeling from message to message: the line is grey, the worst point and the last one are marked. */
function Spark({ emotion }: { emotion: NonNullable<Assist["emotion"]> }) {
  const p = emotion.points.slice(-24);
  const w = 300;
  const x = (i: number): number => (p.length > 1 ? 4 + (i * (w - 8)) / (p.length - 1) : w / 2);
  const y = (v: number): number => 20 - v * 14;
  const worst = p.reduce((k, one, i) => (one.value < p[k]!.value ? i : k), 0);
  const name = (e: string): string => maybe(`emotion_${e}`) ?? e;
  const said = t("spark_label", { first: name(p[0]!.emotion), last: name(p.at(-1)!.emotion), n: p.length });
  return (
    <svg class="spark" viewBox={`0 0 ${w} 52`} role="img" aria-label={said}>
      <path d={`M0 20H${w}`} stroke="var(--line)" stroke-dasharray="2 4" />
      <path d={p.map((one, i) => `${i ? "L" : "M"}${x(i)} ${y(one.value)}`).join("")} fill="none" stroke="var(--ink-3)" stroke-width="1.5" />
      {p.map((one, i) => {
        const marked = i === worst && one.value < -0.2;
        const last = i === p.length - 1;
        return <circle key={one.seq} cx={x(i)} cy={y(one.value)} r={marked || last ? 3.5 : 2.5} fill={marked ? "var(--alert)" : last ? "var(--ink)" : "var(--plane)"} stroke={marked || last ? "none" : "var(--ink-3)"} stroke-width="1.5"><title>{`${clock(one.at)} ${name(one.emotion)}`}</title></circle>;
      })}
      <g font-size="11" fill="var(--ink-3)"><text x="0" y="50">{clock(p[0]!.at)}</text>{p.length > 1 && <text x={w} y="50" text-anchor="end">{clock(p.at(-1)!.at)}</text>}{p[worst]!.value < -0.2 && worst > 0 && worst < p.length - 1 && <text x={Math.max(24, Math.min(w - 24, x(worst)))} y="50" text-anchor="middle" fill="var(--alert)">{name(p[worst]!.emotion)}</text>}</g>
    </svg>
  );
}

function value(v: unknown): string {
  return Array.isArray(v) ? v.map(value).join("，") : typeof v === "object" && v ? JSON.stringify(v) : typeof v === "boolean" ? t(v ? "yes" : "no") : String(v ?? "");
}

async function save(talk: Talk, part: Partial<Contact>): Promise<boolean> {
  const held = talk.contact.peek();
  if (!held) return false;
  try {
    talk.contact.value = { ...held, ...(await patch<Partial<Contact>>(`/api/contacts/${held.id}`, part)), ...part };
    return true;
  } catch (e) {
    toast(words(e), { bad: true });
    return false;
  }
}

function Tags({ talk, contact }: { talk: Talk; contact: Contact }) {
  const adding = useSignal(false);
  const text = useSignal("");
  const may = can("contact.write");
  const add = (): void => {
    const tag = text.peek().trim().replace(/^#/, "").slice(0, 24);
    adding.value = false;
    text.value = "";
    if (tag && !contact.tags.includes(tag)) void save(talk, { tags: [...contact.tags, tag] });
  };
  return (
    <div class="tag-line">
      {contact.tags.map((tag) => <span class="chip" key={tag}>{tag}{may && <button type="button" class="untag" aria-label={t("remove_tag", { tag })} onClick={() => void save(talk, { tags: contact.tags.filter((o) => o !== tag) })}><Icon d={x} /></button>}</span>)}
      {may && (adding.value
        ? <input class="tag-input" value={text.value} autofocus aria-label={t("add_tag")} maxLength={24} onInput={(e) => { text.value = e.currentTarget.value; }} onBlur={add} onKeyDown={(e) => { if (e.isComposing) return; if (e.key === "Enter") { e.preventDefault(); add(); } if (e.key === "Escape") { e.stopPropagation(); text.value = ""; adding.value = false; } }} ref={(el) => { el?.focus(); }} />
        : contact.tags.length ? <Button voice="quiet" size="sm" class="tag-add" icon={plus} label={t("add_tag")} onClick={() => { adding.value = true; }} /> : <Button voice="quiet" size="sm" class="tag-first" icon={plus} onClick={() => { adding.value = true; }}>{t("add_tag")}</Button>)}
    </div>
  );
}

function Note({ talk, contact }: { talk: Talk; contact: Contact }) {
  const text = useSignal(contact.note ?? "");
  const state = useSignal<"" | "saving" | "saved">("");
  const keep = async (): Promise<void> => {
    if (text.peek() === (talk.contact.peek()?.note ?? "")) return;
    state.value = "saving";
    state.value = (await save(talk, { note: text.peek() })) ? "saved" : "";
  };
  if (!can("contact.write") && !contact.note) return null;
  return (
    <Section title={t("customer_note")} end={<span class="t1 faint" role="status">{state.value && t(state.value)}</span>}>
      <div class="field note-field"><textarea rows={2} value={text.value} disabled={!can("contact.write")} maxLength={4000} placeholder={t("customer_note_ph")} aria-label={t("customer_note")} onInput={(e) => { text.value = e.currentTarget.value; state.value = ""; }} onBlur={() => void keep()} /></div>
    </Section>
  );
}

function EditContact({ talk, contact, onClose }: { talk: Talk; contact: Contact; onClose: () => void }) {
  const form = useSignal({ name: contact.name, email: contact.email ?? "", phone: contact.phone ?? "" });
  const busy = useSignal(false);
  const put = (part: Partial<typeof form.value>): void => { form.value = { ...form.peek(), ...part }; };
  const submit = async (): Promise<void> => {
    busy.value = true;
    const ok = await save(talk, form.peek());
    busy.value = false;
    if (ok) onClose();
  };
  return (
    <Dialog title={t("edit_customer")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("save")}</Button></>}>
      <div class="form">
        <Field label={t("name")} value={form.value.name} onText={(name) => put({ name })} required maxLength={80} />
        <Field label={t("email")} type="email" value={form.value.email} onText={(email) => put({ email })} maxLength={200} />
        <Field label={t("phone")} type="tel" value={form.value.phone} onText={(phone) => put({ phone })} maxLength={40} />
      </div>
    </Dialog>
  );
}

/** An earlier conversation, to be read where it is asked for. */
function Earlier({ head, onClose }: { head: Head; onClose: () => void }) {
  const entries = useSignal<Entry[] | null>(null);
  const more = useSignal(false);
  const wrong = useSignal("");
  const load = (): void => {
    wrong.value = "";
    get<{ entries: Entry[]; more: boolean }>(`/api/conversations/${head.id}`).then((a) => { entries.value = a.entries; more.value = a.more; }, (e: unknown) => { wrong.value = words(e); });
  };
  const older = (): void => void get<{ entries: Entry[]; more: boolean }>(`/api/conversations/${head.id}/entries?before=${entries.peek()?.[0]?.seq ?? 0}`).then((a) => { entries.value = [...a.entries, ...(entries.peek() ?? [])]; more.value = a.more; }, (e: unknown) => { toast(words(e), { bad: true }); });
  useEffect(load, [head.id]);
  return (
    <Dialog wide title={`#${head.number} · ${full(head.opened_at)}`} text={head.status === "resolved" ? t("read_only") : t("still_open")} onClose={onClose} footer={<Button size="sm" onClick={() => { onClose(); go("c", head.id); }}>{t("open_in_inbox")}</Button>}>
      <div class="past scroll" tabIndex={0} role="log" aria-label={t("messages")}>
        {wrong.value ? <Failed message={wrong.value} onRetry={load} /> : entries.value === null ? <Skeleton /> : <div class="msgs">{more.value && <p class="sys"><Button voice="quiet" size="sm" onClick={older}>{t("load_earlier")}</Button></p>}{lines(entries.value, null, -1)}</div>}
      </div>
    </Dialog>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const attributes = Object.entries(contact.attributes ?? {}).filter(([, v]) => v !== "" && v !== null && v !== undefined);
  return (
    <dl class="facts">
      <dt>{t("identity")}</dt>
      <dd>{contact.verified ? <span class="is-ok line tight-line"><Icon d={shieldCheck} size="sm" /> {contact.external ? t("verified_as", { id: contact.external }) : t("verified")}</span> : <span class="line tight-line"><Icon d={circleHelp} size="sm" /> {t("not_verified")}</span>}</dd>
      {contact.phone && <><dt>{t("phone")}</dt><dd><bdi>{contact.phone}</bdi></dd></>}
      {contact.email && <><dt>{t("email")}</dt><dd class="cut"><bdi>{contact.email}</bdi></dd></>}
      {contact.language && <><dt>{t("language")}</dt><dd>{maybe(`language_${contact.language.slice(0, 2)}`) ?? contact.language}</dd></>}
      {attributes.map(([k, v]) => [<dt key={k}>{maybe(`attr_${k}`) ?? k}</dt>, <dd><bdi>{value(v)}</bdi></dd>])}
      <dt>{t("first_seen")}</dt><dd>{date(contact.first_seen)}</dd>
    </dl>
  );
}

export function Customer({ talk }: { talk: Talk }) {
  const editing = useSignal(false);
  const past = useSignal<Head | null>(null);
  const contact = talk.contact.value;
  const thoughts = talk.assist.value;
  const orders = talk.orders.value;
  const summary = thoughts?.summary ? read(thoughts.summary) : null;
  const before = contact?.conversations?.filter((c) => c.id !== talk.id) ?? [];
  const sub = contact ? [contact.level, contact.since && t("since", { when: typeof contact.since === "number" && contact.since > 3000 ? String(new Date(contact.since).getFullYear()) : String(contact.since).slice(0, 4) }), contact.city].filter(Boolean).join(" · ") : "";
  return (
    <aside class="customer scroll" aria-labelledby="h-cust" tabIndex={0}>
      <div class="bar only-phone"><Button voice="quiet" icon={chevronLeft} label={t("back_to_talk")} onClick={() => go("c", talk.id)} /><span class="grow t3"><b>{t("customer")}</b></span></div>
      {!contact ? <div class="section"><h2 id="h-cust" class="sr">{t("customer")}</h2>{talk.state.value !== "failed" && <Skeleton />}</div> : (
        <>
          <div class="section">
            <div class="line who-line">
              <Avatar name={contact.name} size="lg" />
              <div class="grow"><h2 id="h-cust" class="cut"><bdi>{contact.name}</bdi></h2><p class="t1 faint cut">{sub || t("seen", { when: short(contact.last_seen || contact.first_seen) })}</p></div>
              {can("contact.write") && <Button voice="quiet" size="sm" icon={pencil} label={t("edit_customer")} onClick={() => { editing.value = true; }} />}
            </div>
            <Facts contact={contact} />
            <Tags talk={talk} contact={contact} key={contact.id} />
          </div>
          {summary && talk.head?.handler !== "bot" && (summary.text || summary.points.length > 0) && <Section title={t("summary")}>{summary.text && <p class="t2">{summary.text}</p>}<Points points={summary.points} /></Section>}
          {thoughts?.emotion && (thoughts.emotion.points.length > 1 || !["", "calm"].includes(thoughts.emotion.name)) && thoughts.emotion.points.length > 0 && <Section title={t("feeling")} end={<span class="t1 plain">{maybe(`emotion_${thoughts.emotion.name}`) ?? thoughts.emotion.name}{thoughts.emotion.points.length > 1 && `${t("comma")}${t(`trend_${thoughts.emotion.trend}`)}`}</span>}><Spark emotion={thoughts.emotion} /></Section>}
          {orders && orders.length > 0 && (
            <Section title={t("orders")} end={<span class="t1 plain faint num">{orders.length}</span>}>
              {orders.slice(0, 6).map((o) => <div class="order" key={o.id}><span class="thumb"><Icon d={thing(o.icon)} size="lg" /></span><div class="grow"><div class="cut">{o.title}</div><small class="faint">{o.id} · {o.amount}{o.when ? ` · ${typeof o.when === "number" ? short(o.when) : o.when}` : ""}</small></div><span class={`chip ${o.status_voice ?? ""}`}>{o.status}</span></div>)}
            </Section>
          )}
          {contact.trail?.length > 0 && (
            <Section title={t("trail")}>
              <ol class="trail">{contact.trail.slice(0, 8).map((p, i) => <li key={p.at}><time>{short(p.at)}</time><span class="cut" title={p.url}><bdi>{p.title || p.url}</bdi></span><small class={i === 0 && now.value - p.at < 900_000 ? "is-accent" : ""}>{i === 0 && now.value - p.at < 900_000 ? t("looking") : p.ms > 0 ? length(p.ms) : ""}</small></li>)}</ol>
            </Section>
          )}
          <Note talk={talk} contact={contact} key={`n-${contact.id}`} />
          <Section title={t("before")} end={before.length > 0 && <span class="t1 plain faint num">{before.length}</span>}>
            {before.length ? <ol class="trail">{before.slice(0, 10).map((c) => <li key={c.id}><time>{short(c.updated_at)}</time><button type="button" class="cut link" onClick={() => { past.value = c; }}><bdi>{c.preview || `#${c.number}`}</bdi></button><small>{c.score > 0 ? <span class="line tight-line"><Icon d={star} size="sm" />{c.score}/5</span> : c.status === "open" ? t("open_now") : ""}</small></li>)}</ol> : <p class="t2 faint">{t("before_none")}</p>}
          </Section>
        </>
      )}
      {editing.value && contact && <EditContact talk={talk} contact={contact} onClose={() => { editing.value = false; }} />}
      {past.value && <Earlier head={past.value} onClose={() => { past.value = null; }} />}
    </aside>
  );
}
