/* The dialogues inside the file: run, passed or not and at which line, and which steps and ways out none of them takes. */
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { circleAlert, circleCheck, refreshCw, messageSquare, trash2 } from "../../ui/icons";
import { Chip, Empty, Notice } from "../../ui/parts";
import { words } from "../api";
import { put, results, showLine, showStep, sound, test, values } from "./bench";
import { t } from "./words";

/** Runs the dialogues; what went wrong with running them is told where the results would be. */
export function useTests(): { busy: boolean; wrong: string; run: () => void } {
  const busy = useSignal(false);
  const wrong = useSignal("");
  const run = (): void => {
    busy.value = true;
    wrong.value = "";
    test().catch((e: unknown) => { wrong.value = words(e); }).finally(() => { busy.value = false; });
  };
  return { busy: busy.value, wrong: wrong.value, run };
}

/** A step, or one of its ways out, in words. */
function armName(id: string): string {
  const [step, arm] = id.split("#") as [string, string?];
  if (!arm) return step;
  const named = ({ else: "w_else", yes: "w_agreed", no: "w_refused", error: "w_on_error" } as const)[arm];
  return `${step} · ${named ? t(named) : t("condition", { n: Number(arm) + 1 })}`;
}

export function Covered() {
  const found = results.value?.coverage;
  if (!found) return null;
  return (
    <section class="wf-step"><p class="t2">{t("coverage", { a: found.steps_passed, b: found.steps, c: found.arms_passed, d: found.arms })}</p>
      <div class="meter" role="presentation"><i class="ok" style={{ width: `${(100 * (found.steps_passed + found.arms_passed)) / Math.max(1, found.steps + found.arms)}%` }} /></div>
      {found.missed.length > 0 && <p class="line wrap wf-missed"><span class="hint">{t("missed")}</span>{found.missed.map((id) => <button type="button" class="chip" key={id} onClick={() => showStep(id.split("#")[0]!)}>{armName(id)}</button>)}</p>}
    </section>
  );
}

export function Tests({ may }: { may: boolean }) {
  const { busy, wrong, run } = useTests();
  const tests = values.value.tests ?? [];
  const drop = (place: number): void => put({ ...values.peek(), tests: tests.filter((_, i) => i !== place) });
  const name = (i: number): string => String(tests[i]?.["name"] ?? i + 1);
  const failed = results.value?.tests.filter((r) => r.problems.length).length ?? 0;
  return (
    <div class="wf-outline">
      {!tests.length ? <Empty icon={messageSquare} title={t("tests_none")} text={t("tests_none_text")} /> : (
        <>
          <div class="line wf-end"><Button icon={refreshCw} voice="primary" busy={busy} disabled={!sound.value} onClick={run}>{busy ? t("running") : t("run_tests")}</Button>{!sound.value && <span class="hint">{t("tests_wrong")}</span>}<span role="status" class={failed ? "is-alert t2" : "is-ok t2"}>{results.value && (failed ? t("some_failed", { n: failed }) : t("all_passed", { n: results.value.tests.length }))}</span></div>
          {wrong && <Notice voice="alert">{wrong}</Notice>}
          <Covered />
          <ul class="wf-steps">{tests.map((one, i) => {
            const result = results.value?.tests[i];
            return (
              <li key={i} class={`wf-step ${result?.problems.length ? "bad" : ""}`}>
                <div class="wf-top"><span class="grow wf-test">{result && <Icon d={result.problems.length ? circleAlert : circleCheck} class={result.problems.length ? "is-alert" : "is-ok"} />}<b>{name(i)}</b>{result && <Chip voice={result.problems.length ? "alert" : "ok"}>{t(result.problems.length ? "failed" : "passed")}</Chip>}</span>{may && <Button size="sm" voice="quiet" icon={trash2} label={t("remove_test", { name: name(i) })} onClick={() => drop(i)} />}</div>
                {result?.problems.map((p, k) => <p key={k} class="wf-wrong is-alert">{p.turn > 0 && `${t("turn_n", { n: p.turn })}: `}{p.text} <button type="button" class="link" onClick={() => showLine(p.line)}>{t("go_line", { n: p.line })}</button></p>)}
                <ol class="wf-turns">{((one["turns"] ?? []) as Record<string, unknown>[]).slice(0, 30).map((turn, k) => <li key={k} class="t2">{String(turn["visitor"] ?? turn["option"] ?? "")}{turn["outcome"] ? <span class="faint"> → {String(turn["outcome"])}</span> : turn["asks"] ? <span class="faint"> → {String(turn["asks"])}</span> : null}</li>)}</ol>
              </li>
            );
          })}</ul>
        </>
      )}
    </div>
  );
}
