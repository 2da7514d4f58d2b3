"""The spine on a real database: one open conversation, gapless seq, harmless retries."""

import asyncio

import pytest
from tests.support.database import fresh

from yingda.kernel import BadInput, Clash, Inbound, NotFound, SystemClock, TooLarge, Visitor, new_id
from yingda.rooms.conversations import ConversationQueued, Conversations, MessagePosted, MessageReceived

LIN = Visitor("t1", "in1", "c1", "zh-CN")


@pytest.fixture
async def talks(tmp_path):
    async with fresh(tmp_path, "conversations") as db:
        told = []
        db.told = told.extend
        talks = Conversations(db, SystemClock())
        talks.told = told
        yield talks


async def say(talks, text, client_id=None, who=LIN, **more):
    return await talks.receive(who, Inbound(client_id or new_id(), text), name="林晓", **more)


async def test_a_hundred_first_messages_open_one_conversation(talks):
    kept = await asyncio.gather(*(say(talks, f"第 {i} 句", f"c{i}") for i in range(100)))
    assert len({e.conversation for e in kept}) == 1
    assert sorted(e.seq for e in kept) == list(range(1, 101))
    assert sum(e.first for e, _ in talks.told if isinstance(e, MessageReceived)) == 1


async def test_a_retry_gets_the_first_answer(talks):
    first = await say(talks, "你好", "same")
    assert await say(talks, "你好", "same") == first
    assert (await talks.page("t1", first.conversation, 99, staff=True)).entries == [first]


async def test_queue_agent_bot_and_back(talks):
    entry = await say(talks, "我要人工")
    id = entry.conversation
    await talks.hand_over("t1", id, reason="asked", cause="e1", skill="aftersales", summary={"said": ["我要人工"]})
    await talks.hand_over("t1", id, reason="asked", cause="e1", skill="aftersales")
    queued = [e for e, _ in talks.told if isinstance(e, ConversationQueued)]
    assert [q.skill for q in queued] == ["aftersales"]
    assert [t.id for t in await talks.waiting("t1")] == [id]
    head = await talks.assign("t1", id, agent="a1", name="陈静", only_queued=True)
    assert (head.handler, head.assignee, head.queued_at) == ("agent", "a1", 0)
    assert (await talks.assign("t1", id, agent="a2", name="王磊", only_queued=True)).assignee == "a1"
    dropped = await talks.post("t1", id, sender="bot", author="", name="智能助手", text="晚了", client_id="late")
    assert dropped is None
    await talks.post("t1", id, sender="agent", author="a1", name="陈静", text="您好", client_id="r1")
    await talks.post("t1", id, sender="agent", author="a1", name="陈静", text="仓库?", client_id="n1", kind="note")
    assert await talks.loads("t1") == {"a1": 1}
    visitor = await talks.page("t1", id, 99, staff=False)
    staff = await talks.page("t1", id, 99, staff=True)
    assert [e.seq for e in staff.entries] == list(range(1, len(staff.entries) + 1))
    assert {e.kind for e in visitor.entries} == {"text", "event"}
    assert not any(e.extra.get("summary") for e in visitor.entries)
    head = await talks.resolve("t1", id, by="a1")
    assert head.status == "resolved"
    assert (await say(talks, "还有一个问题")).conversation == id
    assert (await talks.get("t1", id)).handler == "bot"


async def test_after_a_week_a_new_one_begins(talks):
    entry = await say(talks, "你好")
    await talks.resolve("t1", entry.conversation)
    talks.clock = type("Later", (), {"now": lambda self: SystemClock().now() + 8 * 86_400_000})()
    other = await say(talks, "你好")
    assert other.conversation != entry.conversation
    with pytest.raises(Clash):
        await talks.reopen("t1", entry.conversation)


async def test_marks_only_move_forward(talks):
    id = (await say(talks, "你好")).conversation
    await talks.post("t1", id, sender="bot", author="", name="智能助手", text="您好", client_id="b1")
    assert (await talks.get("t1", id)).visitor_unread == 1
    await talks.visitor_mark("t1", id, 99, seen=True)
    await talks.visitor_mark("t1", id, 1, seen=True)
    head = await talks.get("t1", id)
    assert (head.visitor_read, head.visitor_unread) == (2, 0)


async def test_resume_brings_exactly_the_rest(talks):
    id = ""
    for i in range(30):
        id = (await say(talks, f"{i}")).conversation
    assert [e.seq for e in (await talks.since("t1", id, 27, staff=True)).entries] == [28, 29, 30]
    assert (await talks.since("t1", id, 30, staff=True)).entries == []
    assert (await talks.since("t1", id, 0, staff=True)).reset
    assert (await talks.since("t1", id, 31, staff=True)).reset, "a client from the future starts again"


async def test_nobody_reads_what_is_not_his(talks):
    id = (await say(talks, "你好")).conversation
    for who in (Visitor("t1", "in1", "c2", "en"), Visitor("t2", "in1", "c1", "en"), Visitor("t1", "in2", "c1", "en")):
        with pytest.raises(NotFound):
            await talks.of_visitor(who, id)
    with pytest.raises(NotFound):
        await talks.get("t2", id)


async def test_bad_input_is_refused_whole(talks):
    with pytest.raises(BadInput):
        await say(talks, " \u202e\x00 ")
    with pytest.raises(TooLarge):
        await say(talks, "长" * 8_001)
    assert not [e for e, _ in talks.told if isinstance(e, MessageReceived | MessagePosted)]


async def test_pages_are_keyset_pages(talks):
    for i in range(7):
        await say(talks, "在吗", who=Visitor("t1", "in1", f"c{i}", "zh-CN"))
    seen, cursor = [], (2**62, "")
    while page := await talks.view("t1", "all", "a1", cursor=cursor, limit=3):
        seen += [t.number for t in page]
        cursor = (page[-1].updated_at, page[-1].id)
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 7
    assert (await talks.counts("t1", "a1"))["unassigned"] == 7
    assert len(await talks.view("t1", "all", "a1", q="林晓 在吗")) == 7
