# ruff: noqa: E501 - lists of words are read by the line
"""What a talk is about, and messages that lean on it: 那运费呢, 它多少钱, "and for the second one?". Pure.

A message leans by its form (`leaning`). It is then completed with the words of the question before (`completed`), read both
ways, and the completed reading is taken only where it is plainly the better one (`judged`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from .content import chunks, subject, words
from .decide import ANSWER, ASK, BEGIN, FOREIGN, LEAVE
from .rows import Reason, Topic
from .view import Decision
from .wish import bare, vague

KEPT_MS = 30 * 60_000
KEPT_TURNS = 8
"""A topic is forgotten after so long a silence, and after so many turns that were not about it."""
QUESTION_CHARS = 80
LISTED = 4
FRAGMENT = {"zh": 8, "en": 5}
SHORT = {"zh": 10, "en": 6}
LONGEST = {"zh": 24, "en": 12}
"""How long a message may be (characters without marks, words) that is a mere part of a question, that may lean without
saying so, and that may lean at all."""
FORMS = 3
NEAR = 0.5
"""A reading that the message alone makes at least so likely, as a share of its best, is borne out by it."""
VERY_NEAR = 0.8
"""The same for a message that does not say that it leans."""

Kind = Literal["", "fragment", "pronoun", "short", "instead", "place"]


class Leaning(Struct, frozen=True):
    """How a message leans. `rest` is what it says by itself; `place` counts from 0 in what was listed (-1: the last)."""

    kind: Kind = ""
    rest: str = ""
    place: int = 0


class Tried(Struct, frozen=True):
    """A completed question and what would be decided on it."""

    text: str
    decision: Decision


NOT = Leaning()
_HEARD = re.compile(
    r"(?:知道|明白|了解|清楚|收到|懂|好|行|可以|谢谢|没事|没有|不用|算)(?:了|啦|的|呢|呀|啊)*|(?:ok(?:ay)?,? )?(?:i see|got it|understood|great|fine|cool|perfect|never ?mind|no problem|thanks?(?: you)?)"
)
_CHANGES = re.compile(
    r"^(?:另外|对了|换个(?:问题|话题)|再(?:问|请教)|还(?:想|要)(?:再)?问|顺便|问(?:个|一个)?(?:别的|其他|另外)|其他问题|by the way|btw|another (?:question|thing)|different question|one more (?:question|thing)|also|separately|unrelated|new question)"
)
_LEAD_ZH = re.compile(
    r"^(?:那么|那要是|那如果是?|那换成|那(?!个|款|种|些|件|单|双|台|玩意|东西|货)|要是|如果是|换成|换作|至于|还有|以及|然后|哦|噢|嗯|好的?|好吧|[，,、\s])+"
)
_LEAD_EN = re.compile(
    r"^(?:(?:and|so|but|ok|okay|then|well|right|thanks|oh)[,\s]+)*(?:(?:what|how) about|what if it(?:'s| is)|and|for|with|or|if it(?:'s| is))\s+(?:(?:for|with|to|in|on|about)\s+)?(?:the |a |an |my )?"
)
_TAIL_ZH = re.compile(r"(?:的话)?(?:呢|咧|哩|呐|么|嘞)?[?？。！!~～\s]*$")
_ASKS_ZH = re.compile(
    r"怎么|如何|咋|多少|多久|几[天个点号]|什么|哪|谁|为什么|为啥|吗|能不能|可不可以|是不是|有没有|会不会|能|可以|要不要"
)
_PRONOUN_ZH = re.compile(
    r"它们?|(?:这|那)(?:个|款|种|些|件|单|双|台|玩意儿?|东西|货)(?!月|周|星期|时候|问题|意思|点|群|客服|店|网站|平台|软件|公司|价)"
)
_PRONOUN_EN = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|this one|that one)\b")
_IDLE_IT = re.compile(
    r"\b(?:is|was|would|will) it (?:ok|okay|possible|fine|safe|normal)\b|\bit (?:takes?|take) to\b|\btake (?:for \w+ )?to \w+|\b(?:this|that) (?:is|was|means)\b|\bthat'?s\b|\b(?:this|these|that|those) (?:week|month|year|morning|weekend|shop|store|site|website|app|chat)\b"
)
_INSTEAD = re.compile(
    r"^(?:不是|不对|错了|no|nope|sorry)?[，,。\s]*(?:我(?:说|问|指)的是|我是(?:说|问)|我想问的是|是问|i mean(?:t)?|i was asking about)\s*(?:the )?(?P<new>.+)$"
)
_PLACE_ZH = re.compile(
    r"^(?:那|还有|看看|说说)?(?:第(?P<n>[一二两三四1-4])(?:个|条|种|项|款)?|(?P<last>最后(?:一)?(?:个|条|种|项)?))(?:呢|怎么样|是什么|具体(?:点|说说)?|的)?$"
)
_PLACE_EN = re.compile(
    r"^(?:(?:and|so|what about|how about|and what about|and for|tell me about|for)\s+)*(?:the )?(?:(?P<n>first|second|third|fourth)|(?P<last>last))(?: one| option)?$"
)
_PLACES = {
    "一": 0,
    "1": 0,
    "first": 0,
    "二": 1,
    "两": 1,
    "2": 1,
    "second": 1,
    "三": 2,
    "3": 2,
    "third": 2,
    "四": 3,
    "4": 3,
    "fourth": 3,
}


def kept(topic: Topic | None, now: int) -> Topic | None:
    """The topic, unless it has been forgotten by `now`."""
    return topic if topic is not None and now - topic.at <= KEPT_MS and topic.age <= KEPT_TURNS else None


def leaning(text: str, language: str) -> Leaning:
    """Whether a normalised message leans on what was said before, by its form alone."""
    plain = bare(text)
    if not plain or vague(text) or changes(text) or _size(plain, language) > LONGEST[language]:
        return NOT
    if found := (_PLACE_ZH if language == "zh" else _PLACE_EN).match(plain):
        return Leaning("place", plain, -1 if found["last"] else _PLACES[found["n"]])
    if found := _INSTEAD.match(plain):
        return Leaning("instead", found["new"].strip(" ，,。"))
    return _chinese(plain) if language == "zh" else _english(plain)


def changes(text: str) -> bool:
    """Whether a message says that it is about something else: 另外问一下, by the way."""
    return bool(_CHANGES.match(bare(text)))


def _size(text: str, language: str) -> int:
    return len(text) if language == "zh" else len(text.split())


def _chinese(plain: str) -> Leaning:
    rest = _LEAD_ZH.sub("", plain)
    led = rest != plain
    core = _TAIL_ZH.sub("", rest)
    tailed = bool(re.search(r"(?:呢|咧|哩|呐|的话)[?？]*$", rest))
    if _HEARD.fullmatch(core):
        return NOT
    found = _PRONOUN_ZH.search(rest)
    if found and not "".join(chunks(rest[: found.start()], "zh")):
        return Leaning("pronoun", rest)
    if core and (led or tailed) and len(core) <= FRAGMENT["zh"] and not _ASKS_ZH.search(core):
        return Leaning("fragment", core)
    if rest and len(rest) <= SHORT["zh"]:
        return Leaning("short", core if tailed else rest)
    return NOT


def _english(plain: str) -> Leaning:
    rest = _LEAD_EN.sub("", plain)
    if _HEARD.fullmatch(rest):
        return NOT
    if found := _PRONOUN_EN.search(rest):
        before = chunks(rest[: found.start()], "en")
        if not _IDLE_IT.search(rest) and len(before) <= 1:
            return Leaning("pronoun", rest)
        return NOT
    size = len(rest.split())
    if rest and rest != plain and size <= FRAGMENT["en"]:
        return Leaning("fragment", rest)
    return Leaning("short", rest) if rest and size <= SHORT["en"] else NOT


def completed(lean: Leaning, topic: Topic) -> list[str]:
    """The message in full, in up to `FORMS` ways, likelier ones first; empty when nothing can be made of it."""
    made = _full_zh(lean, topic) if topic.language == "zh" else _full_en(lean, topic)
    return list(dict.fromkeys(text[: 2 * QUESTION_CHARS] for text in made if text and text != lean.rest))[:FORMS]


def _full_zh(lean: Leaning, topic: Topic) -> list[str]:
    before = chunks(topic.question, "zh")
    if not before:
        return []
    rest = lean.rest
    carried = "".join(part for part in before if part not in rest) + rest
    things = words(topic.question)
    swapped = topic.question.replace(things[0], rest, 1) if len(things) > 1 else f"{topic.question}{rest}"
    if lean.kind == "pronoun":
        named = _PRONOUN_ZH.sub(topic.subject or before[0], rest, count=1)
        return [named, "".join(part for part in before if part not in named) + _PRONOUN_ZH.sub("", rest, count=1)]
    if lean.kind == "short":
        return [carried, f"{topic.subject}{rest}"]
    asked = _TAIL_ZH.sub("", topic.question).removesuffix("吗")
    last = asked.removesuffix(things[-1]) + rest if len(things) > 1 and asked.endswith(things[-1]) else ""
    return [swapped, last, carried] if lean.kind == "instead" else [carried, swapped, last]


def _full_en(lean: Leaning, topic: Topic) -> list[str]:
    before = chunks(topic.question, "en")
    if not before:
        return []
    said = lean.rest
    if lean.kind == "pronoun":
        named = _PRONOUN_EN.sub(topic.subject, said, count=1)
        return [named, " ".join([*(w for w in before if w not in said.split()), _PRONOUN_EN.sub("", said).strip()])]
    own = said.split()
    return [" ".join([*(w for w in before if w not in own), *own]), f"{topic.question} {said}"]


def judged(alone: Decision, tried: Sequence[Tried], lean: Leaning, topic: Topic) -> tuple[Tried | None, bool]:
    """The completed reading that is plainly better than the message alone, with True; with False, one that is as good
    (see `both`). None: the message stands alone."""
    open_ = alone.kind != ANSWER and answerable(alone, lean)
    if not open_ and alone.kind != ANSWER:
        return None, False
    own = {c.label: c.score for c in alone.candidates}
    best = max(own.values(), default=0.0)
    sure = [t for t in tried if _usable(t.decision, topic)]
    if not open_:
        return _against(alone, sure, lean, topic, own, best)
    if lean.kind in ("short", "pronoun"):  # he asks for something else than before, or he would not ask
        sure = [t for t in sure if label_of(t.decision) != topic.label]
    if lean.kind == "short":
        sure = [t for t in sure if own.get(label_of(t.decision), 0.0) >= VERY_NEAR * best or not alone.candidates]
    if not sure and lean.kind != "short":
        sure = [one for t in tried if (one := _agreed(t, alone, topic)) is not None]
    sure.sort(key=lambda t: label_of(t.decision) == topic.label)
    borne = [t for t in sure if own.get(label_of(t.decision), 0.0) >= NEAR * best]
    chosen = next(iter(borne or sure), None)
    return chosen, chosen is not None


def answerable(alone: Decision, lean: Leaning) -> bool:
    """Whether what is decided on the message alone leaves room for another reading: not small talk, nor a flow, nor a
    person who is asked for in so many words."""
    if alone.kind in (ANSWER, ASK) or alone.talk == FOREIGN:
        return True
    return alone.kind == LEAVE and bool(alone.candidates) and lean.kind == "fragment"


def _against(
    alone: Decision, sure: Sequence[Tried], lean: Leaning, topic: Topic, own: Mapping[str, float], best: float
) -> tuple[Tried | None, bool]:
    """Two readings that are both sure. Only a part of a question, or a pronoun, leaves room for doubt."""
    if lean.kind == "short":
        return None, False
    others = [t for t in sure if label_of(t.decision) != label_of(alone)]
    third = [t for t in others if label_of(t.decision) != topic.label]
    borne = [t for t in third if own.get(label_of(t.decision), 0.0) >= NEAR * best]
    if borne:
        return borne[0], True
    if lean.kind in ("pronoun", "instead") and third:
        return third[0], True
    return (others[0], False) if others and len(others) == len(sure) else (None, False)


def _agreed(tried: Tried, alone: Decision, topic: Topic) -> Tried | None:
    """Neither reading is sure, but both hold the same answer for the best."""
    both = [d.candidates[0].label for d in (tried.decision, alone) if d.candidates and d.note == "mean"]
    if len(both) < 2 or both[0] != both[1] or both[0] == topic.label or not both[0].startswith("article:"):
        return None
    article = both[0].removeprefix("article:")
    if f"answer:{article}" not in tried.decision.options:
        return None
    return Tried(tried.text, replace(tried.decision, kind=ANSWER, articles=(article,), options=(), note="", failed=0))


def _usable(decision: Decision, topic: Topic) -> bool:
    """An answer; or the flow that was spoken of before. Nothing else is begun on words that nobody said."""
    if decision.kind == ANSWER:
        return bool(decision.articles)
    return decision.kind == BEGIN and topic.label == f"flow:{decision.flow}"


def label_of(decision: Decision) -> str:
    """What a decision leads to, as a label: an article, `flow:…`, or empty."""
    if decision.flow:
        return f"flow:{decision.flow}"
    return f"article:{decision.articles[0]}" if decision.articles else ""


def both(alone: Decision, full: Tried, topic: Topic) -> Decision:
    """Two sure readings. Where the completed one would only say again what was said, the message is answered by itself and
    the other offered below; else he is asked, the completed one first."""
    first, second = (f"answer:{d.articles[0]}" if d.articles else "" for d in (full.decision, alone))
    if label_of(full.decision) == topic.label:
        return replace(alone, options=(first,) if first else alone.options)
    return Decision(
        ASK, alone.reasons, note="mean", options=tuple(filter(None, (first, second))), failed=alone.failed,
        candidates=full.decision.candidates,
    )  # fmt: skip


def why(before: str, text: str, taken: bool) -> Reason:
    """That a message was read with the one before."""
    if taken:
        return Reason("context", f"接着上文「{before}」，理解为「{text}」", f'After "{before}" understood as "{text}"')
    return Reason(
        "context", f"接着上文「{before}」也试过「{text}」，不比原话更可靠",
        f'After "{before}", "{text}" was tried too: no better than the message alone',
    )  # fmt: skip


def next_topic(topic: Topic | None, decision: Decision, told: Mapping[str, Any]) -> Topic | None:
    """The topic after a turn. `told`: the question in full (`text`), its `language`, the time `at`, the payloads
    `listed`, and the flows that now wait (`waiting`)."""
    older = replace(topic, age=topic.age + 1) if topic is not None else None
    listed = tuple(told["listed"])[:LISTED]
    waiting = tuple(told["waiting"])
    label = label_of(decision)
    text, language = bare(str(told["text"]))[:QUESTION_CHARS], str(told["language"])
    if label and chunks(text, language):
        about = subject(text, language)
        return Topic(text, language, about, label, listed, waiting, int(told["at"]))
    if decision.kind == ASK and decision.note == "mean":
        if older is not None and (leaning(text, language).kind or not chunks(text, language)):
            return replace(older, listed=listed, waiting=waiting)
        return Topic(text, language, subject(text, language), "", listed, waiting, int(told["at"]))
    if older is None:
        return (
            Topic(language=language, listed=listed, waiting=waiting, at=int(told["at"])) if listed or waiting else None
        )
    return replace(older, listed=listed or older.listed, waiting=waiting)
