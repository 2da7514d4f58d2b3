"""How somebody feels, from wording, punctuation and rhythm; explained by the words it was read from.

A question is no complaint: 请问怎么退货 is calm. Negation turns a feeling (不满意), degree scales it (有点 / 太), and what
was felt a moment ago fades rather than ends.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from .feelings import (
    ANGRY,
    ANXIOUS,
    CALM,
    DISAPPOINTED,
    EN,
    HAPPY,
    HARMLESS_EN,
    HARMLESS_ZH,
    LESS_EN,
    LESS_ZH,
    MORE_EN,
    MORE_ZH,
    NOT_EN,
    NOT_ZH,
    SAD,
    ZH,
)
from .risk import TRIGGERS, dangerous
from .text import has_emoji, standard, whole

EMOTIONS = (CALM, HAPPY, ANXIOUS, DISAPPOINTED, ANGRY, SAD)
GATE = 0.32
"""Below it somebody is calm."""
FADES = 0.6
"""What is left of an earlier feeling at the next message."""
BURST = 3
LONG_GAP_MS = 20 * 60_000


class Rhythm(Struct, frozen=True):
    """How it was typed: `gap_ms` since his last message, `burst` messages within ten seconds, `repeated` times that he
    said the same thing before."""

    gap_ms: int = 0
    burst: int = 0
    repeated: int = 0


class Mood(Struct, frozen=True):
    """An emotion and how strong it is, 0..1; `why` tells what it was read from, words as they stand in the text."""

    emotion: str = CALM
    intensity: float = 0.0
    why: tuple[str, ...] = ()


class _Lexicon(Struct, frozen=True):
    words: Mapping[str, tuple[str, float]]
    found: re.Pattern[str]
    harmless: re.Pattern[str]
    negated: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]


def _lexicon(lists: Mapping[str, Mapping[float, str]], chinese: bool) -> _Lexicon:
    words: dict[str, tuple[str, float]] = {}
    for emotion, by_weight in lists.items():
        for weight, text in by_weight.items():
            for word in text.split(" " if chinese else "|"):
                words.setdefault(word, (emotion, weight))
    # a number that is a word (12315) is none within another number
    longest = "|".join(
        rf"(?<!\d){w}(?!\d)" if w.isdigit() else re.escape(w) for w in sorted(words, key=len, reverse=True)
    )
    if chinese:
        return _Lexicon(
            words, re.compile(longest), re.compile(HARMLESS_ZH), re.compile(f"(?:{NOT_ZH})(?:{MORE_ZH})?$"),
            re.compile(f"(?:{MORE_ZH})$"), re.compile(f"(?:{LESS_ZH})$"),
        )  # fmt: skip
    return _Lexicon(
        words, re.compile(rf"\b(?:{longest})\b"), re.compile(rf"\b(?:{HARMLESS_EN})\b"),
        re.compile(rf"\b(?:{NOT_EN})(?: (?:{MORE_EN}|a|the|be|been|being))?\s$"), re.compile(rf"\b(?:{MORE_EN})\s$"),
        re.compile(rf"\b(?:{LESS_EN})\s$"),
    )  # fmt: skip


LEXICONS = {"zh": _lexicon(ZH, True), "en": _lexicon(EN, False)}
_QUESTION = re.compile(
    r"请问|吗[?？。 ]*$|么[?？]|怎么(?:样)?(?!还|回事|搞|一直)|如何|多少|哪里|哪个|哪款|能不能|可以.*[?？]|可不可以|是否"
    r"|有没有(?!人)|\b(?:how (?:do|can|to)|what (?:is|are)|where (?:is|are|can)|can i|could (?:i|you)|do you|is there"
    r"|are there|which)\b"
)
_FIRM = {ANXIOUS: 0.75, DISAPPOINTED: 0.75, SAD: 0.75, ANGRY: 0.65}
# Words from so strong on mean what they say in a question as well.
_MARKS = re.compile(r"[!！?？]{2,}|[。.]{6,}|…{2,}")
_TURNED = {
    HAPPY: (DISAPPOINTED, 0.85),
    ANGRY: (CALM, 0.0),
    ANXIOUS: (CALM, 0.0),
    SAD: (CALM, 0.0),
    DISAPPOINTED: (CALM, 0.0),
}
_WORST_FIRST = (ANGRY, SAD, DISAPPOINTED, ANXIOUS, HAPPY)


_WORDS = frozenset(w for lexicon in LEXICONS.values() for w in lexicon.words)
_LATIN_WORDS = frozenset(w for w in _WORDS if w.isascii() and w.isalpha())
_PHRASES = tuple(sorted(w for w in _WORDS | TRIGGERS if w.isascii() and w not in _LATIN_WORDS - TRIGGERS))
_BY_FIRST: dict[str, tuple[str, ...]] = {}
for _word in sorted(w for w in _WORDS | TRIGGERS if not w.isascii()):
    _BY_FIRST[_word[0]] = (*_BY_FIRST.get(_word[0], ()), _word)
_LATIN = re.compile(r"[a-z]+")
_ASCII = re.compile(r"[a-z0-9]")


@lru_cache(maxsize=256)
def stirring(raw: str) -> bool:
    """Whether a message can hold a feeling or a risk at all. Cheap (some 0.1 ms), and never wrong by saying no."""
    plain = standard(whole(raw)).replace("’", "'")
    if _MARKS.search(plain) or has_emoji(plain) or (raw.isupper() and len(raw) >= 10):
        return True
    if dangerous(plain):
        return True
    if _ASCII.search(plain) and (
        not _LATIN_WORDS.isdisjoint(_LATIN.findall(plain)) or any(phrase in plain for phrase in _PHRASES)
    ):
        return True
    first = _BY_FIRST.get
    return any(plain.startswith(words, i) for i, c in enumerate(plain) if (words := first(c)))


def feeling(text: str, language: str, raw: str = "", rhythm: Rhythm | None = None) -> Mood:
    """The emotion of one message; `text` normalised, `raw` as it was typed (for capitals)."""
    lexicon = LEXICONS["zh" if language == "zh" else "en"]
    plain = lexicon.harmless.sub(lambda m: "〇" * len(m.group()), text.replace("’", "'"))
    sums: dict[str, float] = {}
    why: list[str] = []
    question = bool(_QUESTION.search(plain))
    for m in lexicon.found.finditer(plain):
        emotion, weight, turned = _weigh(lexicon, plain, m)
        if question and weight < _FIRM.get(emotion, 2.0):
            weight *= 0.35 if emotion == HAPPY else 0.5
        if weight > 0:
            sums[emotion] = 1 - (1 - sums.get(emotion, 0.0)) * (1 - weight)
            why.append(("不" if language == "zh" else "not ") * turned + m.group())
    _punctuation(sums, why, text, raw)
    _pace(sums, why, rhythm or Rhythm(), language)
    return _settle(sums, why)


def _weigh(lexicon: _Lexicon, text: str, m: re.Match[str]) -> tuple[str, float, bool]:
    """Emotion and weight of a word where it stands, and whether it was turned by a negation."""
    emotion, weight = lexicon.words[m.group()]
    before = text[max(0, m.start() - 12) : m.start()]
    if lexicon.negated.search(before):
        emotion, share = _TURNED[emotion]
        return emotion, weight * share if weight > 0.3 else 0.0, True
    if lexicon.less.search(before):
        weight *= 0.65
    elif lexicon.more.search(before):
        weight = min(0.97, weight * 1.25)
    return emotion, weight, False


def _punctuation(sums: dict[str, float], why: list[str], text: str, raw: str) -> None:
    marks = _MARKS.findall(text)
    letters = [c for c in raw if c.isascii() and c.isalpha()]
    loud = len(letters) >= 10 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    push = min(0.35, 0.18 * len(marks) + (0.08 if any(len(x) > 3 for x in marks) else 0.0)) + (0.3 if loud else 0.0)
    if not push:
        return
    why.append(marks[0][:6] if marks else "CAPS")
    negative = [e for e in sums if e != HAPPY]
    target = max(negative, key=lambda e: sums[e]) if negative else HAPPY if sums.get(HAPPY, 0.0) > 0.3 else ANXIOUS
    if loud and target == ANXIOUS:
        target = ANGRY
    sums[target] = 1 - (1 - sums.get(target, 0.0)) * (1 - push)


def _pace(sums: dict[str, float], why: list[str], rhythm: Rhythm, language: str) -> None:
    chinese = language == "zh"
    if rhythm.repeated:
        sums[ANXIOUS] = 1 - (1 - sums.get(ANXIOUS, 0.0)) * (1 - min(0.6, 0.3 * rhythm.repeated))
        why.append("重复发送" if chinese else "said again")
    if rhythm.burst >= BURST:
        sums[ANXIOUS] = 1 - (1 - sums.get(ANXIOUS, 0.0)) * 0.8
        why.append("连续发送" if chinese else "rapid messages")


def _settle(sums: dict[str, float], why: list[str]) -> Mood:
    """The strongest feeling. A word of thanks does not outweigh a complaint; other bad feelings feed the worst a little."""
    bad = {e: w for e, w in sums.items() if e not in (HAPPY, CALM)}
    happy = sums.get(HAPPY, 0.0)
    if bad:
        worst = max(_WORST_FIRST[:-1], key=lambda e: bad.get(e, 0.0) + (0.08 if e == ANGRY and e in bad else 0.0))
        strength = bad[worst]
        for emotion, weight in bad.items():
            if emotion != worst:
                strength = 1 - (1 - strength) * (1 - 0.25 * weight)
        if strength >= happy * 0.75 and strength >= GATE:
            return Mood(worst, round(min(strength, 1.0), 3), tuple(why[:6]))
    if happy >= GATE:
        return Mood(HAPPY, round(happy, 3), tuple(why[:6]))
    return Mood(CALM, 0.0, tuple(why[:6]))


def smooth(before: Mood, now: Mood) -> Mood:
    """The mood of the talk after this message: a feeling that is said again grows, one that is no longer said fades, and
    joy ends it."""
    left = before.intensity * FADES
    if before.emotion in (CALM, "", now.emotion) or now.emotion == HAPPY:
        if before.emotion == now.emotion and now.emotion != CALM:
            return Mood(now.emotion, round(1 - (1 - now.intensity) * (1 - 0.4 * left), 3), now.why)
        return now
    if now.emotion == CALM:
        if before.emotion == HAPPY or left < GATE:
            return now
        return Mood(before.emotion, round(left, 3), now.why)
    return now if now.intensity >= left or before.emotion == HAPPY else Mood(before.emotion, round(left, 3), now.why)


def valence(emotion: str, intensity: float) -> float:
    """-1 (very bad) .. 1 (very good)."""
    scale = {HAPPY: 1.0, CALM: 0.0, ANXIOUS: -0.6, SAD: -0.8, DISAPPOINTED: -0.7, ANGRY: -1.0}
    return round(scale.get(emotion, 0.0) * intensity, 3)
