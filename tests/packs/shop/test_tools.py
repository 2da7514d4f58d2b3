"""The tools of the shop on the demo data: rights first."""

import asyncio
from typing import Any

import pytest
from tests.packs.shop.conftest import NOW, TENANT

from yingda.kernel import BadInput, Clash, House, NotFound, ToolCall, YingdaError
from yingda.packs import shop
from yingda.packs.shop import store
from yingda.packs.shop.model import DAY, Customer, Item, Order, Product, Site, Track, days_between, money, verdict

ME = ToolCall(TENANT, "me", True, "C1001", "talk", "zh-CN")
STRANGER = ToolCall(TENANT, "stranger", False, "", "talk2", "zh-CN")


async def run(house: House, tool: str, call: ToolCall, **args: Any) -> dict[str, Any]:
    return dict(await house.tools[tool].run(call, args))


async def order_of(house: House, customer: str, *statuses: str) -> Order:
    found = await store.orders_of(house.db, TENANT, customer)
    return next(order for order in found if not statuses or order.status in statuses)


async def test_the_demo_is_loaded_and_may_be_loaded_again(house: House) -> None:
    products = await store.products(house.db, TENANT)
    assert len(products) >= 20
    site = await house.db.get(Site, TENANT)
    assert site is not None
    assert site.inbox_key == "qinghe"
    before = await store.orders_of(house.db, TENANT, "C1001")
    await shop.load_demo(house, TENANT, shop.FOLDER, NOW + DAY)
    after = await store.orders_of(house.db, TENANT, "C1001")
    assert [o.id for o in after] == [o.id for o in before]
    assert after[0].ordered_at == before[0].ordered_at + DAY
    for order in after:
        assert order.track == sorted(order.track, key=lambda t: -t.at)
        assert all(item.sku in products for item in order.items)


async def test_a_customer_sees_his_own_orders_only(house: House) -> None:
    mine = await run(house, "orders_of", ME)
    assert mine["count"] == len(mine["orders"]) > 1
    assert {"id", "title", "icon", "amount", "status", "status_voice", "when"} <= mine["orders"][0].keys()
    theirs = await order_of(house, "C1004")
    with pytest.raises(NotFound) as foreign:
        await run(house, "order_lookup", ME, order=theirs.id)
    with pytest.raises(NotFound) as missing:
        await run(house, "order_lookup", ME, order="QH-999999")
    assert (foreign.value.code, foreign.value.zh) == (missing.value.code, missing.value.zh)
    found = await run(house, "order_lookup", ME, order=mine["orders"][0]["id"].removeprefix("QH-"))
    assert found["order"] == mine["orders"][0]["id"]
    card = found["card"]
    assert card["type"] == "order"
    assert len(card["steps"]) == 4
    assert card["facts"]
    other = ToolCall("other", "me", True, "C1001", "talk", "zh-CN")
    assert (await run(house, "orders_of", other))["count"] == 0


async def test_a_stranger_needs_number_and_phone_and_may_not_guess(house: House) -> None:
    assert await run(house, "orders_of", STRANGER) == {"verified": False, "count": 0, "orders": [], "options": []}
    order = await order_of(house, "C1001")
    customer = await house.db.get(Customer, TENANT, "C1001")
    assert customer is not None
    assert (await run(house, "order_lookup", STRANGER, order=order.id, phone=customer.phone[-4:]))["order"] == order.id
    refusals = []
    for number, phone in ((order.id, "0000"), (order.id, ""), ("QH-999999", "2071"), (order.id, None)):
        with pytest.raises(YingdaError) as refused:
            await run(house, "order_lookup", STRANGER, order=number, phone=phone)
        refusals.append((refused.value.code, refused.value.en))
    assert len(set(refusals)) == 1
    assert "too_many" in [await _quietly(house, STRANGER, order.id, "1234") for _ in range(10)]
    fresh = [ToolCall(TENANT, f"fresh{i}", False) for i in range(20)]
    codes = [await _quietly(house, call, order.id, "1234") for call in fresh]
    assert codes[-1] == "too_many", "new visitors do not help: the order itself is guarded"


async def _quietly(house: House, call: ToolCall, order: str, phone: str) -> str:
    try:
        await run(house, "order_lookup", call, order=order, phone=phone)
    except YingdaError as error:
        return error.code
    return ""


async def test_unverified_claims_open_nothing(house: House) -> None:
    claimed = ToolCall(TENANT, "x", False, "C1001", "talk")
    assert (await run(house, "orders_of", claimed))["count"] == 0
    order = await order_of(house, "C1001")
    with pytest.raises(NotFound):
        await run(house, "order_lookup", claimed, order=order.id)


async def test_a_return_is_made_once_and_only_within_the_rules(house: House) -> None:
    order = await order_of(house, "C1001", "signed")
    item = order.items[0].sku
    args = {"order": order.id, "item": item, "kind": "exchange", "reason": "quality"}
    check = await run(house, "return_check", ME, **args)
    assert check["allowed"], check
    assert "来回都由我们承担" in check["terms"]["zh"]
    made = await asyncio.gather(*(run(house, "return_create", ME, **args, once="run.1.create") for _ in range(5)))
    assert len({m["number"] for m in made}) == 1
    assert made[0]["number"].startswith("RT-")
    assert made[0]["card"]["steps"][0] == {"text": "已建单", "done": True}
    assert len(await store.returns_of(house.db, TENANT, order.id)) == 1
    with pytest.raises(Clash):
        await run(house, "return_create", ME, **args, once="run.2.create")
    assert not (await run(house, "return_check", ME, **args))["allowed"]
    with pytest.raises(NotFound):
        await run(house, "return_create", ToolCall(TENANT, "y", True, "C1002"), **args, once="x")
    with pytest.raises(BadInput):
        await run(house, "return_create", ME, **(args | {"item": "QH-NOTHING"}), once="y")
    with pytest.raises(BadInput):
        await run(house, "return_create", ME, **(args | {"kind": "gift"}), once="z")


async def test_products_are_found_by_their_aliases(house: House) -> None:
    found = await run(house, "product_lookup", STRANGER, query="那个 65W 氮化镓充电器多少钱")
    assert found["products"][0]["sku"] == "QH-CH-65"
    assert found["products"][0]["price"] == "¥129"
    assert (await run(house, "product_lookup", STRANGER, query="冰箱"))["count"] == 0


def an_order(days: int, status: str = "signed", now: int = NOW) -> Order:
    signed = 0 if status in ("paid", "in_transit") else now - days * DAY
    return Order(TENANT, "QH-100000", "C1", now - 20 * DAY, status, [], 100, {}, "", signed, [Track(now, "a", "b")])


@pytest.mark.parametrize(
    ("days", "status", "kind", "reason", "code"),
    [
        (0, "signed", "return", "unwanted", "ok"), (7, "signed", "return", "unwanted", "ok"),
        (8, "completed", "return", "unwanted", "late"), (8, "signed", "exchange", "unwanted", "late"),
        (15, "signed", "exchange", "quality", "ok"), (16, "signed", "exchange", "quality", "late"),
        (8, "signed", "return", "quality", "late"), (1, "paid", "return", "unwanted", "not_shipped"),
        (1, "in_transit", "return", "quality", "not_delivered"), (1, "returning", "return", "quality", "under_way"),
        (1, "refunded", "return", "quality", "closed"), (1, "cancelled", "exchange", "wrong", "closed"),
        (6, "signed", "exchange", "damaged", "ok"), (3, "signed", "return", "other", "ok"),
    ],
)  # fmt: skip
def test_the_policy(days: int, status: str, kind: str, reason: str, code: str) -> None:
    found = verdict(an_order(days, status), Item("QH-HP-PRO", "耳机", 1, 100), kind, reason, NOW)
    assert found.code == code
    assert bool(found.why) != found.allowed
    assert found.allowed == bool(found.terms)


def test_hygiene_and_the_last_minute() -> None:
    tips = Item("QH-ACC-TIP", "耳塞", 1, 100)
    assert verdict(an_order(1), tips, "return", "unwanted", NOW).code == "worn"
    assert verdict(an_order(1), tips, "exchange", "quality", NOW).allowed
    signed = NOW - NOW % DAY + 15 * 3_600_000  # 23:00 in China
    assert days_between(signed, signed + 2 * 3_600_000) == 1
    assert (money(129900), money(650), money(5)) == ("¥1,299", "¥6.50", "¥0.05")
    assert Product.key[0] == "tenant"
