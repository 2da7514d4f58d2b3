"""What of a model's answer may be used. It may have obeyed an order hidden in a message or an article: safety rests here
and not on its manners: a sentence stays only if its source says the same words and numbers; markup never, addresses only
those of the source."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from yingda.kernel import clean, is_chinese

from .ask import Passage

SUPPORT = 0.7
"""Share of a sentence's pairs of characters (Chinese) or words (English) that its source must have."""
LOOSE = 0.5
"""The same for a question that is only searched with."""
TOLD = 0.35
"""The same for a summary for staff, which puts things in words of its own."""
ANSWER_CHARS, QUESTION_CHARS, SUMMARY_CHARS, DRAFT_CHARS = 1_200, 200, 400, 6_000
CITED = re.compile(r"\s*[\[【](\d{1,2})[\]】]")
SENTENCE = re.compile(r"[^。！？!?\n]*?(?:[。！？!?]+|\.(?=\s|$)|\n|$)(?:\s*[\[【]\d{1,2}[\]】])*")
MARKUP = re.compile(r"<[^<>]*[a-z!/?][^<>]*>|&#?\w+;|!\[|\]\(|`|\bjavascript:|\bdata:|[⟦⟧]", re.I)
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://[^\s，。；、）)\"'<>]+|(?<![\w@])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#][^\s，。；、]*)?", re.I
)
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
AMOUNT = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿]{1,12}(?=[元块天日年月个件次倍折小时分钟%％折成])|免费|全额|双倍"
)
WORD = re.compile(r"[a-z][a-z'-]+")
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[a-z][a-z'-]*|[\u3400-\u9fff]|[^\s\w]")
NO = re.compile(r"[不没未无非勿别禁]|\b(?:no|not|never|none|without|cannot)\b|n't\b")
SMALL = (
    "a an and are as at be been but by can do does for from has have if in into is it its may of on or our so that the "
    "their then there this to was we were will with within you your please also"
)
COMMON = frozenset(SMALL.split())


class Worded(Struct, frozen=True):
    """An answer in sentences, each with the numbers of its sources (from 1)."""

    text: str
    sources: tuple[int, ...]


def grounded(text: str, passages: Sequence[Passage]) -> Worded | None:
    """The sentences of an answer that their sources bear, with their marks [1]; None when nothing is left."""
    text = _plain(text, ANSWER_CHARS)
    kept: list[str] = []
    used: dict[int, None] = {}
    for match in SENTENCE.finditer(text):
        sentence = match[0].strip()
        numbers = [int(n) for n in CITED.findall(sentence)]
        said = CITED.sub("", sentence).strip()
        if not said or not numbers or any(not 1 <= n <= len(passages) for n in numbers):
            continue
        source = "\n".join(f"{passages[n - 1].title}\n{passages[n - 1].text}" for n in numbers)
        if bears(source, said, SUPPORT):
            kept.append(sentence)
            used |= dict.fromkeys(numbers)
    if not kept:
        return None
    glue = "" if is_chinese(kept[0]) else " "
    return Worded(glue.join(kept), tuple(used))


def question(text: str, said: Iterable[str]) -> str:
    """A rewritten question, or "": one line made of what was said."""
    text = " ".join(_plain(text, QUESTION_CHARS).split())
    return text if text and bears("\n".join(said), text, LOOSE) else ""


def summed(text: str, said: Iterable[str]) -> str:
    """A summary, or "": its sentences that the talk bears."""
    talk = "\n".join(said)
    kept = [s for m in SENTENCE.finditer(_plain(text, SUMMARY_CHARS)) if (s := m[0].strip()) and bears(talk, s, TOLD)]
    return "".join(kept) if kept and is_chinese(kept[0]) else " ".join(kept)


def drafted(text: str, draft: str) -> str:
    """A polished draft, or "": no markup, and every number and address is the agent's own. He reads it before sending."""
    text = _plain(text, DRAFT_CHARS)
    return text if text and _safe(draft, text) else ""


def bears(source: str, said: str, share: float) -> bool:
    """Whether a source says this: the same numbers and addresses, and `share` of its pairs of characters or words. At the
    strict share also the neighbours of each number, and yes or no as in the sentence of the source that is most like it."""
    if not _safe(source, said):
        return False
    parts, known = _parts(said), _parts(source)
    if not parts:
        return bool(said) and said in source
    if sum(part in known for part in parts) < share * len(parts):
        return False
    return share < SUPPORT or (_same_sums(source, said) and _same_side(source, said))


def _same_sums(source: str, said: str) -> bool:
    """Whether each number stands between the words that it stands between in the source, and amounts in words are there."""
    if set(AMOUNT.findall(said)) - set(AMOUNT.findall(source)):
        return False
    there = {three[i:j] for three in _threes(source) for i, j in ((0, 3), (0, 2), (1, 3), (1, 2))}
    for before, number, after in _threes(said):
        if number[0].isdigit():
            near = (*([before] if _telling(before) else []), number, *([after] if _telling(after) else []))
            if near not in there:
                return False
    return True


def _same_side(source: str, said: str) -> bool:
    """Whether each clause says no as often as what is most like it in the source: the sentence or clause that shares most
    with it, of any such the shortest."""
    sentences = [s for m in SENTENCE.finditer(source) if (s := m[0].strip())]
    there = [*sentences, *(clause for sentence in sentences for clause in _clauses(sentence))]
    for clause in _clauses(said):
        parts = _parts(clause)
        nearest = max(there, key=lambda s: (len(_parts(s) & parts), -len(s)), default="")
        if len(NO.findall(nearest.lower())) != len(NO.findall(clause.lower())):
            return False
    return True


def _clauses(sentence: str) -> list[str]:
    return [clause for clause in re.split(r"[，,；;：:]", sentence) if clause.strip()]


def _threes(text: str) -> list[tuple[str, str, str]]:
    tokens = ["", *TOKEN.findall(unicodedata.normalize("NFKC", text).lower()), ""]
    return list(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _telling(token: str) -> bool:
    return bool(token) and (token[0].isalnum())


def _safe(source: str, said: str) -> bool:
    """No markup, and nothing that looks like a number or an address which the source does not have."""
    if MARKUP.search(said):
        return False
    return _within(ADDRESS, source, said) and _within(NUMBER, source, said)


def _within(kind: re.Pattern[str], source: str, said: str) -> bool:
    return not {m.rstrip(".,:").lower() for m in kind.findall(said)} - {
        m.rstrip(".,:").lower() for m in kind.findall(source)
    }


def _parts(text: str) -> set[str]:
    """Pairs of Chinese characters (a single one alone), and English words that say something."""
    text = unicodedata.normalize("NFKC", text).lower()
    pairs = {run[i : i + 2] for run in CHINESE.findall(text) for i in range(max(1, len(run) - 1))}
    return pairs | {word for word in WORD.findall(text) if word not in COMMON}


def _plain(text: str, limit: int) -> str:
    """Without control characters and the quotes or fences around it; nothing at all when it is too long."""
    if len(text) > 4 * limit:
        return ""
    text = clean(text, 4 * limit).strip().strip('"“”').strip()
    return text if len(text) <= limit else ""
