/* The words of the page about mood thresholds. */
import type { Words } from "../../i18n";
import { talk } from "../words";

const zh = {
  title: "情绪界线", text: "客户多生气，才转人工、优先接待、先安抚一句。没有对错，看您的客户。", lines: "界线", lines_text: "拖动时，下面的数字按您最近的会话算给您看，保存后才生效。", read_only: "您可以看，不能改。需要修改请找管理员。",
  handover: "直接转人工", priority: "排队优先", empathy: "先安抚一句", sooner: "一有情绪就算", later: "非常强烈才算", never: "从不",
  handover_hint: "生气到这个程度，机器人不再回答，立刻交给人工。", priority_hint: "生气到这个程度，排队时排在前面。", empathy_hint: "着急、失望、生气、难过到这个程度，回答前先说一句体谅的话。",
  handover_count: "最近 {of} 个会话里，有 {n} 个会因为生气转人工。", priority_count: "最近 {of} 个会话里，有 {n} 个会排到前面。", empathy_count: "最近 {of} 个会话里，有 {n} 个会先听到一句体谅的话。", before: "现在的设置是 {n} 个。",
  near: "界线附近的会话", near_text: "点开看看，这样分合不合您的意。", to_person: "转人工", stays: "机器人继续", none: "还没有会话可以对照", none_text: "先用默认的界线，有了会话再来调。",
};

const en: Words<typeof zh> = {
  title: "Mood thresholds", text: "How angry is angry enough for a person, for being served sooner, for a kind word first. There is no right answer but your customers'.", lines: "Thresholds", lines_text: "While you move a line, the figures below are worked out on your latest conversations. Nothing changes until you save.", read_only: "You can look but not change. Ask an administrator.",
  handover: "Straight to a person", priority: "Served sooner", empathy: "A kind word first", sooner: "At any feeling", later: "Only when very strong", never: "Never",
  handover_hint: "This angry, and the bot stops answering and calls a person at once.", priority_hint: "This angry, and the customer goes to the front of the queue.", empathy_hint: "This anxious, disappointed, angry or sad, and the answer begins with a kind word.",
  handover_count: "Of the latest {of} conversations {n} would have gone to a person for anger.", priority_count: "Of the latest {of} conversations {n} would have been served sooner.", empathy_count: "Of the latest {of} conversations {n} would have heard a kind word first.", before: "With the settings in force: {n}.",
  near: "Conversations near the line", near_text: "Open some: is this where you would draw it?", to_person: "To a person", stays: "Bot goes on", none: "No conversations to compare with yet", none_text: "Keep the default lines and come back when there are some.",
};

export const t = talk({ "zh-CN": zh, en });
