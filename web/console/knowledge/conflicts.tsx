/* Articles that disagree: both sentences side by side, to be mended or let stand. */
import { Button } from "../../ui/button";
import { check } from "../../ui/icons";
import { Chip, Empty } from "../../ui/parts";
import { toast } from "../../ui/toast";
import { post, words } from "../api";
import { href } from "../route";
import { can } from "../session";
import { Sheet, useLoad, Wait } from "../settings/parts";
import { t, type Key } from "./conflictwords";

interface Side { article: string; title: string; sentence: string; value: string }
interface Conflict { mark: string; kind: "figures" | "yesno"; sides: Side[] }

export default function ConflictsPage() {
  const from = useLoad<Conflict[]>("/api/knowledge/conflicts");
  const stand = (one: Conflict): void => void post("/api/knowledge/conflicts/ignore", { mark: one.mark }).then(from.load, (e: unknown) => { toast(words(e), { bad: true }); });
  const value = (one: Conflict, side: Side): string => (one.kind === "yesno" ? t(side.value as Key) : side.value);
  return (
    <Sheet wide title={t("title")} text={t("text")} back={href("k")}>
      <Wait from={from}>
        {(all) => !all.length ? <Empty icon={check} title={t("none")} text={t("none_text")} /> : (
          <ul class="lines">{all.map((one) => (
            <li key={one.mark} class="conflict">
              {one.sides.map((side) => (
                <section key={side.article}><p class="line"><a class="cut grow" href={href("k", side.article)}>{side.title}</a><Chip voice="time">{value(one, side)}</Chip></p><blockquote class="t2">{side.sentence}</blockquote></section>
              ))}
              {can("knowledge.write") && <div class="line"><Button size="sm" voice="quiet" icon={check} onClick={() => stand(one)}>{t("stand")}</Button></div>}
            </li>
          ))}</ul>
        )}
      </Wait>
    </Sheet>
  );
}
