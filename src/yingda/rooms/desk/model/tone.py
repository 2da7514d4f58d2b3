"""What an agent is about to send, looked over: is anything in it rude, blaming, curt, shouted, promised, or too personal?
Pure rules over reviewed phrases; a hint is gentle, offers other words where there are some, and never stands in the way.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from .phrases import CURT_EN, CURT_ZH, EN, LIKELY, PROMISE, SAYS_SORRY, WORDS, ZH

HEATED = 0.55
"""Anger in the whole message, as the built-in model of feeling reads it, from which it is mentioned."""
HINTS = 5
LOUD_WORDS = 3
"""So many words in capitals, and more than half of all, are shouted; one or two may be names."""
_SORRY = re.compile(SAYS_SORRY, re.IGNORECASE)
_MARKS = re.compile(r"[!！]{2,}|[?？!！]{3,}|[?？]{2,}")
_CAPS = re.compile(r"\b[A-Z][A-Z']{2,}\b")
_WORD, _HAN = re.compile(r"[A-Za-z']{2,}"), re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[^，,。！？!?；;\n…~～.]+(?:\.(?=\S)[^，,。！？!?；;\n…~～.]+)*")
_ASKS = re.compile(r"吗|呢|什么|怎么|哪|^(?:how|what|could|would|can|is)\b", re.IGNORECASE)
ANEW = ("rude", "blaming")
_EDGES = " \t\n。，,.!！?？~～…、；;"


class Personal(Struct, frozen=True):
    """A number that should not lie about: `kind` is id or card."""

    kind: str
    start: int
    end: int


class Hint(Struct, frozen=True):
    """What may be said better: where it stands (characters from `start` to `end`), why in both languages, and other words
    for that place. `instead` None: there are none to offer; empty: better left out."""

    kind: str
    start: int
    end: int
    zh: str
    en: str
    instead: str | None = None


def look(text: str, feeling: str = "", strength: float = 0.0, personal: Sequence[Personal] = ()) -> list[Hint]:
    """The hints for a message in the order of its words, at most `HINTS`, none over another. `feeling` with its strength
    (0..1) is what the model of feelings reads; `personal` the numbers found in it."""
    found: list[Hint] = []
    for hint in (*_personal(text, personal), *_phrases(text), *_curt(text), *_shouted(text)):
        if not any(hint.start < known.end and known.start < hint.end for known in found):
            found.append(hint)
    harsh = any(h.kind in ("rude", "blaming") for h in found)
    if feeling == "angry" and strength >= HEATED and not harsh and not _SORRY.search(text):
        found.append(_hint("heated", 0, 0))
    return sorted(found, key=lambda h: h.start)[:HINTS]


def reworded(text: str, hints: Sequence[Hint]) -> str:
    """The message with the offered words in their places; empty when that would change nothing or leave nothing. What is
    rude or blames is said anew from one mark to the next, everything else only where it stands."""
    out: list[str] = []
    at = 0
    for clause in _CLAUSE.finditer(text):
        out.append(_changed(text, at, clause.start(), hints))
        own = [h for h in hints if clause.start() <= h.start < clause.end()]
        anew = next((h.instead for h in own if h.kind in ANEW and h.instead), "")
        space = clause.group()[: len(clause.group()) - len(clause.group().lstrip())]
        said = space + anew if anew else _changed(text, clause.start(), clause.end(), hints)
        out.append("" if anew and said.strip() in map(str.strip, out) else said)
        at = max([clause.end(), *(h.end for h in own)])
        if anew and not _ASKS.search(anew) and text[at : at + 1] in ("?", "？"):
            out.append("。" if text[at] == "？" else ".")
            at += 1
    out.append(_changed(text, at, len(text), hints))
    whole = "".join(out)
    if whole == text or not whole.strip(_EDGES):
        return ""
    whole = re.sub(r"([，,、；;])[\s，,、；;]*(?=[，,、；;。！？])", "", whole.strip())
    whole = re.sub(r"(^|[。！？\n])[，,、\s]+(?=\S)", r"\1", whole)
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), whole)


def _changed(text: str, start: int, end: int, hints: Sequence[Hint]) -> str:
    """The stretch of a text with the offered words of the hints that begin in it."""
    out, at = "", start
    for hint in sorted(hints, key=lambda h: h.start):
        if at <= hint.start < end and hint.instead is not None:
            out += text[at : hint.start] + hint.instead
            at = hint.end
    return out + text[min(at, end) : end] if at < end else out


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((kind, re.compile(found, re.IGNORECASE), instead) for kind, found, instead in (*ZH, *EN))


@cache
def _short() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(found, re.IGNORECASE), instead) for found, instead in (*CURT_ZH.items(), *CURT_EN.items()))


def _hint(kind: str, start: int, end: int, instead: str | None = None) -> Hint:
    zh, en = WORDS[kind]
    return Hint(kind, start, end, zh, en, instead)


def _phrases(text: str) -> Iterator[Hint]:
    """A second promise in one breath with a first loses only its stress."""
    promised: set[int] = set()
    for kind, pattern, instead in _compiled():
        for m in pattern.finditer(text):
            if not m.group().strip():
                continue
            clause = max(text.rfind(mark, 0, m.start()) for mark in "，,。.！!？?；;\n")
            again = kind == PROMISE and clause in promised and instead == LIKELY
            promised |= {clause} if kind == PROMISE else set()
            yield _hint(kind, *m.span(), "" if again else instead)


def _curt(text: str) -> Iterator[Hint]:
    """A whole message of next to nothing."""
    bare = text.strip(_EDGES)
    for pattern, instead in _short():
        if bare and pattern.fullmatch(bare):
            yield _hint("curt", 0, len(text), instead)
            return


def _shouted(text: str) -> Iterator[Hint]:
    """Marks in a row are made one; words in capitals are made small, the first of a sentence but for its first letter."""
    for m in _MARKS.finditer(text):
        asks = m.group().strip("!！") != ""
        full = m.group()[0] in "！？"
        yield _hint("shouting", *m.span(), ("？" if full else "?") if asks else ("。" if full else "."))
    loud = list(_CAPS.finditer(text))
    words = _WORD.findall(text)
    if len(loud) >= LOUD_WORDS and 2 * len(loud) > len(words) and not _HAN.search(text):
        start, end = loud[0].start(), max(m.end() for m in _WORD.finditer(text) if m.group().isupper())
        calm = re.sub(r"\bi\b", "I", text[start:end].lower())
        yield _hint("shouting", start, end, calm)


def _personal(text: str, numbers: Sequence[Personal]) -> Iterator[Hint]:
    for one in numbers:
        raw = text[one.start : one.end]
        kept = [i for i, c in enumerate(raw) if c.isalnum()][-4:]
        masked = "".join(c if i in kept or not c.isalnum() else "*" for i, c in enumerate(raw))
        yield _hint("personal", one.start, one.end, masked)
