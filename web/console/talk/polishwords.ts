/* The words for polishing a draft. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = { polish: "改一改草稿", friendly: "更亲切", shorter: "更简短", zh: "译成中文", en: "译成英文", empty: "先写一点再改", done: "改好了，发送前请看一遍", busy: "正在改…" };
const en: Words<typeof zh> = { polish: "Polish the draft", friendly: "Friendlier", shorter: "Shorter", zh: "Translate into Chinese", en: "Translate into English", empty: "Write something first", done: "Done: read it before you send it", busy: "Working on it…" };

export const t = talk({ "zh-CN": zh, en });
