/* The console's beginning: language, session, then the login or the desk. */
import "../ui/tokens.css";
import "../ui/kit.css";
import "./console.css";
import { render } from "preact";
import { disk } from "../core/store";
import { langOf } from "../ui/lang";
import { Failed } from "../ui/parts";
import { Toasts } from "../ui/toast";
import { words } from "./api";
import { link } from "./live";
import { Login } from "./login";
import { watchTitle } from "./notify";
import { me, whoAmI } from "./session";
import { Shell } from "./shell/shell";
import { speakIn } from "./words";
import { signal } from "@preact/signals";

const trouble = signal("");

async function start(): Promise<void> {
  trouble.value = "";
  try {
    await whoAmI();
  } catch (e) {
    trouble.value = words(e);
  }
}

function App() {
  if (trouble.value) return <div class="whole"><Failed message={trouble.value} onRetry={() => void start()} /></div>;
  if (me.value === undefined) return null;
  return (
    <>
      {me.value ? <Shell key={me.value.id} /> : <Login />}
      <Toasts />
    </>
  );
}

await speakIn(langOf(disk.get("yd.lang", navigator.language)));
watchTitle();
render(<App />, document.getElementById("app")!);
void start();
addEventListener("pagehide", () => link.close());
addEventListener("pageshow", (e) => { if (e.persisted && me.peek()) link.open(); });
