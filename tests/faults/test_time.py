"""A clock that jumps, and an event that no reaction can bear: order is untouched, timers fire once, the rest moves on."""

import asyncio
import itertools
import random
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.faults import broken as builds
from tests.faults import timed
from tests.faults.conftest import SEED, Figures, dose

from yingda.kernel import Inbound, Reception, SystemClock, Timer, Visitor, ids, new_id, timers
from yingda.main import parked, store
from yingda.main.build import Node, close_house, open_house
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations, Entry
from yingda.rooms.people import People

T = "town"
HOUR, DAY = 3_600_000, 86_400_000
JUMPS = (-2 * HOUR, 30 * DAY, -30 * DAY, 2 * HOUR, HOUR, -HOUR)
"""Two hours back, thirty days on, and back; an hour each way, as a machine does that keeps local time."""


class Jumpy:
    """The time of day, for the clock and for ids, `offset` ms off."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.offset = 0
        monkeypatch.setattr(SystemClock, "now", lambda _: time.time_ns() // 1_000_000 + self.offset)
        monkeypatch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: time.time_ns() + self.offset * 1_000_000))
        monkeypatch.setattr(ids, "_last", 0)  # and afterwards what it was: ids of the future would follow
        self.ids = ids

    def jump(self, by: int) -> None:
        """From now on it is so much later, or earlier."""
        self.offset += by

    def restart(self) -> None:
        """A new process does not remember the last id of the old one."""
        self.ids._last = 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Jumpy:
    timed.FIRED.clear()
    timed.RAN.clear()
    monkeypatch.setattr(timed, "CURED", False)
    return Jumpy(monkeypatch)


async def opened(data: Path) -> Node:
    """The business, with the extension of these tests."""
    return await open_house(Settings.read({"YINGDA_DATA": str(data), "YINGDA_EXTENSIONS": "tests.faults.timed"}))


async def visitor_of(node: Node) -> Visitor:
    """A new visitor."""
    inbox = (await node.need(Accounts).inboxes(T))[0]
    arrival = await node.need(People).arrive(inbox, "", "", "zh-CN", node.clock.now())
    return Visitor(T, inbox.id, arrival.contact.id, "zh-CN")


async def jumpy(data: Path, clock: Jumpy, count: int, often: float, patience: int) -> dict[str, Any]:
    """So many messages and timers while the clock jumps and, `often`, the house restarts; `patience` in tenths of a second
    is how long the timers have. Answers what was seen, and raises where it is not as it must be."""
    chance, sent, jumps, restarts = random.Random(SEED), list[str](), 0, 0
    node = await opened(data)
    who = await visitor_of(node)
    conversation, last = "", 0
    for n in range(count):
        if chance.random() < 0.1:
            clock.jump(chance.choice(JUMPS))
            jumps += 1
        if chance.random() < often:
            await close_house(node)
            clock.restart()
            node, restarts = await opened(data), restarts + 1
        kept = await node.need(Reception).receive(who, Inbound(new_id(), f"第 {n} 句"))
        assert conversation in ("", kept.conversation)
        conversation = kept.conversation
        sent.append(kept.id)
        due = node.clock.now() + chance.choice((-HOUR, 50, DAY, 40 * DAY))
        last = max(last, due)
        await node.db.decide(timers.put, Timer(T, "test.alarm", f"alarm {n}", due, node.clock.now()))
    ahead = max(0, last - node.clock.now()) + DAY  # many jumps may have led far back
    clock.jump(ahead)
    for _ in range(patience):
        if len(timed.FIRED) == len(sent):
            break
        await asyncio.sleep(0.1)
    clock.jump(-ahead)
    await asyncio.sleep(0.5)
    await node.reactor.settle(60)
    entries = await node.db.find(Entry, "tenant = ?1 and conversation = ?2 order by seq", T, conversation)
    mine = [e.id for e in entries if e.sender == "visitor"]
    head = await node.need(Conversations).get(T, conversation)
    await close_house(node)
    assert mine == sent
    assert [e.seq for e in entries] == list(range(1, head.seq + 1))
    assert len(set(mine)) == len(mine)
    assert dict(timed.FIRED) == {f"alarm {n}": 1 for n in range(len(sent))}, "each timer fires once"
    return {"jumps": jumps, "restarts": restarts, "messages": len(sent), "timers": len(timed.FIRED)}


@pytest.mark.timeout(1800)
async def test_order_and_timers(data: Path, clock: Jumpy, figures: Figures) -> None:
    told = await jumpy(data, clock, dose(120, 3_000), dose(2, 1) / 100, dose(200, 3_000))
    figures("clock jumps", **told, disordered=0, fired_twice=0)


async def test_the_test_notices_a_timer_that_fires_again(
    data: Path, clock: Jumpy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "fire", store.fire)  # put back afterwards
    builds.echo(None)
    with pytest.raises(AssertionError, match="fires once"):
        await jumpy(data, clock, 20, 0.0, 30)


async def test_a_retry_does_not_wait_for_a_clock_that_was_set_back(data: Path, clock: Jumpy) -> None:
    """What failed thirty days ahead of now is tried again soon, not in thirty days."""
    node = await opened(data)
    node.reactor.backoff, node.reactor.every = (3.0,) * 7, 0.1
    clock.jump(30 * DAY)
    who = await visitor_of(node)
    await node.need(Reception).receive(who, Inbound("c1", timed.POISON))
    while (await node.reactor.state())["running"]:  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(0.02)
    clock.jump(-30 * DAY)
    timed.CURED = True
    for _ in range(100):
        if timed.RAN:
            break
        await asyncio.sleep(0.1)
    assert timed.RAN == ["c1"]
    await close_house(node)


async def poisoned(node: Node, others: int) -> tuple[int, int]:
    """One message that no reaction can bear, among others: how many of the others' reactions ran, how many are parked."""
    node.reactor.backoff, node.reactor.every = (0.01,) * 7, 0.1
    door, people = node.need(Reception), [await visitor_of(node) for _ in range(4)]
    for n, who in zip(range(others), itertools.cycle(people)):
        await door.receive(who, Inbound(f"c{n}", timed.POISON if n == 5 else "你好"))
    for _ in range(100):
        if len(timed.RAN) == others - 1 and (await node.reactor.state())["parked"]:
            break
        await asyncio.sleep(0.05)
    return len(timed.RAN), (await node.reactor.state())["parked"]


async def test_poison_is_parked_and_can_be_replayed(data: Path, clock: Jumpy, figures: Figures) -> None:
    node, others = await opened(data), dose(40, 2_000)
    ran, aside = await poisoned(node, others)
    assert (ran, aside) == (others - 1, 1), "the rest moved on"
    rows: Any = await node.db.rows("select tenant, event, name, error from reaction where tries > 0")
    ((tenant, event, name, error),) = rows
    assert name == "test.taste"
    assert "poison" in error, "it says why"
    timed.CURED = True
    await parked.replay(node, tenant, event, name)
    for _ in range(100):
        if "c5" in timed.RAN:
            break
        await asyncio.sleep(0.1)
    await node.reactor.settle()
    assert timed.RAN.count("c5") == 1
    assert (await node.reactor.state())["parked"] == 0
    figures("poison event", others=others - 1, ran=ran, parked=aside, replayed=1)
    await close_house(node)


async def test_the_test_notices_poison_that_is_never_parked(
    data: Path, clock: Jumpy, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yingda.main import reactor

    monkeypatch.setattr(reactor, "TRIES", reactor.TRIES)  # put back afterwards
    node = await opened(data)
    builds.endless(node)
    assert await poisoned(node, 12) != (11, 1)
    await close_house(node)
