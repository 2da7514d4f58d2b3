"""Business hours, against an oracle that lays the spans out as intervals."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yingda.kernel import BadInput
from yingda.rooms.accounts import Holiday, Hours, is_open, opens_at
from yingda.rooms.accounts.model.hours import DAYS, checked_hours

ZONES = ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "UTC")


def ms(text: str, zone: str = "Asia/Shanghai") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def spans(draw):
    found = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = draw(st.integers(0, 1439)), draw(st.integers(0, 1440))
        if start != end:
            found.append((clock(start), clock(end)))
    return tuple(found)


@st.composite
def hours(draw):
    zone = draw(st.sampled_from(ZONES))
    days = draw(st.dictionaries(st.sampled_from(DAYS), spans(), min_size=1))
    near = st.dates(date(2026, 3, 1), date(2026, 4, 15))
    holidays = draw(
        st.lists(
            st.builds(lambda d, s: Holiday(d.isoformat(), s), near, spans()), max_size=4, unique_by=lambda h: h.date
        )
    )
    return checked_hours(Hours(zone, days, tuple(holidays)))


moments = st.integers(ms("2026-02-25T00:00"), ms("2026-04-20T00:00"))


def oracle(hours: Hours, now: int) -> bool:
    """Every span of the days around, as an interval of wall-clock time."""
    wall = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(hours.timezone)).replace(tzinfo=None)
    special = {holiday.date: holiday.spans for holiday in hours.holidays}
    for back in (0, 1, 2):
        day = wall.date() - timedelta(days=back)
        for start, end in special.get(day.isoformat(), hours.days.get(day.strftime("%a").lower(), ())):
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall-clock time
            begins = midnight + timedelta(hours=int(start[:2]), minutes=int(start[3:]))
            ends = midnight + timedelta(hours=int(end[:2]), minutes=int(end[3:]))
            if ends <= begins:
                ends += timedelta(days=1)
            if begins <= wall < ends:
                return True
    return False


@given(hours(), moments)
def test_it_is_open_when_some_span_says_so(hours, now):
    assert is_open(hours, now) == oracle(hours, now)


@settings(max_examples=60)
@given(hours(), moments)
def test_the_next_opening_is_the_first_open_moment(hours, now):
    at = opens_at(hours, now)
    if at is None:
        assert not any(is_open(hours, now + i * 3_600_000) for i in range(24 * 14))
        return
    assert at >= now
    assert is_open(hours, at)
    if at > now:
        quarter = 15 * 60_000
        closed = [t for t in range(now, min(at, now + 8 * 86_400_000), quarter) if is_open(hours, t)]
        # Where a clock change swallows the beginning of a span, the span opens at the change; nothing else may.
        assert not closed or all(gap_before(hours, t) for t in closed)


def gap_before(hours: Hours, now: int) -> bool:
    zone = ZoneInfo(hours.timezone)
    offsets = {datetime.fromtimestamp((now - back * 1_800_000) / 1000, zone).utcoffset() for back in range(60)}
    return len(offsets) > 1


def test_around_the_clock_without_any_rule():
    assert is_open(Hours(), ms("2026-11-22T03:00"))
    assert opens_at(Hours(), 5) == 5


def test_a_day_without_spans_is_closed_and_so_is_one_not_named():
    hours = Hours(days={"mon": (("09:00", "18:00"),), "tue": ()})
    assert is_open(hours, ms("2026-11-23T09:00"))
    assert not is_open(hours, ms("2026-11-23T18:00"))
    assert not is_open(hours, ms("2026-11-24T10:00"))
    assert not is_open(hours, ms("2026-11-25T10:00"))
    assert opens_at(hours, ms("2026-11-23T18:00")) == ms("2026-11-30T09:00")


def test_past_midnight_belongs_to_the_day_it_began():
    hours = Hours(days={"fri": (("20:00", "02:00"),)}, holidays=(Holiday("2026-11-28"),))
    assert is_open(hours, ms("2026-11-28T01:59"))
    assert not is_open(hours, ms("2026-11-28T02:00"))
    assert not is_open(hours, ms("2026-11-27T01:00"))


def test_a_holiday_stands_in_place_of_its_weekday():
    hours = Hours(
        days=dict.fromkeys(DAYS, (("09:00", "22:00"),)), holidays=(Holiday("2026-10-01", (("10:00", "12:00"),)),)
    )
    assert not is_open(hours, ms("2026-10-01T09:30"))
    assert is_open(hours, ms("2026-10-01T11:00"))
    assert not is_open(hours, ms("2026-10-01T15:00"))
    assert is_open(hours, ms("2026-10-02T15:00"))


def test_only_holidays_means_open_around_the_clock_but_for_them():
    hours = Hours(holidays=(Holiday("2026-10-01"),))
    assert is_open(hours, ms("2026-09-30T23:59"))
    assert not is_open(hours, ms("2026-10-01T12:00"))
    assert opens_at(hours, ms("2026-10-01T12:00")) == ms("2026-10-02T00:00")


def test_the_zone_of_the_business_counts():
    hours = Hours("America/New_York", {"mon": (("09:00", "17:00"),)})
    assert is_open(hours, ms("2026-11-23T09:00", "America/New_York"))
    assert not is_open(hours, ms("2026-11-23T09:00", "Asia/Shanghai"))


@pytest.mark.parametrize(
    "bad",
    [
        Hours("Mars/Olympus"), Hours("../../etc/passwd"), Hours(days={"monday": ()}),
        Hours(days={"mon": (("9:00", "18:00"),)}),
        Hours(days={"mon": (("09:00", "25:00"),)}), Hours(days={"mon": (("24:00", "02:00"),)}),
        Hours(days={"mon": (("09:00", "09:00"),)}), Hours(days={"mon": (("09:00", "18:00"),) * 13}),
        Hours(holidays=(Holiday("2026-02-30"),)), Hours(holidays=(Holiday("20260230"),)),
        Hours(holidays=(Holiday("2026-10-01"), Holiday("2026-10-01"))),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(bad):
    with pytest.raises(BadInput) as caught:
        checked_hours(bad)
    assert caught.value.facts["field"] in ("hours", "timezone")
