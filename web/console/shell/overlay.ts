/* Which overlay is open over the page. */
import { signal } from "@preact/signals";

export const overlay = signal<"" | "palette" | "keys">("");
