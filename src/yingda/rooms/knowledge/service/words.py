"""Text to search terms, the same for passages and for questions.

Chinese: words (rjieba, search mode), pairs of characters, single characters. Other scripts: words without their
endings, and their three-letter pieces, which forgive misspelling. A term carries the weight of its kind.
"""

import re
import unicodedata
from collections.abc import Iterator

import opencc
import rjieba

WORD, HAN_WORD, PAIR, SINGLE, PIECE = 1.0, 0.6, 1.0, 1.0, 0.4
"""Chosen on held-out phrasings of the demo shop's articles; see docs/decisions/0004-search.md."""
LOOSE = ("\x01", "\x03")
"""How the terms begin that alone prove nothing: single characters and pieces of words."""
RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_]+")
IDLE = frozenset("的了吗呢啊吧呀哦嘛么嗯哈啦是我你您他她它们这那就都也还很在和与及或把被给个")
STOP = frozenset(
    "a an the is are was were be been am do does did to of in on at for from with by and or but if it its".split()  # noqa: SIM905
    + "this that these those i me my we our you your he she they them their there here please can could".split()  # noqa: SIM905
    + "will would shall should may might have has had just so very".split()  # noqa: SIM905
)
_simple = opencc.OpenCC("t2s")


def normal(text: str) -> str:
    """One spelling: NFKC, lower case, simplified characters."""
    return str(_simple.convert(unicodedata.normalize("NFKC", text).lower()))


def is_han(text: str) -> bool:
    """Whether a run is of Chinese characters."""
    return text[0] >= "\u3400"


def stem(word: str) -> str:
    """An English word without its ending: coarse, but the same coarseness on both sides."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in (("sses", "ss"), ("ies", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: len(word) - len(ending)] + instead
            if ending in ("ing", "ed") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def words(text: str) -> Iterator[str]:
    """The words of normalised `text` that carry meaning, as they stand in it (for showing what matched)."""
    for run in RUNS.findall(text):
        if is_han(run):
            yield from (word for word in rjieba.cut_for_search(run, True) if len(word) > 1 or word not in IDLE)
        elif run not in STOP:
            yield run


def terms(text: str) -> Iterator[tuple[str, float]]:
    """(term, weight of its kind) for every occurrence in `text`."""
    for run in RUNS.findall(normal(text)):
        if is_han(run):
            yield from _han(run)
        elif run not in STOP:
            yield stem(run), WORD
            if run.isascii() and len(run) > 2:
                whole = f"<{run}>"
                yield from (("\x03" + whole[i : i + 3], PIECE) for i in range(len(whole) - 2))


def _han(run: str) -> Iterator[tuple[str, float]]:
    for word in rjieba.cut_for_search(run, True):
        if len(word) > 1:
            yield word, HAN_WORD
    before = ""
    for char in run:
        if char not in IDLE:
            yield "\x01" + char, SINGLE
        if before and not (char in IDLE and before in IDLE):
            yield "\x02" + before + char, PAIR
        before = char
