"""Facts that stand in a text: order numbers, phone numbers, mail addresses, money, days. Patterns only; what is found is
checked by whoever uses it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

ORDER_PATTERNS = (r"QH-\d{6}",)
"""What order numbers look like until a business says otherwise."""


class Entity(Struct, frozen=True):
    """`kind` is order, phone, email, money or date; `value` its plain form (dates as YYYY-MM-DD, money in units of its
    currency with two digits); `text` stands at `start`..`end` of the original."""

    kind: str
    value: str
    text: str
    start: int
    end: int


_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?<![\d-])(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)")
_MONEY = re.compile(
    r"(?:[¥￥]|rmb\s?|\$|usd\s?)\s?(\d+(?:,\d{3})*(?:\.\d{1,2})?)"
    r"|(\d+(?:,\d{3})*(?:\.\d{1,2})?)\s?(?:元|块钱|块|yuan|dollars)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?!\d)")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_WEEKDAY = re.compile(r"(上上|上|下下|下|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])")
_BARE_ORDER = re.compile(
    r"(?:订单号?|单号|order(?: number| no\.?| id)?)\s*(?:是|为|:|：|#|is)?\s*(\d{6})(?!\d)", re.IGNORECASE
)
DAYS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨晚": -1, "昨日": -1, "今天": 0, "今晚": 0, "今日": 0, "明天": 1,
    "明日": 1, "明晚": 1, "大后天": 3, "后天": 2, "day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0,
    "day after tomorrow": 2, "tomorrow": 1,
}  # fmt: skip
_DAY = re.compile("|".join(sorted(DAYS, key=len, reverse=True)), re.IGNORECASE)
_WEEKS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
Found = Iterable[Entity]


def entities(text: str, today: date, patterns: Sequence[str] = ORDER_PATTERNS) -> list[Entity]:
    """All entities in the order they stand; where two overlap the earlier kind of this list wins: mail, order, date,
    phone, money."""
    finders: tuple[Callable[[], Found], ...] = (
        lambda: (Entity("email", m.group().lower(), m.group(), *m.span()) for m in _EMAIL.finditer(text)),
        lambda: _orders(text, patterns),
        lambda: _dates(text, today),
        lambda: (Entity("phone", "".join(m.groups()), m.group(), *m.span()) for m in _PHONE.finditer(text)),
        lambda: (_money(m) for m in _MONEY.finditer(text)),
    )
    kept: list[Entity] = []
    for find in finders:
        kept += [e for e in find() if not any(e.start < k.end and k.start < e.end for k in kept)]
    return sorted(kept, key=lambda e: e.start)


def loose(pattern: str) -> str:
    """An order pattern that also takes what people type: any case, spaces or no dash where the pattern has a dash."""
    return r"(?<![A-Za-z0-9])" + pattern.replace("-", r"[-－–—\s]{0,2}") + r"(?![A-Za-z0-9])"


def _orders(text: str, patterns: Sequence[str]) -> Found:
    for pattern in patterns:
        for m in re.finditer(loose(pattern), text, re.IGNORECASE):
            yield Entity("order", _spell(m.group(), pattern), m.group(), *m.span())
    prefix = re.match(r"[A-Za-z]+-", patterns[0]) if patterns else None
    if prefix and patterns[0].endswith(r"\d{6}"):
        for m in _BARE_ORDER.finditer(text):
            yield Entity("order", prefix.group() + m.group(1), m.group(1), *m.span(1))


def _spell(text: str, pattern: str) -> str:
    """qh 123456 -> QH-123456, as the pattern has it."""
    bare = re.sub(r"[-－–—\s]", "", text).upper()
    prefix = re.match(r"([A-Za-z]+)-", pattern)
    return f"{prefix.group(1)}-{bare[len(prefix.group(1)) :]}" if prefix else bare


def _money(m: re.Match[str]) -> Entity:
    amount = float((m.group(1) or m.group(2)).replace(",", ""))
    return Entity("money", f"{amount:.2f}", m.group(), *m.span())


def _dates(text: str, today: date) -> Found:
    for m in _ISO.finditer(text):
        if day := _day(int(m[1]), int(m[2]), int(m[3])):
            yield Entity("date", day.isoformat(), m.group(), *m.span())
    for m in _MONTH_DAY.finditer(text):
        if day := _nearest(today, int(m[1]), int(m[2])):
            yield Entity("date", day.isoformat(), m.group(), *m.span())
    for m in _DAY.finditer(text):
        yield Entity("date", (today + timedelta(DAYS[m.group().lower()])).isoformat(), m.group(), *m.span())
    for m in _WEEKDAY.finditer(text):
        number = "一二三四五六日".index(m[2].replace("天", "日"))
        monday = today - timedelta(today.weekday())
        day = monday + timedelta(number + 7 * _WEEKS.get(m[1] or "", 0))
        yield Entity("date", day.isoformat(), m.group(), *m.span())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(today: date, month: int, day: int) -> date | None:
    """The day of the year nearest to today: service talk is about the months around now."""
    days = [d for y in (-1, 0, 1) if (d := _day(today.year + y, month, day))]
    return min(days, key=lambda d: abs((d - today).days)) if days else None
