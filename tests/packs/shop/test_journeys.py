"""The flows of the pack with its real tools, on the demo data."""

from tests.packs.shop.conftest import NOW, TENANT

from yingda.kernel import House, ToolCall
from yingda.packs.shop import store
from yingda.packs.shop.model import Customer
from yingda.rooms.flows import Flows, Step

ME = ToolCall(TENANT, "me", True, "C1001", "talk", "zh-CN")
STRANGER = ToolCall(TENANT, "stranger", False, "", "talk2", "zh-CN")


def said(step: Step) -> str:
    return "\n".join(u.text for u in step.says)


async def test_where_is_my_order(house: House) -> None:
    flows = house.need(Flows)
    step = await flows.begin(ME, "order_status", "我的快递到哪了", "zh-CN")
    assert not step.done
    assert len(step.says[-1].options) > 1
    chosen = step.says[-1].options[0]
    step = await flows.advance(step.run, chosen["text"], chosen["id"])
    assert step.outcome == "done"
    assert step.says[-1].card is not None
    assert step.says[-1].card["title"] == f"订单 {chosen['id']}"
    assert step.tools_called == ["order_lookup"]
    assert step.collected == {"订单号": f"{chosen['id']}（{chosen['text']}）"}
    assert await flows.active(TENANT, "talk") is None


async def test_a_stranger_in_english(house: House) -> None:
    flows = house.need(Flows)
    customer = await house.db.get(Customer, TENANT, "C1004")
    assert customer is not None
    order = (await store.orders_of(house.db, TENANT, "C1004"))[0]
    step = await flows.begin(STRANGER, "order_status", "Where is my order?", "en")
    step = await flows.advance(step.run, f"it's {order.id.lower()}")
    assert "last four digits" in said(step)
    step = await flows.advance(step.run, "0000")
    assert "no order that matches" in said(step)
    step = await flows.advance(step.run, order.id)
    step = await flows.advance(step.run, customer.phone[-4:])
    assert step.outcome == "done"
    assert "Order" in step.says[-1].card["title"]  # type: ignore[index]
    assert not any("\u4e00" <= c <= "\u9fff" for c in said(step)), said(step)


async def test_an_exchange_from_the_first_word_to_the_number(house: House) -> None:
    flows = house.need(Flows)
    order = next(o for o in await store.orders_of(house.db, TENANT, "C1001") if o.status == "signed")
    step = await flows.begin(ME, "start_return", f"{order.id} 坏了，给我换一个", "zh-CN", cause="m1")
    if step.run.waiting != "confirm":
        step = await flows.advance(step.run, "第一个", cause="m2")
    assert step.run.waiting == "confirm", said(step)
    assert await store.returns_of(house.db, TENANT, order.id) == []
    step = await flows.advance(step.run, "运费谁出？", cause="m3")
    assert step.outcome == "digress"
    step = await flows.advance(step.run, "好的", cause="m4")
    assert step.outcome == "done"
    made = await store.returns_of(house.db, TENANT, order.id)
    assert len(made) == 1
    assert made[0].id in said(step)
    again = await flows.advance(step.run, "好的", cause="m4")
    assert said(again) == said(step)
    assert len(await store.returns_of(house.db, TENANT, order.id)) == 1
    assert await flows.replayed(TENANT, "talk") == step.run


async def test_too_late_goes_to_a_person_with_what_is_known(house: House) -> None:
    flows = house.need(Flows)
    late = None
    for n in range(1001, 1017):
        call = ToolCall(TENANT, "x", True, f"C{n}", f"talk{n}", "zh-CN")
        found = await store.orders_of(house.db, TENANT, f"C{n}")
        late = next((o for o in found if o.status == "completed" and NOW - o.signed_at > 20 * 86_400_000), None)
        if late:
            break
    assert late is not None
    step = await flows.begin(call, "start_return", f"{late.id} 不喜欢，退货", "zh-CN")
    if not step.done:
        step = await flows.advance(step.run, "第一个")
    assert (step.outcome, step.reason, step.skill) == ("handover", "outside_policy", "aftersales")
    assert {"订单号", "原因"} <= step.collected.keys()
    assert await store.returns_of(house.db, TENANT, late.id) == []
