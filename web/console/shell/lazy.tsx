/* A page that is fetched when it is first opened. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failed, Skeleton } from "../../ui/parts";
import { words } from "../api";

/** Draws the module's default export once it is here. */
export function Lazy({ load }: { load: () => Promise<{ default: ComponentType }> }) {
  const [Page, set] = useState<{ it: ComponentType } | null>(null);
  const [wrong, setWrong] = useState("");
  const fetchIt = (): void => {
    setWrong("");
    load().then((m) => set({ it: m.default }), (e: unknown) => setWrong(words(e)));
  };
  useEffect(fetchIt, []);
  if (wrong) return <Failed message={wrong} onRetry={fetchIt} />;
  return Page ? <Page.it /> : <Skeleton />;
}
