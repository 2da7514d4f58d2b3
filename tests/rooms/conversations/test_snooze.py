"""Putting a conversation aside: it comes back once, at its time or with its visitor's next message, to whoever had it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.database import fresh

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.kernel import BadInput, Clash, House, Inbound, Timer, TimerDue, Unavailable, Visitor, new_id
from yingda.main.cluster import Alarms
from yingda.rooms.conversations import AGENT, OPEN, QUEUE, RESOLVED, SNOOZED, Conversations, state_of
from yingda.rooms.conversations.model.snooze import TIMER

HOUR = 3_600_000


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1_800_000_000_000

    def now(self) -> int:
        self.at += 1
        return self.at


class NoFetch:
    async def get(self, url: str, *, hosts: Any, limit: int = 0) -> Any:
        raise Unavailable

    async def close(self) -> None:
        """Nothing to do."""


class Desk:
    """The spine, with its timers fired by hand."""

    def __init__(self, house: House, clock: Hand) -> None:
        self.house, self.clock = house, clock
        self.talks = Conversations(house.db, clock)
        self.alarms, self.fired = Alarms(house), 0
        house.db.told = self.told
        self.due: list[TimerDue] = []

    def told(self, events: list[Any]) -> None:
        self.due += [event for event, _ in events if isinstance(event, TimerDue)]

    async def tick(self) -> None:
        """What is due happens, each twice: a reaction may run again."""
        await self.alarms.look()
        due, self.due = self.due, []
        self.fired += len(due)
        for event in due:
            await self.talks.due(event)
            await self.talks.due(event)

    async def say(self, text: str = "在吗") -> str:
        visitor = Visitor("t", "in", "who", "zh-CN")
        entry = await self.talks.receive(visitor, Inbound(new_id(), text), name="访客", bot=False)
        return entry.conversation


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with fresh(tmp_path, "conversations") as db:
        clock = Hand()
        house = House(db, InprocBus(), FileBlobs(tmp_path), NoFetch(), clock, {})
        db.reactions = house.reactions
        yield Desk(house, clock)


async def mine(desk: Desk) -> str:
    """A conversation that the agent `a` has."""
    id = await desk.say()
    await desk.talks.assign("t", id, agent="a", name="陈静", by="a")
    return id


async def events(desk: Desk, id: str) -> list[str]:
    page = await desk.talks.page("t", id, 2**62, staff=True)
    return [str(e.extra["event"]) for e in page.entries if e.kind == "event"]


async def test_it_sleeps_and_comes_back_once(desk: Desk) -> None:
    id = await mine(desk)
    head = await desk.talks.snooze("t", id, desk.clock.now() + HOUR, by="a", by_name="陈静")
    assert (head.status, head.handler, head.assignee) == (SNOOZED, AGENT, "a")
    assert state_of(head).status == OPEN, "its visitor does not notice"
    assert await desk.talks.loads("t") == {}, "the agent has room for another"
    assert [t.id for t in await desk.talks.view("t", "snoozed", "a")] == [id]
    assert await desk.talks.view("t", "mine", "a") == []
    assert (await desk.talks.counts("t", "a"))["snoozed"] == 1
    await desk.tick()
    assert (await desk.talks.get("t", id)).status == SNOOZED, "not before its time"
    desk.clock.at += HOUR
    await desk.tick()
    head = await desk.talks.get("t", id)
    assert (head.status, head.handler, head.assignee, head.snoozed_until) == (OPEN, AGENT, "a", 0)
    assert head.waiting_since
    assert head.unread
    await desk.tick()
    assert desk.fired == 1
    assert (await events(desk, id)).count("woken") == 1
    assert await desk.house.db.get(Timer, "t", TIMER, id) is None


async def test_its_visitor_wakes_it_and_the_timer_does_nothing(desk: Desk) -> None:
    id = await mine(desk)
    await desk.talks.snooze("t", id, desk.clock.now() + HOUR)
    assert await desk.say("还有一个问题") == id
    head = await desk.talks.get("t", id)
    assert (head.status, head.assignee) == (OPEN, "a")
    desk.clock.at += 2 * HOUR
    await desk.tick()
    assert desk.fired == 1
    assert (await events(desk, id)).count("woken") == 0


async def test_until_the_next_reply_there_is_no_timer(desk: Desk) -> None:
    id = await mine(desk)
    await desk.talks.snooze("t", id, desk.clock.now() + HOUR)
    await desk.talks.wake("t", id)
    await desk.talks.snooze("t", id, 0)
    desk.clock.at += 400 * 24 * HOUR
    await desk.tick()
    assert desk.fired == 0
    assert (await desk.talks.get("t", id)).status == SNOOZED
    await desk.say()
    assert (await desk.talks.get("t", id)).status == OPEN


async def test_moved_to_a_later_time_it_sleeps_on(desk: Desk) -> None:
    id = await mine(desk)
    await desk.talks.snooze("t", id, desk.clock.now() + HOUR)
    await desk.talks.snooze("t", id, desk.clock.now() + 3 * HOUR)
    desk.clock.at += HOUR + 60_000
    await desk.tick()
    assert (await desk.talks.get("t", id)).status == SNOOZED
    desk.clock.at += 2 * HOUR
    await desk.tick()
    assert (await desk.talks.get("t", id)).status == OPEN
    assert desk.fired == 1


@pytest.mark.parametrize("jump", [-2 * HOUR, 30 * 24 * HOUR])
async def test_a_clock_that_jumps_fires_it_once(desk: Desk, jump: int) -> None:
    id = await mine(desk)
    await desk.talks.snooze("t", id, desk.clock.now() + HOUR)
    desk.clock.at += jump
    for _ in range(8):
        await desk.tick()
        desk.clock.at += HOUR
    assert desk.fired == 1
    assert (await events(desk, id)).count("woken") == 1


async def test_whatever_is_done_with_it_wakes_it(desk: Desk) -> None:
    id = await mine(desk)
    acts: list[Any] = [
        lambda: desk.talks.assign("t", id, agent="b", name="王磊"),
        lambda: desk.talks.unassign("t", id),
        lambda: desk.talks.resolve("t", id),
    ]
    for act, (status, handler) in zip(acts, [(OPEN, AGENT), (OPEN, QUEUE), (RESOLVED, QUEUE)], strict=True):
        await desk.talks.snooze("t", id, 0)
        head = await act()
        assert (head.status, head.handler, head.snoozed_until) == (status, handler, 0)


async def test_what_cannot_be_put_aside_is_refused(desk: Desk) -> None:
    id = await mine(desk)
    for until in (desk.clock.now() - 1, desk.clock.now() + 500 * 24 * HOUR):
        with pytest.raises(BadInput):
            await desk.talks.snooze("t", id, until)
    await desk.talks.resolve("t", id)
    with pytest.raises(Clash):
        await desk.talks.snooze("t", id, 0)
