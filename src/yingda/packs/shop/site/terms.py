"""What the shop promises: postage, days on the way, coupons. Figures are those of `content/facts.md`; money in fen."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
CUT_OFF = 16
"""What is paid before this hour leaves the same day."""
INSTALMENTS_FROM = 60_000
LEVELS = {
    "普通": ("普通会员", "Member"),
    "银卡": ("银卡", "Silver"),
    "金卡": ("金卡", "Gold"),
    "黑卡": ("黑卡", "Black"),
}


class Region(NamedTuple):
    """Where a parcel goes: postage, free from, days on the way (working days abroad)."""

    name: str
    fee: int
    free: int
    days: tuple[int, int]


MAINLAND = {
    **dict.fromkeys(("杭州", "苏州", "上海", "南京"), (1, 1)),
    **dict.fromkeys(("武汉", "长沙", "北京", "广州", "深圳"), (2, 2)),
    **dict.fromkeys(("沈阳", "成都", "西安"), (2, 3)),
}
FAR, HARBOUR = ("乌鲁木齐", "拉萨"), ("香港", "澳门")


def region(city: str) -> Region:
    """The terms for a city; one that is not known in the mainland is abroad when it is written in Latin letters."""
    if city in FAR:
        return Region("far", 1800, 19_900, (5, 7))
    if city in HARBOUR:
        return Region("harbour", 3000, 49_900, (3, 5))
    if city.isascii() and city:
        return Region("abroad", 8000, 120_000, (5, 9))
    return Region("mainland", 800, 9_900, MAINLAND.get(city, (2, 3)))


class Arrival(NamedTuple):
    """When a parcel would be there: `today` says that it leaves today. `first` and `last` are days."""

    today: bool
    first: datetime
    last: datetime
    tomorrow: bool
    possible: bool


def _working(day: datetime, days: int) -> datetime:
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def arrival(now: int, city: str, *, by_land: bool = False) -> Arrival:
    """The arrival of what is ordered at `now` (ms). Power banks go `by_land`: two days more, the mainland only."""
    here, to = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZONE), region(city)
    today = here.hour < CUT_OFF
    leaves = here if today else here + timedelta(days=1)
    more = 2 if by_land else 0
    if to.name == "abroad":
        first, last = (_working(leaves, days) for days in to.days)
    else:
        first, last = (leaves + timedelta(days=days + more) for days in to.days)
    possible = not (by_land and to.name in ("harbour", "abroad"))
    return Arrival(today, first, last, (first.date() - here.date()).days == 1, possible)


class Coupon(NamedTuple):
    """A coupon: takes `off` from `over` on; `level` "" is for the first order of anybody."""

    code: str
    level: str
    over: int
    off: int


COUPONS = (
    Coupon("NEW20", "", 19_900, 2_000),
    Coupon("SILVER10", "银卡", 19_900, 1_000),
    Coupon("GOLD30", "金卡", 39_900, 3_000),
    Coupon("BLACK80", "黑卡", 79_900, 8_000),
)


def coupons(level: str) -> Sequence[Coupon]:
    """What somebody of a level holds ("" = nobody is signed in: the coupon for newcomers)."""
    return [c for c in COUPONS if c.level == level] if level not in ("", "普通") else COUPONS[:1]


class Bill(NamedTuple):
    """What a cart comes to. `missing` is what still lacks to free postage, `short` to the coupon's threshold."""

    goods: int
    discount: int
    postage: int
    total: int
    missing: int
    free_from: int
    short: int


def bill(goods: int, coupon: Coupon | None, city: str, level: str) -> Bill:
    """The sum. Free postage looks at what is paid after the coupon; black members never pay postage."""
    short = max(0, coupon.over - goods) if coupon else 0
    discount = coupon.off if coupon and not short else 0
    to = region(city)
    paid = goods - discount
    missing = 0 if level == "黑卡" else max(0, to.free - paid)
    postage = to.fee if missing and goods else 0
    return Bill(goods, discount, postage, paid + postage, missing, to.free, short)
