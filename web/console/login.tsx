/* Signing in: e-mail and password, then the second factor when the account has one. Says what is wrong, and for how long to wait when throttled. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button";
import { Field, Segments } from "../ui/field";
import { Mark } from "../ui/icon";
import { circleAlert, clock } from "../ui/icons";
import { lang, type Lang } from "../ui/lang";
import { Notice } from "../ui/parts";
import { now, span } from "../ui/time";
import { disk } from "../core/store";
import { ApiError, words } from "./api";
import { signIn } from "./session";
import { speakIn, t } from "./words";

export function Login() {
  const [email, setEmail] = useState(disk.get("yd.email", ""));
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [step, setStep] = useState<"password" | "code">("password");
  const [backup, setBackup] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const [until, setUntil] = useState(0);
  const first = useRef<HTMLInputElement>(null);
  const held = until > now.value;

  useEffect(() => first.current?.focus(), [step, backup]);

  const submit = async (): Promise<void> => {
    if (busy || held) return;
    setBusy(true);
    setWrong("");
    try {
      await signIn(email.trim(), password, step === "code" ? code.replace(/\s/g, "") : undefined);
      disk.set("yd.email", email.trim());
    } catch (e) {
      if (e instanceof ApiError && e.code === "need_code" && step === "password") setStep("code");
      else {
        if (e instanceof ApiError && e.status === 429) setUntil(now.peek() + Math.max(1, Number(e.fault.retry_after ?? 5)) * 1000);
        setWrong(words(e));
        setCode("");
        first.current?.focus();
        first.current?.select();
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <main class="login">
      <div class="login-top">
        <Segments name={t("language")} value={lang.value} choices={[{ value: "zh-CN", title: "中文" }, { value: "en", title: "English" }]} onPick={(v) => { disk.set("yd.lang", v); void speakIn(v as Lang); }} />
      </div>
      <form class="login-card" onSubmit={(e) => { e.preventDefault(); void submit(); }}>
        <div class="stack login-head">
          <Mark size={40} />
          <h1>{step === "code" ? t("second_step") : t("sign_in_title")}</h1>
          <p class="t2 muted">{step === "code" ? t("second_step_text") : t("sign_in_text")}</p>
        </div>
        {held ? <Notice voice="time" icon={clock}>{t("throttled", { time: span(until - now.value + 999) })}</Notice>
          : wrong ? <Notice voice="alert" icon={circleAlert}>{wrong}</Notice> : null}
        {step === "password" ? (
          <>
            <Field label={t("email")} type="email" name="email" autocomplete="username" required value={email} onText={setEmail} {...(email ? {} : { inputRef: first })} />
            <Field label={t("password")} type="password" name="password" autocomplete="current-password" required value={password} onText={setPassword} {...(email ? { inputRef: first } : {})} />
          </>
        ) : (
          <Field key={backup ? "b" : "c"} label={backup ? t("backup_code") : t("code")} name="code" inputMode={backup ? "text" : "numeric"} autocomplete={backup ? "off" : "one-time-code"} maxLength={24} required value={code} onText={setCode} inputRef={first} hint={backup ? t("backup_hint") : t("code_hint")} />
        )}
        <Button type="submit" voice="primary" size="lg" class="wide" busy={busy} disabled={held}>{busy ? t("signing_in") : t("sign_in")}</Button>
        {step === "code" && <Button voice="quiet" class="wide" onClick={() => { setBackup(!backup); setCode(""); setWrong(""); }}>{backup ? t("use_app") : t("use_backup")}</Button>}
        {step === "code" && <Button voice="quiet" class="wide" onClick={() => { setStep("password"); setWrong(""); }}>{t("other_account")}</Button>}
      </form>
      <p class="t1 faint login-foot">{t("login_foot")}</p>
    </main>
  );
}
