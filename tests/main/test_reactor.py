"""Reactions: told live, run in order for each key, at least once, a poisonous one set aside."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.support.database import fresh

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.engines.sqlite import Sqlite
from yingda.kernel import BadInput, Changes, Event, House, Reaction, SystemClock, Unavailable, new_id
from yingda.main import reactor as reactors
from yingda.main import store
from yingda.main.reactor import Reactor


class Asked(Event, frozen=True):
    """A test's own fact."""

    op = "asked"
    n: int

    def topics(self) -> tuple[str, ...]:
        return (f"{self.tenant}/c/{self.key}", f"{self.tenant}/i")

    def position(self) -> int:
        return self.n


class Quiet(Event, frozen=True):
    """Never told to clients."""

    n: int = 0


class Blink(Event, frozen=True):
    """A signal that is not kept."""

    op, kept = "blink", False

    def topics(self) -> tuple[str, ...]:
        return ("t/i",)


class NoFetch:
    async def get(self, url: str, *, hosts: Any, limit: int = 0) -> Any:
        raise Unavailable


async def tell(_: Any, *events: Event) -> Changes:
    return Changes(events=events)


def asked(key: str, n: int) -> Asked:
    return Asked(tenant="t", key=key, at=SystemClock().now(), n=n)


def home(folder: Path, db: Sqlite) -> House:
    house = House(db, InprocBus(), FileBlobs(folder), NoFetch(), SystemClock(), {})
    db.reactions = house.reactions
    return house


@asynccontextmanager
async def running(folder: Path, install: Callable[[House], None], **how: Any) -> AsyncIterator[tuple[House, Reactor]]:
    async with fresh(folder) as db:
        house = home(folder, db)
        install(house)
        reactor = Reactor(house, **how)
        db.told = reactor.told
        await reactor.start()
        try:
            yield house, reactor
        finally:
            await reactor.stop()


async def left(house: House) -> list[Any]:
    return list(await house.db.rows("select name, tries, error, event from reaction order by event"))


async def until(holds: Callable[[], bool]) -> None:
    """Waits for it, a minute at most."""
    for _ in range(6_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


def nothing(house: House) -> None:
    """No reactions."""


async def test_live_clients_are_told_one_encoding_in_order(tmp_path: Path) -> None:
    async with running(tmp_path, nothing) as (house, _):
        heard: list[tuple[str, int, bytes]] = []
        for topic in ("t/c/a", "t/i"):
            house.bus.listen(topic, lambda seq, frame, topic=topic: heard.append((topic, seq, frame)))  # type: ignore[misc]
        events = [asked("a", n) for n in (1, 2)]
        await house.db.decide(tell, *events, Quiet(tenant="t", key="a", at=1), Blink(tenant="t", key="a", at=1))
    assert [(topic, seq) for topic, seq, _ in heard] == [("t/c/a", 1), ("t/i", 1), ("t/c/a", 2), ("t/i", 2), ("t/i", 0)]
    assert heard[0][2] is heard[1][2]
    assert heard[0][2].startswith(b'{"op":"asked","n":1,"tenant":"t"')
    assert heard[4][2].startswith(b'{"op":"blink",')


async def test_nothing_is_encoded_that_nobody_hears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Event] = []
    monkeypatch.setattr(reactors, "frame", lambda event, body: made.append(event) or b"")
    async with running(tmp_path, nothing) as (house, _):
        await house.db.decide(tell, asked("a", 1))
        assert made == []
        house.bus.listen("t/i", lambda seq, frame: None)
        await house.db.decide(tell, asked("a", 2))
        assert len(made) == 1


async def test_in_order_for_each_key_and_keys_side_by_side(tmp_path: Path) -> None:
    ran: list[tuple[str, int]] = []
    now: list[int] = [0, 0]

    async def react(event: Asked) -> None:
        now[0] += 1
        now[1] = max(now)
        await asyncio.sleep(0.02 if event.n == 1 else 0.002)
        ran.append((event.key, event.n))
        now[0] -= 1

    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react)) as (house, reactor):
        await asyncio.gather(*(house.db.decide(tell, asked(key, n)) for n in range(1, 9) for key in "abcd"))
        await reactor.settle()
        assert await left(house) == []
    assert len(ran) == 32
    for key in "abcd":
        assert [n for k, n in ran if k == key] == list(range(1, 9))
    assert now[1] == 4


async def test_at_most_so_many_at_once(tmp_path: Path) -> None:
    now: list[int] = [0, 0]

    async def react(event: Asked) -> None:
        now[0] += 1
        now[1] = max(now)
        await asyncio.sleep(0.005)
        now[0] -= 1

    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react)) as (house, reactor):
        await house.db.decide(tell, *(asked(str(i), 1) for i in range(200)))
        await reactor.settle()
    assert now[1] == reactors.AT_ONCE * 7 // 8, "the last places are for others"


async def test_only_those_who_care(tmp_path: Path) -> None:
    ran: list[tuple[str, int]] = []

    def install(house: House) -> None:
        async def even(event: Asked) -> None:
            ran.append(("even", event.n))

        async def each(event: Asked) -> None:
            ran.append(("each", event.n))

        house.react(Asked, "test.even", even, when=lambda event: event.n % 2 == 0)
        house.react(Asked, "test.each", each)

    async with running(tmp_path, install) as (house, reactor):
        for n in (1, 2):
            await house.db.decide(tell, asked("a", n))
        await reactor.settle()
    assert ran == [("each", 1), ("even", 2), ("each", 2)]


async def test_a_reaction_may_decide_and_tell(tmp_path: Path) -> None:
    ran: list[int] = []

    def install(house: House) -> None:
        async def react(event: Asked) -> None:
            ran.append(event.n)
            if event.n < 5:
                await house.db.decide(tell, asked(event.key, event.n + 1))

        house.react(Asked, "test.react", react)

    async with running(tmp_path, install) as (house, reactor):
        await house.db.decide(tell, asked("a", 1))
        await reactor.settle()
        assert ran == [1, 2, 3, 4, 5]


async def test_a_passing_failure_holds_its_own_key_back_and_no_other(tmp_path: Path) -> None:
    ran: list[tuple[str, int]] = []
    failures = [Unavailable(), ValueError("once more")]

    async def react(event: Asked) -> None:
        if event.key == "a" and event.n == 1 and failures:
            raise failures.pop()
        ran.append((event.key, event.n))

    how = {"backoff": (0.05, 0.05)}
    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react), **how) as (house, reactor):
        await house.db.decide(tell, *(asked(key, n) for n in (1, 2) for key in "ab"))
        await asyncio.sleep(0.03)
        assert ran == [("b", 1), ("b", 2)]
        await reactor.settle()
        assert ran[2:] == [("a", 1), ("a", 2)]
        assert await left(house) == []


async def test_a_poisonous_event_is_parked_while_the_rest_moves_on(tmp_path: Path) -> None:
    ran: list[int] = []
    tried: list[int] = []

    async def react(event: Asked) -> None:
        if event.n == 1:
            tried.append(event.n)
            raise BadInput("poison", "有毒", "poison")
        ran.append(event.n)

    how = {"backoff": (0.01, 0.01, 2.1, 0.0), "sweep": 0.05}
    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react), **how) as (house, reactor):
        reactors_left, house.clock = reactors.LEFT_MS, Ahead()
        events = [asked("a", n) for n in (1, 2, 3)]
        await house.db.decide(tell, *events)
        await reactor.settle()
        assert ran == [2, 3]
        ((name, tries, error, event),) = await left(house)
        assert (name, tries, event) == ("test.react", 3, events[0].id)
        assert "poison" in error
        house.clock.ahead = reactors_left + 5_000  # type: ignore[attr-defined]
        await until(lambda: len(tried) == reactors.TRIES)
        await reactor.settle()
        ((_, tries, error, _),) = await left(house)
        assert tries == reactors.TRIES == len(tried)
        assert await reactor.state() == {"running": 0, "waiting": 0, "parked": 1}
        await asyncio.sleep(0.15)
        assert len(tried) == reactors.TRIES


class Ahead(SystemClock):
    """A clock that can be put forward."""

    ahead = 0

    def now(self) -> int:
        return super().now() + self.ahead


async def test_what_a_crash_left_runs_at_the_next_start(tmp_path: Path) -> None:
    """The crash: commits are told to nobody, so no reaction runs; then another node starts on the same file."""
    ran: list[tuple[str, int]] = []

    async def react(event: Asked) -> None:
        ran.append((event.key, event.n))

    async with fresh(tmp_path) as db:
        house = home(tmp_path, db)
        house.react(Asked, "test.react", react)
        await db.decide(tell, *(asked(key, n) for n in range(600) for key in "ab"))
        assert ran == []
        assert len(await left(house)) == 1200
        reactor = Reactor(house)
        db.told = reactor.told
        await reactor.start()
        await db.decide(tell, asked("a", 600))
        await reactor.settle()
        assert await left(house) == []
        await reactor.stop()
    assert [n for key, n in ran if key == "a"] == list(range(601))
    assert [n for key, n in ran if key == "b"] == list(range(600))


async def test_the_sweeper_takes_over_what_is_old_and_leaves_what_is_new(tmp_path: Path) -> None:
    ran: list[int] = []

    async def react(event: Asked) -> None:
        ran.append(event.n)

    how = {"sweep": 0.02}
    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react), **how) as (house, reactor):
        house.db.told = lambda events: None  # another node commits these, and dies
        now = SystemClock().now()
        old = Asked(tenant="t", key="a", at=now - reactors.LEFT_MS - 1, n=1)
        new = Asked(tenant="t", key="a", at=now, n=2)
        await house.db.decide(tell, old, new)
        await until(lambda: bool(ran))
        await asyncio.sleep(0.1)
        await reactor.settle()
        assert ran == [1]
        assert [row[3] for row in await left(house)] == [new.id]


async def test_a_reaction_of_an_extension_that_is_gone_waits_for_it(tmp_path: Path) -> None:
    async with running(tmp_path, nothing) as (house, reactor):
        row = Reaction("t", new_id(), "gone.react", "a", 1)
        event = asked("a", 1)

        async def keep(_: Any) -> Changes:
            return Changes(new=(row, Reaction("t", event.id, "gone.react", "a", 1)), events=(event,))

        await house.db.decide(keep)
        await reactor.sweep(reactors.FOREVER)
        await reactor.settle()
        assert len(await left(house)) == 2


async def test_an_event_that_cannot_be_read_back_is_parked(tmp_path: Path) -> None:
    async def react(event: Asked) -> None:
        raise AssertionError("never")

    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react)) as (house, reactor):
        house.db.told = lambda events: None
        await house.db.decide(tell, asked("a", 1))

        async def spoil(tx: Any) -> None:
            await tx.run("update event set body=?1", b'{"tenant":"t"')

        await house.db.tx(spoil)
        await reactor.sweep(reactors.FOREVER)
        assert (await reactor.state())["parked"] == 1


async def test_more_than_memory_should_hold_stays_in_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactors, "QUEUED", 20)
    monkeypatch.setattr(store, "PAGE", 7)
    ran: dict[str, list[int]] = {key: [] for key in "abc"}
    gate = asyncio.Event()
    most = [0]

    async def react(event: Asked) -> None:
        await gate.wait()
        ran[event.key].append(event.n)

    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react)) as (house, reactor):
        for n in range(60):
            await house.db.decide(tell, *(asked(key, n) for key in "abc"))
            most[0] = max(most[0], len(reactor.known))
        assert most[0] <= 30
        gate.set()
        await until(lambda: sum(map(len, ran.values())) == 180)
        await house.db.decide(tell, asked("a", 60))
        await reactor.settle()
    assert ran == {"a": list(range(61)), "b": list(range(60)), "c": list(range(60))}


async def test_stopping_waits_for_what_is_under_way_and_keeps_the_rest(tmp_path: Path) -> None:
    ran: list[int] = []

    async def react(event: Asked) -> None:
        await asyncio.sleep(0.1 if event.n == 1 else 60)
        ran.append(event.n)

    async with running(tmp_path, lambda house: house.react(Asked, "test.react", react)) as (house, reactor):
        await house.db.decide(tell, asked("a", 1), asked("b", 2))
        await asyncio.sleep(0)
        await reactor.stop(0.3)
        assert ran == [1]
        assert len(await left(house)) == 1
        await house.db.decide(tell, asked("c", 1))
        assert len(await left(house)) == 2


async def test_settle_says_what_is_still_running(tmp_path: Path) -> None:
    async def react(event: Asked) -> None:
        await asyncio.sleep(60)

    async with running(tmp_path, lambda house: house.react(Asked, "test.slow", react)) as (house, reactor):
        await house.db.decide(tell, asked("a", 1))
        with pytest.raises(TimeoutError, match=r"test\.slow"):
            await reactor.settle(0.05)
        await reactor.stop(0)
