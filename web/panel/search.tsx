import { useState } from "preact/hooks";
import { search as glass } from "../ui/icons";
import { I } from "./parts";
import { t } from "./words";

export interface Search { q: string; setQ: (q: string) => void }

export function useSearch(): Search {
  const [q, setQ] = useState("");
  return { q, setQ };
}

export function SearchField({ search }: { search: Search }) {
  return (
    <label class="field">
      <I d={glass} />
      <input type="search" enterkeyhint="search" maxLength={200} placeholder={t("search")} aria-label={t("search_label")} value={search.q} onInput={(e) => search.setQ(e.currentTarget.value)}
        onKeyDown={(e) => { if (e.key === "Escape" && search.q) { e.preventDefault(); search.setQ(""); } }} />
    </label>
  );
}
