"""Searching on the running business: over HTTP, with its permissions, filters and pages; on every engine."""

from urllib.parse import urlencode

import pytest
from msgspec.structs import replace
from tests.support.wire import Failed

from yingda.kernel import Inbound, Visitor, new_id
from yingda.kernel.search import Search
from yingda.rooms.conversations import Conversations
from yingda.rooms.people import People
from yingda.rooms.search import Indexer


class Desk:
    """An agent who searches, and visitors who said something."""

    def __init__(self, town, web):
        self.town, self.web, self.talks = town, web, town.node.need(Conversations)

    async def said(self, *texts, contact=None, answer="", note=""):
        """A new visitor's conversation without a bot; its id."""
        people = self.town.node.need(People)
        who = await people.know("town", contact or new_id(), name=contact or "林晓")
        visitor = Visitor("town", self.town.inbox.id, who.id, "zh-CN")
        for text in texts:
            kept = await self.talks.receive(visitor, Inbound(new_id(), text), name=who.name, bot=False)
        for kind, words in (("text", answer), ("note", note)):
            if words:
                await self.talks.post("town", kept.conversation, sender="agent", author="a1", name="陈静", text=words,
                                      client_id=new_id(), kind=kind)  # fmt: skip
        await self.town.node.need(Indexer).catch_up()
        return kept.conversation

    async def find(self, q, **more):
        return await self.web.json("GET", "/api/search?" + urlencode({"q": q, **more}))

    async def hits(self, q, **more):
        """All hits. A search that has taken long enough answers with what it has: it is asked to go on."""
        found = await self.find(q, **more)
        hits = found["hits"]
        while not hits and found["next"]:
            found = await self.find(q, before=found["next"], **more)
            hits = found["hits"]
        return [(hit["conversation"], hit["seq"]) for hit in hits]


@pytest.fixture
async def desk(town):
    return Desk(town, await town.agent())


async def test_words_of_everybody_are_found_with_their_places(desk):
    id = await desk.said("我想退貨", "订单 QH-118233 还没动", answer="可以 Refund 给您", note="仓库缺货")
    assert await desk.hits("退货") == [(id, 1)]
    assert await desk.hits("8233") == [(id, 2)]
    assert await desk.hits("refund") == [(id, 3)]
    found = await desk.find("缺货")
    (hit,) = found["hits"]
    assert (hit["seq"], hit["kind"], hit["from"], hit["name"]) == (4, "note", "agent", "陈静")
    assert hit["parts"] == ["仓库", "缺货", ""]
    assert found["conversations"][id]["number"] == 1
    assert await desk.hits("没有说过") == []


async def test_filters(desk):
    a = await desk.said("发票抬头", answer="发票已开")
    b = await desk.said("发票呢")
    await desk.talks.tag("town", a, ["VIP"])
    await desk.talks.assign("town", b, agent="a9", name="王磊")
    await desk.talks.resolve("town", b, by="a9")
    assert await desk.hits("发票") == [(b, 1), (a, 2), (a, 1)]
    assert await desk.hits("发票", sender="visitor") == [(b, 1), (a, 1)]
    assert await desk.hits("发票", tag="VIP") == [(a, 2), (a, 1)]
    assert await desk.hits("发票", status="resolved") == [(b, 1)]
    assert await desk.hits("发票", status="open", sender="agent") == [(a, 2)]
    assert await desk.hits("发票", agent="a9") == [(b, 1)]
    assert await desk.hits("发票", inbox=desk.town.inbox.id, channel="web") == [(b, 1), (a, 2), (a, 1)]
    assert await desk.hits("发票", inbox="another") == []
    at = (await desk.talks.get("town", b)).opened_at
    assert await desk.hits("发票", since=at) == [(b, 1)]
    assert await desk.hits("发票", until=at - 1) == [(a, 2), (a, 1)]


async def test_pages_bring_everything_once(desk):
    id = await desk.said(*(f"第 {i} 句，催一下" for i in range(45)))
    seen, before = [], ""
    while True:
        found = await desk.find("催一", limit=7, before=before)
        seen += [hit["seq"] for hit in found["hits"]]
        before = found["next"]
        if not before:
            break
        assert found["reached"] > 0
    assert seen == list(range(45, 0, -1))
    assert {hit[0] for hit in await desk.hits("催一")} == {id}


async def test_customers_and_numbers(desk):
    id = await desk.said("你好", contact="钱多多")
    people = desk.town.node.need(People)
    contact = (await desk.talks.get("town", id)).contact
    await people.change("town", contact, {"phone": "139 1234 8000", "email": "qian@mail.example"})
    await desk.town.settle()
    for q in ("钱多", "1234", "13912348000", "qian@mail"):
        assert [one["id"] for one in (await desk.find(q))["contacts"]] == [contact], q
    await people.change("town", contact, {"phone": "+86 571 5555"})
    await desk.town.settle()
    assert (await desk.find("13912348000"))["contacts"] == []
    assert [one["id"] for one in (await desk.find("#1"))["numbers"]] == [id]
    assert (await desk.find("9999"))["numbers"] == []


async def test_another_business_finds_nothing_of_it(desk):
    await desk.said("绝密消息")
    engine = desk.town.node.need(Search)
    assert await engine.find("other", ["绝密"], 1 << 62, 0, 10) == []
    with pytest.raises(Failed) as refused:
        await type(desk.web)(desk.town.app).json("GET", "/api/search?q=%E7%BB%9D%E5%AF%86")
    assert refused.value.status == 401


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"q": "，。"}, "nothing_to_search"), ({"q": "长" * 201}, "text_too_long"),
        ({"q": "退货", "before": "x"}, "bad_cursor"),
        ({"q": "退货", "sender": "nobody"}, "unknown_filter"), ({"q": "退货", "status": "lost"}, "unknown_filter"),
        ({"q": "退货", "since": "-1"}, "bad_time"), ({"q": "退货", "inbox": "i" * 65}, "text_too_long"),
    ],
)  # fmt: skip
async def test_bad_questions_are_refused_in_words(desk, query, code):
    with pytest.raises(Failed) as refused:
        await desk.find(**query)
    assert refused.value.code == code
    assert refused.value.status in (400, 413)


async def test_what_a_crash_left_out_is_found_again(desk):
    indexer = desk.town.node.need(Indexer)
    await indexer.sweep()
    await desk.said("先来的话")
    visitor = Visitor("town", desk.town.inbox.id, "somebody", "zh-CN")
    kept = await desk.talks.receive(visitor, Inbound(new_id(), "丢了提醒的话"), name="x", bot=False)
    desk.talks.touched(1_000)  # what was noted in memory is gone, as after a crash
    await indexer.catch_up()
    assert await desk.hits("丢了提醒") == []
    clock = indexer.clock
    indexer.clock = type("Later", (), {"now": lambda self: clock.now() + 3_600_000})()
    await indexer.sweep()
    assert await desk.hits("丢了提醒") == [(kept.conversation, 1)]
    assert len(await desk.hits("先来的话")) == 1


async def test_what_was_there_before_the_index_is_indexed_once(desk):
    node = desk.town.node
    visitor = Visitor("town", desk.town.inbox.id, "somebody", "zh-CN")
    first = await desk.talks.receive(visitor, Inbound(new_id(), "以前的话"), name="x", bot=False)
    desk.talks.touched(1_000)
    head = await desk.talks.get("town", first.conversation)
    entry = (await desk.talks.after("town", head.id, 0, 1))[0]
    old = replace(head, id=new_id(), contact="other", opened_at=5, updated_at=5, status="resolved", version=1)
    await desk.talks.bring_in(old, [replace(entry, conversation=old.id, id=new_id(), at=5, text="导入的旧话")])
    desk.talks.touched(1_000)
    engine = node.need(Search)
    await engine.proceed("town", type(await engine.progress("town"))("", ""))
    await node.need(Indexer).sweep()
    assert await desk.hits("以前的话") == [(head.id, 1)]
    assert await desk.hits("导入的旧话") == [(old.id, 1)]
    assert not (await desk.find("以前"))["building"]


async def test_messages_go_on_when_the_index_fails(desk, monkeypatch):
    indexer = desk.town.node.need(Indexer)

    async def broken(*_):
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(indexer.engine, "put", broken)
        id = await desk.said("先答应着")
    assert await desk.hits("先答应着") == []
    await indexer.catch_up()
    assert await desk.hits("先答应着") == [(id, 1)]
