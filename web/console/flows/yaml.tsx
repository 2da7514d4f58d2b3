/* The file itself, beside the outline of the same file. Lines are numbered; what is wrong is told with its line. */
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { circleAlert } from "../../ui/icons";
import { problems, text, wantedLine, write } from "./bench";
import { t } from "./words";

/** Selects a line of the area and brings it into view. */
function show(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = Math.max(0, (line - 6) * 20);
}

export function Yaml({ may }: { may: boolean }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const count = text.value.split("\n").length;
  const bad = new Set(problems.value.filter((p) => !p.hint).map((p) => p.line));
  useEffect(() => {
    if (wantedLine.value && area.current) show(area.current, wantedLine.value);
    wantedLine.value = 0;
  }, [wantedLine.value]);
  const follow = (): void => { if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop; };
  return (
    <div class="wf-yaml">
      <p class="hint">{t("yaml_hint")}</p>
      {problems.value.length > 0 && <ul class="wf-problems" aria-label={t("problems")}>{problems.value.map((p, i) => <li key={i} class={p.hint ? "hint" : "is-alert"}><Icon d={circleAlert} size="sm" /><button type="button" class="link" onClick={() => area.current && show(area.current, p.line)}>{t("at_line", { n: p.line, text: `${p.where ? `${p.where}: ` : ""}${p.text}` })}</button></li>)}</ul>}
      <div class="wf-code">
        <div class="wf-gutter" ref={gutter} aria-hidden="true">{Array.from({ length: count }, (_, i) => <span key={i} class={bad.has(i + 1) ? "bad" : ""}>{i + 1}</span>)}</div>
        <textarea ref={area} aria-label={t("yaml_label")} value={text.value} readOnly={!may} spellcheck={false} autocapitalize="off" wrap="off" onScroll={follow} onInput={(e) => write(e.currentTarget.value)} />
      </div>
    </div>
  );
}
