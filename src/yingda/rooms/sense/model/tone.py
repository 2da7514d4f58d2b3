# ruff: noqa: E501 - patterns and tables are read by the line
"""The learned half of feeling: a classifier over how something is said. Its terms are those of the intent classifier and,
as terms of their own, what it is about (`themes`) and what the word lists, the marks and the shape of the sentence show; so
indirect anger, which no list holds, is learned from examples, and a question is still told from a complaint.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from .classifier import Model, soft_z
from .emotion import GATE, Mood, feeling
from .features import Counted, Numbers, counted, number
from .feelings import CALM
from .learning import fit_rows
from .text import CJK, normalise
from .themes import themes

SEEN, THEME = 3.0, 8.0
"""How often a sign and a theme count: they stand beside some fifty terms of words."""
SEARCH, SHARP = 0.5, 1.6
"""The weight of BM25 beside the learned weights, and how decided the shares are."""
BLOCK = 0
SURE, QUIET = 0.4, 0.85
"""The share from which the model is believed against the words, and the strength from which words of feeling are believed
against a model that hears none."""
MODEST = 0.66
"""What is heard in the tone alone is felt as at most so strong: below what hands a talk over for anger."""
_MARKS = (
    ("!", r"[!！]"),
    ("!!", r"[!！]{2,}"),
    ("?", r"[?？]"),
    ("??", r"[?？]{2,}"),
    ("...", r"\.{3,}|…|。。"),
    ("~", r"[~～]"),
)
_SIGNS = (
    *((name, re.compile(pattern)) for name, pattern in _MARKS),
    ("asks", re.compile(r"吗|怎么|如何|多少|哪|什么时候|能不能|可以|几|\b(?:how|what|when|where|which|can|could|do|does|is)\b")),
    ("you", re.compile(r"你们|贵司|贵公司|\byou(?:r|'re)?\b|\bu\b")),
    ("polite", re.compile(r"请|您|麻烦|劳驾|\b(?:please|kindly|would)\b")),
    ("time", re.compile(r"[0-9一二两三四五六七八九十半几]+个?(?:天|周|月|小时|分钟|遍|次|回|星期|礼拜)|\b\d+ ?(?:days?|weeks?|hours?|times?|months?)\b|\b(?:twice|again|still)\b")),
    ("again", re.compile(r"又|再次|第[二三四五六七八九十\d]|还是|还没|仍然")),
    ("quoted", re.compile(r"[“”\"「」]")),
    ("thanks", re.compile(r"谢|感谢|多谢|唔该|\bthank|\bthx\b")),
)  # fmt: skip
_SHORT, _LONG = 6, 30


def signs(text: str, raw: str, language: str) -> list[str]:
    """What a text shows besides its words."""
    found = [f"\x00{name}" for name, pattern in _SIGNS if pattern.search(text)]
    mood = feeling(text, language, raw)
    if mood.emotion != "calm":
        found += [f"\x00felt:{mood.emotion}", f"\x00felt:{mood.emotion}:{int(mood.intensity * 4)}"]
    else:
        found.append("\x00felt:none")
    size = len(text) if CJK.search(text) else len(text.split())
    found.append("\x00short" if size <= _SHORT else "\x00long" if size >= _LONG else "\x00middling")
    return found


def told(raw: str, hint: str = "", numbers: Numbers | None = None) -> Counted:
    """The terms of a message with its signs among them."""
    normal = normalise(raw, hint)
    plain = counted(normal.standard, numbers)
    seen = [number(BLOCK, name) for name in signs(normal.standard, raw, normal.language)]
    about = [number(BLOCK, f"\x00about:{name}") for name in themes(normal.standard, normal.language)]
    ids = np.concatenate([plain.ids[BLOCK], np.frombuffer(b"".join([*seen, *about]), dtype="<u8")])
    weights = np.repeat(np.array([SEEN, THEME], np.float32), [len(seen), len(about)])
    counts = np.concatenate([plain.counts[BLOCK], weights])
    return Counted((ids, *plain.ids[1:]), (counts, *plain.counts[1:]), plain.chinese)


def learn(texts: Sequence[str], labels: Sequence[str], hint: str = "") -> Model:
    """A model of feelings (or of any classes of tone) from messages as they were typed."""
    numbers: Numbers = {}
    return fit_rows([told(text, hint, numbers) for text in texts], labels)


def shares(model: Model, raw: str, hint: str = "") -> dict[str, float]:
    """How likely each class is, 0..1, together 1."""
    margin, words, _ = model.parts(told(raw, hint))
    total = (soft_z(margin) + SEARCH * soft_z(words)) * SHARP
    share = np.exp(total - total.max())
    share /= share.sum()
    return {label: float(value) for label, value in zip(model.labels, share, strict=True)}


def felt(mood: Mood, found: Mapping[str, float], language: str) -> Mood:
    """What the words (`mood`) and the tone say together: both of one mind make a feeling stronger, a tone that is sure
    decides where the words waver, and strong words are believed."""
    top = max(found, key=lambda label: found[label])
    share = found[top]
    if top == mood.emotion or share < SURE:
        strength = 1 - (1 - mood.intensity) * (1 - 0.3 * share) if top == mood.emotion != CALM else mood.intensity
        return Mood(mood.emotion, round(strength, 3), mood.why)
    if mood.intensity >= QUIET:
        return mood
    if top == CALM:
        return Mood(CALM, 0.0, mood.why)
    heard = f"语气 {share:.0%}" if language == "zh" else f"tone {share:.0%}"
    return Mood(top, round(max(GATE, MODEST * share), 3), (heard, *mood.why)[:6])
