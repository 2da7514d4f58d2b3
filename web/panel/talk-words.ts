import { speak } from "../i18n";
import { lang } from "./words";
import * as entrance from "./words/entrance";
import * as talk from "./words/talk";

export { lang };
/** All words of the panel, for the code that comes after the entrance. */
export const t = speak({ "zh-CN": { ...entrance.zh, ...talk.zh }, en: { ...entrance.en, ...talk.en } }, lang);
