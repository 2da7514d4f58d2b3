/* Choosing an article by its title. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Select } from "../../ui/field";
import { get } from "../api";
import type { ArticleRow } from "../shapes";

/** A list of published articles; `more` are choices before them. */
export function PickArticle({ label, value, onPick, more = [] }: { label: string; value: string; onPick: (id: string) => void; more?: { value: string; title: string }[] }) {
  const rows = useSignal<ArticleRow[]>([]);
  useEffect(() => { get<{ items: ArticleRow[] }>("/api/articles").then((d) => { rows.value = d.items.filter((a) => a.version > 0); }, () => undefined); }, []);
  const choices = [...more, ...rows.value.map((a) => ({ value: a.id, title: a.title }))];
  if (value && !choices.some((c) => c.value === value)) choices.unshift({ value, title: "…" });
  return <Select label={label} value={value} choices={choices} onPick={onPick} />;
}
