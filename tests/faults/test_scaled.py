"""Faults of a scaled installation: PostgreSQL restarts, NATS is gone, a node dies; real servers of our own."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import FULL, PASSWORD, SEED, Figures, broken, dose, founded
from tests.faults.test_kill import torment
from tests.support import postgres
from tests.support.nats import Nats, nats
from tests.support.needs import postgres_programs
from tests.support.nursery import Child, Nursery
from tests.support.proxy import Proxy
from tests.support.sender import Agent, Sender, Tally, settle, sign_in

SECRET = "a secret that all nodes of these tests share"


END_SESSIONS = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where pid <> pg_backend_pid() and datname = current_database()"
)


def fill(url: str, folder: Path) -> None:
    """The business in an empty database."""
    environ = {"YINGDA_DATABASE_URL": url, "YINGDA_DATA": str(folder), "YINGDA_SECRET": SECRET}
    with asyncio.Runner() as runner:
        runner.run(founded(environ))


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A database with the business, on the session's PostgreSQL."""
    with postgres.database("faults", lambda url: fill(url, tmp_path / "fill")) as one:
        yield one


@pytest.fixture
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL that may be stopped."""
    one = postgres.Cluster(postgres_programs()).start()
    yield one
    one.remove()


def node(servers: Nursery, folder: Path, url: str, bus: str = "", **more: str) -> Child:
    """A node on `url`, not started yet."""
    folder.mkdir(parents=True, exist_ok=True)
    extra = {"YINGDA_DATABASE_URL": url, "YINGDA_SECRET": SECRET, **more}
    return Child(servers, folder / "data", **extra, **({"YINGDA_BUS_URL": bus} if bus else {}))


@pytest.mark.timeout(7200)
async def test_kill_on_postgres(servers: Nursery, url: str, tmp_path: Path, figures: Figures) -> None:
    cycles = dose(4, 300)
    senders, tally = await torment(node(servers, tmp_path / "a", url), cycles, SEED, where=url)
    acked = sum(len(s.acked) for s in senders)
    figures("kill -9, PostgreSQL", cycles=cycles, acknowledged=acked, **tally._asdict())
    assert tally == Tally()
    assert acked > cycles


async def test_the_kill_test_notices_on_postgres(servers: Nursery, url: str, tmp_path: Path) -> None:
    one = node(servers, tmp_path / "a", url, **broken("forgetful"))
    _, tally = await torment(one, 8, SEED, lambda tally: tally.doubled, where=url)
    assert tally.doubled


async def first_ack(senders: list[Sender]) -> float:
    """Seconds until one more message is acknowledged."""
    begun, before = time.monotonic(), sum(len(s.acked) for s in senders)
    while sum(len(s.acked) for s in senders) == before and time.monotonic() - begun < 60:  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


@pytest.mark.timeout(7200)
async def test_postgres_restarts_under_load(
    servers: Nursery, cluster: postgres.Cluster, tmp_path: Path, figures: Figures
) -> None:
    """Stopped as by a crash, stopped in order, sessions ended: work goes on soon after it is back, by itself."""
    url, chance, times = cluster.url(), random.Random(SEED), list[float]()
    await asyncio.to_thread(fill, url, tmp_path / "fill")
    server = await asyncio.to_thread(node(servers, tmp_path / "a", url).start)
    senders, stop = [Sender(server.url, seed=i, patience=10.0) for i in range(6)], asyncio.Event()
    tasks = [asyncio.create_task(s.run(stop)) for s in senders]
    rounds = dose(3, 100)
    for n in range(rounds):
        await first_ack(senders)
        await asyncio.sleep(chance.random() * 0.3)
        if n % 3 == 2:
            await asyncio.to_thread(postgres.execute, url, END_SESSIONS)
        else:
            await asyncio.to_thread(cluster.stop, ("immediate", "fast")[n % 3])
            await asyncio.sleep(chance.random() * 0.5)
            await asyncio.to_thread(cluster.start)
        times.append(await first_ack(senders))
    stop.set()
    await asyncio.gather(*tasks)
    await asyncio.to_thread(server.kill)
    tally = await asyncio.to_thread(settle, senders, url)
    acked, refused = sum(len(s.acked) for s in senders), sum(s.refused["unavailable"] for s in senders)
    figures(
        "PostgreSQL restarted", rounds=rounds, acknowledged=acked, refused=refused, back_s=round(max(times), 1),
        **tally._asdict(),
    )  # fmt: skip
    assert tally == Tally()
    if FULL:
        assert max(times) <= 5


class Watcher:
    """An agent on one node who hears what visitors say on another: seconds from the acknowledgement until he hears it."""

    def __init__(self, agent: Agent) -> None:
        self.agent, self.heard, self.news = agent, dict[str, float](), asyncio.Event()

    async def listen(self) -> None:
        """Until it is cancelled."""
        async with self.agent.connect() as wire:
            await self.agent.greet(wire)
            self.news.set()
            async for raw in wire:
                frame = json.loads(raw)
                if frame["op"] == "entry":
                    self.heard[frame["entry"]["client_id"]] = time.monotonic()


NATS_FAULTS = ("absent", "killed", "hanging", "parted")


@pytest.mark.timeout(7200)
async def test_nats_is_gone(servers: Nursery, url: str, tmp_path: Path, figures: Figures) -> None:
    """Two nodes; what is said on one is heard on the other, once, whatever becomes of the bus between them."""
    async for fault, delays, said in across(servers, url, tmp_path, NATS_FAULTS, dose(1, 25)):
        slowest = round(max(delays, default=0.0), 2)
        figures(f"NATS {fault}", messages=said, heard=len(delays), slowest_s=slowest)
        assert len(delays) == said, "everything is heard"
        if FULL:
            assert slowest <= 2.5


async def test_the_nats_test_notices_who_relies_on_it(servers: Nursery, url: str, tmp_path: Path) -> None:
    """It does not come back: the next message would bring the ones before it along."""
    async for _, delays, said in across(servers, url, tmp_path, ("gone",), 1, 3.0, **broken("deaf")):
        assert len(delays) < said


async def across(
    servers: Nursery, url: str, folder: Path, faults: Sequence[str], rounds: int, wait: float = 15.0, **settings: str
) -> AsyncIterator[tuple[str, list[float], int]]:
    """For each fault: after how many seconds what was said was heard, as far as it was, and how much was said."""
    with nats() as bus:
        async with Proxy(bus.port, None) as line:
            bus.kill()  # absent from the beginning
            other = f"nats://127.0.0.1:{line.port}"
            one = await asyncio.to_thread(node(servers, folder / "a", url, bus.url, **settings).start)
            two = await asyncio.to_thread(node(servers, folder / "b", url, other, **settings).start)
            session = await asyncio.to_thread(sign_in, two.url, "chen@t.example", PASSWORD)
            for fault in faults:
                yield fault, *await talk_across(one, two, session, fault, bus, line, rounds, wait)
            for server in (one, two):
                await asyncio.to_thread(server.kill)


async def talk_across(
    one: Child, two: Child, session: str, fault: str, bus: Nats, line: Proxy, rounds: int, wait: float
) -> tuple[list[float], int]:
    """A visitor on `one`, an agent on `two`, while the bus comes and goes."""
    sender, acked = Sender(one.url), dict[str, float]()
    async with sender.connect() as wire:
        await sender.greet(wire)
        await sender.say(wire)
        watcher = Watcher(Agent(two.url, session, sender.conversation))
        listening = asyncio.create_task(watcher.listen())
        await watcher.news.wait()
        for _ in range(rounds):
            await asyncio.to_thread(_worse, fault, bus)
            if fault == "parted":
                line.part()
            for _ in range(3):
                await sender.say(wire)
                acked[next(reversed(sender.acked))] = time.monotonic()
                await asyncio.sleep(0.2)
            await asyncio.to_thread(_better, fault, bus)
            line.heal()
            await sender.say(wire)
            acked[next(reversed(sender.acked))] = time.monotonic()
            await asyncio.sleep(0.3)
        until = time.monotonic() + wait
        while time.monotonic() < until and not set(acked) <= set(watcher.heard):  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.05)
        listening.cancel()
    return [max(0.0, watcher.heard[c] - at) for c, at in acked.items() if c in watcher.heard], len(acked)


def _worse(fault: str, bus: Nats) -> None:
    if fault in ("absent", "killed", "gone"):
        bus.kill()
    elif fault == "hanging":
        bus.stop()


def _better(fault: str, bus: Nats) -> None:
    if fault in ("absent", "killed"):
        bus.start()
    elif fault == "hanging":
        bus.go()


@pytest.mark.timeout(7200)
async def test_a_node_dies_with_its_reactions(servers: Nursery, url: str, tmp_path: Path, figures: Figures) -> None:
    """The node that acknowledged dies at once; another runs what is left, and nothing is done twice. In the short dose
    nodes notice a death five times as fast as they do."""
    deaths = dose(2, 40)
    times, tally = await bereaved(servers, url, tmp_path, deaths, 60.0, **({} if FULL else broken("hurry")))
    figures("a node dies with its reactions", deaths=deaths, taken_over_s=round(max(times), 1), **tally._asdict())
    assert tally == Tally()
    assert max(times) < 60
    if FULL:
        assert max(times) <= 12


async def test_the_test_notices_what_nobody_takes_over(servers: Nursery, url: str, tmp_path: Path) -> None:
    times, _ = await bereaved(servers, url, tmp_path, 1, 5.0, **broken("hurry,orphaned"))
    assert times[0] > 5.0


async def bereaved(
    servers: Nursery, url: str, folder: Path, deaths: int, wait: float, **settings: str
) -> tuple[list[float], Tally]:
    """After how many seconds nothing was left to do of each node that died, at most `wait`; and what is wrong."""
    times, senders = list[float](), list[Sender]()
    two = await asyncio.to_thread(node(servers, folder / "b", url, **settings).start)
    for n in range(deaths):
        one = await asyncio.to_thread(node(servers, folder / "a", url, **settings).start)
        mine = [Sender(one.url, seed=f"{n} {i}") for i in range(4)]

        async def say(sender: Sender) -> None:
            async with sender.connect() as wire:
                await sender.greet(wire)
                await sender.say(wire)

        await asyncio.gather(*(say(s) for s in mine))
        await asyncio.to_thread(one.kill)
        died = time.monotonic()
        while await asyncio.to_thread(left, url) and time.monotonic() - died < wait:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.1)
        times.append(time.monotonic() - died)
        senders += mine
    await asyncio.to_thread(two.kill)
    return times, await asyncio.to_thread(settle, senders, url)


def left(url: str) -> int:
    """Reactions that are still to run."""
    found: Any = postgres.execute(url, "select count(*) from reaction")
    return int(found[0][0])
