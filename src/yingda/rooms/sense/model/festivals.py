# ruff: noqa: E501 - patterns and tables are read by the line
"""Days with names: fixed ones, those of a weekday, and the lunar ones of a small table (2024-2032). Sources: the calendar of
the Purple Mountain Observatory for lunar days and solar terms."""

import re
from collections.abc import Callable
from datetime import date, timedelta

FIRST, LAST = 2024, 2032
_LUNAR = {  # month * 100 + day for 2024 ... 2032
    "春节": (210, 129, 217, 206, 126, 213, 203, 123, 211),
    "清明": (404, 404, 405, 405, 404, 404, 405, 405, 404), "端午": (610, 531, 619, 609, 528, 616, 605, 624, 612),
    "七夕": (810, 829, 819, 808, 826, 816, 805, 824, 812), "中秋": (917, 1006, 925, 915, 1003, 922, 912, 1001, 919),
    "重阳": (1011, 1029, 1018, 1008, 1026, 1016, 1005, 1024, 1012),
}  # fmt: skip
_FIXED = {
    "元旦": 101, "情人节": 214, "妇女节": 308, "三八节": 308, "愚人节": 401, "五一": 501, "劳动节": 501, "青年节": 504, "六一": 601, "儿童节": 601, "教师节": 910,
    "国庆": 1001, "十一": 1001, "双十一": 1111, "双11": 1111, "双十二": 1212, "双12": 1212, "618": 618, "六一八": 618, "万圣节": 1031, "平安夜": 1224,
    "圣诞": 1225, "光棍节": 1111, "跨年": 1231, "new year's day": 101, "new year": 101, "valentine's day": 214, "halloween": 1031, "christmas eve": 1224, "christmas day": 1225,
    "christmas": 1225, "xmas": 1225, "new year's eve": 1231, "singles' day": 1111, "singles day": 1111, "national day": 1001, "labour day": 501,
}  # fmt: skip
_OTHER = {
    "大年初一": "春节", "正月初一": "春节", "过年": "春节", "新春": "春节", "chinese new year": "春节", "spring festival": "春节", "lunar new year": "春节",
    "元宵节": "元宵", "正月十五": "元宵", "清明节": "清明", "端午节": "端午", "dragon boat festival": "端午", "七夕节": "七夕", "中秋节": "中秋", "八月十五": "中秋",
    "mid-autumn festival": "中秋", "mid autumn festival": "中秋", "重阳节": "重阳", "国庆节": "国庆", "圣诞节": "圣诞", "元旦节": "元旦", "五一节": "五一", "六一儿童节": "六一", "五一劳动节": "五一",
    "十一国庆": "国庆", "双11购物节": "双十一", "三八妇女节": "三八节",
}  # fmt: skip
LASTS = {"春节": 7, "国庆": 7, "十一": 7, "五一": 5, "劳动节": 5, "中秋": 3, "端午": 3, "清明": 3, "元旦": 3}
"""How many days the holiday lasts (期间, 假期), from its day on."""


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


_EVE = ("除夕", "大年三十", "年三十", "年夜")
_RULES: dict[str, Callable[[int], date]] = {
    "母亲节": lambda y: _nth(y, 5, 6, 2), "父亲节": lambda y: _nth(y, 6, 6, 3), "感恩节": lambda y: _nth(y, 11, 3, 4),
    "黑色星期五": lambda y: _nth(y, 11, 3, 4) + timedelta(1), "黑五": lambda y: _nth(y, 11, 3, 4) + timedelta(1),
    "mother's day": lambda y: _nth(y, 5, 6, 2), "father's day": lambda y: _nth(y, 6, 6, 3), "thanksgiving": lambda y: _nth(y, 11, 3, 4),
    "black friday": lambda y: _nth(y, 11, 3, 4) + timedelta(1), "cyber monday": lambda y: _nth(y, 11, 3, 4) + timedelta(4),
}  # fmt: skip
NAMES = tuple(sorted({"元宵", *_LUNAR, *_FIXED, *_OTHER, *_EVE, *_RULES}, key=len, reverse=True))
PATTERN = "|".join(
    rf"\b{re.escape(n)}\b"
    if n.isascii() and n.isalpha()
    else rf"(?<!\d){n}(?!\d|元|块)"
    if n.isdigit()
    else re.escape(n)
    for n in NAMES
)


def canonical(name: str) -> str:
    """The name under which a day is known."""
    return _OTHER.get(name, name)


def day(name: str, year: int) -> date | None:
    """When it is in a year; None beyond the table."""
    name = canonical(name)
    if name in _EVE:
        spring = day("春节", year)
        return spring - timedelta(1) if spring else None
    if name in _LUNAR:
        if not FIRST <= year <= LAST:
            return None
        number = _LUNAR[name][year - FIRST]
        return date(year, number // 100, number % 100)
    if name in _FIXED:
        return date(year, _FIXED[name] // 100, _FIXED[name] % 100)
    if name == "元宵":
        spring = day("春节", year)
        return spring + timedelta(14) if spring else None
    return _RULES[name](year)


def nearest(name: str, today: date) -> date | None:
    """The one nearest to `today`."""
    days = [d for y in (-1, 0, 1) if (d := day(name, today.year + y))]
    return min(days, key=lambda d: abs((d - today).days)) if days else None
