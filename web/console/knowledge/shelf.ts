/* The list of articles, shared by the tree and the dialogs. */
import { signal } from "@preact/signals";
import { get, words } from "../api";
import type { ArticleRow } from "../shapes";

export interface Content { title: string; body: string; category: string; questions: string[]; tags: string[]; audience: "public" | "customers" | "internal"; review_at: number; valid_from: number; valid_until: number }
export interface Article extends Content {
  id: string; slug: string; language: string; status: "draft" | "published" | "changed"; version: number; revision: number; updated_at: number;
  draft: Content | null; versions: { version: number; at: number; by: string; title: string }[];
}
interface Shelf { items: ArticleRow[]; categories: { name: string; count: number }[] }

export const filter = signal({ q: "", language: "", status: "" });
export const shelf = signal<Shelf | null>(null);
export const total = signal(0);
export const wrong = signal("");
/** Grows when an article was published or withdrawn: what is found may be different now. */
export const edition = signal(0);
let asked = 0;

/** Fetches the list for the filter of now; a late answer to an earlier question is dropped. */
export async function load(): Promise<void> {
  const mine = ++asked;
  const { q, language, status } = filter.peek();
  wrong.value = "";
  try {
    const got = await get<Shelf>(`/api/articles?q=${encodeURIComponent(q.trim())}&language=${language}&status=${status}`);
    if (mine !== asked) return;
    shelf.value = got;
    if (!q.trim() && !language && !status) total.value = got.items.length;
  } catch (e) {
    if (mine === asked) wrong.value = words(e);
  }
}

/** Keeps the line of one article fresh without asking again. */
export function touch(a: Article): void {
  const held = shelf.peek();
  if (!held) return;
  const now = a.draft ?? a;
  const row: Partial<ArticleRow> = { title: now.title, category: now.category, status: a.status, version: a.version, updated_at: a.updated_at, questions: now.questions.length };
  if (held.items.some((i) => i.id === a.id)) shelf.value = { ...held, items: held.items.map((i) => (i.id === a.id ? { ...i, ...row } : i)) };
  else void load();
}
