/* One icon: a Lucide path drawn in the colour of the text beside it. Without a label it is decoration and hidden from screen readers. */

/** An inline SVG icon; `size` is sm (14), the default 16, or lg (20) px. */
export function Icon({ d, size = "", label, class: extra = "" }: { d: string; size?: "" | "sm" | "lg"; label?: string; class?: string }) {
  return (
    <svg class={`i ${size} ${extra}`} viewBox="0 0 24 24" aria-hidden={label ? undefined : "true"} role={label ? "img" : undefined} aria-label={label}>
      <path d={d} />
    </svg>
  );
}

/** The product's mark. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path fill="var(--accent)" d="M16 3C8 3 3 8 3 15c0 4 2 7 5 9l-1 5c0 1 1 1 2 1l5-3h2c8 0 13-5 13-12S24 3 16 3Z" />
      <path fill="none" stroke="var(--on-solid)" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="m11 15 4 4 7-8" />
    </svg>
  );
}
