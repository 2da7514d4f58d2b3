/* Button: primary once per view, everything else outlined or quiet; a key is shown where its action is. */
import type { ComponentChildren, ButtonHTMLAttributes } from "preact";
import { Icon } from "./icon";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "size" | "children">;

export interface ButtonProps extends Native {
  voice?: "" | "primary" | "quiet" | "danger" | "primary danger" | "quiet danger";
  size?: "" | "sm" | "lg";
  icon?: string;
  kbd?: string;
  /** Work under way: keeps its width, refuses presses. */
  busy?: boolean;
  /** Only an icon: `label` becomes its accessible name and tooltip. */
  label?: string;
  children?: ComponentChildren;
}

/** A key as printed on the keyboard. */
export function Kbd({ children }: { children: ComponentChildren }) {
  return <kbd aria-hidden="true">{children}</kbd>;
}

/** A button in one of the kit's voices. */
export function Button({ voice = "", size = "", icon, kbd, busy, label, children, class: extra, disabled, ...rest }: ButtonProps) {
  const bare = children === undefined || children === null;
  return (
    <button
      type="button"
      {...rest}
      class={`btn ${voice} ${size} ${bare ? "icon" : ""} ${typeof extra === "string" ? extra : ""}`}
      aria-label={bare ? label : undefined}
      title={rest.title ?? (bare ? (kbd ? `${label} (${kbd})` : label) : undefined)}
      disabled={disabled || busy}
      aria-busy={busy ? "true" : undefined}
    >
      {icon && <Icon d={icon} />}
      {children}
      {kbd && !bare && <Kbd>{kbd}</Kbd>}
    </button>
  );
}
