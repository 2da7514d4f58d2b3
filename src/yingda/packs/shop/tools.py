"""The tools: looking up orders and products, setting up returns, always with the customer's own rights.

Somebody who has signed in sees his orders and no others. Anybody else must know the order's number and the last four
digits of the phone number on it, and may guess a few times only. What is not his and what does not exist are one answer.
"""

import re
from collections.abc import Mapping
from typing import Any

from yingda.kernel import BadInput, Changes, Clash, Clock, Database, NotFound, Read, Tool, ToolCall, TooMany, cut
from yingda.kernel.limits import Buckets

from . import cards, store
from .model import Customer, Item, Order, Product, Return, day, money, verdict

NUMBER = re.compile(r"(?:QH[\s-]*)?(\d{6})", re.I)
Args = Mapping[str, Any]
RETURNABLE = ("signed", "completed")
RECENT = 5
PURPOSE = {"purpose": '"return": only what could be sent back'}
ORDER = {"order": "The order's number", "phone": "Last four digits of the phone number on it, unless signed in"}
ITEM = {"item": "Sku of the item", "kind": "return or exchange", "reason": "quality, unwanted, wrong, damaged or other"}


def tools(db: Database, clock: Clock) -> tuple[Tool, ...]:
    """All tools of the shop."""
    shop = Shop(db, clock)
    return (
        Tool("orders_of", {"zh": "我的订单", "en": "My orders"}, PURPOSE, shop.orders),
        Tool("order_lookup", {"zh": "查订单", "en": "Look up an order"}, ORDER, shop.lookup),
        Tool("return_check", {"zh": "查退换期限", "en": "Check a return"}, ORDER | ITEM, shop.check),
        Tool("return_create", {"zh": "建退换货单", "en": "Set up a return"}, ORDER | ITEM, shop.create, changes=True),
        Tool("product_lookup", {"zh": "查商品", "en": "Look up a product"}, {"query": "Name or sku"}, shop.products),
    )


class Shop:
    """What the tools share."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock
        self.guesses = Buckets(6 / 3600, 6)
        self.guessed = Buckets(12 / 3600, 12)

    async def orders(self, call: ToolCall, args: Args) -> dict[str, Any]:
        """His orders, newest first: `orders` for the console, `options` for a flow."""
        if not (call.verified and call.external):
            return {"verified": False, "count": 0, "orders": [], "options": []}
        now, products = self.clock.now(), await store.products(self.db, call.tenant)
        found = await store.orders_of(self.db, call.tenant, call.external)
        if args.get("purpose") == "return":
            found = [order for order in found if order.status in RETURNABLE]
        return {
            "verified": True,
            "count": len(found),
            "orders": [cards.row(order, products, now, call.language) for order in found],
            "options": [cards.option(order, products, now) for order in found[:RECENT]],
        }

    async def lookup(self, call: ToolCall, args: Args) -> dict[str, Any]:
        """One order: where it is, its items, its card."""
        order = await self._order(call, args)
        now, products = self.clock.now(), await store.products(self.db, call.tenant)
        return {
            "order": order.id, "status": order.status, "line": cards.line(order),
            "card": cards.card(order, products, now, call.language),
            "item_options": cards.item_options(order, products),
        }  # fmt: skip

    async def check(self, call: ToolCall, args: Args) -> dict[str, Any]:
        """Whether an item may be sent back, and on what terms."""
        order = await self._order(call, args)
        item = _item(order, args)
        exists = _open(await store.returns_of(self.db, call.tenant, order.id), item.sku)
        found = verdict(order, item, *_wish(args), self.clock.now(), exists=exists)
        return {"allowed": found.allowed, "code": found.code, "why": found.why, "terms": found.terms}

    async def create(self, call: ToolCall, args: Args) -> dict[str, Any]:
        """Sets up a return or exchange, once for each call however often it is repeated."""
        order = await self._order(call, args)
        item, now = _item(order, args), self.clock.now()
        kind, reason = _wish(args)
        once = str(args.get("once") or f"{order.id}.{item.sku}.{call.conversation}")
        wanted = Return(call.tenant, "", order.id, item.sku, kind, reason, order.customer, now, once)
        made = await self.db.decide(set_up, wanted, f"RT-{day(now):%y%m%d}-")
        if not isinstance(made, Return):
            raise Clash("return_failed", "没有建成，请稍后再试。", "It could not be set up. Please try again.")
        products = await store.products(self.db, call.tenant)
        return {
            "number": made.id, "line": cards.made_line(made),
            "card": cards.made_card(made, order, products, call.language),
        }  # fmt: skip

    async def products(self, call: ToolCall, args: Args) -> dict[str, Any]:
        """Products whose name, alias or sku stands in the query, best first."""
        query = str(args.get("query", "")).lower()[:200]
        every = await store.products(self.db, call.tenant)
        scored = [(_fit(product, query), product) for product in every.values()]
        found = [product for score, product in sorted(scored, key=lambda s: -s[0]) if score][:5]
        tongue = "zh" if cards.zh(call.language) else "en"
        return {
            "count": len(found),
            "products": [
                {
                    "sku": p.sku, "name": p.name.get(tongue, p.sku), "price": money(p.price), "icon": p.icon,
                    "text": p.text.get(tongue, ""), "spec": p.spec, "warranty": p.warranty, "colours": p.colours,
                }
                for p in found
            ],
        }  # fmt: skip

    async def _order(self, call: ToolCall, args: Args) -> Order:
        number = _number(args)
        if call.verified and call.external:
            order = await self.db.get(Order, call.tenant, number)
            if order is None or order.customer != call.external:
                raise _nothing()
            return order
        if self.guesses.take(f"{call.tenant}/{call.contact}") or self.guessed.take(f"{call.tenant}/{number}"):
            raise TooMany(600)
        tail = re.sub(r"\D", "", str(args.get("phone") or ""))
        order = await self.db.get(Order, call.tenant, number)
        customer = await self.db.get(Customer, call.tenant, order.customer if order else "")
        if order is None or customer is None or len(tail) < 4 or not re.sub(r"\D", "", customer.phone).endswith(tail):
            raise _nothing()
        return order


async def set_up(read: Read, wanted: Return, prefix: str) -> Changes:
    """Keeps a return under the next number of the day, after looking at the rules once more."""
    order = await read.get(Order, wanted.tenant, wanted.order_id)
    if order is None:
        raise _nothing()
    earlier = await read.first(Return, wanted.tenant, wanted.once_key)
    if earlier is not None:
        return Changes(new=(earlier,))  # the engine answers with the one that is kept
    item = next(item for item in order.items if item.sku == wanted.sku)
    exists = _open(await store.returns_of(read, wanted.tenant, order.id), wanted.sku)
    found = verdict(order, item, wanted.kind, wanted.reason, wanted.created_at, exists=exists)
    if not found.allowed:
        raise Clash("return_refused", found.why["zh"], found.why["en"])
    number = await store.returns_like(read, wanted.tenant, prefix) + 1
    return Changes(new=(_numbered(wanted, f"{prefix}{number:03}"),))


def _numbered(wanted: Return, id: str) -> Return:
    return Return(
        wanted.tenant, id, wanted.order_id, wanted.sku, wanted.kind, wanted.reason, wanted.customer,
        wanted.created_at, wanted.once_key,
    )  # fmt: skip


def _open(returns: list[Return], sku: str) -> bool:
    return any(made.sku == sku and made.status == "open" for made in returns)


def _nothing() -> NotFound:
    """One answer for what is not there, not his, or not proven."""
    return NotFound("order_not_found", "没有查到符合的订单。", "I found no order that matches.")


def _number(args: Args) -> str:
    found = NUMBER.fullmatch(str(args.get("order") or "").strip())
    if not found:
        raise _nothing()
    return f"QH-{found[1]}"


def _item(order: Order, args: Args) -> Item:
    found = next((item for item in order.items if item.sku == args.get("item")), None)
    if found is None:
        raise BadInput("no_item", "这一单里没有这件商品。", "There is no such item in this order.")
    return found


def _wish(args: Args) -> tuple[str, str]:
    kind, reason = str(args.get("kind")), cut(str(args.get("reason") or "other"), 40)
    if kind not in ("return", "exchange"):
        raise BadInput("no_kind", "请先选退货还是换货。", "Choose a return or an exchange first.")
    return kind, reason


def _fit(product: Product, query: str) -> int:
    """How long the longest name of it is that stands in the query."""
    names = [product.sku, *product.name.values(), *(a for many in product.aliases.values() for a in many)]
    return max((len(name) for name in names if name and name.lower() in query), default=0)
