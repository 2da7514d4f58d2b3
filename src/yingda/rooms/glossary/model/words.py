"""Finding the words of a glossary in a text: as they were written, whatever their width, case or script.

A word of Latin letters is found only as a whole word; a Chinese one wherever it stands, except within one of its
exceptions. Of two that overlap the longer one counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from opencc import OpenCC

_SIMPLE = OpenCC("t2s")
HIDDEN = re.compile("[\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
LONGEST = 20_000
"""Characters of a text that are looked at."""


class Hit(Struct, frozen=True):
    """A word that stands in a text, from `start` to before `end`; `instead` is what to say, empty when there is nothing.
    `kind` is forbidden or preferred."""

    kind: str
    word: str
    instead: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def _char(char: str) -> str:
    if HIDDEN.match(char):
        return ""
    return str(_SIMPLE.convert(unicodedata.normalize("NFKC", char).lower()))


def fold(text: str) -> str:
    """A text as words are compared: one width, small letters, simplified characters, nothing invisible."""
    return "".join(map(_char, text))


def _placed(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stood."""
    parts, where = [], []
    for place, char in enumerate(text):
        folded = _char(char)
        parts.append(folded)
        where += [place] * len(folded)
    return "".join(parts), where


class Words:
    """The rules of one business. `aliases` are (word, meaning); `said` are (kind, word, instead, exceptions)."""

    def __init__(
        self, aliases: Iterable[tuple[str, str]] = (), said: Iterable[tuple[str, str, str, Sequence[str]]] = ()
    ) -> None:
        self.means = {fold(word): means for word, means in aliases}
        self.rules: dict[str, tuple[str, str, str]] = {}
        passing: set[str] = set()
        for kind, word, instead, unless in said:
            mark = fold(word)
            if mark not in self.rules or kind == "forbidden":
                self.rules[mark] = (kind, word, instead)
            passing |= {fold(one) for one in unless}
        self._alias = _pattern({*self.means, *(fold(one) for one in self.means.values())})
        self._said = _pattern({*self.rules, *(passing - set(self.rules))})

    def __bool__(self) -> bool:
        return bool(self.means or self.rules)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The words that customers may misspell: aliases and what they stand for."""
        return tuple(dict.fromkeys((*self.means, *(fold(one) for one in self.means.values()))))

    def expand(self, text: str) -> str:
        """A text with each alias replaced by what it means. What it means is left alone where it stands already."""
        if self._alias is None:
            return text
        return _replaced(text, self._alias, self.means)

    def found(self, text: str) -> list[Hit]:
        """The words in a text that should not be said, in order."""
        if self._said is None:
            return []
        folded, where = _placed(text[:LONGEST])
        hits = []
        for match in self._said.finditer(folded):
            rule = self.rules.get(match.group())
            if rule is not None:
                kind, word, instead = rule
                hits.append(Hit(kind, word, instead, where[match.start()], where[match.end() - 1] + 1))
        return hits

    def mended(self, text: str) -> tuple[str, list[Hit], list[Hit]]:
        """A text with the preferred wording put in, the words that it replaced, and those that nothing replaces."""
        hits = self.found(text)
        out, last = [], 0
        for hit in hits:
            if hit.instead:
                out += [text[last : hit.start], hit.instead]
                last = hit.end
        whole = "".join([*out, text[last:]])
        return whole, [hit for hit in hits if hit.instead], [hit for hit in hits if not hit.instead]


def _pattern(words: Iterable[str]) -> Any:
    """One pattern for all words, longest first; None when there are none."""
    ordered = sorted((word for word in words if word), key=lambda word: (-len(word), word))
    if not ordered:
        return None
    return re.compile("|".join(_bounded(word) for word in ordered))


def _bounded(word: str) -> str:
    """A word that begins or ends with a Latin letter or a digit does not go on there."""
    before = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", word) else ""
    after = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", word) else ""
    return before + re.escape(word) + after


def _replaced(text: str, pattern: Any, words: Mapping[str, str]) -> str:
    folded, where = _placed(text[:LONGEST])
    out, last = [], 0
    for match in pattern.finditer(folded):
        means = words.get(match.group())
        if means is not None:
            out += [text[last : where[match.start()]], means]
            last = where[match.end() - 1] + 1
    return "".join([*out, text[last:]])
