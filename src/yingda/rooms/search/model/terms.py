"""The splitting rule: under which terms a text is kept, and which terms a query asks for. One rule for every engine.

- Chinese (and kana, hangul) has no spaces: every character and every pair of neighbours is a term. So each word of two
  characters, and of one, is found; a longer one by all its pairs.
- Words, numbers and codes are kept by all their groups of three (`refund`: ref efu fun und) and by how each part begins
  (`·re`), so a fragment of three is found anywhere, one of two at the beginning of a word or of a part (iPhone**15**).
- A telephone number is kept as one, however it is written (139-1234 8000).

The terms bring everything that may fit, never less; `fits` then looks at the text itself.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import add

from msgspec import Struct

from .fold import fold

HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
HAN_RUN = re.compile(rf"[{HAN}]")
HAS_DIGIT = re.compile(r"\d")
LATIN = "\u3000"
"""No character of `HAN` lies before this one."""
PARTS = re.compile(r"\d+|[^\d]+")
NUMBERS = re.compile(r"\d+(?:[- ]\d+)+")
EDGES = re.compile(rf"^(?:[^\w{HAN}]|_)+|(?:[^\w{HAN}]|_)+$")
PHONE = range(7, 25)
"""Digits of a number that is written in groups."""
WORDS, WORD_CHARS = 8, 60
"""Words of a query and characters of each; what is beyond is not looked at."""


class Wanted(Struct, frozen=True):
    """A query: its words, folded, and the terms that whatever fits must have."""

    words: tuple[str, ...]
    terms: frozenset[str]


def listed(text: str) -> list[str]:
    """All terms of a text (given as it is, or folded), one perhaps twice: this is what every message costs."""
    text = fold(text)
    found: list[str] = []
    for run in RUNS.findall(text):
        if run[0] > LATIN and HAN_RUN.match(run):
            found += run
            found += map(add, run, run[1:])
        else:
            found += _threes(run)
            for part in PARTS.finditer(run):
                found.append("·" + run[part.start() : part.start() + 2])
                if part.end() - part.start() == 1:
                    found.append("·" + part[0])
    if NUMBERS.search(text):
        for number in joined(text):
            found += _threes(number)
    return found


def terms(text: str) -> frozenset[str]:
    """All terms of a text (given as it is, or folded)."""
    return frozenset(listed(text))


def joined(text: str) -> Iterator[str]:
    """Numbers of a folded text that are written in groups, as one."""
    for found in NUMBERS.findall(text):
        number = re.sub(r"\D", "", found)
        if len(number) in PHONE:
            yield number


def _threes(run: str) -> Iterator[str]:
    return map("".join, zip(run, run[1:], run[2:], strict=False))


def _word(word: str) -> str:
    """One word of a query: without what stands around it, a number in groups as one."""
    word = EDGES.sub("", word)[:WORD_CHARS]
    return re.sub(r"\D", "", word) if NUMBERS.fullmatch(word) else word


def wanted(query: str) -> Wanted:
    """What a query asks for: every one of its words. Nothing when it has no letter, character or digit."""
    words = list(dict.fromkeys(_word(word) for word in fold(query).split() if RUNS.search(word)))[:WORDS]
    asked: set[str] = set()
    for word in words:
        for run in RUNS.findall(word):
            if HAN_RUN.match(run):
                asked.update(map("".join, pairwise(run)) if len(run) > 1 else (run,))
            else:
                asked.update(_threes(run) if len(run) > 2 else ("·" + run,))
    return Wanted(tuple(words), frozenset(asked))


def fits(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds all folded words."""
    text = fold(text)
    numbers = tuple(joined(text))
    return all(word in text or (word.isdigit() and any(word in one for one in numbers)) for word in words)
