"""What customers see of orders: cards, options, lines. Pure."""

from collections.abc import Mapping
from typing import Any

from .model import OURS, STAGES, STATUS, Order, Product, Return, Words, day, money, near, when

SHOWN = 3
KINDS_ZH = [
    "耳机", "音箱", "键盘", "鼠标", "手表", "充电器", "充电宝", "移动电源", "数据线", "扩展坞", "回音壁", "充电站", "插头",
]  # fmt: skip
KINDS_EN = [
    "headphones",
    "earbuds",
    "headset",
    "speaker",
    "keyboard",
    "mouse",
    "watch",
    "charger",
    "bank",
    "cable",
    "hub",
]
COMMON = {"one", "run", "bar"}
"""Names of products that are everyday words: "the second one" names no speaker."""


def zh(language: str) -> bool:
    """Whether to speak Chinese."""
    return language.lower().startswith("zh")


def title(order: Order, products: Mapping[str, Product]) -> Words:
    """The first item, and how many more."""
    first, more = order.items[0], len(order.items) - 1
    english = products[first.sku].name.get("en", first.name) if first.sku in products else first.name
    return {
        "zh": first.name + (f" 等 {more + 1} 件" if more else ""),
        "en": english + (f" + {more} more" if more else ""),
    }


def status(order: Order) -> Words:
    """Its status in words."""
    zh_, en, _ = STATUS.get(order.status, (order.status, order.status, ""))
    return {"zh": zh_, "en": en}


def icon(order: Order, products: Mapping[str, Product]) -> str:
    """The icon of the first item."""
    return products[order.items[0].sku].icon if order.items[0].sku in products else "package"


def row(order: Order, products: Mapping[str, Product], now: int, language: str) -> dict[str, str]:
    """A line in the customer's panel of the console."""
    tongue = "zh" if zh(language) else "en"
    return {
        "id": order.id, "title": title(order, products)[tongue], "icon": icon(order, products),
        "amount": money(order.total), "status": status(order)[tongue],
        "status_voice": STATUS.get(order.status, ("", "", ""))[2], "when": when(order.ordered_at, now)[tongue],
    }  # fmt: skip


def words_of(sku: str, name: str, products: Mapping[str, Product]) -> list[str]:
    """What people call a product: its name, its aliases, the last word of its name (耳机, 键盘)."""
    product = products.get(sku)
    known = [name]
    if product:
        known += [*product.name.values(), *(alias for many in product.aliases.values() for alias in many)]
        known += [kind for kind in KINDS_EN if kind in product.name.get("en", "").lower()]
    known += [kind for kind in KINDS_ZH if kind in name]
    return [word for word in dict.fromkeys(known) if word.lower() not in COMMON]


def option(order: Order, products: Mapping[str, Product], now: int) -> dict[str, Any]:
    """An order to choose."""
    name, said, at = title(order, products), status(order), when(order.ordered_at, now)
    words = [*near(order.ordered_at, now), order.id]
    for item in order.items:
        words += words_of(item.sku, item.name, products)
    return {"id": order.id, "text": {t: f"{name[t]} · {at[t]} · {said[t]}" for t in ("zh", "en")}, "words": words}


def item_options(order: Order, products: Mapping[str, Product]) -> list[dict[str, Any]]:
    """The items of an order to choose from."""
    found: dict[str, dict[str, Any]] = {}
    for item in order.items:
        english = products[item.sku].name.get("en", item.name) if item.sku in products else item.name
        text = {"zh": f"{item.name}{f'（{item.colour}）' if item.colour else ''}", "en": english}
        found.setdefault(item.sku, {"id": item.sku, "text": text, "words": words_of(item.sku, item.name, products)})
    return list(found.values())


def card(order: Order, products: Mapping[str, Product], now: int, language: str) -> dict[str, Any]:
    """The order as a card: how far it is, and what happened last."""
    tongue = "zh" if zh(language) else "en"
    facts: list[list[str]] = []
    if order.tracking:
        carrier = order.carrier.get(tongue) or next(iter(order.carrier.values()), "")
        facts.append(["快递" if tongue == "zh" else "Carrier", f"{carrier} {order.tracking}".strip()])
    facts += [[moment(track.at, tongue), track.zh if tongue == "zh" else track.en] for track in order.track[:SHOWN]]
    facts.append(["合计" if tongue == "zh" else "Total", money(order.total)])
    closed = order.status in ("cancelled", "pending_payment")
    steps = [{"text": zh_ if tongue == "zh" else en, "done": order.status in done} for done, zh_, en in STAGES]
    return {
        "type": "order", "title": f"订单 {order.id}" if tongue == "zh" else f"Order {order.id}",
        "subtitle": title(order, products)[tongue], "status": status(order)[tongue],
        "status_voice": STATUS.get(order.status, ("", "", ""))[2], "icon": icon(order, products),
        "steps": [] if closed else steps, "facts": facts, "buttons": [],
    }  # fmt: skip


def moment(ms: int, tongue: str) -> str:
    """A date and time, short."""
    at = day(ms)
    return f"{at.month}-{at.day} {at:%H:%M}" if tongue == "zh" else f"{at.day} {at:%b %H:%M}"


def line(order: Order) -> Words:
    """Where it is, in a sentence."""
    said = status(order)
    zh_, en = f"订单 {order.id} **{said['zh']}**。", f"Order {order.id}: **{said['en']}**."
    if order.track:
        newest = order.track[0]
        zh_ += f"最新进展（{moment(newest.at, 'zh')}）：{newest.zh}。"
        en += f" Latest ({moment(newest.at, 'en')}): {newest.en}."
    if order.status == "pending_payment":
        zh_ += "16 点前付款的当天发货。"
        en += " It ships the same day when paid before 16:00."
    return {"zh": zh_, "en": en}


def made_line(made: Return) -> Words:
    """What happens after a return was set up."""
    exchange, ours = made.kind == "exchange", made.reason in OURS
    zh_ = (
        f"已为您建好{'换货' if exchange else '退货'}单 **{made.id}**。请在 7 天内寄出，箱子里放一张写着单号的纸条。",
        "运费由我们承担，可以预约免费上门取件。" if ours else "寄回运费先由您垫付，有运费险的会自动赔付。",
        "仓库收到后 24 小时内验货，" + ("通过就发出新品。" if exchange else "通过就原路退款。"),
    )
    en = (
        f"Your {'exchange' if exchange else 'return'} **{made.id}** is set up. Please send the item within 7 days, "
        "with a note of this number in the box.",
        "We pay the postage; a free pick-up can be booked."
        if ours
        else "You pay the postage; return insurance refunds it if you have it.",
        "It is checked within 24 hours of arriving, then "
        + ("the new one ships." if exchange else "the refund goes back the way you paid."),
    )
    return {"zh": "".join(zh_), "en": " ".join(en)}


def made_card(made: Return, order: Order, products: Mapping[str, Product], language: str) -> dict[str, Any]:
    """A return as a card."""
    tongue = "zh" if zh(language) else "en"
    item = next((i for i in order.items if i.sku == made.sku), order.items[0])
    name = item.name if tongue == "zh" or item.sku not in products else products[item.sku].name.get("en", item.name)
    kind = ("换货", "Exchange") if made.kind == "exchange" else ("退货", "Return")
    last = ("发出新品", "New one ships") if made.kind == "exchange" else ("退款", "Refund")
    steps = [("已建单", "Set up"), ("寄回", "Send back"), ("验货", "Check"), last]
    pick = 0 if tongue == "zh" else 1
    return {
        "type": "order", "title": f"{kind[pick]}{'单' if pick == 0 else ''} {made.id}", "subtitle": name,
        "status": ("等待寄回", "Waiting for the parcel")[pick], "status_voice": "time",
        "icon": products[item.sku].icon if item.sku in products else "package",
        "steps": [{"text": step[pick], "done": not i} for i, step in enumerate(steps)],
        "facts": [[("订单", "Order")[pick], order.id]], "buttons": [],
    }  # fmt: skip
