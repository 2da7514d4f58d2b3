/* Where we are: #/c/<conversation>/<seq>, #/f/<words searched for>, #/k/<article>, #/l/<part of learning>, #/w/<flow>, #/s/<section>/<id>. The part after # is all the server need not know. */
import { signal } from "@preact/signals";

export type Page = "c" | "f" | "k" | "l" | "w" | "s";
export interface Route {
  page: Page;
  id: string;
  sub: string;
}

function read(): Route {
  const [page = "c", id = "", sub = ""] = location.hash.replace(/^#\/?/, "").split("?")[0]!.split("/").map(decodeURIComponent);
  return { page: (["c", "f", "k", "l", "w", "s"].includes(page) ? page : "c") as Page, id, sub };
}

/** The place shown now. */
export const route = signal<Route>(read());

/** Asked before leaving; false keeps the person where he is (unsaved work). */
export const leaving = { may: (_to: Route): boolean => true };

addEventListener("hashchange", () => {
  const to = read();
  const from = route.peek();
  if (to.page === from.page && to.id === from.id && to.sub === from.sub) return;
  if (leaving.may(to)) route.value = to;
  else history.replaceState(null, "", href(from.page, from.id, from.sub));
});

/** The address of a place. */
export function href(page: Page, id = "", sub = ""): string {
  return `#/${[page, id, sub].filter(Boolean).map(encodeURIComponent).join("/")}`;
}

/** Goes there; `replace` leaves no step in the history. */
export function go(page: Page, id = "", sub = "", replace = false): void {
  const to: Route = { page, id, sub };
  if (!leaving.may(to)) return;
  if (replace) history.replaceState(null, "", href(page, id, sub));
  else history.pushState(null, "", href(page, id, sub));
  route.value = to;
}

addEventListener("popstate", () => dispatchEvent(new Event("hashchange")));
