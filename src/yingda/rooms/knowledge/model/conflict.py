"""Two sentences that answer the same and say different things: other figures for the same unit, or yes and no.

Nothing is understood here. Sentences count as being about the same when, figures aside, the shorter one's words stand in
the longer one nearly all; so what is found is for a person to judge, and what is told in quite other words is not found.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct

from yingda.kernel import Row, cut, is_chinese

from .article import Live
from .passage import SENTENCE, plain

ALIKE, LEAST_PIECES = 0.7, 4
SENTENCES, SENTENCE_CHARS = 60, 300
DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0.5}
UNITS = {
    "天": "天", "日": "天", "个工作日": "工作日", "工作日": "工作日", "小时": "小时", "个小时": "小时", "分钟": "分钟",
    "元": "元", "块": "元", "块钱": "元", "%": "%", "个月": "月", "月": "月", "年": "年", "周": "周", "次": "次",
    "件": "件", "折": "折", "点": "点", "day": "天", "days": "天", "working days": "工作日", "business days": "工作日",
    "hour": "小时",
    "hours": "小时", "minutes": "分钟", "yuan": "元", "dollars": "元", "percent": "%", "month": "月", "months": "月",
    "year": "年", "years": "年", "week": "周", "weeks": "周", "times": "次",
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
FIGURE = re.compile(rf"(\d+(?:\.\d+)?|[一二两三四五六七八九十]{{1,3}}|半)\s*({_UNIT})(?![a-z])", re.IGNORECASE)
DATE = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
NO = re.compile(
    r"不可以|不能|不支持|不提供|不接受|无法|不予|不退|can ?not|can't|do not|don't|does not|not available|not possible|"
    r"no longer",
    re.IGNORECASE,
)
YES = re.compile(r"可以|支持|提供|接受|能够?|can\b|do\b|does\b|available|possible", re.IGNORECASE)


class Conflict(Struct, frozen=True):
    """Two sentences of two articles; `kind` is figures or yesno, `one` and `other` what differs. `mark` changes with the
    sentences."""

    mark: str
    kind: str
    articles: tuple[str, str]
    sentences: tuple[str, str]
    one: str
    other: str


class Ignored(Row, frozen=True):
    """A conflict that somebody has looked at and lets stand."""

    table, key = "knowledge_ignored", ("tenant", "mark")
    tenant: str
    mark: str
    at: int
    author: str


class Said(Struct, frozen=True):
    """A sentence taken apart: its words without figures and answers, values by unit, whether it says no."""

    text: str
    pieces: frozenset[str]
    figures: dict[str, frozenset[float]]
    no: bool | None


def sentences(body: str) -> list[Said]:
    """The sentences of a Markdown text that state a figure, or yes or no."""
    found = []
    for raw in SENTENCE.split(plain(body))[: SENTENCES * 4]:
        text = raw.strip()
        if 4 <= len(text) <= SENTENCE_CHARS:
            one = said(text)
            if (one.figures or one.no is not None) and len(one.pieces) >= LEAST_PIECES:
                found.append(one)
    return found[:SENTENCES]


def said(text: str) -> Said:
    """One sentence taken apart."""
    figures: dict[str, set[float]] = {}
    for month, day in DATE.findall(text):
        figures.setdefault("日期", set()).add(int(month) * 100 + int(day))
    rest = DATE.sub(" ", text)
    for value, unit in FIGURE.findall(rest):
        number = float(value) if value[0].isascii() else counted(value)
        figures.setdefault(UNITS[unit.lower()], set()).add(number)
    rest = FIGURE.sub(" ", rest)
    no = True if NO.search(rest) else False if YES.search(rest) else None
    return Said(text, _pieces(YES.sub(" ", NO.sub(" ", rest))), {u: frozenset(v) for u, v in figures.items()}, no)


def counted(number: str) -> float:
    """A Chinese number below a hundred: 七 7, 十五 15, 三十 30, 半 0.5."""
    if len(number) == 1:
        return float(DIGITS[number])
    tens, _, ones = number.partition("十")
    if "十" in number and len(tens) <= 1 and len(ones) <= 1:
        return float(10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0))
    return float(DIGITS[number[-1]])


def _pieces(text: str) -> frozenset[str]:
    low = text.lower()
    if is_chinese(low):
        runs = re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", low)
        pairs = {run[i : i + 2] for run in runs if not run.isascii() for i in range(len(run) - 1)}
        return frozenset(pairs | {run for run in runs if run.isascii()})
    return frozenset(re.findall(r"[a-z]{2,}", low))


def alike(a: Said, b: Said) -> float:
    """0..1: how much of the shorter sentence's words the longer one holds; 0 when one is much longer."""
    small, large = sorted((len(a.pieces), len(b.pieces)))
    return len(a.pieces & b.pieces) / small if small >= LEAST_PIECES and large <= 2 * small else 0.0


def differs(a: Said, b: Said) -> tuple[str, str, str] | None:
    """(kind, what one says, what the other says) when they are about the same and disagree."""
    if alike(a, b) < ALIKE:
        return None
    for unit in sorted(a.figures.keys() & b.figures.keys()):
        one, other = a.figures[unit], b.figures[unit]
        if not one & other:
            return "figures", _told(one, unit), _told(other, unit)
    if a.no is not None and b.no is not None and a.no != b.no and a.figures == b.figures:
        return "yesno", "no" if a.no else "yes", "no" if b.no else "yes"
    return None


def conflicts(one: Live, a: Sequence[Said], other: Live, b: Sequence[Said]) -> Iterator[Conflict]:
    """What two articles disagree about, by their sentences; the articles in the order of their ids."""
    if one.id > other.id:
        one, a, other, b = other, b, one, a
    for x in a:
        for y in b:
            if x.text != y.text and (found := differs(x, y)):
                mark = blake2b("\0".join((one.id, x.text, other.id, y.text)).encode(), digest_size=10).hexdigest()
                yield Conflict(mark, found[0], (one.id, other.id), (cut(x.text, 300), cut(y.text, 300)), *found[1:])


def _told(values: frozenset[float], unit: str) -> str:
    if unit == "日期":
        return "、".join(f"{int(v) // 100}-{int(v) % 100:02d}" for v in sorted(values))
    return "、".join(f"{v:g}" for v in sorted(values))
