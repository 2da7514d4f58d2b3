"""Business hours: spans of wall-clock time for each weekday, in the zone of the business, with holidays.

A span belongs to the day on which it begins and may end on the next: ("22:00", "02:00") on Monday is open until two on
Tuesday. The spans of a holiday stand in place of those of its weekday. Clock changes need no rule: what counts is what the
clock on the wall says.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, field

from yingda.kernel import BadInput

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
SPANS, HOLIDAYS = 12, 400
AHEAD = 400
"""How many days ahead the next opening is looked for."""

Span = tuple[str, str]
_time = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


class Holiday(Struct, frozen=True):
    """A day of its own rule. `date` is YYYY-MM-DD; no spans: closed."""

    date: str
    spans: tuple[Span, ...] = ()
    name: str = ""


class Hours(Struct, frozen=True):
    """When people are there. Without any `days` the place is open around the clock; a day that is not named is closed."""

    timezone: str = "Asia/Shanghai"
    days: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    holidays: tuple[Holiday, ...] = ()


def is_open(hours: Hours, now: int) -> bool:
    """Whether it is open at `now` (ms since 1970 UTC)."""
    if not hours.days and not hours.holidays:
        return True
    local = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone(hours.timezone))
    minute, today = local.hour * 60 + local.minute, local.date()
    if any(start <= minute < end for start, end in _minutes(hours, today)):
        return True
    return any(minute < end - DAY for _, end in _minutes(hours, today - timedelta(days=1)))


def opens_at(hours: Hours, now: int) -> int | None:
    """When it opens next (ms since 1970 UTC): `now` itself when it is open, None when it does not within a year."""
    if is_open(hours, now):
        return now
    where = zone(hours.timezone)
    first = datetime.fromtimestamp(now / 1000, UTC).astimezone(where).date()
    for day in (first + timedelta(days=i) for i in range(-1, AHEAD)):
        for start, _ in sorted(_minutes(hours, day)):
            begin = datetime(day.year, day.month, day.day, start // 60, start % 60, tzinfo=where)
            at = int(begin.timestamp() * 1000)
            if at > now and is_open(hours, at):
                return at
    return None


def _minutes(hours: Hours, day: date) -> Iterator[tuple[int, int]]:
    """The spans that begin on `day`, in minutes of that day; an end beyond 24:00 lies on the next."""
    for start, end in spans_of(hours, day):
        a, b = _minute(start), _minute(end)
        yield a, b if b > a else b + DAY


def spans_of(hours: Hours, day: date) -> Sequence[Span]:
    """The spans that begin on `day`."""
    for holiday in hours.holidays:
        if holiday.date == day.isoformat():
            return holiday.spans
    return hours.days.get(DAYS[day.weekday()], ()) if hours.days else (("00:00", "24:00"),)


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@lru_cache(64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that name; `BadInput` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            "bad_timezone", f"没有“{name[:40]}”这个时区", f"There is no time zone {name[:40]!r}", field="timezone"
        ) from error


def checked_hours(hours: Hours) -> Hours:
    """`hours` when they make sense; raises `BadInput` that says what does not."""
    zone(hours.timezone)
    if unknown := set(hours.days) - set(DAYS):
        raise _wrong(f"没有“{min(unknown)[:20]}”这一天", f"There is no day {min(unknown)[:20]!r}")
    if len(hours.holidays) > HOLIDAYS:
        raise _wrong(f"节假日最多 {HOLIDAYS} 天", f"At most {HOLIDAYS} holidays")
    for spans in (*hours.days.values(), *(holiday.spans for holiday in hours.holidays)):
        _check(spans)
    seen: set[str] = set()
    for holiday in hours.holidays:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", holiday.date) or not _is_date(holiday.date) or len(holiday.name) > 60:
            raise _wrong(f"日期“{holiday.date[:20]}”不对，应为 2026-10-01 这样", f"{holiday.date[:20]!r} is not a date")
        if holiday.date in seen:
            raise _wrong(f"{holiday.date} 出现了两次", f"{holiday.date} is there twice")
        seen.add(holiday.date)
    return hours


def _check(spans: Sequence[Span]) -> None:
    if len(spans) > SPANS:
        raise _wrong(f"一天最多 {SPANS} 段", f"At most {SPANS} spans a day")
    for start, end in spans:
        if not _time.fullmatch(start) or not _time.fullmatch(end) or start == "24:00":
            raise _wrong("时间要写成 09:00 这样", "Times are written like 09:00")
        if start == end:
            raise _wrong("开始和结束不能相同；全天请写 00:00–24:00", "A span must not be empty; all day is 00:00-24:00")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong(zh: str, en: str) -> BadInput:
    return BadInput("bad_hours", zh, en, field="hours")
