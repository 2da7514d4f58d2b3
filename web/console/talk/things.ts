/* Icons that tools may name for the things of a shop; a box stands for everything unknown. */
import { batteryCharging, cable, camera, creditCard, gift, headphones, laptop, monitor, mouse, packageBox, receipt, smartphone, speaker, tablet, truck, watch, zap } from "../../ui/icons";

const THINGS: Record<string, string> = {
  headphones, earphones: headphones, zap, charger: zap, cable, laptop, smartphone, phone: smartphone, watch, tablet, speaker, camera, mouse, monitor, truck, gift, receipt,
  "credit-card": creditCard, "battery-charging": batteryCharging, powerbank: batteryCharging, package: packageBox,
};

/** The path of a named icon. */
export function thing(name: string | undefined): string {
  return THINGS[name ?? ""] ?? packageBox;
}
