/* The words of the page of articles that disagree. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = { title: "说法不一", text: "两篇已发布的文章说的像是同一件事，数字或可以与否却不同。改好其中一篇它就消失；本来就该不同的，点「没问题」。", none: "没有发现说法不一", none_text: "发布文章后会自动比一遍", stand: "没问题，不再提示", yes: "可以", no: "不可以" };
const en: Words<typeof zh> = { title: "Disagreements", text: "Two published articles seem to speak of the same thing with other figures, or yes and no. Mend one and it goes away; if they are meant to differ, let it stand.", none: "No articles disagree", none_text: "They are compared whenever something is published", stand: "It is fine", yes: "yes", no: "no" };

export const t = talk({ "zh-CN": zh, en });
export type Key = keyof typeof zh;
