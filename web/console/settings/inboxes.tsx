/* Inboxes: where customers come in. Look, words, hours, identity, and the one line that puts it on a page. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Area, Field, Segments, Switch } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { bot, chevronRight, externalLink, globe, messageCircle, plus, send } from "../../ui/icons";
import { lang } from "../../ui/lang";
import { Chip, Copy } from "../../ui/parts";
import { patch, post, words } from "../api";
import { go } from "../route";
import { can } from "../session";
import { Languages } from "./business";
import { HoursEditor, type Hours } from "./hours";
import { Group, SaveBar, Sheet, to, useForm, useLoad, Wait, type Form } from "./parts";
import { t, type Key } from "./words";

export type Pair = Record<string, string>;
interface Inbox {
  id: string; key: string; name: string; channel: string; hue: number; greeting: Pair; away: Pair; languages: string[]; hours: Hours; bot: boolean; questions: string[];
  launcher: Pair; position: string; pack: string; identity: "off" | "optional" | "required"; allowed_hosts: string[]; embed: string;
}

/** One text in both languages, side by side. */
export function Both({ label, hint, value, onPick, long, disabled }: { label: string; hint?: string; value: Pair; onPick: (value: Pair) => void; long?: boolean; disabled: boolean }) {
  const Part = long ? Area : Field;
  return <div class="pair">{(["zh", "en"] as const).map((l) => <Part key={l} label={`${label}${lang.value === "en" ? ", " : "，"}${t(l)}`} hint={l === "zh" ? hint : undefined} value={value[l] ?? ""} onText={(text) => onPick({ ...value, [l]: text })} maxLength={400} disabled={disabled} lang={l} />)}</div>;
}

/** The panel in the colour that is being chosen. */
function Preview({ inbox }: { inbox: Inbox }) {
  const l = lang.value === "en" ? "en" : "zh";
  return (
    <figure class="mini" style={{ "--brand-hue": inbox.hue }} aria-label={t("preview")}>
      <div class="mini-panel">
        <header>{inbox.name}</header>
        <div class="mini-talk">
          <p class="mini-hello">{inbox.greeting[l] || inbox.greeting["zh"]}</p>
          <p class="mini-own">{t("p_question")}</p>
          <p class="mini-bot"><span class="is-ai line tight-line"><Icon d={bot} size="sm" />{t("p_bot")}</span>{t("p_answer")}</p>
        </div>
        <footer><span class="grow faint">{t("p_type")}</span><span class="mini-send"><Icon d={send} size="sm" /></span></footer>
      </div>
      <span class={`mini-button ${inbox.position}`}><Icon d={messageCircle} /> {inbox.launcher[l] || inbox.launcher["zh"]}</span>
    </figure>
  );
}

const SAMPLES: { id: string; title: string; code: string }[] = [
  { id: "python", title: "Python", code: 'import os, time\nimport jwt  # pip install pyjwt\n\ntoken = jwt.encode(\n    {"sub": user.id, "name": user.name, "email": user.email,\n     "exp": int(time.time()) + 3600},\n    os.environ["YINGDA_SECRET"], algorithm="HS256")' },
  { id: "node", title: "Node.js", code: 'import jwt from "jsonwebtoken";\n\nconst token = jwt.sign(\n  { sub: user.id, name: user.name, email: user.email },\n  process.env.YINGDA_SECRET,\n  { algorithm: "HS256", expiresIn: "1h" });' },
  { id: "php", title: "PHP", code: "use Firebase\\JWT\\JWT;\n\n$token = JWT::encode(\n    ['sub' => $user->id, 'name' => $user->name, 'exp' => time() + 3600],\n    getenv('YINGDA_SECRET'), 'HS256');" },
];

function Identity({ form, may }: { form: Form<Inbox>; may: boolean }) {
  const asked = useSignal(false);
  const secret = useSignal("");
  const wrong = useSignal("");
  const sample = useSignal("python");
  const mode = form.value.identity;
  const rotate = (): void => void post<{ secret: string }>(`/api/inboxes/${form.value.id}/secret`).then((s) => { secret.value = s.secret; asked.value = false; }, (e: unknown) => { wrong.value = words(e); });
  const code = SAMPLES.find((s) => s.id === sample.value)!.code;
  const tag = form.value.embed.replace("></script>", ' data-identity="TOKEN"></script>');
  return (
    <Group title={t("identity")} text={t("identity_text")}>
      <div><Segments name={t("identity_mode")} value={mode} choices={(["off", "optional", "required"] as const).map((v) => ({ value: v, title: t(`id_${v}`) }))} onPick={(v) => may && form.put({ identity: v as Inbox["identity"] })} /><p class="hint">{t(`id_${mode}_hint` as Key)}</p></div>
      {mode !== "off" && may && (
        <>
          <div><span class="label">{t("secret")}</span>
            {secret.value ? <><div class="code-line"><code class="grow">{secret.value}</code><Copy text={secret.value} /></div><p class="hint is-time">{t("secret_once")}</p></> : <Button onClick={() => { asked.value = true; wrong.value = ""; }}>{t("rotate")}</Button>}
          </div>
          <div><div class="line label-line"><span class="label grow">{t("how_to")}</span><Segments name={t("how_to")} value={sample.value} choices={SAMPLES.map((s) => ({ value: s.id, title: s.title }))} onPick={(v) => { sample.value = v; }} /></div>
            <pre class="code" tabIndex={0}><code>{code}</code></pre><pre class="code" tabIndex={0}><code>{tag}</code></pre></div>
        </>
      )}
      {asked.value && <Dialog title={t("rotate_title")} text={t("rotate_text")} onClose={() => { asked.value = false; }} onSubmit={rotate} footer={<><Button voice="quiet" onClick={() => { asked.value = false; }}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("rotate")}</Button></>}>{wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}</Dialog>}
    </Group>
  );
}

const lines = (text: string): string[] => text.split("\n").map((s) => s.trim()).filter(Boolean);

function Edit({ start }: { start: Inbox }) {
  const may = can("inboxes.write");
  const form = useForm(start, (part) => patch<Inbox>(`/api/inboxes/${start.id}`, part));
  const questions = useSignal(start.questions.join("\n"));
  const hosts = useSignal(start.allowed_hosts.join("\n"));
  const { value: v, put } = form;
  return (
    <form onSubmit={(e) => { e.preventDefault(); void form.save(); }}>
      {!may && <p class="t2 muted">{t("read_only")}</p>}
      <Group title={t("embed")} text={t("embed_text")}>
        <div class="code-line"><code class="grow">{v.embed}</code><Copy text={v.embed} /></div>
        <div><a class="btn sm" href={`/panel/?inbox=${encodeURIComponent(v.key)}`} target="_blank" rel="noopener"><Icon d={externalLink} /> {t("embed_preview")}</a></div>
      </Group>
      <Group title={t("look")}>
        <div class="look">
          <div class="form">
            <Field label={t("inbox_name")} hint={t("inbox_name_hint")} value={v.name} onText={(name) => put({ name })} required maxLength={80} disabled={!may} />
            <div><label class="label" for="hue">{t("hue")} <span class="faint num plain">{v.hue}°</span></label><input id="hue" class="hue" type="range" min={0} max={359} value={v.hue} disabled={!may} onInput={(e) => put({ hue: Number(e.currentTarget.value) })} /><p class="hint">{t("hue_hint")}</p></div>
            <div><span class="label">{t("position")}</span><Segments name={t("position")} value={v.position} choices={[{ value: "right", title: t("right") }, { value: "left", title: t("left") }]} onPick={(position) => may && put({ position })} /></div>
          </div>
          <Preview inbox={v} />
        </div>
        <Both label={t("launcher")} value={v.launcher} onPick={(launcher) => put({ launcher })} disabled={!may} />
      </Group>
      <Group title={t("greeting_group")}>
        <Languages label={t("offered")} value={v.languages} onPick={(languages) => put({ languages })} disabled={!may} />
        <Both long label={t("greeting")} hint={t("greeting_hint")} value={v.greeting} onPick={(greeting) => put({ greeting })} disabled={!may} />
        <Both long label={t("away_text")} hint={t("away_hint")} value={v.away} onPick={(away) => put({ away })} disabled={!may} />
        <Area label={t("questions")} hint={t("questions_text")} value={questions.value} onText={(text) => { questions.value = text; put({ questions: lines(text).slice(0, 6) }); }} disabled={!may} rows={3} />
      </Group>
      <Group title={t("bot_group")}><Switch label={t("bot_on")} hint={t("bot_hint")} on={v.bot} onTurn={(on) => put({ bot: on })} disabled={!may} /></Group>
      <Group title={t("hours")} text={t("hours_text")}><HoursEditor value={v.hours} onPick={(hours) => put({ hours })} disabled={!may} /></Group>
      <Identity form={form} may={may} />
      <Group title={t("hosts")}><Area aria-label={t("hosts")} hint={t("hosts_hint")} value={hosts.value} onText={(text) => { hosts.value = text; put({ allowed_hosts: lines(text) }); }} disabled={!may} rows={2} /></Group>
      <SaveBar form={form} />
    </form>
  );
}

export function InboxPage({ id }: { id: string }) {
  const from = useLoad<Inbox>(`/api/inboxes/${id}`);
  return <Sheet title={from.data.value?.name ?? t("inboxes")} back={to("inboxes")}><Wait from={from}>{(i) => <Edit start={i} key={i.id} />}</Wait></Sheet>;
}

function New({ onClose }: { onClose: () => void }) {
  const name = useSignal("");
  const wrong = useSignal("");
  const submit = (): void => void post<Inbox>("/api/inboxes", { name: name.peek().trim() }).then((i) => { onClose(); go("s", "inboxes", i.id); }, (e: unknown) => { wrong.value = words(e); });
  return <Dialog title={t("new_inbox")} onClose={onClose} onSubmit={submit} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary">{t("add")}</Button></>}><Field label={t("inbox_name")} hint={t("inbox_name_hint")} wrong={wrong.value || undefined} value={name.value} onText={(v) => { name.value = v; }} required maxLength={80} /></Dialog>;
}

export function InboxesPage() {
  const from = useLoad<Inbox[]>("/api/inboxes");
  const adding = useSignal(false);
  return (
    <Sheet title={t("inboxes")} text={t("inboxes_text")} end={can("inboxes.write") && <Button voice="primary" icon={plus} onClick={() => { adding.value = true; }}>{t("new_inbox")}</Button>}>
      <Wait from={from}>{(all) => (
        <ul class="lines">{all.map((i) => (
          <li key={i.id}><a class="line-item" href={to("inboxes", i.id)}>
            <span class="thumb tint" style={{ "--brand-hue": i.hue }}><Icon d={globe} size="lg" /></span>
            <div class="grow"><p class="line"><b class="cut">{i.name}</b>{i.bot && <Chip voice="ai" icon={bot}>{t("bot_group")}</Chip>}</p><p class="t1 faint cut">{i.key} · {i.languages.map((l) => t((l.startsWith("zh") ? "zh" : "en"))).join("，")}{i.allowed_hosts.length > 0 && ` · ${i.allowed_hosts.join("，")}`}</p></div>
            <Icon d={chevronRight} class="faint" />
          </a></li>
        ))}</ul>
      )}</Wait>
      {adding.value && <New onClose={() => { adding.value = false; }} />}
    </Sheet>
  );
}
