/* The words of the hint about wording. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = { forbidden: "禁用词「{word}」", preferred: "建议不说「{word}」", replace: "替换", anyway: "仍要发送" };
const en: Words<typeof zh> = { forbidden: "“{word}” is not to be said", preferred: "Rather not “{word}”", replace: "Replace", anyway: "Send anyway" };

export const t = talk({ "zh-CN": zh, en });
