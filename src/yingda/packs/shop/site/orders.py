"""An order as its page shows it: how far it is, what happened, what one can do."""

from typing import NamedTuple

from ..model import STAGES, STATUS, Order
from .catalogue import Pair, Product, Shade, products
from .page import Tongue

CLOSED = ("cancelled", "refunded")
ON_ITS_WAY = ("paid", "shipped", "in_transit", "out_for_delivery")
ARRIVED = ("signed", "completed")


class Thing(NamedTuple):
    """A line of an order. `product` is None for what is no longer sold."""

    name: Pair
    colour: Pair
    product: Product | None
    shade: Shade | None
    many: int
    price: int


class Sight(NamedTuple):
    """An order with the words for it. `stages` are (words, "done" | "now" | "todo")."""

    order: Order
    status: str
    voice: str
    things: tuple[Thing, ...]
    stages: tuple[tuple[str, str], ...]
    ask: str
    """Which question its main button puts: "after", "where", "pay" or "invoice"."""


def sight(order: Order, t: Tongue) -> Sight:
    """An order for a reader of a language."""
    zh, en, voice = STATUS.get(order.status, (order.status, order.status, ""))
    behind = [order.status in done for done, _, _ in STAGES]
    front = behind.index(False) if False in behind else len(behind)
    stages = tuple(
        (t.of(words), "done" if i < front else "now" if i == front else "todo")
        for i, words in enumerate((z, e) for _, z, e in STAGES)
    )
    ask = (
        "pay" if order.status == "pending_payment"
        else "where" if order.status in ON_ITS_WAY
        else "invoice" if order.status in CLOSED
        else "after"
    )  # fmt: skip
    things = tuple(_thing(item.sku, item.name, item.colour, item.qty, item.price) for item in order.items)
    return Sight(order, t.of((zh, en)), voice, things, () if order.status in CLOSED else stages, ask)


def _thing(sku: str, name: str, colour: str, many: int, price: int) -> Thing:
    product = products().get(sku)
    if product is None:
        return Thing((name, name), (colour, colour), None, None, many, price)
    shade = next((c for c in product.colours if c.name[0] == colour), product.colours[0])
    return Thing(product.name, shade.name, product, shade, many, price)


def masked(phone: str) -> str:
    """A phone number with its middle hidden: 138****2071."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else phone
