/* Flows: the list, the editor in the middle, the trial beside it. */
import "./flows.css";
import "../settings/settings.css";
import { useEffect } from "preact/hooks";
import { signal, useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { chevronLeft, circleAlert, copy, ellipsis, plus, route as routeIcon, search, trash2, undo2 } from "../../ui/icons";
import { Menu, type Act } from "../../ui/menu";
import { Chip, Empty, Failed, Notice, Skeleton } from "../../ui/parts";
import { Tabs } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { get, post, words } from "../api";
import { dirty } from "../guard";
import { go, href, route } from "../route";
import { can } from "../session";
import { clash, fault, full, load, loadFault, overwrite, problems, reading, results, save, settle, state, tab, take, values } from "./bench";
import { Create } from "./create";
import { said } from "./fields";
import { Outline } from "./outline";
import { Ask, Publish, Versions } from "./publish";
import { Setup } from "./setup";
import type { Full, Line } from "./shapes";
import { Simulator } from "./simulator";
import { Slots } from "./slots";
import { Tests } from "./tests";
import { t } from "./words";
import { Yaml } from "./yaml";

const lines = signal<Line[] | null>(null);
const wrong = signal("");

function loadList(): void {
  wrong.value = "";
  get<Line[]>("/api/flows").then((all) => { lines.value = all; }, (e: unknown) => { wrong.value = words(e); });
}

function stands(line: Line): string {
  if (line.status === "pack") return t("s_pack");
  return t(`s_${line.status}`, { n: line.version });
}

function List({ at }: { at: string }) {
  const q = useSignal("");
  const making = useSignal(false);
  const all = lines.value ?? [];
  const fits = (l: Line): boolean => [l.name, l.title.zh, l.title.en, l.description].some((s) => s?.toLowerCase().includes(q.value.trim().toLowerCase()));
  const group = (title: string, some: Line[]) => some.length > 0 && (
    <>
      <h3>{title}</h3>
      {some.map((l) => <a key={l.name} href={href("w", l.name)} aria-current={l.name === at ? "page" : undefined} class="wf-item"><span class="grow"><span class="cut">{said(l.title)}</span><span class="t1 faint cut">{stands(l)}</span></span>{l.status === "changed" && <span class="dot time" aria-hidden="true" />}</a>)}
    </>
  );
  const shown = all.filter(fits);
  return (
    <nav class="tree" aria-label={t("flows")}>
      <div class="bar tree-bar"><h2 class="grow">{t("flows")}</h2>{can("flows.write") && <Button size="sm" voice="quiet" icon={plus} label={t("new_flow")} onClick={() => { making.value = true; }} />}</div>
      {wrong.value ? <Failed message={wrong.value} onRetry={loadList} /> : lines.value === null ? <Skeleton /> : (
        <>
          {all.length > 6 && <div class="tree-find"><Field calm icon={search} aria-label={t("find")} placeholder={t("find")} value={q.value} onText={(v) => { q.value = v; }} /></div>}
          {group(t("own"), shown.filter((l) => l.origin !== "pack"))}
          {group(t("packs"), shown.filter((l) => l.origin === "pack"))}
          {!shown.length && <p class="hint wf-none">{all.length ? t("none_found") : t("none")}</p>}
        </>
      )}
      {making.value && <Create flows={all} onClose={() => { making.value = false; }} onMade={loadList} />}
    </nav>
  );
}

function Status() {
  const n = problems.value.filter((p) => !p.hint).length;
  const s = state.value;
  const kept = s === "saving" ? t("saving") : s === "saved" ? t("saved") : s === "edited" ? t("unsaved") : s === "failed" ? fault.value || t("save_failed") : "";
  return (
    <span class="line wf-status" role="status">
      {reading.value ? <span class="hint">{t("reading")}</span> : n > 0 ? <Chip voice="alert" icon={circleAlert}>{t("wrong_n", { n })}</Chip> : null}
      <span class={`hint not-phone ${s === "failed" ? "is-alert" : ""}`}>{kept}</span>
    </span>
  );
}

function Bar({ flow, may }: { flow: Full; may: boolean }) {
  const asked = useSignal<"" | "publish" | "withdraw" | "delete">("");
  const fresh = flow.status !== "published" || state.value === "edited" || state.value === "saving";
  const wrongs = problems.value.filter((p) => !p.hint).length;
  const acts: Act[] = [];
  if (flow.version > 0) acts.push({ title: t("withdraw"), icon: undo2, onPick: () => { asked.value = "withdraw"; } });
  if (!flow.versions.length) acts.push({ title: t("delete"), icon: trash2, danger: true, onPick: () => { asked.value = "delete"; } });
  const publish = async (): Promise<void> => { if (await save()) asked.value = "publish"; };
  const why = wrongs ? t("fix_first", { n: wrongs }) : fresh ? "" : t("nothing");
  return (
    <div class="bar kb-bar">
      <Button voice="quiet" class="only-phone" icon={chevronLeft} label={t("back")} onClick={() => go("w")} />
      <h2 class="cut" id="h-flow">{said(values.value.title) || said(flow.title)}</h2>
      <Chip voice={flow.status === "published" ? "ok" : ""}>{stands(flow)}</Chip>
      <span class="grow" />
      {may && (
        <>
          <Status />
          <Menu voice="quiet" size="sm" icon={ellipsis} label={t("more")} acts={acts} />
          <Button size="sm" disabled={state.value === "" || state.value === "saved"} busy={state.value === "saving"} onClick={() => void save().then(loadList)}>{t("save")}</Button>
          <Button size="sm" voice="primary" disabled={!fresh || wrongs > 0} title={why} onClick={() => void publish()}>{t("publish")}</Button>
        </>
      )}
      {asked.value === "publish" && <Publish flow={full.value!} onClose={() => { asked.value = ""; }} onDone={loadList} />}
      {(asked.value === "withdraw" || asked.value === "delete") && <Ask flow={flow} what={asked.value} onClose={() => { asked.value = ""; }} onDone={loadList} />}
    </div>
  );
}

/** A pack's flow is copied before it is changed. */
function Pack({ flow }: { flow: Full }) {
  const busy = useSignal(false);
  const take1 = (): void => {
    busy.value = true;
    post<Full>("/api/flows", { name: flow.name, copy: flow.name }).then((next) => { take(next); toast(t("copied")); loadList(); }, (e: unknown) => { toast(words(e), { bad: true }); }).finally(() => { busy.value = false; });
  };
  return <Notice act={can("flows.write") && <Button size="sm" voice="primary" icon={copy} busy={busy.value} onClick={take1}>{t("copy")}</Button>}>{t("pack_note")}</Notice>;
}

function Editor({ name }: { name: string }) {
  useEffect(() => { void load(name); return () => { dirty.value = false; }; }, [name]);
  const flow = full.value;
  if (loadFault.value) return <section class="kb-art"><Failed message={loadFault.value} onRetry={() => void load(name)} /></section>;
  if (!flow) return <section class="kb-art"><Skeleton lines={10} /></section>;
  const own = flow.status !== "pack";
  const may = own && can("flows.write");
  const failing = results.value?.tests.filter((r) => r.problems.length).length;
  const pick = (id: string): void => { void settle(); tab.value = id; };
  const tabs = [{ id: "steps", title: t("steps"), count: values.value.steps?.length ?? 0 }, { id: "slots", title: t("slots"), count: Object.keys(values.value.slots ?? {}).length }, { id: "setup", title: t("setup") }, { id: "tests", title: <>{t("tests")}{failing ? <span class="badge alert">{failing}</span> : null}</>, count: values.value.tests?.length ?? 0 }, { id: "yaml", title: t("yaml") }];
  return (
    <>
      <section class="kb-art wf-art" aria-labelledby="h-flow" onKeyDown={(e) => { if ((e.ctrlKey || e.metaKey) && e.key === "s") { e.preventDefault(); if (may) void save().then(loadList); } }}>
        <Bar flow={flow} may={may} />
        {clash.value && <Notice voice="time" icon={circleAlert} act={<><Button size="sm" onClick={() => void load(name)}>{t("load_theirs")}</Button>{clash.value.revision > 0 && <Button size="sm" onClick={overwrite}>{t("keep_mine")}</Button>}</>}>{clash.value.message || t("clash")}</Notice>}
        {!own ? <Pack flow={flow} /> : !may && <Notice>{t("read_only")}</Notice>}
        {own && flow.origin === "both" && !flow.version && <Notice>{t("own_note")}</Notice>}
        <div class="wf-tabs"><Tabs name={t("view")} tabs={tabs} at={tab.value} onPick={pick} /></div>
        <div class="scroll wf-body" tabIndex={0} role="region" aria-label={t(tab.value as "steps")}>
          {tab.value === "steps" && <Outline may={may} />}
          {tab.value === "slots" && <Slots may={may} />}
          {tab.value === "setup" && <><Setup may={may} /><Versions flow={flow} may={may} onDone={loadList} /></>}
          {tab.value === "tests" && <Tests may={may} />}
          {tab.value === "yaml" && <Yaml may={may} />}
        </div>
      </section>
      {can("flows.write") && <Simulator key={name} may={may} />}
    </>
  );
}

export default function FlowsPage() {
  const { id } = route.value;
  useEffect(loadList, []);
  return (
    <main class="wf" data-step={id ? "2" : "1"}>
      <h1 class="sr">{t("flows")}</h1>
      <List at={id} />
      {id ? <Editor name={id} key={id} /> : <section class="kb-none"><Empty icon={routeIcon} title={t("pick")} text={t("pick_text")} /></section>}
    </main>
  );
}
