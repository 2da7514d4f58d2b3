/* The keyboard map: all that is bound here and now. */
import { Dialog } from "../../ui/dialog";
import { bound, printed, type Key } from "../keys";
import { enterSends } from "../prefs";
import { t } from "../words";

export function KeyMap({ onClose }: { onClose: () => void }) {
  const groups: [Key["group"], string][] = [["go", t("keys_go")], ["talk", t("keys_talk")], ["write", t("keys_write")]];
  const keys = bound();
  const fixed: Record<string, [string, string[]][]> = {
    write: [[t("key_send"), enterSends.value ? ["↵"] : ["Ctrl", "↵"]], [t("key_break"), enterSends.value ? ["Shift", "↵"] : ["↵"]], [t("key_accept"), ["Tab"]], [t("key_canned"), ["/"]]],
  };
  return (
    <Dialog title={t("key_map")} text={t("key_map_text")} onClose={onClose} wide>
      <div class="pair keymap">
        {groups.map(([id, title]) => {
          const lines: [string, string[]][] = [...keys.filter((k) => k.group === id && k.title()).map((k): [string, string[]] => [k.title(), printed(k.keys)]), ...(fixed[id] ?? [])];
          return lines.length > 0 && (
            <section class="section" key={id}>
              <h3>{title}</h3>
              <dl class="keys">
                {lines.map(([name, caps]) => <div key={name}><dt>{name}</dt><dd>{caps.map((c, i) => <kbd key={i}>{c}</kbd>)}</dd></div>)}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
