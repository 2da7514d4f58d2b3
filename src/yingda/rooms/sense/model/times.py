# ruff: noqa: E501, PLR0911 - patterns and tables are read by the line
"""Times that people speak of, in Chinese and English, as ISO 8601: a day (2026-11-23), a moment (2026-11-23T15:00), a span
with both ends (2026-11-23/2026-11-25), a span that is open at one end (../2026-11-11, 2026-11-23/..).

A pure rule: text and the present moment in, times out. What is said without a year or week is the nearest that makes sense
in service talk; tests/rooms/sense/data holds the cases.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from .calendar import EN_NUMBERS, Reader, Span, day_readers
from .english_days import english_readers
from .numerals import NUMBER, value

MINUTE = timedelta(minutes=1)
_PARTS = (
    (r"凌晨|半夜|后半夜|大清早(?=[0-5一二三四五])", 0, 6, 0), (r"一大早|大清早|清早|清晨|早上|早晨|早(?=[0-9一二两三四五六七八九十])(?![一两]点(?!钟|半|[一三]刻))|早(?![就该已日知点先到]|[一两]点(?!钟|半|[一三]刻))|in the morning|(?:this )?morning", 6, 9, 0),
    (r"上午", 8, 12, 0), (r"中午|正午|晌午|noontime", 11, 13, 12), (r"下午|午后|in the afternoon|(?:this )?afternoon", 12, 18, 12), (r"傍晚", 17, 19, 12),
    (r"晚上|晚间|夜里|夜间|夜晚|in the evening|(?:this )?evening|at night|(?<![最不太很早多更较一两三四五六七八九十几\d到])晚(?![点到些了上间会于安班饭餐])|夜(?!里|间|晚)", 18, 24, 12),
)  # fmt: skip
"""Parts of a day: pattern, from, to (hours), what is added to an hour below 12 that follows it."""
PARTS = tuple((re.compile(rf"(?:{p})"), a, b, c) for p, a, b, c in _PARTS)
_H = rf"(?P<h>\d{{1,2}}|[{'零一二两三四五六七八九十'}]{{1,3}})"
_CLOCK = re.compile(
    rf"{_H}(?:点钟|點鐘|点|點|时(?!间|候|常|效|尚)|時)(?:(?P<half>半)|(?P<q>[一三])刻|(?:过|零|〇)?(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:分钟?)?(?![点个次遍天小]))?"
    r"|(?P<h2>[01]?\d|2[0-4])[:：](?P<m2>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<am2>am|pm|a\.m\.|p\.m\.))?"
    r"|(?P<h3>1[0-2]|0?\d) ?(?P<am3>am|pm|a\.m\.|p\.m\.)|(?P<h4>1[0-2]|0?\d)(?= ?(?:-|–|to) ?(?P<h5>1[0-2]|0?\d)(?::[0-5]\d)? ?(?P<am5>am|pm))"
    rf"|(?P<h6>1[0-2]|\d|{'|'.join(EN_NUMBERS)})(?: o'clock|(?= in the (?:morning|afternoon|evening)| at night))|(?P<past>half past|quarter past|quarter to) (?P<h7>1[0-2]|\d|{'|'.join(EN_NUMBERS)})\b"
    r"|(?P<noon>noon|midday)|(?P<midnight>midnight)"
)
_NOT_CLOCK = re.compile(r"\s*(?:建议|意见|问题|原因|要求|疑问|理由|半点|都|也|儿|点|折|[五六七八九]折)")
_A_LITTLE = re.compile(
    r"[一两](?:点)(?!钟|半|[一三]刻|[0-9零〇]|\s?[到至~-][一二两三四五六七八九十\d]{1,3}[点:：])|[一-九二三四五六七八九]点[一二三四五六七八九]折"
)
_BARE_HOUR = re.compile(r"at (?P<h>1[0-2]|\d)(?![\d:%])")
_UNIT = r"秒钟?|分钟|分|个?小时|个?钟头?|小時|seconds?|minutes?|mins?|hours?|hrs?"
_SPAN_OF = re.compile(
    rf"(?P<n>{NUMBER}|{'|'.join(EN_NUMBERS)}|an?|half an)\s?(?P<half>个半|个多)?(?P<u>{_UNIT})(?P<h2>半)?"
)
_AGO, _LATER = re.compile(r"\s?(?:之?以?前|ago|earlier)"), re.compile(r"\s?(?:之?以?后|過後|过后|later|from now)")
_WITHIN = re.compile(r"\s?(?:之?以?内|之内)")
_IN, _INSIDE = re.compile(r"\bin $|再过$|(?<![经超路])过$|再等$"), re.compile(r"(?:within|in the next) $")
_BEFORE = re.compile(r"\s?(?:(?:之|以)?前(?!面|台|后|天|一天|[一二两三四五六七八九十\d]+天)|为止|截止)")
_AFTER = re.compile(
    r"\s?(?:(?:之|以)?后(?!面|台|天|悔|续|来|一天|[一二两三四五六七八九十\d]+天)|起(?!来|码|床|飞|步|价|诉|头|初|因|名|到|了|吗)|开始)"
)
_LEAD_BEFORE, _LEAD_AFTER = (
    re.compile(
        r"(?:(?:before|by|until|till|no later than|not later than) (?:the )?|截[至止]到?|最迟|最晚|不晚于|不迟于)\s?$"
    ),
    re.compile(r"(?:after|since|from) (?:the )?$"),
)
_TO = re.compile(r"\s?(?:到|至|~|～|—+|-|–|to|until|through|and)\s?")
_TO_NOW = re.compile(r"\s?(?:一?直?到|至)(?:现在|目前|如今|这会儿?|今天为止)|,? (?:until|till|up to|to) now")
_GAP = re.compile(r"(?:的|,|，|,? at |,? on |,? (?:any ?time )?between |,? from | )?\s?")
_OF_DAY = re.compile(r",? (?:on |of )?")
_SENTENCE = re.compile(r"[。！？!?;；\n]")
_START = re.compile(
    r"[\d今明昨后前大这本上下周星礼当两俩一二三四五六七八九十半〇廿过再最近未往去接年月双国春除元情妇愚劳青六儿教国圣光跨万平母父感黑清端七中重正新凌早傍晚夜傍午晌聖听寻琴而\u4e00]|[a-z]",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[a-z0-9]$", re.IGNORECASE)


class Found(Struct, frozen=True):
    """A time in a text: where it stands and what it says (ISO 8601)."""

    start: int
    end: int
    iso: str

    @property
    def day(self) -> str:
        """The (first or only known) day."""
        return self.iso.replace("..", "").strip("/").split("/")[0][:10]


class _Clock(Struct, frozen=True):
    """A time of day: minutes since midnight, or (`upto`) a part of the day."""

    at: int
    upto: int = -1


class _Told(Struct, frozen=True):
    """What readers need to know besides the text: the present, how to read days, the day that a clock alone belongs to."""

    now: datetime
    readers: Sequence[Reader]
    day: datetime


def times(text: str, now: datetime) -> list[Found]:
    """All times in a text, in order, none within another."""
    low = text.lower()
    told = _Told(now, (*day_readers(now), *english_readers(now)), now)
    out: list[Found] = []
    at = 0
    while m := _START.search(low, at):
        found = _span(low, m.start(), told)
        if found is not None:
            out.append(found)
            told = _after(found, told)
        at = found.end if found is not None else m.start() + 1
        if _SENTENCE.search(low, m.start(), at + 1):
            told = replace(told, day=now)
    return out


def _after(found: Found, told: _Told) -> _Told:
    """The hour in "tomorrow at ten, or rather at three" is of tomorrow; one after a day that is past is of today."""
    day = found.iso[:10]
    one = ".." not in found.iso and {part[:10] for part in found.iso.split("/")} == {day}
    return replace(told, day=max(told.now, datetime.fromisoformat(day)) if one else told.now)


def _span(text: str, at: int, told: _Told) -> Found | None:
    """The time at a place, and the second of two when a word joins them."""
    if _WORD_BEFORE.search(text[max(0, at - 1) : at]) and text[at].isascii():
        return None
    one = _one(text, at, told, None)
    if one is None:
        return None
    span, end = one
    if not span.open and (now := _TO_NOW.match(text, end)):
        return Found(at, now.end(), span.after())
    if (joined := _TO.match(text, end)) and not span.open:
        other = _one(text, joined.end(), told, span)
        if other is not None and not other[0].open and other[0].last >= span.first:
            span, end = Span(span.first, other[0].last, span.exact or other[0].exact, moved=True), other[1]
    before = text[max(0, at - 16) : at]
    span, end = _of_day(text, at, span, end, told)
    if not span.open and not span.moved:
        if m := _BEFORE.match(text, end) or None:
            return Found(at, m.end(), span.before())
        if m := _AFTER.match(text, end):
            return Found(at, m.end(), span.after())
        if _LEAD_BEFORE.search(before):
            return Found(at, end, span.before())
        if _LEAD_AFTER.search(before):
            return Found(at, end, span.after())
    return Found(at, end, span.iso())


def _of_day(text: str, at: int, span: Span, end: int, told: _Told) -> tuple[Span, int]:
    """ "3pm tomorrow", "between 9 and 11 on Friday": the day that follows a time of day."""
    if not span.exact or not (m := _OF_DAY.match(text, end)) or _day(text, at, told, None):
        return span, end
    day = _day(text, m.end(), told, None)
    if day is None or not text[m.end()].isascii() or day[0].exact or day[0].first != day[0].last:
        return span, end
    away = day[0].first - span.first.replace(hour=0, minute=0)
    return Span(span.first + away, span.last + away, exact=True, moved=span.moved), day[1]


def _day(text: str, at: int, told: _Told, first: Span | None) -> tuple[Span, int] | None:
    """The longest way to read a day at a place."""
    best: tuple[Span, int] | None = None
    for read in told.readers:
        found = read(text, at, first)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _one(text: str, at: int, told: _Told, first: Span | None) -> tuple[Span, int] | None:
    """A day with its time, or a time alone; `first` is the one before "to", whose day holds on."""
    relative, best = _relative(text, at, told.now), _day(text, at, told, first)
    if relative is not None and (best is None or relative[1] >= best[1]):
        return relative
    if best is not None:
        return _timed(text, *best)
    clock = _clock(text, at)
    if clock is None or _not_clock(text, clock[1]) or _A_LITTLE.match(text, at) or text[max(0, at - 1) : at] == "第":
        return None
    return _today(clock, told.day, first)


def _timed(text: str, span: Span, end: int) -> tuple[Span, int]:
    """A day with the time of day that follows it."""
    if span.exact or span.first.date() != span.last.date():
        return span, end
    gap = _GAP.match(text, end)
    after = gap.end() if gap else end
    clock = _clock(text, after) or _bare(text, after)
    if clock is None and text[:end].endswith(("tonight", "last night")):
        clock = _Clock(18 * 60, 24 * 60), end
    if clock is None:
        return span, end
    return _at(span.first, clock[0]), clock[1]


def _bare(text: str, at: int) -> tuple[_Clock, int] | None:
    """ "at 8" after a day: an hour of the afternoon up to 7."""
    start = at - 3 if text[at - 3 : at] == "at " else at
    m = _BARE_HOUR.match(text, start)
    if m is None:
        return None
    hour = int(m["h"])
    late = "night" in text[max(0, start - 9) : start] or 1 <= hour <= 7
    return _Clock((hour + 12 * (late and hour < 12)) * 60), m.end()


def _at(day: datetime, clock: _Clock) -> Span:
    start = day.replace(hour=0, minute=0) + clock.at * MINUTE
    if clock.upto < 0:
        return Span(start, start, exact=True)
    return Span(start, day.replace(hour=0, minute=0) + min(clock.upto, 24 * 60 - 1) * MINUTE, exact=True)


def _today(clock: tuple[_Clock, int], now: datetime, first: Span | None) -> tuple[Span, int]:
    """A time of day alone: of the day that was spoken of, else of today."""
    span = _at(first.first if first is not None else now, clock[0])
    if first is not None and first.exact and span.first < first.first and span.first.hour < 12:
        span = Span(span.first + 12 * 60 * MINUTE, span.last + 12 * 60 * MINUTE, exact=True)
    return span, clock[1]


def _not_clock(text: str, end: int) -> bool:
    return bool(_NOT_CLOCK.match(text, end))


def _clock(text: str, at: int) -> tuple[_Clock, int] | None:
    """A time of day: a part of the day, an hour, or both."""
    part = next((((a, b, add), m.end()) for p, a, b, add in PARTS if (m := p.match(text, at))), None)
    start = at
    if part is not None:
        gap = _GAP.match(text, part[1])
        start = gap.end() if gap else part[1]
    m = _CLOCK.match(text, start)
    if m is None or (part is not None and _not_clock(text, m.end())):
        return (_Clock(part[0][0] * 60, part[0][1] * 60), part[1]) if part is not None else None
    minutes = _minutes(m, part[0] if part else None)
    if minutes is None:
        return None
    end = m.end()
    if part is None and (after := re.compile(r" in the (?:morning|afternoon|evening)| at night").match(text, end)):
        late = "morning" not in after.group() and minutes < 12 * 60
        minutes, end = minutes + 12 * 60 * late, after.end()
    return _Clock(minutes), end


def _minutes(m: re.Match[str], part: tuple[int, int, int] | None) -> int | None:
    """Minutes since midnight; None for what is no time of day."""
    if m["noon"] or m["midnight"]:
        return 12 * 60 if m["noon"] else 24 * 60
    said = m["h"] or m["h2"] or m["h3"] or m["h4"] or m["h6"] or m["h7"]
    hour = EN_NUMBERS.get(said) or value(said)
    minute = 30 if m["half"] else 15 * int(value(m["q"]) or 0) if m["q"] else int(value(m["m"] or m["m2"] or "0") or 0)
    if hour is None or hour > 24 or minute > 59:
        return None
    hour, spoken = int(hour), m["am2"] or m["am3"] or ""
    if m["h4"]:  # 9-11am, 11-2pm: the earlier one is of the same half of the day unless it would come after
        spoken = "a" if m["am5"] == "am" or hour % 12 > int(m["h5"]) % 12 else "p"
    if spoken.startswith(("a", "p")):
        hour = hour % 12 + 12 * spoken.startswith("p")
    elif part is not None:
        hour = _in_part(hour, part)
    elif (m["h"] or m["h6"] or m["h7"]) and 1 <= hour <= 6:
        hour += 12  # 三点 without more is three in the afternoon: nobody is served at night
    return (
        hour * 60
        + minute
        + {"h": 30, "q": 15}.get((m["past"] or " ")[0], 0) * (-1 if (m["past"] or "").endswith("to") else 1)
    )


def _in_part(hour: int, part: tuple[int, int, int]) -> int:
    first, upto, add = part
    if first == 0 and hour == 12:
        return 0
    if upto == 24 and hour == 12:
        return 24
    if (upto == 24 and hour <= 5) or (first == 11 and hour >= 10):
        return hour + 24 * (upto == 24)
    return hour + add if hour < 12 and add else hour


def _relative(text: str, at: int, now: datetime) -> tuple[Span, int] | None:
    """Hours and minutes from now: 两小时后, 半小时前, 48小时内, in 10 minutes."""
    m = _SPAN_OF.match(text, at)
    if m is None:
        return None
    count = {"a": 1.0, "an": 1.0, "half an": 0.5, **EN_NUMBERS}.get(m["n"]) or value(m["n"])
    if count is None:
        return None
    unit = 60 if m["u"][0] in "分m" else 1 if m["u"][0] in "秒s" else 3600
    length = timedelta(seconds=(count + 0.5 * bool(m["half"] or m["h2"])) * unit)
    before, end = text[max(0, at - 14) : at], m.end()
    if after := _AGO.match(text, end):
        return Span(now - length, now - length, exact=True, moved=True), after.end()
    if after := _LATER.match(text, end):
        return Span(now + length, now + length, exact=True, moved=True), after.end()
    if after := _WITHIN.match(text, end):
        return Span(now, now + length, exact=True, moved=True), after.end()
    if _INSIDE.search(before):
        return Span(now, now + length, exact=True, moved=True), end
    if _IN.search(before):
        return Span(now + length, now + length, exact=True, moved=True), end
    return None
