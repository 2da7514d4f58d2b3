"""Conversations are numbered 1, 2, 3 … within each business: many at once, on both engines, on two nodes."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from tests.support import plans, postgres
from tests.support.database import fresh

from yingda.engines.postgres import connect
from yingda.kernel import Inbound, SystemClock, Visitor
from yingda.rooms.conversations import Conversations
from yingda.rooms.conversations.model.rows import RESOLVED, Conversation, Counter


@pytest.fixture(params=["sqlite", "postgresql", "two nodes"])
async def nodes(request, tmp_path):
    async with AsyncExitStack() as stack:
        if request.param == "sqlite":
            dbs = [await stack.enter_async_context(fresh(tmp_path, "conversations"))]
        else:
            make = postgres.database("numbers", lambda url: plans.migrated(url, ("conversations",)))
            url = stack.enter_context(make)
            dbs = [await connect(url) for _ in range(2 if request.param == "two nodes" else 1)]
            for db in dbs:
                stack.push_async_callback(db.close)
        yield [Conversations(db, SystemClock()) for db in dbs]


async def say(nodes, tenant, i, times=1):
    """What visitor `i` says first, and where it is kept."""
    who = Visitor(tenant, "in", f"c{i}", "zh-CN")
    return await nodes[(i + times) % len(nodes)].receive(who, Inbound(f"first{i}", "你好"), name=f"客户{i}")


async def numbers(nodes, tenant):
    """All numbers in their order."""
    return [n for (n,) in await nodes[0].db.rows("select number from conversation where tenant=?1 order by 1", tenant)]


async def test_a_hundred_who_begin_at_once_are_numbered_without_a_gap(nodes):
    mine = [say(nodes, "t", i) for i in range(100)]
    *others, kept = await asyncio.gather(*(say(nodes, "u", i) for i in range(20)), asyncio.gather(*mine))
    assert await numbers(nodes, "t") == list(range(1, 101))
    assert await numbers(nodes, "u") == list(range(1, 21))
    assert len({entry.conversation for entry in (*kept, *others)}) == 120
    assert (await nodes[0].db.get(Counter, "t")).number == 100
    assert (await nodes[0].db.get(Counter, "u")).number == 20
    again = await asyncio.gather(*(say(nodes, "t", i, times=2) for i in range(100)))  # a retry, on the other node
    assert again == kept
    assert await numbers(nodes, "t") == list(range(1, 101))


async def test_who_begins_twice_at_once_has_one_number(nodes):
    kept = await asyncio.gather(*(say(nodes, "t", i % 20, times=i) for i in range(60)))
    assert await numbers(nodes, "t") == list(range(1, 21))
    assert len({entry.id for entry in kept}) == 20


async def test_what_is_brought_is_numbered_among_the_others(nodes):
    heads = [
        Conversation("t", f"old{i}", "in", "web", f"old{i}", "x", "zh-CN", 0, 1, 1, status=RESOLVED) for i in range(20)
    ]
    brought = (nodes[i % len(nodes)].bring_in(head, []) for i, head in enumerate(heads))
    await asyncio.gather(*brought, *(say(nodes, "t", i) for i in range(20)))
    assert await numbers(nodes, "t") == list(range(1, 41))


@pytest.mark.parametrize("left", ["update conversation_counter set number = 1", "delete from conversation_counter"])
async def test_a_counter_that_was_left_behind_catches_up(nodes, left):
    """As when a node of an earlier version, which knows no counter, has opened conversations meanwhile."""
    for i in range(3):
        await say(nodes, "t", i)

    async def behind(tx):
        await tx.run(f"{left} where tenant = ?1", "t")

    await nodes[-1].db.tx(behind)
    await asyncio.gather(*(say(nodes, "t", i) for i in range(3, 9)))
    assert await numbers(nodes, "t") == list(range(1, 10))
