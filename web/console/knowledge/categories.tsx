/* The names of the categories, offered where one is typed. */
import { shelf } from "./shelf";

/** The categories in use, offered while typing one. */
export function Categories() {
  return <datalist id="categories">{shelf.value?.categories.filter((c) => c.name).map((c) => <option key={c.name} value={c.name} />)}</datalist>;
}
