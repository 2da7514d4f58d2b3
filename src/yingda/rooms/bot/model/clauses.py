# ruff: noqa: E501 - lists of words are read by the line
"""Several wishes in one message: 我要退货，另外发票怎么开？ Pure.

A message is cut into requests (`requests`): what is told before a question belongs to it, greetings and thanks to nothing.
Each is read by itself; only requests that plainly mean different things are answered apart (`apart`).
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from .content import chunks
from .wish import bare

MOST = 3
CLAUSES = 8
NEAR = 0.55
"""What scores at least this share of the best answer of a request may be meant by it as well."""
SHORTEST = {"zh": 4, "en": 3}
"""Characters or words of a request that can stand alone."""


class Request(Struct, frozen=True):
    """One of the things that a message asks for. `plainly`: it is set off from the others by more than a comma."""

    text: str
    plainly: bool = False


class Part(Struct, frozen=True):
    """A request, read: the label of its answer (`article:…`, `flow:…`, empty: none is known) and those that may be meant
    as well; `asks` is whether it has words enough of its own to be told that there is no answer."""

    text: str
    label: str = ""
    near: tuple[str, ...] = ()
    plainly: bool = False
    asks: bool = False


_CONNECT = r"另外(?:还想)?(?:再)?(?:问一?下?)?|还有(?:就是|一个|个)?(?:问题)?|以及|顺便(?:再)?(?:问|帮我)?(?:一?下)?|再(?:问|帮我问)(?:一?下|个)?|对了|同时|其次|第二(?:个问题)?[，,：:是]|and also|also|by the way|btw|plus|additionally|another thing|one more (?:thing|question)|secondly"
_MARKS = re.compile(
    rf"(?P<full>[?？。！!;；\n]+)|(?P<comma>[，,、](?!\d))|(?P<word>(?<![a-z])(?:{_CONNECT})(?![a-z])[，,：:\s]*)"
)
_AND_EN = re.compile(
    r"(?<=\w)\s+and\s+(?=(?:how|what|when|where|who|can|could|do|does|is|are|i (?:want|need|would)|please)\b)"
)
_AND_ZH = re.compile(r"(?<=[一-鿿])(?:和|还有|并且|而且)(?=(?:怎么|多久|什么时候|能不能|可不可以|我要|我想|帮我))")
_ASKS_ZH = re.compile(
    r"怎么|如何|咋|多少|多久|几[天个点号]|什么|哪|谁|为什么|为啥|吗|能不能|可不可以|是不是|有没有|会不会|能否|可否|要不要|呢|"
    r"帮我|给我|我要|我想|想(?:要|换|退|买|问|办|查|取消|改)|申请|麻烦|请|查一?下|查查|能.{0,8}[?？]|可以.{0,8}[?？]"
)
_ASKS_EN = re.compile(
    r"\b(?:how|what|when|where|which|who|why)\b|^(?:can|could|do|does|did|is|are|will|would|should|may|please)\b|\b(?:i want|i need|i'd like|i would like|help me|tell me|can you|could you|please)\b"
)
_IDLE = re.compile(
    r"(?:你好|您好|在吗|在不在|哈喽|谢谢|多谢|谢了|感谢|麻烦(?:了|您|你)?|辛苦了?|好的|嗯+|请问(?:一?下)?|急|快点|等你?回复|hi|hello|hey|thanks?(?: you)?|thx|please|ok(?:ay)?|good (?:morning|afternoon|evening))(?:啊|呀|哈|哦|啦|了| there| so much| a lot| in advance)?"
)
_LED_EN = re.compile(r"^and (?=\w)")
_ORDINARY = re.compile(r"[\w\s,，、.。:;；'’\"“”()（）%¥$+/?？!！~&·…@—-]{1,300}")
_NARRATES_ZH = re.compile(
    r"^(?:我|我们)?(?:昨天|前天|今天|上周|上个月|刚|刚才|之前|已经|因为|由于|本来|结果|但是?|可是|不过|如果|要是|假如|虽然)"
)


def requests(text: str, language: str) -> list[Request]:
    """The things that a normalised message asks for, in order, each with what was told about it before; a message that asks
    for one thing is one request or none."""
    found: list[Request] = []
    told: list[str] = []
    plainly, gap = False, "，" if language == "zh" else ", "
    for clause, mark in _clauses(text, language):
        if mark == "word" and (found or told):
            plainly = True
        if not clause or _IDLE.fullmatch(clause):
            continue
        if mark == "word" and told:
            told = []
        if found and not told and mark != "word" and not chunks(clause, language):
            found[-1] = Request(f"{found[-1].text}{gap}{clause}", found[-1].plainly)
            continue
        told.append(_LED_EN.sub("", clause))
        if _asks(clause, language):
            found.append(Request(gap.join(told), plainly or mark == "full"))
            told, plainly = [], False
    if told and found and not plainly:
        last = found[-1]
        found[-1] = Request(f"{last.text}{gap}{gap.join(told)}", last.plainly)
    return found if len(found) <= MOST else []


def ordinary(text: str) -> bool:
    """Whether a message is plain speech: what holds addresses, markup or code is not taken apart, so that nothing is begun
    by words that were hidden behind a question."""
    return bool(_ORDINARY.fullmatch(text)) and "://" not in text


def _clauses(text: str, language: str) -> list[tuple[str, str]]:
    """(clause, what stands before it: "", "full", "comma" or "word"), joints as commas."""
    text = (_AND_ZH if language == "zh" else _AND_EN).sub("，", text)
    out, at, before = [], 0, ""
    for mark in _MARKS.finditer(text):
        kind = mark.lastgroup or ""
        clause = text[at : mark.start()]
        question = "?" if kind == "full" and ("?" in mark[0] or "？" in mark[0]) else ""
        out.append((bare(clause) + (question if bare(clause) else ""), before))
        before = kind if bare(clause) or kind == "word" else (before if before == "word" else kind)
        at = mark.end()
    out.append((bare(text[at:]), before))
    return out[:CLAUSES] if len(out) <= CLAUSES else []


def _asks(clause: str, language: str) -> bool:
    """Whether a clause asks or wishes for something, rather than telling it."""
    if clause.endswith("?"):
        return True
    if language == "zh":
        return bool(_ASKS_ZH.search(clause)) and not (
            _NARRATES_ZH.match(clause) and not re.search(r"怎么|吗|多久|能不能|可不可以|帮我", clause)
        )
    return bool(_ASKS_EN.search(clause))


def tells(text: str, language: str) -> bool:
    """Whether a request has words enough of its own to stand alone."""
    size = len(bare(text)) if language == "zh" else len(text.split())
    return size >= SHORTEST[language] and bool(chunks(text, language))


def apart(parts: Sequence[Part], whole: str, sure: bool) -> list[Part]:
    """The parts that are answered apart, empty when the message is one thing. `whole` is the label of the message read as
    one, `sure` whether that reading is sure: then a comma alone does not cut what has an answer of its own."""
    known = [part for part in parts if part.label]
    distinct: list[Part] = []
    for part in known:
        if not any(part.label == o.label or part.label in o.near or o.label in part.near for o in distinct):
            distinct.append(part)
    if len(distinct) != len(known):
        return []
    if len(distinct) > 1:
        marked = any(part.plainly for part in distinct[1:])
        if not marked and sure and whole not in {part.label for part in distinct}:
            return []
        return [part for part in parts if part in distinct or (not part.label and part.asks)]
    open_ = [part for part in parts if not part.label and part.asks and part.plainly]
    if len(distinct) == 1 and open_ and (not sure or whole == distinct[0].label):
        return [distinct[0], *open_]
    return []
