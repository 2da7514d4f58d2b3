/* The team: who is in it, what each may do, and what each can. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field, Select } from "../../ui/field";
import { check, minus, pencil, plus } from "../../ui/icons";
import { Icon } from "../../ui/icon";
import { Avatar } from "../../ui/parts";
import { short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { patch, post, words } from "../api";
import { presence } from "../live";
import { can, me } from "../session";
import type { Agent, Role } from "../shapes";
import { Languages } from "./business";
import { Group, Sheet, useLoad, Wait } from "./parts";
import { t, type Key } from "./words";

interface RoleCard { name: Role; title: string; permissions: string[] }

function makePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return Array.from(crypto.getRandomValues(new Uint32Array(14)), (n) => letters[n % letters.length]).join("");
}

const list = (text: string): string[] => [...new Set(text.split(/[,，、;；\n]/).map((s) => s.trim()).filter(Boolean))];

function Edit({ one, roles, onDone, onClose }: { one: Agent | null; roles: RoleCard[]; onDone: () => void; onClose: () => void }) {
  const start = one ?? { name: "", email: "", role: "agent" as Role, title: "", skills: [], languages: ["zh-CN"], capacity: 5 };
  const form = useSignal({ name: start.name, email: start.email, role: start.role, title: start.title, skills: start.skills.join("，"), languages: [...start.languages], capacity: String(start.capacity), password: "" });
  const busy = useSignal(false);
  const wrong = useSignal("");
  const v = form.value;
  const put = (part: Partial<typeof v>): void => { form.value = { ...form.peek(), ...part }; };
  const submit = async (): Promise<void> => {
    busy.value = true;
    wrong.value = "";
    const { skills, capacity, password, email, ...rest } = form.peek();
    const body = { ...rest, skills: list(skills), capacity: Math.max(0, Number(capacity) || 0), ...(one && email === one.email ? {} : { email: email.trim() }), ...(password ? { password } : {}) };
    try {
      await (one ? patch(`/api/agents/${one.id}`, body) : post("/api/agents", body));
      onDone();
    } catch (e) {
      wrong.value = words(e);
      busy.value = false;
    }
  };
  return (
    <Dialog wide title={one ? one.name : t("new_agent")} onClose={onClose} onSubmit={() => void submit()} footer={<><Button voice="quiet" onClick={onClose}>{t("cancel")}</Button><Button type="submit" voice="primary" busy={busy.value}>{t("save")}</Button></>}>
      <div class="form">
        {wrong.value && <p class="hint wrong" role="alert">{wrong.value}</p>}
        <div class="pair">
          <Field label={t("my_name")} value={v.name} onText={(name) => put({ name })} required maxLength={80} autocomplete="off" />
          <Field label={t("email")} type="email" value={v.email} onText={(email) => put({ email })} required maxLength={200} autocomplete="off" />
          <Select label={t("role")} value={v.role} choices={roles.map((r) => ({ value: r.name, title: r.title }))} onPick={(role) => put({ role: role as Role })} disabled={one?.id === me.value?.id} />
          <Field label={t("title")} hint={t("title_hint")} value={v.title} onText={(title) => put({ title })} maxLength={80} />
          <Field label={t("skills")} hint={t("skills_hint")} value={v.skills} onText={(skills) => put({ skills })} maxLength={400} />
          <Field label={t("capacity")} hint={t("capacity_hint")} type="number" min={0} max={50} value={v.capacity} onText={(capacity) => put({ capacity })} required />
        </div>
        <Languages label={t("agent_languages")} value={v.languages} onPick={(languages) => put({ languages })} />
        <Field label={one ? t("reset_password") : t("first_password")} hint={one ? t("reset_hint") : t("first_password_hint")} value={v.password} onText={(password) => put({ password })} required={!one} minLength={10} maxLength={200} autocomplete="off" after={<Button voice="quiet" size="sm" onClick={() => put({ password: makePassword() })}>{t("make_password")}</Button>} />
      </div>
    </Dialog>
  );
}

function Team({ all, roles, onEdit, onTurn }: { all: Agent[]; roles: RoleCard[]; onEdit: (a: Agent) => void; onTurn: (a: Agent) => void }) {
  const may = can("agents.write");
  const role = (name: string): string => roles.find((r) => r.name === name)?.title ?? name;
  return (
    <div class="table-box scroll" tabIndex={0} role="region" aria-label={t("team_table")}>
      <table class="table">
        <thead><tr><th scope="col">{t("agent")}</th><th scope="col">{t("role")}</th><th scope="col">{t("skills")}</th><th scope="col" class="n">{t("capacity")}</th><th scope="col" class="n">{t("last_seen")}</th>{may && <th scope="col"><span class="sr">{t("edit")}</span></th>}</tr></thead>
        <tbody>{[...all].sort((a, b) => Number(b.active) - Number(a.active)).map((a) => (
          <tr key={a.id} class={a.active ? "" : "gone"}>
            <td><div class="line"><Avatar name={a.name} size="sm" presence={a.active ? (presence.value.get(a.id)?.status ?? "offline") : undefined} /><div class="grow"><div class="line"><span class="cut">{a.name}</span>{!a.active && <span class="chip">{t("inactive")}</span>}</div><small class="faint cut block">{a.email}</small></div></div></td>
            <td>{role(a.role)}</td>
            <td><div class="line wrap">{a.skills.map((s) => <span class="chip" key={s}>{s}</span>)}</div></td>
            <td class="n num">{a.capacity}</td>
            <td class="n num faint">{a.last_seen ? short(a.last_seen) : t("never")}</td>
            {may && <td class="n"><div class="line end"><Button voice="quiet" size="sm" icon={pencil} label={`${t("edit")} ${a.name}`} onClick={() => onEdit(a)} />{a.id !== me.value?.id && <Button voice="quiet" size="sm" onClick={() => onTurn(a)}>{a.active ? t("deactivate") : t("activate")}</Button>}</div></td>}
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

function Roles({ roles }: { roles: RoleCard[] }) {
  const all = [...new Set(roles.flatMap((r) => r.permissions))].filter((p) => p !== "*").sort();
  const name = (p: string): string => { const key = `p_${p.replace(".", "_")}`; const said = t(key as Key); return said === key ? p : said; };
  return (
    <div class="table-box scroll" tabIndex={0} role="region" aria-label={t("roles")}>
      <table class="table roles">
        <thead><tr><th scope="col">{t("permission")}</th>{roles.map((r) => <th scope="col" key={r.name} class="c">{r.title}</th>)}</tr></thead>
        <tbody>{all.map((p) => <tr key={p}><th scope="row">{name(p)}</th>{roles.map((r) => { const yes = r.permissions.includes(p) || r.permissions.includes("*"); return <td key={r.name} class="c"><Icon d={yes ? check : minus} class={yes ? "is-ok" : "faint"} label={yes ? t("may") : t("may_not")} /></td>; })}</tr>)}</tbody>
      </table>
    </div>
  );
}

export function AgentsPage() {
  const team = useLoad<Agent[]>("/api/agents");
  const roles = useLoad<RoleCard[]>("/api/roles");
  const open = useSignal<{ edit?: Agent | null; off?: Agent } | null>(null);
  const close = (): void => { open.value = null; };
  const done = (): void => { close(); toast(t("saved")); team.load(); };
  const turn = async (a: Agent, active: boolean): Promise<void> => {
    try {
      await patch(`/api/agents/${a.id}`, { active });
      done();
    } catch (e) {
      toast(words(e), { bad: true });
    }
  };
  return (
    <Sheet wide title={t("agents")} text={t("agents_text")} end={can("agents.write") && <Button voice="primary" icon={plus} onClick={() => { open.value = { edit: null }; }}>{t("new_agent")}</Button>}>
      <Wait from={team}>{(all) => <Team all={all} roles={roles.data.value ?? []} onEdit={(edit) => { open.value = { edit }; }} onTurn={(a) => { if (a.active) open.value = { off: a }; else void turn(a, true); }} />}</Wait>
      <Group title={t("roles")}><Wait from={roles}>{(all) => <Roles roles={all} />}</Wait></Group>
      {open.value?.edit !== undefined && <Edit one={open.value.edit} roles={roles.data.value ?? []} onDone={done} onClose={close} />}
      {open.value?.off && <Dialog title={t("deactivate_title", { name: open.value.off.name })} text={t("deactivate_text")} onClose={close} onSubmit={() => void turn(open.peek()!.off!, false)} footer={<><Button voice="quiet" onClick={close}>{t("cancel")}</Button><Button type="submit" voice="primary danger">{t("deactivate")}</Button></>} />}
    </Sheet>
  );
}
