# ruff: noqa: E501 - a list of names
"""Facts that stand in a text: order numbers, identity and bank cards, phone numbers, mail addresses, money, times, postal
addresses, products. Numbers with a check digit are taken only when it fits; all else is checked by whoever uses it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct
from rapidfuzz.fuzz import partial_ratio_alignment

from .times import times

ORDER_PATTERNS = (r"QH-\d{6}",)
"""What order numbers look like until a business says otherwise."""


class Entity(Struct, frozen=True):
    """`kind` is order, phone, email, id, card, money, date, time, address or product; `value` its plain form (dates as
    YYYY-MM-DD, money in units of its currency with two digits, addresses as province-city-district); `text` stands at
    `start`..`end` of the original. `iso` is all that a time says (ISO 8601, spans with a slash), empty for others."""

    kind: str
    value: str
    text: str
    start: int
    end: int
    iso: str = ""


_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?<![\d-])(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)")
_MONEY = re.compile(
    r"(?:[¥￥]|rmb\s?|\$|usd\s?)\s?(\d+(?:,\d{3})*(?:\.\d{1,2})?)"
    r"|(\d+(?:,\d{3})*(?:\.\d{1,2})?)\s?(?:元|块钱|块|yuan|dollars)",
    re.IGNORECASE,
)
_BARE_ORDER = re.compile(
    r"(?:订单号?|单号|order(?: number| no\.?| id)?)\s*(?:是|为|:|：|#|is)?\s*(\d{6})(?!\d)", re.IGNORECASE
)
_ID = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_CARD = re.compile(r"(?<![\dA-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])")
_PROVINCES = "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
_ADDRESS = re.compile(
    rf"(?P<p>{'|'.join(_PROVINCES.split())})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?(?P<c>[\u4e00-\u9fff]{{2,7}}?(?:市|自治州|州|盟|地区))?"
    r"(?P<d>[\u4e00-\u9fff]{1,7}?(?:区|县|旗|市))?(?P<r>[\u4e00-\u9fff0-9A-Za-z-]{2,30}?(?:号|室|栋|幢|楼|单元|路|街|村|镇|乡|巷|弄|小区|大厦|广场))*"
)
_FUZZY, _CLOSE = 4, 80
"""A product's name of at least so many characters may be misspelt; how like it must be (0..100)."""
Found = Iterable[Entity]
NOON = datetime.min.time().replace(hour=12)
_DAY_SAID = re.compile(r"今|当天|today|tonight|\d[日号]|[周期]|-\d\d?-", re.IGNORECASE)


def entities(
    text: str, now: date | datetime, patterns: Sequence[str] = ORDER_PATTERNS, products: Mapping[str, str] | None = None
) -> list[Entity]:
    """All entities in the order they stand; where two overlap the earlier kind of this list wins: mail, order, id, card,
    phone, address, money, time, product. `now` is the visitor's wall clock (a day counts as its noon); `products` are names
    and aliases with the name that they stand for."""
    moment = now if isinstance(now, datetime) else datetime.combine(now, NOON)
    finders: tuple[Callable[[], Found], ...] = (
        lambda: (Entity("email", m.group().lower(), m.group(), *m.span()) for m in _EMAIL.finditer(text)),
        lambda: _orders(text, patterns),
        lambda: (
            Entity("id", m.group().upper(), m.group(), *m.span()) for m in _ID.finditer(text) if good_id(m.group())
        ),
        lambda: _cards(text),
        lambda: (Entity("phone", "".join(m.groups()), m.group(), *m.span()) for m in _PHONE.finditer(text)),
        lambda: _addresses(text),
        lambda: (_money(m) for m in _MONEY.finditer(text)),
        lambda: _times(text, moment.replace(tzinfo=None)),
        lambda: _products(text, products or {}),
    )
    kept: list[Entity] = []
    for find in finders:
        kept += [e for e in find() if not any(e.start < k.end and k.start < e.end for k in kept)]
    return sorted(kept, key=lambda e: e.start)


def good_id(number: str) -> bool:
    """Whether the check digit of a resident identity number fits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(d) * (1 << (17 - i)) for i, d in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def good_card(number: str) -> bool:
    """Whether the check digit of a bank card fits (ISO/IEC 7812, Luhn)."""
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(number))]
    return sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


def _cards(text: str) -> Found:
    for m in _CARD.finditer(text):
        bare = re.sub(r"[ -]", "", m.group())
        if 14 <= len(bare) <= 19 and good_card(bare):
            yield Entity("card", bare, m.group(), *m.span())


def _addresses(text: str) -> Found:
    for m in _ADDRESS.finditer(text):
        if m["c"] or m["d"]:
            parts = [m["p"], m["c"] or "", m["d"] or ""]
            yield Entity("address", "-".join(part for part in parts if part), m.group(), *m.span())


def _times(text: str, now: datetime) -> Found:
    for one in times(text, now):
        alone = one.iso[:10] == now.date().isoformat() and not _DAY_SAID.search(text[one.start : one.end])
        kind = "time" if alone and "T" in one.iso else "date"
        yield Entity(
            kind, one.iso if kind == "time" else one.day, text[one.start : one.end], one.start, one.end, one.iso
        )


def _products(text: str, products: Mapping[str, str]) -> Found:
    """Names and aliases as they stand, the longest first; longer ones also with a slip."""
    low = text.lower()
    for alias in sorted(products, key=len, reverse=True):
        at = low.find(alias.lower())
        if at < 0 and len(alias) >= _FUZZY:
            near = partial_ratio_alignment(alias.lower(), low, score_cutoff=_CLOSE)
            if near is not None:
                yield Entity(
                    "product", products[alias], text[near.dest_start : near.dest_end], near.dest_start, near.dest_end
                )
        elif at >= 0:
            yield Entity("product", products[alias], text[at : at + len(alias)], at, at + len(alias))


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
