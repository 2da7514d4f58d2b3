"""One spelling of a text: full width as half width, capitals as small letters, traditional characters as simplified ones.
Character by character, so that what is found in the folded text can be shown in the original one."""

import unicodedata
from itertools import accumulate

from opencc import OpenCC

_SIMPLE = OpenCC("t2s")
DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060") | {chr(c) for c in range(0xFE00, 0xFE10)}
"""Soft hyphens, joiners and variation selectors: not seen, not searched."""


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = "" if char in DROPPED else unicodedata.normalize("NFKC", char).lower()
        self[code] = folded = _SIMPLE.convert(plain) if code > 0x2E7F else plain
        return folded


FOLDS = _Folds()


def fold(text: str) -> str:
    """The text in its one spelling."""
    return text.lower() if text.isascii() else text.translate(FOLDS)


def offsets(text: str) -> list[int]:
    """Where the folded form of each character of `text` begins, and at last where it ends."""
    return list(accumulate((len(FOLDS[ord(char)]) for char in text), initial=0))
