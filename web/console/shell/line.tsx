/* What the live line is doing, said only when it is not simply online. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { circleCheck, wifiOff } from "../../ui/icons";
import { Notice } from "../../ui/parts";
import { now } from "../../ui/time";
import { line, link } from "../live";
import { unsent } from "../talk/talk";
import { t } from "../words";

export function LineNotice() {
  const { status, retryAt } = line.value;
  const [back, setBack] = useState(false);
  const [was, setWas] = useState(false);
  const down = status === "waiting" || (was && status === "connecting");
  useEffect(() => {
    if (status === "waiting") setWas(true);
    if (status !== "online" || !was) return;
    setWas(false);
    setBack(true);
    const timer = setTimeout(() => setBack(false), 2500);
    return () => clearTimeout(timer);
  }, [status]);
  if (back && status === "online") return <Notice voice="ok" icon={circleCheck}>{t("line_back")}</Notice>;
  if (!down) return null;
  const left = Math.max(0, Math.ceil((retryAt - now.value) / 1000));
  const kept = unsent.value.length;
  return (
    <Notice voice="time" icon={wifiOff} act={<Button size="sm" onClick={() => link.retry()} disabled={status === "connecting"}>{t("retry_now")}</Button>}>
      {status === "waiting" && left > 0 ? t("line_cut", { n: left }) : t("line_connecting")}
      {kept > 0 && ` · ${t("kept", { n: kept })}`}
    </Notice>
  );
}
