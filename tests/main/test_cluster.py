"""Many nodes: one takes over what another left, each hears what the others told though the bus loses it, timers fire once.
Nodes of one process on one PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.main.test_reactor import Asked, NoFetch, Quiet, asked, tell, until
from tests.support import postgres

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.engines.postgres import connect
from yingda.kernel import Calls, Changes, Claim, House, Order, Rest, SystemClock, Timer, TimerDue, timers
from yingda.main import schema
from yingda.main.cluster import Cluster
from yingda.main.cluster import nodes as membership
from yingda.main.reactor import Reactor


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.database("core", lambda new: schema.upgrade(new, {}) and None) as found:
        yield found


class Member:
    """One node."""

    def __init__(self, house: House, reactor: Reactor, cluster: Cluster) -> None:
        self.house, self.reactor, self.cluster = house, reactor, cluster

    async def vanish(self) -> None:
        """As if its process were killed: nothing is said, nothing handed over."""
        self.reactor.stopped = True
        for task in (*self.cluster.nodes.tasks, *self.cluster.follower.tasks, *self.reactor.tasks):
            task.cancel()
        for one in (self.reactor.sweeper, self.cluster.alarms.task):
            if one:
                one.cancel()


@asynccontextmanager
async def node(url: str, folder: Path, install: Callable[[House], None], secret: str = "x") -> AsyncIterator[Member]:
    """A node that serves, with a bus that brings nothing to the others."""
    db = await connect(url)
    house = House(db, InprocBus(), FileBlobs(folder), NoFetch(), SystemClock(), {"secret": secret})
    install(house)
    db.reactions = house.reactions
    reactor = Reactor(house, sweep=0.2)
    cluster = Cluster(house, reactor)
    cluster.nodes.every, cluster.nodes.lost = 0.1, 1.0
    db.told = reactor.told
    try:
        await cluster.join()
        await reactor.start()
        await cluster.start()
        yield Member(house, reactor, cluster)
        await reactor.stop()
        await cluster.stop()
    finally:
        await db.close()


def nothing(house: House) -> None:
    """No reactions."""


async def test_what_a_dead_node_left_is_run_by_the_other_once(url: str, tmp_path: Path) -> None:
    ran: list[tuple[str, int]] = []

    def slow(house: House) -> None:
        async def react(event: Asked) -> None:
            await asyncio.sleep(60)

        house.react(Asked, "test.react", react)

    def quick(house: House) -> None:
        async def react(event: Asked) -> None:
            ran.append((event.key, event.n))

        house.react(Asked, "test.react", react)

    async with node(url, tmp_path, quick) as heir, node(url, tmp_path, quick), node(url, tmp_path, slow) as doomed:
        await until(lambda: len(heir.cluster.nodes.others) == 2)
        for n in range(1, 6):
            await asyncio.gather(*(doomed.house.db.decide(tell, asked(key, n)) for key in "abc"))
        await doomed.vanish()
        await until(lambda: len(ran) >= 15)
        await asyncio.sleep(0.5)
        assert sorted(ran) == [(key, n) for key in "abc" for n in range(1, 6)], "once each"
        for key in "abc":
            assert [n for k, n in ran if k == key] == [1, 2, 3, 4, 5], "in order"
        assert int((await heir.house.db.rows("select count(*) from node"))[0][0]) == 2, "the dead one is given up"
        doomed.cluster.nodes.tasks = []


async def test_a_slow_node_that_lives_is_not_robbed(url: str, tmp_path: Path) -> None:
    ran: list[str] = []

    def slow(house: House) -> None:
        async def react(event: Asked) -> None:
            ran.append(house.node)
            await asyncio.sleep(2.5)

        house.react(Asked, "test.react", react)

    async with node(url, tmp_path, slow) as one, node(url, tmp_path, slow) as other:
        await until(lambda: bool(other.cluster.nodes.others and one.cluster.nodes.others))
        await one.house.db.decide(tell, asked("a", 1))
        await asyncio.sleep(2.0)
        await one.reactor.settle()
        assert ran == [one.house.node]


async def test_every_node_hears_what_is_kept_without_a_bus(url: str, tmp_path: Path) -> None:
    heard: dict[str, list[int]] = {}

    def listening(house: House) -> None:
        async def hear(event: Quiet) -> None:
            heard.setdefault(house.node, []).append(event.n)

        house.hear(Quiet, hear)

    async with node(url, tmp_path, listening) as one, node(url, tmp_path, listening) as other:
        told: list[tuple[int, bytes]] = []
        other.house.bus.listen("t/c/a", lambda seq, frame: told.append((seq, frame)))
        for n in range(1, 31):
            await one.house.db.decide(tell, Quiet(tenant="t", key="a", at=1, n=n), asked("a", n))
        await until(lambda: len(heard.get(other.house.node, ())) >= 30 and len(told) >= 30)
        assert sorted(heard[one.house.node]) == sorted(heard[other.house.node]) == list(range(1, 31))
        assert [seq for seq, _ in told] == list(range(1, 31))
        assert not other.cluster.follower.sound, "a bus that brings nothing is not relied on"


async def test_what_commits_late_is_not_overlooked(url: str, tmp_path: Path) -> None:
    """A transaction that began before others and ends after them."""
    heard: list[int] = []

    def listening(house: House) -> None:
        async def hear(event: Quiet) -> None:
            heard.append(event.n)

        house.hear(Quiet, hear)

    async with node(url, tmp_path, listening), node(url, tmp_path, nothing) as one:
        begun, go = asyncio.Event(), asyncio.Event()

        async def late(tx: Any) -> None:
            await tx.apply(Changes(events=(Quiet(tenant="t", key="late", at=1, n=1),)))
            begun.set()
            await go.wait()

        task = asyncio.create_task(one.house.db.tx(late))
        await begun.wait()
        await one.house.db.decide(tell, Quiet(tenant="t", key="a", at=1, n=2))
        await until(lambda: 2 in heard)
        await asyncio.sleep(1.2)
        go.set()
        await task
        await until(lambda: 1 in heard)
        assert sorted(heard) == [1, 2]


async def test_a_timer_fires_once_on_one_of_many_nodes(url: str, tmp_path: Path) -> None:
    fired: list[tuple[str, int]] = []

    def ring(house: House) -> None:
        async def due(event: TimerDue) -> None:
            fired.append((event.key, event.body["n"]))

        house.timer("test.ring", due)

    async with node(url, tmp_path, ring) as one, node(url, tmp_path, ring), node(url, tmp_path, ring):
        now = one.house.clock.now()

        async def put(read: Any, n: int) -> Changes:
            return await timers.put(read, Timer("t", "test.ring", f"k{n}", now + 300, now, "", {"n": n}))

        await asyncio.gather(*(one.house.db.decide(put, n) for n in range(150)))
        await one.house.db.decide(lambda read: timers.cut(read, "t", "test.ring", "k0"))
        await until(lambda: len(fired) >= 149)
        await asyncio.sleep(1.5)
        assert sorted(n for _, n in fired) == list(range(1, 150))


async def test_nodes_with_different_secrets_do_not_mix(url: str, tmp_path: Path) -> None:
    from yingda.kernel import BadInput

    async with node(url, tmp_path, nothing, "one"):
        with pytest.raises(BadInput) as failed:
            async with node(url, tmp_path, nothing, "another"):
                pass
        assert failed.value.code == "other_secret"


async def test_a_claim_ends_with_its_node(url: str, tmp_path: Path) -> None:
    async with node(url, tmp_path, nothing) as one, node(url, tmp_path, nothing) as other:
        await until(lambda: bool(other.cluster.nodes.others))
        assert await one.house.claims.take("t", "learn")
        assert not await other.house.claims.take("t", "learn")
        await one.house.claims.drop("t", "learn")
        assert await other.house.claims.take("t", "learn")
        await other.vanish()
        for _ in range(300):
            if await one.house.claims.take("t", "learn"):
                break
            await asyncio.sleep(0.1)
        assert (await one.house.db.get(Claim, "t", "learn")).node == one.house.node  # type: ignore[union-attr]
        other.cluster.nodes.tasks = []


async def test_entries_out_of_order_are_told_in_order() -> None:
    told: list[bytes] = []
    asked_for: list[int] = []

    async def fetch(seq: int) -> Rest:
        asked_for.append(seq)
        return Rest([(n, b"%d" % n) for n in range(seq + 1, 8) if n != 6], 7)

    order = Order(2, told.append, fetch, lambda: told.append(b"fail"))
    for seq in (4, 3, 3, 1, 4):
        order.hear(seq, b"%d" % seq)
    assert told == [b"3", b"4"]
    order.hear(9, b"9")
    order.hear(8, b"8")
    await until(lambda: told[-1:] == [b"9"])
    assert told == [b"3", b"4", b"5", b"7", b"8", b"9"], "6 is not to be seen"
    assert asked_for == [4]


def test_lost_is_longer_than_doubt() -> None:
    assert membership.DOUBT_S < membership.LOST_S < 8
    assert Calls().node == ""
