# ruff: noqa: E501 - tables of words
"""Other ways to read what was typed: pinyin without characters (tuikuan zenme nong), characters that sound right but are
wrong (推款 for 退款), Latin words one slip away from a known one (refnud). Candidates come only from the tenant's own
vocabulary; which reading is right is decided by the classifier, never here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from rapidfuzz.distance import OSA

from .pinyin import SYLLABLES, readings, sound
from .text import CJK

LONGEST_WORD = 4
LONGEST_SYLLABLE = 6
LONGEST_TEXT = 120
CHINESE = re.compile("[\\u3400-\\u9fff]+")
_LETTERS = re.compile(r"[a-z]+")
_PLAIN = re.compile(r"[a-z' ,.?!，。？！0-9]+")
# Words that are both English and good pinyin, or plain English: a text with several of them is English.
ENGLISH = frozenset(
    [
        "a",
        "i",
        "an",
        "the",
        "is",
        "are",
        "was",
        "be",
        "can",
        "do",
        "does",
        "did",
        "you",
        "he",
        "she",
        "me",
        "we",
        "my",
        "your",
        "it",
        "its",
        "in",
        "on",
        "at",
        "to",
        "for",
        "of",
        "and",
        "or",
        "not",
        "no",
        "how",
        "what",
        "when",
        "where",
        "who",
        "why",
        "will",
        "would",
        "should",
        "could",
        "want",
        "get",
        "got",
        "have",
        "has",
        "had",
        "need",
        "help",
        "please",
        "order",
        "return",
        "refund",
        "pay",
        "hello",
        "hi",
        "hey",
        "thanks",
        "ok",
        "women",
        "men",
        "long",
        "change",
        "dance",
        "fang",
        "ping",
        "pin",
        "sing",
        "song",
        "man",
        "fan",
        "pan",
        "ran",
        "run",
        "sun",
        "nan",
        "tie",
        "die",
        "line",
        "name",
        "game",
        "home",
        "time",
    ]
)


class Spelling(Struct, frozen=True):
    """The vocabulary of a tenant, by sound. `by_pinyin`: words by their exact syllables run together; `by_sound`: words by
    a forgiving key; `known`: pairs of characters that stand in the phrasings; `latin`: words by length."""

    by_pinyin: Mapping[str, str]
    by_sound: Mapping[str, str]
    knows: Callable[[str], bool]
    latin: Mapping[int, tuple[str, ...]]
    every: frozenset[str]
    sizes: tuple[int, ...] = (2,)
    """How long the words of `by_sound` are, the longest first."""

    def variants(self, text: str) -> list[str]:
        """Other readings of a normalised text, most likely first; empty when it is fine as it stands."""
        if CJK.search(text):
            mended = self._alike(text[:LONGEST_TEXT])
            return [mended] if mended != text else []
        if not _PLAIN.fullmatch(text) or len(text) > LONGEST_TEXT:
            return []
        read = self._pinyin(text)
        mended = self._slips(text)
        return [v for v in (read, mended) if v and v != text]

    def _alike(self, text: str) -> str:
        """Pairs of characters that the tenant never writes, in place of which a word of his sounds the same; so too for
        longer words of his glossary."""
        chars, i = list(text), 0
        while i < len(chars) - 1:
            for size in self.sizes:
                said = "".join(chars[i : i + size])
                word = self.by_sound.get(sound(said)) if len(said) == size and CHINESE.fullmatch(said) else None
                if word and one_wrong(word, said) and not all(map(self.knows, map("".join, pairwise(said)))):
                    chars[i : i + size] = word
                    i += size - 1
                    break
            i += 1
        return "".join(chars)

    def _pinyin(self, text: str) -> str:
        """Pinyin turned into the tenant's words, or empty when it is not pinyin or says nothing he knows."""
        tokens = _LETTERS.findall(text)
        if not tokens or sum(t in ENGLISH for t in tokens) * 3 > len(tokens):
            return ""
        syllables = cut_syllables("'".join(tokens))
        if len(syllables) < 2:
            return ""
        words, covered, i = [], 0, 0
        while i < len(syllables):
            for n in range(min(LONGEST_WORD, len(syllables) - i), 0, -1):
                word = self.by_pinyin.get("".join(syllables[i : i + n]))
                if word and len(word) == n:
                    words.append(word)
                    covered += n if n > 1 else 0
                    i += n
                    break
            else:
                i += 1  # a syllable that says nothing here
        return "".join(words) if covered * 2 >= len(syllables) else ""

    def _slips(self, text: str) -> str:
        """Unknown Latin words of four letters or more replaced by the one known word that is one slip away."""
        return _LETTERS.sub(lambda m: self._slip(m.group()), text)

    def _slip(self, word: str) -> str:
        if len(word) < 4 or word in self.every or word in ENGLISH:
            return word
        near = [
            known
            for size in (len(word), len(word) - 1, len(word) + 1)
            for known in self.latin.get(size, ())
            if known[0] == word[0] and OSA.distance(word, known, score_cutoff=1) <= 1
        ]
        return near[0] if near else word


def one_wrong(word: str, said: str) -> bool:
    """Whether one character was mistaken, not more."""
    return len(word) == len(said) and sum(a != b for a, b in zip(word, said, strict=True)) == 1


def cut_syllables(letters: str) -> list[str]:
    """Letters (apostrophes divide) as pinyin syllables, the longest first with a step back where that fails; empty when
    they are not pinyin."""
    ends: list[list[str] | None] = [[]] + [None] * len(letters)
    for i in range(len(letters)):
        so_far = ends[i]
        if so_far is None:
            continue
        if letters[i] == "'":
            if ends[i + 1] is None:
                ends[i + 1] = so_far
            continue
        for n in range(1, LONGEST_SYLLABLE + 1):
            piece = letters[i : i + n]
            if len(piece) == n and piece in SYLLABLES:
                before = ends[i + n]
                if before is None or len(before) > len(so_far) + 1:
                    ends[i + n] = [*so_far, piece]
    return ends[-1] or []


def spelling(words: Mapping[str, int], knows: Callable[[str], bool], own: Sequence[str] = ()) -> Spelling:
    """The spelling of a vocabulary (word -> how often). The commonest word of a sound wins; those of the glossary (`own`)
    go first."""
    ordered = [*own, *sorted(words, key=lambda w: (-words[w], w))]
    by_pinyin: dict[str, str] = {}
    by_sound: dict[str, str] = {}
    latin: dict[int, list[str]] = {}
    for word in ordered:
        if word.isascii():
            latin.setdefault(len(word), []).append(word)
            continue
        syllables = readings(word)
        if syllables is None or len(word) > LONGEST_WORD:
            continue
        by_pinyin.setdefault("".join(syllables), word)
        if word in own or (len(word) == 2 and words[word]):
            by_sound.setdefault(sound(word), word)
    for common in SINGLES:
        by_pinyin.setdefault("".join(readings(common) or [common]), common)
    return Spelling(
        by_pinyin, by_sound, knows, {n: tuple(w) for n, w in latin.items()},
        frozenset(w for w in (*own, *words) if w.isascii()),
        tuple(sorted({2, *map(len, by_sound.values())}, reverse=True)),
    )  # fmt: skip


SINGLES = (
    *"我你他的了吗呢是不有要在到没能会可多少天钱退换货单给去来还件买发送啊哪里这那个人什么怎样好就都说看用开关充电",
    "怎么", "什么", "多久", "我们", "你们", "没有", "可以", "哪里", "多少", "谢谢", "你好", "人工", "退款", "退货", "快递", "发票",
    "订单", "客服", "什么时候",
)  # fmt: skip
