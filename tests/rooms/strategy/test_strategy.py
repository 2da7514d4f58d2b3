"""A trial in a running business: off by default, one wording for each talk, and what talks say of it."""

import pytest
from tests.support.wire import Failed
from tests.walks.conftest import hello, say

from yingda.kernel import TimerDue, new_id
from yingda.rooms.bot import Source
from yingda.rooms.strategy import Strategies

OTHER = "可以的：7 天内在订单页点「申请售后」，东西完好就行。"


async def refunds(boss):
    """The id of the article about returns."""
    items = (await boss.json("GET", "/api/articles"))["items"]
    return next(a["id"] for a in items if a["title"] == "七天无理由退货怎么申请")


def source(article, version=1):
    """An answer from an article."""
    return Source(article, version, "", "", "", "", "")


async def asked(town, visitor):
    """(conversation, what the bot said)."""
    kept = await say(visitor, "怎么退货")
    await town.settle()
    told = [f["entry"] for f in visitor.frames if f["op"] == "entry" and f["entry"]["from"] == "bot"]
    return kept["conversation"], told[-1]


async def test_each_talk_gets_one_wording_and_keeps_it(town):
    boss = await town.agent("boss@t.example")
    id = await refunds(boss)
    assert [one["id"] for one in await boss.json("GET", "/api/strategies")] == ["patience"], (
        "nothing is tried by itself"
    )
    made = await boss.json("PUT", f"/api/strategies/{id}", {"on": True, "wordings": [OTHER]})
    assert (made["on"], len(made["arms"]), made["stale"]) == (True, 2, False)
    given = set()
    for _ in range(2):
        async with town.visitor() as visitor:
            await hello(visitor, town)
            talk, first = await asked(town, visitor)
            given.add(OTHER in first["text"])
            assert first["extra"]["citations"][0]["article"] == id, "whatever the words, the source stays"
            again = await town.node.need(Strategies).wording("town", talk, 99, source(id))
            assert again == ((1, OTHER) if OTHER in first["text"] else None)
    assert given == {True, False}, "both are tried evenly at first"
    (one,) = [s for s in await boss.json("GET", "/api/strategies") if s["id"] == id]
    assert [arm["shown"] for arm in one["arms"]] == [1, 1]


async def test_what_talks_say_is_counted_once_and_forgotten_on_reset(town):
    boss, strategies = await town.agent("boss@t.example"), town.node.need(Strategies)
    id = await refunds(boss)
    await boss.json("PUT", f"/api/strategies/{id}", {"on": True, "wordings": [OTHER]})

    async def known():
        one = next(s for s in await boss.json("GET", "/api/strategies") if s["id"] == id)
        return sum(arm["won"] for arm in one["arms"]), sum(arm["lost"] for arm in one["arms"])

    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk, _ = await asked(town, visitor)
        due = TimerDue(tenant="town", key=talk, name="strategy.settle", due=1, at=1, id=new_id())
        for _ in range(2):
            await strategies.ended(due)
        assert await known() == (1, 0), "who says nothing more was helped"
        await boss.json("POST", f"/api/conversations/{talk}/resolve")
        await visitor.ask("rate", conversation=talk, score=1)
        await town.settle()
        assert await known() == (0, 1), "the rating takes its place"
    turned = await boss.json("POST", f"/api/strategies/{id}/reset")
    assert [(a["shown"], a["won"], a["lost"]) for a in turned["arms"]] == [(0, 0, 0)] * 2
    await strategies.ended(due)
    assert await known() == (0, 0), "talks of an earlier round count no more"


async def test_wordings_go_with_one_version_of_the_article(town):
    boss, strategies = await town.agent("boss@t.example"), town.node.need(Strategies)
    id = await refunds(boss)
    with pytest.raises(Failed) as refused:
        await boss.json("PUT", f"/api/strategies/{id}", {"on": True, "wordings": ["30 天内都能退。"]})
    assert refused.value.code == "other_figures"
    await boss.json("PUT", f"/api/strategies/{id}", {"on": True, "wordings": [OTHER]})
    assert await strategies.wording("town", "x" * 20, 1, source(id, version=99)) is None
    await boss.json("PUT", f"/api/strategies/{id}", {"on": False, "wordings": [OTHER]})
    assert await strategies.wording("town", "y" * 20, 1, source(id)) is None
    await boss.call("DELETE", f"/api/strategies/{id}")
    assert [one["id"] for one in await boss.json("GET", "/api/strategies")] == ["patience"]


async def test_patience_stays_within_its_bounds(town):
    boss, strategies = await town.agent("boss@t.example"), town.node.need(Strategies)
    assert await strategies.patience("town", "0" * 20) is None
    await boss.json("PUT", "/api/strategies/patience", {"on": True})
    given = {await strategies.patience("town", f"{n:020d}") for n in range(3)}
    assert given == {1, 2, 3}
    assert await strategies.patience("town", "0" * 20) == await strategies.patience("town", "0" * 20)
    with pytest.raises(Failed):
        await boss.json("PUT", "/api/strategies/patience", {"on": True, "wordings": ["x"]})
