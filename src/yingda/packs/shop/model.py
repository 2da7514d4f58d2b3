"""Products, customers, orders and returns of a shop, and the rules about sending things back. Pure.

Money is in fen, times are ms since 1970 UTC; days are counted as the shop's customers count them, in China time.
"""

from datetime import UTC, datetime, timedelta, timezone

from msgspec import Struct

from yingda.kernel import Row

Words = dict[str, str]
DAY = 86_400_000
CHINA = timezone(timedelta(hours=8))
RETURN_DAYS = 7
EXCHANGE_DAYS = 15
"""For what is faulty, wrong or damaged; nobody's change of mind."""
OURS = ("quality", "wrong", "damaged")
"""Reasons for which the shop pays the postage both ways."""
WORN = ("QH-ACC-TIP",)
"""Not taken back without a fault, for hygiene."""

STATUS: dict[str, tuple[str, str, str]] = {
    "pending_payment": ("待付款", "Waiting for payment", "time"),
    "paid": ("待发货", "Being packed", "time"),
    "shipped": ("已发货", "Shipped", "ok"),
    "in_transit": ("运输中", "On its way", "ok"),
    "out_for_delivery": ("派送中", "Out for delivery", "ok"),
    "signed": ("已签收", "Delivered", "ok"),
    "completed": ("已完成", "Completed", ""),
    "returning": ("退换中", "Return under way", "time"),
    "refunded": ("已退款", "Refunded", ""),
    "cancelled": ("已取消", "Cancelled", ""),
}
"""Status -> words in zh and en, and the voice in which a client shows it."""
ARRIVED = ("signed", "completed", "returning", "refunded")
MOVING = ("in_transit", "out_for_delivery", *ARRIVED)
STAGES = (
    (("paid", "shipped", *MOVING), "已付款", "Paid"),
    (("shipped", *MOVING), "已发货", "Shipped"),
    (MOVING, "运输中", "On its way"),
    (ARRIVED, "已签收", "Delivered"),
)
"""(statuses in which a stage is behind, its words in zh and en)"""


class Product(Row, frozen=True):
    """Something the shop sells. `warranty` in months."""

    table, key = "shop_product", ("tenant", "sku")
    tenant: str
    sku: str
    name: Words
    category: str
    price: int
    icon: str
    warranty: int
    text: Words
    aliases: dict[str, list[str]]
    colours: list[str]
    spec: dict[str, str]


class Customer(Row, frozen=True):
    """Somebody who has bought. `id` is the shop's own, the `external` id of a signed identity."""

    table, key = "shop_customer", ("tenant", "id")
    tenant: str
    id: str
    name: str
    phone: str
    email: str = ""
    level: str = ""
    since: str = ""
    city: str = ""
    address: str = ""
    language: str = "zh-CN"


class Item(Struct, frozen=True):
    """A line of an order; `price` of one piece."""

    sku: str
    name: str
    qty: int
    price: int
    colour: str = ""


class Track(Struct, frozen=True):
    """Something that happened to a parcel."""

    at: int
    zh: str
    en: str


class Order(Row, frozen=True):
    """An order. `track` is newest first."""

    table, key = "shop_order", ("tenant", "id")
    tenant: str
    id: str
    customer: str
    ordered_at: int
    status: str
    items: list[Item]
    total: int
    carrier: Words
    tracking: str
    signed_at: int
    track: list[Track]
    address: str = ""
    payment: str = ""
    goods: int = 0
    discount: int = 0
    shipping: int = 0


class Return(Row, frozen=True):
    """A return or an exchange that was set up. `once` is that of the call which made it."""

    table, key, once = "shop_return", ("tenant", "id"), ("tenant", "once_key")
    tenant: str
    id: str
    order_id: str
    sku: str
    kind: str
    reason: str
    customer: str
    created_at: int
    once_key: str
    status: str = "open"


class Site(Row, frozen=True):
    """What the demo web site needs to embed the widget and to sign who its customers are."""

    table, key = "shop_site", ("tenant",)
    tenant: str
    inbox_key: str
    identity_secret: str


class Verdict(Struct, frozen=True):
    """Whether something may come back; `why` when not, `terms` when it may."""

    allowed: bool
    code: str
    why: Words
    terms: Words


def day(ms: int) -> datetime:
    """The moment in the shop's time."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(CHINA)


def days_between(earlier: int, later: int) -> int:
    """Days from one date to another."""
    return (day(later).date() - day(earlier).date()).days


def money(fen: int) -> str:
    """¥1,299 or ¥6.50."""
    return f"¥{fen / 100:,.2f}".removesuffix(".00")


NOT_NOW: dict[str, Words] = {
    "not_shipped": {
        "zh": "这一单还没有发货，可以直接取消，不用走退货。",
        "en": "This order has not shipped yet, so it can simply be cancelled.",
    },
    "not_delivered": {
        "zh": "这一单还在路上，签收后才能办退换；不想要了也可以拒收。",
        "en": "This order is still on its way. It can be returned once delivered, or refused at the door.",
    },
    "under_way": {"zh": "这一单已经有退换在办了。", "en": "A return for this order is under way already."},
    "closed": {"zh": "这一单已经取消或退款了。", "en": "This order was cancelled or refunded already."},
    "worn": {
        "zh": "耳塞套属于贴身用品，没有质量问题不能退换。",
        "en": "Ear tips are not taken back unless they are faulty, for hygiene.",
    },
    "exists": {"zh": "这件商品已经建过退换货单了。", "en": "There is a return for this item already."},
}
"""Why something cannot come back now, whatever the time limit."""
CODES = {
    "pending_payment": "not_shipped", "paid": "not_shipped", "shipped": "not_delivered", "in_transit": "not_delivered",
    "out_for_delivery": "not_delivered", "returning": "under_way", "refunded": "closed", "cancelled": "closed",
}  # fmt: skip


def verdict(order: Order, item: Item, kind: str, reason: str, now: int, *, exists: bool = False) -> Verdict:
    """Whether `item` may be returned or exchanged: 7 days from the day after delivery for any reason, 15 days to
    exchange what is faulty, wrong or damaged. `exists`: there is a return for it already."""
    ours = reason in OURS
    code = CODES.get(order.status, "" if order.signed_at else "not_delivered")
    if not code and exists:
        code = "exists"
    if not code and item.sku in WORN and not ours:
        code = "worn"
    if code:
        return Verdict(False, code, NOT_NOW[code], {})
    window = EXCHANGE_DAYS if ours and kind == "exchange" else RETURN_DAYS
    past = days_between(order.signed_at, now)
    if past > window:
        return Verdict(False, "late", _late(past, window, ours), {})
    return Verdict(True, "ok", {}, _terms(day(order.signed_at + window * DAY), window - past, ours))


def _terms(until: datetime, left: int, ours: bool) -> Words:
    postage = {
        "zh": "来回都由我们承担" if ours else "寄回由您承担，有运费险的由保险赔付",
        "en": "we pay both ways" if ours else "you pay for sending it back, return insurance refunds it if you have it",
    }
    return {
        "zh": f"期限：{until.month} 月 {until.day} 日 24 点前（还剩 {left} 天）\n运费：{postage['zh']}",
        "en": f"Time limit: end of {until.day} {until:%b} ({left} days left)\nPostage: {postage['en']}",
    }


def _late(past: int, window: int, ours: bool) -> Words:
    zh = f"这一单签收已经 {past} 天，过了 {window} 天的期限。"
    en = f"It was delivered {past} days ago, beyond the limit of {window} days."
    if ours and past <= EXCHANGE_DAYS:
        return {"zh": zh + "质量问题 15 天内还可以换新。", "en": en + " It can still be exchanged for a new one."}
    if ours:
        return {"zh": zh + "保修期内可以免费维修。", "en": en + " Within the warranty it is repaired free of charge."}
    return {"zh": zh, "en": en}


def when(ms: int, now: int) -> Words:
    """A day as "11月20日" / "20 Nov", with the year when it is another one."""
    at = day(ms)
    same = at.year == day(now).year
    return {
        "zh": f"{at.month}月{at.day}日" if same else f"{at.year}年{at.month}月{at.day}日",
        "en": f"{at.day} {at:%b}" if same else f"{at.day} {at:%b %Y}",
    }


def near(ms: int, now: int) -> list[str]:
    """Words that people use for a day not long ago."""
    names = {
        0: ["今天", "刚刚", "刚买", "today", "just now"], 1: ["昨天", "昨晚", "昨日", "yesterday"],
        2: ["前天", "day before yesterday"], 3: ["大前天"],
    }  # fmt: skip
    at = day(ms)
    return [*names.get(days_between(ms, now), []), f"{at.month}月{at.day}日", f"{at.month}月{at.day}号", f"{at.day}号"]
