# ruff: noqa: E501 - word lists and sentences are read by the line
"""What the bot says in its own words, zh and en. Answers come from knowledge and small talk from packs; these are the
sentences around them. Which variant is used follows the turn, so that nothing sounds like a record.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from .rows import Say
from .wish import HUMAN, NONE

FELT = 0.4
"""Feeling from which it is answered to as well."""

EMPATHY: dict[str, dict[str, tuple[str, ...]]] = {
    "anxious": {
        "zh": ("明白您着急，马上说重点。", "知道您等得着急。", "您先别急，我来看。"),
        "en": ("I understand this is urgent.", "I know waiting is stressful.", "Let me get straight to it."),
    },
    "disappointed": {
        "zh": ("让您失望了，很抱歉。", "很抱歉体验不好，我们来把它解决。", "抱歉给您添麻烦了。"),
        "en": ("I'm sorry this let you down.", "Sorry about that - let's put it right.", "I'm sorry for the trouble."),
    },
    "angry": {
        "zh": ("非常抱歉让您这么生气。", "真的很抱歉，这件事我们会认真处理。", "对不起，给您带来不好的体验。"),
        "en": ("I'm very sorry about this.", "I apologise - we take this seriously.", "I'm sorry for this bad experience."),
    },
    "sad": {
        "zh": ("听到这个我也很难过。", "抱抱您，我们一起想办法。", "很遗憾发生这样的事。"),
        "en": ("I'm sorry to hear that.", "That must be hard. Let's find a way.", "I'm so sorry this happened."),
    },
}  # fmt: skip

SAID: dict[str, dict[str, tuple[str, ...]]] = {
    "mean": {
        "zh": ("您是想问下面哪一个？", "我不太确定您的意思，是其中的哪一个？", "请帮我确认一下，您想问的是："),
        "en": ("Did you mean one of these?", "I'm not quite sure. Which of these is it?", "Please help me: you would like to know"),
    },
    "reword": {
        "zh": ("好的，请换个说法再告诉我，或者直接转人工。", "没关系，您再具体说说；也可以随时转人工。"),
        "en": ("All right - please put it in other words, or talk to a person.", "No problem. Tell me a little more, or I can get you a person."),
    },
    "unknown": {
        "zh": ("这个问题我没有可靠的答案，不想随便答您。您可以换个说法，或者我帮您转人工。", "抱歉，我没有找到相关的资料。换个说法再试一次，或者转人工都可以。"),
        "en": (
            "I don't have a reliable answer to that and would rather not guess. Please put it in other words, or I can get you a person.",
            "Sorry, I found nothing about that. Try other words, or talk to a person.",
        ),
    },
    "again": {
        "zh": ("这是我找到的最相关的说明；如果没有解决，可以直接转人工。",),
        "en": ("This is the closest I have. If it doesn't help, I can get you a person.",),
    },
    "file": {
        "zh": ("收到您发的文件了，已经保存在对话里。我看不了图片和文件的内容，请用文字说一下遇到的问题；需要同事来看的话，可以转人工。",),
        "en": ("I have received your file and kept it in this chat. I can't look inside pictures or files: please tell me in words what the problem is, or talk to a person who can.",),
    },
    "unhelpful": {
        "zh": ("抱歉没有帮到您。要我帮您转给同事吗？也可以换个说法再问我。", "抱歉这个回答没解决问题。您再具体说说，或者我帮您转人工。"),
        "en": ("Sorry that didn't help. Shall I get you a person? You can also ask in other words.", "I'm sorry that didn't solve it. Tell me more, or I can get you a person."),
    },
    "signal_affirm": {"zh": ("好的。还有什么可以帮您？", "嗯嗯，您接着说。"), "en": ("All right. Is there anything else?", "OK - go on.")},
    "signal_deny": {"zh": ("好的，有需要再说。", "明白，那您再具体说说？"), "en": ("OK. I'm here if you need anything.", "All right - could you tell me more?")},
    "signal_cancel": {"zh": ("好的，不办了。有需要随时叫我。",), "en": ("All right, nothing will be done. I'm here if you need me.",)},
    "signal_foreign": {
        "zh": ("这个不在我能回答的范围里，我只能帮您看和我们有关的问题。", "这方面我帮不上忙，不想随便答您。和我们有关的问题，您尽管问。"),
        "en": ("I can't help with that one; I only know about our own business.", "That is outside what I can answer, and I would rather not guess. Ask me anything about us."),
    },
    "blank": {
        "zh": ("我在的。您遇到什么问题了？直接说说情况就行。", "您想问什么？用一句话说说就行。"),
        "en": ("I'm here. What can I help you with? Just tell me in a few words.", "What would you like to know? A few words will do."),
    },
    "flow_failed": {
        "zh": ("抱歉，这一步没有办成，我请同事来帮您。",),
        "en": ("Sorry, that step did not work. I'm asking a colleague to help you.",),
    },
    "flow_unknown": {
        "zh": ("这件事我现在办不了，要不要转人工？",),
        "en": ("I can't do that right now. Shall I get you a person?",),
    },
    "wait": {
        "zh": ("「{title}」我也记着，这件办完接着办。",),
        "en": ("I will come back to \u201c{title}\u201d when this is done.",),
    },
    "wait_over": {
        "zh": ("刚才您还说到「{title}」，现在接着办吗？",),
        "en": ("You also mentioned \u201c{title}\u201d. Shall we do that now?",),
    },
    "open": {
        "zh": ("关于「{title}」，我没有找到可靠的说明，不想随便答您；可以换个说法再问，或者转人工。",),
        "en": ("About \u201c{title}\u201d I found nothing reliable and would rather not guess: ask in other words, or talk to a person.",),
    },
    "night": {
        "zh": ("现在没有人工同事在线。您的情况我已经记下来、排上了队，同事{when}上班后先看前面的内容，再来回复您。方便的话留个手机号或邮箱；别的问题也可以接着问我。",),
        "en": ("Nobody is here right now. Your request is noted and in line; a colleague reads all of the above and answers {when}. If you like, leave a phone number or e-mail; you can go on asking me other things.",),
    },
    "reached": {
        "zh": ("记下了：{value}。同事{when}上班后会联系您。",),
        "en": ("Noted: {value}. A colleague will get back to you {when}.",),
    },
    "open_other": {
        "zh": ("您问的另一件事，我没有找到可靠的说明，不想随便答您；可以换个说法再问，或者转人工。",),
        "en": ("I found nothing reliable about the other thing you asked and would rather not guess: ask in other words, or talk to a person.",),
    },
    "second": {"zh": ("另外：",), "en": ("Also:",)},
    "other_language": {
        "zh": ("（这条说明目前只有英文版。）",),
        "en": ("(This article is only available in Chinese so far.)",),
    },
}  # fmt: skip

LEAVING: dict[str, dict[str, tuple[str, ...]]] = {
    "asked": {"zh": ("好的，这就帮您转给人工客服，前面说的他都能看到。",), "en": ("Sure - I'm passing you to a person. They can see everything above.",)},
    "angry": {
        "zh": ("我请同事马上接手，前面说的他都能看到，您不用再重复。",),
        "en": ("I'm getting a colleague right away. They can see everything above, so you need not repeat it.",),
    },
    "complaint": {
        "zh": ("您反映的情况很重要，我请同事来跟进，前面说的他都能看到。",),
        "en": ("This matters, so I'm asking a colleague to follow up. They can see everything above.",),
    },
    "failing": {
        "zh": ("抱歉，我没能帮到您。已为您转接人工客服，前面的内容同事都能看到。",),
        "en": ("Sorry, I couldn't help with this. I'm getting you a person, who can see everything above.",),
    },
    "wording": {
        "zh": ("这件事我请同事来答复您，前面说的他都能看到。",),
        "en": ("I'm asking a colleague to answer this. They can see everything above.",),
    },
    "flow": {"zh": ("我请同事接着帮您办，已经填好的内容不用再说一遍。",), "en": ("A colleague will take it from here. You need not repeat what you have told me.",)},
}  # fmt: skip

BUTTONS = {
    HUMAN: {"zh": "转人工", "en": "Talk to a person"},
    NONE: {"zh": "都不是，我再说说", "en": "None of these"},
}


def said(name: str, language: str, turn: int = 0) -> str:
    """A fixed sentence."""
    return _vary(SAID[name], language, turn)


def filled(name: str, language: str, **values: str) -> str:
    """A fixed sentence with values in their places."""
    return said(name, language).format(**values)


def leaving(reason: str, language: str, turn: int = 0) -> str:
    """What is said when a person takes over."""
    return _vary(LEAVING.get(reason, LEAVING["failing"]), language, turn)


def empathy(emotion: str, intensity: float, language: str, turn: int = 0, least: float = FELT) -> str:
    """A sentence that answers to a feeling of at least that strength, empty when none is called for."""
    return _vary(EMPATHY[emotion], language, turn) if emotion in EMPATHY and intensity >= least else ""


def opening(at: int | None, now: int, zone: str, language: str) -> str:
    """When a place opens again, as one says it; `at` and `now` in ms, None: nobody knows."""
    if at is None:
        return "" if language != "zh" else "之后"
    where = ZoneInfo(zone)
    day, today = (datetime.fromtimestamp(ms / 1000, where) for ms in (at, now))
    ahead = (day.date() - today.date()).days
    clock = f"{day.hour}:{day.minute:02}"
    if language == "zh":
        return f"{'今天' if ahead == 0 else '明天' if ahead == 1 else f'{day.month}月{day.day}日'} {clock} "
    return f"{'today' if ahead == 0 else 'tomorrow' if ahead == 1 else f'on {day:%-d %b}'} at {clock}"


def button(id: str, language: str) -> dict[str, str]:
    """One of the bot's own quick replies."""
    return {"id": id, "text": BUTTONS[id]["zh" if language == "zh" else "en"]}


def with_feeling(say: Say, sentence: str, language: str) -> Say:
    """`say` with a sentence of empathy before it."""
    if not sentence:
        return say
    gap = "" if language == "zh" else " "
    return Say(f"{sentence}{gap}{say.text}" if "\n" not in say.text else f"{sentence}\n{say.text}", say.kind, say.extra)


def cited(paragraphs: Sequence[str], language: str) -> str:
    """Paragraphs of an answer, each with the number of its source at its end."""
    numbered = [f"{text.rstrip()} [{n}]" for n, text in enumerate(paragraphs, 1)]
    return f"\n\n{said('second', language)}".join(numbered) if len(numbered) > 1 else "".join(numbered)


def _vary(words: dict[str, tuple[str, ...]], language: str, turn: int) -> str:
    variants = words.get(language) or words["en"]
    return variants[turn % len(variants)]
