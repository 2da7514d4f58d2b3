"""What a text is made of, for the classifier: four blocks of terms, each term a 64-bit number.

Numbers instead of names keep a model in flat arrays that are mapped from a file, with no dictionary in memory. At 64
bits two of a million terms meet with a chance of 3 in 100 million.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import rjieba
from msgspec import Struct
from numpy.typing import NDArray

from . import chinese
from .english import expanded, head, meanings
from .text import CJK

BLOCKS = 3
SEARCH = 3
LONGEST = 240
"""Characters that the classifier looks at: a request is made in few words."""
SUFFIXES = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "ment", "s", "e")
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"\W+")


class Terms(Struct, frozen=True):
    """The terms of a text: `blocks` are (terms 1-2, far pairs, subwords or words, search terms), each as names."""

    blocks: tuple[list[str], list[str], list[str], list[str]]
    chinese: bool


def stem(word: str) -> str:
    """An English word without its ending; rough, but the same for question and phrasing."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "y" if len(word) > 3 and word.endswith("i") else word


def terms_of(text: str, senses: bool = False) -> Terms:
    """The terms of a normalised text. One with any Chinese in it is taken apart as Chinese; `senses` adds its groups of
    meaning, which help to tell intents, and blur how something is said."""
    text = _DIGIT.sub("0", text[:LONGEST])
    return _chinese(text, senses) if CJK.search(text) else _latin(text)


def _chinese(text: str, senses: bool) -> Terms:
    """Characters 1-2 with marks at both ends, characters that stand 2-4 apart, words; and groups of meaning, alone and
    in pairs."""
    bare = _NOT_WORD.sub("", text)
    line = "^" + _SPACE.sub(" ", text).strip() + "$"
    ones = [line[i : i + n] for n in (1, 2) for i in range(len(line) - n + 1)]
    pairs = [f"{bare[i]}_{bare[j]}" for i in range(len(bare)) for j in range(i + 2, min(len(bare), i + 5))]
    words = [w for w in rjieba.cut(text) if _WORD.match(w)]
    groups = [f"#{group}" for group in chinese.meanings(text)] if senses else []
    search = [t for t in ones if t[0] != "^" and t[-1] != "$"] + words
    # beside the pairs, whose share that is known does not count: a group is known in nearly any text, foreign ones too
    pairs += groups + [f"{a}~{b}" for i, a in enumerate(groups) for b in groups[i + 1 :]]
    return Terms((ones, pairs, words, search), True)


def _latin(text: str) -> Terms:
    """Stems 1-2 and groups of meaning, unordered pairs of both, character pieces 2-5 within word bounds."""
    words = _WORD.findall(expanded(text))
    stems = [stem(head(w)) for w in words]
    unique = sorted(set(stems))[:40]
    senses = sorted({f"#{group}" for w in words[:40] for group in meanings(w)})
    ones = stems + [f"{a} {b}" for a, b in pairwise(stems)] + senses
    pairs = [f"{a}~{b}" for i, a in enumerate(unique) for b in unique[i + 1 :]]
    pairs += [f"{a}~{b}" for a in senses for b in unique]
    padded = [f" {w} " for w in words]
    pieces = [w[i : i + n] for w in padded for n in range(2, 6) if len(w) >= n for i in range(len(w) - n + 1)]
    return Terms((ones, pairs, pieces, stems + senses), False)


def number(block: int, name: str) -> bytes:
    """The 8 bytes that stand for a term of a block."""
    return blake2b(name.encode(), digest_size=8, salt=bytes((block,))).digest()


class Counted(Struct, frozen=True):
    """The terms of a text as numbers: for each block their numbers and how often each occurs."""

    ids: tuple[NDArray[np.uint64], ...]
    counts: tuple[NDArray[np.float32], ...]
    chinese: bool


Numbers = dict[tuple[int, str], bytes]
"""Numbers of terms that were made before: learning meets the same terms again and again."""


def counted(text: str, numbers: Numbers | None = None, senses: bool = False) -> Counted:
    """The terms of a normalised text, counted. `numbers` keeps what was made for the next text."""
    terms = terms_of(text, senses)
    names = [Counter(block) for block in terms.blocks]
    ids = tuple(
        np.frombuffer(b"".join(_numbers(block, counts, numbers)), dtype="<u8") for block, counts in enumerate(names)
    )
    return Counted(ids, tuple(np.fromiter(c.values(), np.float32, len(c)) for c in names), terms.chinese)


def _numbers(block: int, names: Iterable[str], kept: Numbers | None) -> Iterator[bytes]:
    if kept is None:
        yield from (number(block, name) for name in names)
        return
    for name in names:
        key = (block, name)
        made = kept.get(key)
        if made is None:
            made = kept[key] = number(block, name)
        yield made
