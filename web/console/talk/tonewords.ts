/* The words of the look at the tone. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = { rather: "可以说：", take: "换上", leave: "不用，照原样", more: "还有 {n} 处", taken: "已换上，发送前请看一遍", on: "发送前会看看语气", off: "不再看语气，随时可以再打开" };
const en: Words<typeof zh> = { rather: "Perhaps:", take: "Use it", leave: "Leave it as it is", more: "and {n} more", taken: "Replaced: read it before you send it", on: "Your tone is looked over before sending", off: "Your tone is no longer looked over" };

export const t = talk({ "zh-CN": zh, en });
