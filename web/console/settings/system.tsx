/* System: how the server is, what waits, what was put aside, and which nodes there are. */
import "./system.css";
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { circleAlert, circleCheck, refreshCw, rotateCcw, triangleAlert } from "../../ui/icons";
import { Chip, Empty, Notice, type Voice } from "../../ui/parts";
import { length, now, short } from "../../ui/time";
import { toast } from "../../ui/toast";
import { get, post, words } from "../api";
import { Group, Sheet, useLoad, Wait } from "./parts";
import { t } from "./systemwords";

interface Part { state: "ok" | "warn" | "down"; running?: number; waiting?: number; parked?: number; free_mb?: number; moved_s?: number; articles?: number; lag_s?: number; loaded?: number }
interface Spread { p50: number; p99: number; count: number }
interface Member { id: string; name: string; at: number; me: boolean; gone: boolean }
interface State {
  version: string; ok: boolean; draining: boolean; engines: Record<string, string>; parts: Record<string, Part>; nodes: Member[];
  figures: { sockets: Record<string, number>; waiting?: number; limit?: number; memory?: number; started_s?: number; commit?: Spread; lag?: Spread };
}
interface Parked { event: string; name: string; kind: string; about: string; at: number; tries: number; error: string }

const EVERY = 10_000;
const VOICE: Record<Part["state"], Voice> = { ok: "ok", warn: "time", down: "alert" };
const ICON = { ok: circleCheck, warn: triangleAlert, down: circleAlert };
const KNOWN = ["database", "bus", "reactions", "disk", "clock", "index", "models", "search"] as const;
type Known = (typeof KNOWN)[number];

const size = (bytes: number): string => bytes >= 1e9 ? `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB` : `${Math.round(bytes / 1e6)} MB`;
const time = (s: number): string => s >= 1 ? `${s} s` : `${+(s * 1000).toFixed(1)} ms`;

/** What a part says of itself, in a sentence. */
function sentence(name: Known, p: Part): string {
  if (name === "database") return t(p.state === "ok" ? "database_ok" : "database_down");
  if (name === "bus") return t(p.state === "ok" ? "bus_ok" : "bus_warn");
  if (name === "disk") return t("disk_free", { size: size((p.free_mb ?? 0) * 1e6) });
  if (name === "clock") return p.state === "ok" ? t("clock_ok") : t("clock_moved", { s: p.moved_s ?? 0 });
  if (name === "index") return t("index_has", { count: p.articles ?? 0, s: p.lag_s ?? 0 });
  if (name === "models") return p.loaded ? t("models_has", { count: p.loaded }) : t("models_none");
  if (name === "reactions" && (p.running || p.waiting || p.parked)) return t("reactions_some", { running: p.running ?? 0, waiting: p.waiting ?? 0, parked: p.parked ?? 0 });
  return name === "reactions" ? t("reactions_none") : "";
}

function Parts({ parts }: { parts: State["parts"] }) {
  return (
    <ul class="lines">
      {KNOWN.filter((name) => parts[name]).map((name) => {
        const p = parts[name] as Part;
        return (
          <li key={name} class="line-item" data-part={name}>
            <Icon d={ICON[p.state]} class={`is-${VOICE[p.state]}`} />
            <b class="part-name">{t(name)}</b>
            <span class="grow muted">{sentence(name, p)}</span>
            <Chip voice={VOICE[p.state]}>{t(p.state === "down" ? "bad" : p.state)}</Chip>
          </li>
        );
      })}
    </ul>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more?: string | undefined }) {
  return <div class="figure"><dt class="t2 muted">{name}</dt><dd><b class="t4 num">{value}</b>{more && <span class="t1 faint">{more}</span>}</dd></div>;
}

function Load({ f }: { f: State["figures"] }) {
  const spread = (one: Spread | undefined): [string, string?] => one?.count ? [time(one.p50), t("median", { a: time(one.p50), b: time(one.p99) })] : ["–", t("none_yet")];
  const [commit, commits] = spread(f.commit);
  const [lag, lags] = spread(f.lag);
  return (
    <dl class="figures">
      <Figure name={t("waiting")} value={String(f.waiting ?? 0)} more={f.limit ? t("of_limit", { limit: f.limit }) : undefined} />
      <Figure name={t("commit")} value={commit} more={commits} />
      <Figure name={t("lag")} value={lag} more={lags} />
      <Figure name={t("visitors")} value={String(f.sockets.visitor ?? 0)} />
      <Figure name={t("agents")} value={String(f.sockets.agent ?? 0)} />
      <Figure name={t("memory")} value={f.memory ? size(f.memory) : "–"} />
      {f.started_s && <Figure name={t("since")} value={length(Math.max(0, now.value - f.started_s * 1000))} />}
    </dl>
  );
}

function PutAside({ list, onDone }: { list: Parked[]; onDone: () => void }) {
  const busy = useSignal("");
  const again = async (one: Parked): Promise<void> => {
    busy.value = one.event + one.name;
    try {
      await post("/api/system/parked/replay", { event: one.event, name: one.name });
      toast(t("replayed"));
      onDone();
    } catch (e) {
      toast(words(e), { bad: true });
    }
    busy.value = "";
  };
  if (!list.length) return <Empty icon={circleCheck} title={t("parked_none")} text={t("parked_none_text")} />;
  return (
    <ul class="lines">
      {list.map((one) => (
        <li key={one.event + one.name} class="line-item">
          <div class="grow">
            <p class="line wrap"><b>{one.name}</b><span class="chip">{one.kind}</span><span class="t1 faint">{short(one.at)} · {t("tries", { n: one.tries })}</span></p>
            <p class="t2 muted clamp why">{one.error}</p>
            <p class="t1 faint">{t("parked_about", { about: one.about })}</p>
          </div>
          <Button size="sm" icon={rotateCcw} busy={busy.value === one.event + one.name} onClick={() => void again(one)}>{t("replay")}</Button>
        </li>
      ))}
    </ul>
  );
}

function Nodes({ state }: { state: State }) {
  if (state.nodes.length < 2 && !state.nodes[0]?.id) return <p class="t2 muted">{t("single")}</p>;
  return (
    <ul class="lines">
      {state.nodes.map((n) => (
        <li key={n.id} class="line-item">
          <span class={`dot ${n.gone ? "" : "ok"}`} aria-hidden="true" />
          <b class="grow cut">{n.name || n.id}</b>
          {n.me && <Chip voice="accent">{t("this_node")}</Chip>}
          <span class="t1 faint">{n.gone ? t("gone") : t("seen", { when: short(n.at) })}</span>
        </li>
      ))}
    </ul>
  );
}

export function SystemPage() {
  const from = useLoad<State>("/api/system");
  const aside = useLoad<{ items: Parked[] }>("/api/system/parked");
  const stale = useSignal(false);
  const renew = (): void => {
    get<State>("/api/system").then((s) => { from.data.value = s; from.wrong.value = ""; stale.value = false; }, () => { stale.value = true; });
    get<{ items: Parked[] }>("/api/system/parked").then((p) => { aside.data.value = p; }, () => { stale.value = true; });
  };
  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) renew(); }, EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <Sheet wide title={t("title")} text={t("text")} end={<Button voice="quiet" size="sm" icon={refreshCw} onClick={renew}>{t("refresh")}</Button>}>
      <Wait from={from}>
        {(s) => {
          const worst = s.draining || !s.ok ? "down" : Object.values(s.parts).some((p) => p.state !== "ok") ? "warn" : "ok";
          return (
            <>
              <Notice voice={VOICE[worst]} icon={ICON[worst]}>{s.draining ? t("closing") : t(worst === "ok" ? "all_well" : worst === "warn" ? "look" : "down")}</Notice>
              {stale.value && <p class="t2 is-alert" role="status">{t("stale")}</p>}
              <Group title={t("parts")}><Parts parts={s.parts} /></Group>
              <Group title={t("load")}><Load f={s.figures} /></Group>
              <Group title={t("parked")} text={t("parked_text")}><Wait from={aside}>{(p) => <PutAside list={p.items} onDone={renew} />}</Wait></Group>
              <Group title={t("nodes")} text={t("nodes_text")}>
                <Nodes state={s} />
                <p class="t1 faint">{t("version")} {s.version} · {t("engines")} {Object.values(s.engines).join(" · ")}</p>
              </Group>
            </>
          );
        }}
      </Wait>
    </Sheet>
  );
}
