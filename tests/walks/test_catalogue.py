"""From what an industry asks to a bot that answers it, and back."""

import asyncio
from typing import Any

import pytest
from tests.support.wire import Failed, Web
from tests.walks.conftest import Town

from yingda.rooms.bot import Bot


async def finished(web: Web, id: str) -> dict[str, Any]:
    """What was taken, or taken back, once it is done."""
    for _ in range(200):
        row = await web.json("GET", f"/api/learning/adoptions/{id}")
        if row["state"] not in ("running", "undoing"):
            return row  # type: ignore[no-any-return]
        await asyncio.sleep(0.05)
    raise AssertionError("it did not end")


async def asked(web: Web, text: str) -> dict[str, Any]:
    """What the bot makes of a text."""
    return await web.json("POST", "/api/articles/try", {"text": text, "language": "zh-CN"})  # type: ignore[no-any-return]


async def test_questions_are_chosen_answered_linked_and_taken_back(town: Town) -> None:
    boss, chen = await town.agent("boss@t.example"), await town.agent()
    packs = {one["pack"] for one in await boss.json("GET", "/api/learning/catalogue")}
    assert {"shop", "finance", "health", "learn", "telecom", "travel"} <= packs
    shop = await boss.json("GET", "/api/learning/catalogue/shop?language=zh")
    assert shop["all"] >= 200
    assert sum(topic["count"] for topic in shop["topics"]) == len(shop["items"]) == shop["all"]
    found = await boss.json("GET", "/api/learning/catalogue/shop?q=%E4%BF%9D%E4%BF%AE&language=zh")
    assert 0 < len(found["items"]) < 40
    with pytest.raises(Failed) as unknown:
        await boss.json("GET", "/api/learning/catalogue/nothing")
    assert unknown.value.status == 404
    ticks = [
        {"intent": "warranty_period", "answer": "整机一年质保，自签收之日起计算。"},
        {"intent": "service_hours", "answer": "人工客服时间：【周一至周日】。"},
        {"intent": "physical_store"},
        {"intent": "return_policy", "article": "return-policy"},
        {"intent": "order_status", "flow": "order_status"},
        {"intent": "get_coupon", "article": "no-such-article"},
    ]
    with pytest.raises(Failed) as refused:
        await chen.json("POST", "/api/learning/adoptions", {"pack": "shop", "items": ticks})
    assert refused.value.status == 403
    row = await finished(
        boss, (await boss.json("POST", "/api/learning/adoptions", {"pack": "shop", "items": ticks}))["id"]
    )
    assert [i["state"] for i in row["items"]] == ["published", "draft", "draft", "linked", "linked", "refused"]
    assert await town.node.need(Bot).trained("town")
    warranty = await asked(boss, "保修多久呀")
    assert warranty["verdict"] == "answer"
    assert warranty["hits"][0]["article"] == row["items"][0]["target"]
    again = await boss.json("GET", "/api/learning/catalogue/shop?language=zh&topic=09-after-sales")
    taken = {one["intent"]: one["taken"] for one in again["items"]}
    assert taken["warranty_period"] == row["items"][0]["target"]
    twice = await boss.json("POST", "/api/learning/adoptions", {"pack": "shop", "items": ticks[:1]})
    assert (await finished(boss, twice["id"]))["items"][0]["state"] == "refused"

    drafted = row["items"][1]["target"]
    await boss.json("PATCH", f"/api/articles/{drafted}", {"body": "每天 9 点到 21 点。"})
    await boss.json("POST", f"/api/articles/{drafted}/publish", {})
    await boss.json("POST", f"/api/learning/adoptions/{row['id']}/undo", {})
    row = await finished(boss, row["id"])
    assert row["state"] == "undone"
    assert [i["state"] for i in row["items"]] == ["gone", "kept", "gone", "gone", "gone", "refused"]
    assert await town.node.need(Bot).trained("town")
    live = {a["id"]: a["status"] for a in (await boss.json("GET", "/api/articles"))["items"]}
    assert live[row["items"][0]["target"]] == "draft"
    assert live[drafted] == "published"
    with pytest.raises(Failed) as done:
        await boss.json("POST", f"/api/learning/adoptions/{row['id']}/undo", {})
    assert done.value.code == "not_now"
