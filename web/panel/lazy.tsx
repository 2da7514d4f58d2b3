import type { ComponentChild, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/* Parts that come when they are first needed, or a moment after the start, so that the panel itself is there at once. */

const parts: (() => Promise<unknown>)[] = [];

/** A component from a chunk of its own. `meanwhile` has its true size; a load that failed is tried again the next time it is shown. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>, meanwhile: ComponentChild = null): (props: P) => ComponentChild {
  let found: ComponentType<P> | undefined;
  const get = () => load().then((part) => { found = part; });
  parts.push(get);
  return (props) => {
    const [, paint] = useState(0);
    useEffect(() => { if (!found) get().then(() => paint(1), () => setTimeout(paint, 3000, Date.now())); });
    const Part = found;
    return Part ? <Part {...props} /> : meanwhile;
  };
}

/** Fetches all parts ahead of need. */
export const fetchParts = (): void => { for (const get of parts) get().catch(() => undefined); };
