"""Who gets what when: many wait, somebody comes, somebody leaves, somebody passes it on."""

import asyncio
import time

from tests.walks.conftest import PASSWORD, hello, say

from yingda.kernel import Inbound, Visitor, new_id
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations
from yingda.rooms.routing import Routing
from yingda.rooms.routing.model import GONE_MS, Presence, changed, is_gone


async def wait_many(town, n, skill=""):
    """`n` conversations that wait for a person, the oldest first; their ids."""
    talks, ids = town.node.need(Conversations), []
    for i in range(n):
        who = Visitor("town", town.inbox.id, new_id(), "zh-CN")
        kept = await talks.receive(who, Inbound(new_id(), f"第 {i} 位"), name=f"访客{i}")
        await talks.hand_over("town", kept.conversation, reason="asked", cause=new_id(), skill=skill)
        ids.append(kept.conversation)
    await town.settle()
    return ids


async def held(town, name):
    """The ids that an agent has."""
    talks, accounts = town.node.need(Conversations), town.node.need(Accounts)
    agent = next(a for a in await accounts.agents("town") if a.name == name)
    return {h.id for h in await talks.view("town", "mine", agent.id)}


async def test_a_hundred_wait_and_an_agent_comes(town):
    ids = await wait_many(town, 100)
    chen = await town.agent()
    begun = time.monotonic()
    async with chen.socket():
        while len(await held(town, "陈静")) < 2:
            await asyncio.sleep(0.01)
            assert time.monotonic() - begun < 1.0
        assert await held(town, "陈静") == set(ids[:2]), "the oldest, up to his capacity"
        await chen.json("POST", f"/api/conversations/{ids[0]}/resolve")
        begun = time.monotonic()
        while ids[2] not in await held(town, "陈静"):
            await asyncio.sleep(0.01)
            assert time.monotonic() - begun < 1.0


async def test_more_than_are_looked_at_at_once_are_given(town, monkeypatch):
    monkeypatch.setattr("yingda.rooms.routing.service.TOLD", 2)
    routing = town.node.need(Routing)
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with chen.socket() as one, wang.socket() as two:
        for console in (one, two):
            await console.ask("status", status="busy")
        ids = await wait_many(town, 5)
        await town.node.db.tx(online)
        await routing.place("town")
        assert await held(town, "陈静") | await held(town, "王磊") == set(ids[:4])


async def online(tx):
    """Both at once, without a look at the queue in between."""
    await tx.run("update presence set status = ?1, version = version + 1", "online")


async def test_one_agent_after_the_other(town):
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with chen.socket(), wang.socket():
        ids = await wait_many(town, 4)
        assert await held(town, "陈静") == {ids[0], ids[2]}
        assert await held(town, "王磊") == {ids[1], ids[3]}


async def test_who_has_nothing_comes_before_who_was_served_long_ago(town):
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with chen.socket():
        first = await wait_many(town, 1)
        async with wang.socket():
            second = await wait_many(town, 1)
            assert await held(town, "陈静") == set(first)
            assert await held(town, "王磊") == set(second)


async def test_busy_gets_nothing_and_back_online_the_oldest(town):
    chen = await town.agent()
    async with chen.socket() as console:
        await console.ask("status", status="busy")
        ids = await wait_many(town, 3)
        assert await held(town, "陈静") == set()
        await console.ask("status", status="online")
        await town.settle()
        assert await held(town, "陈静") == set(ids[:2])


async def test_what_an_agent_passes_on_does_not_come_straight_back(town):
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with chen.socket():
        (id,) = await wait_many(town, 1)
        async with wang.socket():
            await chen.json("POST", f"/api/conversations/{id}/assign", {"agent": "", "skill": "billing"})
            await town.settle()
            assert await held(town, "王磊") == {id}
            await wang.json("POST", f"/api/conversations/{id}/resolve")
            await town.settle()
        (other,) = await wait_many(town, 1)
        assert other in await held(town, "陈静")


async def test_whoever_is_alone_gets_back_what_he_passed_on(town):
    """Nobody waits beside a free agent."""
    chen = await town.agent()
    async with chen.socket():
        (id,) = await wait_many(town, 1)
        await chen.json("POST", f"/api/conversations/{id}/assign", {"agent": ""})
        await town.settle()
        assert await held(town, "陈静") == {id}


async def test_somebody_far_down_the_queue_is_found(town):
    """Two hundred wait for the one who speaks English and is full; the next speaks Chinese."""
    accounts, talks = town.node.need(Accounts), town.node.need(Conversations)
    await accounts.hire("town", password=PASSWORD, name="Emma", email="emma@t.example", languages=("en",), capacity=1)
    agents = {a.name: a.id for a in await accounts.agents("town")}
    await accounts.change_agent("town", agents["陈静"], {"languages": ("zh-CN",)})
    emma, chen = await town.agent("emma@t.example"), await town.agent()
    async with emma.socket(), chen.socket() as console:
        await console.ask("status", status="busy")
        for i in range(205):
            who = Visitor("town", town.inbox.id, new_id(), "en")
            kept = await talks.receive(who, Inbound(new_id(), f"no {i}"), name="guest")
            await talks.hand_over("town", kept.conversation, reason="asked", cause=new_id())
        await town.settle()
        (id,) = await wait_many(town, 1)
        await console.ask("status", status="online")
        await town.settle()
        assert await held(town, "陈静") == {id}
        assert len(await held(town, "Emma")) == 1


async def test_who_waits_for_an_agent_who_left_gets_another(town):
    routing, talks = town.node.need(Routing), town.node.need(Conversations)
    clock = routing.clock
    chen = await town.agent()
    async with town.visitor() as visitor:
        await hello(visitor, town)
        async with chen.socket():
            id = (await say(visitor, "转人工"))["conversation"]
            await visitor.pushed("entry", lambda f: f["entry"]["extra"].get("event") == "assigned")
            (answered,) = await wait_many(town, 1)
            await chen.json("POST", f"/api/conversations/{answered}/entries", {"client_id": "r", "text": "好的"})
        await town.node.db.tx(disconnected)
        later = clock.now() + GONE_MS + 1

        class Later:
            def now(self):
                return later

        routing.clock = Later()
        await routing.release("town")
        await town.settle()
        assert (await talks.get("town", id)).handler == "queue"
        assert (await talks.get("town", answered)).handler == "agent", "whoever does not wait stays with whom he knows"
        routing.clock = clock
        wang = await town.agent("wang@t.example")
        async with wang.socket():
            await visitor.pushed("entry", lambda f: (f["entry"]["extra"].get("agent") or {}).get("name") == "王磊")


async def test_an_agent_who_comes_back_gets_back_whom_he_left_waiting(town):
    routing, talks = town.node.need(Routing), town.node.need(Conversations)
    clock = routing.clock
    chen = await town.agent()
    async with chen.socket():
        (id,) = await wait_many(town, 1)
        assert await held(town, "陈静") == {id}
    await town.node.db.tx(disconnected)
    later = clock.now() + GONE_MS + 1
    routing.clock = type("Later", (), {"now": staticmethod(lambda: later)})()
    await routing.release("town")
    await town.settle()
    head = await talks.get("town", id)
    assert (head.handler, head.queued_at) == ("queue", head.waiting_since), "his place is that of when he began to wait"
    routing.clock = clock
    async with chen.socket():
        await town.settle()
        assert await held(town, "陈静") == {id}


async def test_a_hundred_who_come_at_once_are_a_few_looks(town):
    routing, talks = town.node.need(Routing), town.node.need(Conversations)
    looks = 0
    real = routing._place

    async def counted(tenant):
        nonlocal looks
        looks += 1
        await real(tenant)

    routing._place = counted
    await asyncio.gather(*(routing.place("town") for _ in range(100)))
    assert looks <= 2
    assert not routing.about_to
    assert await talks.waiting("town") == []


async def disconnected(tx):
    """As after a console was closed for longer than a reload."""
    await tx.run("update presence set connected = ?1, version = version + 1", False)


async def test_an_agent_who_is_let_go_keeps_nobody_waiting(town):
    accounts, talks = town.node.need(Accounts), town.node.need(Conversations)
    chen = await town.agent()
    async with town.visitor() as visitor:
        await hello(visitor, town)
        async with chen.socket():
            id = (await say(visitor, "转人工"))["conversation"]
            await visitor.pushed("entry", lambda f: f["entry"]["extra"].get("event") == "assigned")
        me = next(a.id for a in await accounts.agents("town") if a.name == "陈静")
        await accounts.change_agent("town", me, {"active": False})
        await town.settle()
        assert (await talks.get("town", id)).handler == "queue"


async def test_the_place_in_the_queue(town):
    routing, talks = town.node.need(Routing), town.node.need(Conversations)
    ids = await wait_many(town, 5)
    places = [(await routing.queue_of(await talks.get("town", id)))["place"] for id in ids]
    assert places == [1, 2, 3, 4, 5]
    await talks.mood("town", ids[4], "angry", 1.0, priority=5)
    assert (await routing.queue_of(await talks.get("town", ids[4])))["place"] == 1
    assert (await routing.queue_of(await talks.get("town", ids[0])))["place"] == 2


def test_coming_back_is_being_free_since_now():
    here = Presence("t", "a", "online", True, 1_000, 500)
    assert changed(here, 2_000, {"connected": True, "seen_at": 2_000}).free_since == 500
    gone = Presence("t", "a", "online", False, 1_000, 500)
    assert changed(gone, 20_000, {"connected": True, "seen_at": 20_000}).free_since == 500, "a reload"
    assert changed(gone, 500_000, {"connected": True, "seen_at": 500_000}).free_since == 500_000
    busy = Presence("t", "a", "busy", True, 1_000, 500)
    assert changed(busy, 3_000, {"status": "online"}).free_since == 3_000
    assert changed(here, 3_000, {"status": "online"}).free_since == 500, "online again is nothing new"
    assert not is_gone(gone, 1_000 + GONE_MS - 1, 0)
    assert is_gone(gone, 1_000 + GONE_MS, 0)
    assert not is_gone(gone, 1_000 + GONE_MS, 5_000), "this node has only just begun to look"
