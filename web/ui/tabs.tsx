/* Tabs: views of the same thing. They are links or buttons in one group; the one shown is said by aria-current. */
import type { ComponentChildren } from "preact";

export interface Tab {
  id: string;
  title: ComponentChildren;
  count?: number | undefined;
}

/** A line of views with counts. */
export function Tabs({ name, tabs, at, onPick }: { name: string; tabs: Tab[]; at: string; onPick: (id: string) => void }) {
  return (
    <nav class="tabs" aria-label={name}>
      {tabs.map((tab) => (
        <button type="button" key={tab.id} aria-current={tab.id === at ? "page" : undefined} onClick={() => onPick(tab.id)}>
          {tab.title}
          {tab.count !== undefined && <span class="badge calm">{tab.count > 999 ? "999+" : tab.count}</span>}
        </button>
      ))}
    </nav>
  );
}
