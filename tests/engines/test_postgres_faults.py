"""The PostgreSQL engine when sessions are ended, the server restarts, or nobody knows whether a commit was kept.

Senders retry as clients do. Afterwards everything that was acknowledged is there, once, in rows without a gap, and was
told once and in order.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from random import Random
from typing import Any

import asyncpg
import pytest
from tests.engines.chain_cases import KINDS, ops, together
from tests.engines.database_cases import REACTIONS, Message, Talk, hear, opened, these
from tests.engines.test_postgres import prepare
from tests.support import postgres
from tests.support.needs import postgres_programs

from yingda.engines.postgres import Postgres, connect, pool, settling, writing
from yingda.kernel import Changes, Unavailable

LOST = asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.database("contract", prepare) as url:
        yield url


@pytest.fixture
async def db(url: str) -> AsyncIterator[Postgres]:
    engine = await connect(url, REACTIONS)
    yield engine
    await engine.close()


class Senders:
    """People who write, each again until it was kept."""

    def __init__(self, db: Postgres, *talks: str) -> None:
        self.db, self.talks = db, talks
        self.kept: dict[tuple[str, str], int] = {}
        self.told: list[tuple[str, int]] = []
        self.refused = 0
        self.going = True
        self.last_error = 0.0
        db.told = lambda events: self.told.extend((event.key, event.seq) for event, _ in events)  # type: ignore[attr-defined]

    async def send(self, who: int) -> None:
        """Writes until told to stop."""
        i = 0
        while self.going:
            talk, client = self.talks[(who + i) % len(self.talks)], f"{who}-{i}"
            try:
                kept = await self.db.decide(hear, talk, client, "x")
            except Unavailable:
                self.refused += 1
                self.last_error = time.monotonic()
                await asyncio.sleep(0.02)
                continue
            assert isinstance(kept, Message)
            self.kept[talk, client] = kept.seq
            i += 1

    async def run(self, meanwhile: Any, count: int = 8) -> None:
        """All of them, while something happens."""
        work = [asyncio.create_task(self.send(who)) for who in range(count)]
        try:
            await meanwhile()
        finally:
            self.going = False
            await asyncio.gather(*work)

    async def check(self) -> None:
        """Nothing lost, nothing doubled, no gap, everything told once and in order."""
        stored = await self.db.rows("select talk, client, seq from message where tenant=?1", "t")
        assert {(talk, client): seq for talk, client, seq in stored} == self.kept
        assert len(self.kept) > 20
        for id, last in await self.db.rows("select id, seq from talk where tenant=?1", "t"):
            assert [seq for talk, seq in self.told if talk == id] == list(range(1, last + 1))
        assert await self.db.rows("select count(*) from event where name='Received'") == [(len(stored),)]
        assert not self.db.decider.lanes.lanes


async def test_sessions_that_are_ended_under_load(db: Postgres, url: str) -> None:
    await opened(db, "a", "b", "c", "d")
    admin = await asyncpg.connect(url)

    async def end_sessions() -> None:
        for _ in range(12):
            await asyncio.sleep(0.1)
            await admin.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname=current_database() and pid<>pg_backend_pid() and random() < 0.7"
            )

    senders = Senders(db, "a", "b", "c", "d")
    await senders.run(end_sessions)
    await admin.close()
    assert senders.refused == 0, "what is not known is found out, what was not kept is decided again"
    await senders.check()


async def test_chains_whose_sessions_are_ended(db: Postgres, url: str) -> None:
    """Still as if one decision came after the other: what is not known is found out, and what was lost is decided again."""
    admin = await asyncpg.connect(url)
    going = True

    async def end_sessions() -> None:
        while going:
            await asyncio.sleep(0.04)
            await admin.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname=current_database() and pid<>pg_backend_pid() and random() < 0.5"
            )

    killer = asyncio.create_task(end_sessions())
    random = Random(7)
    for n in range(4):
        calls = [(random.choice(KINDS), random.choice("ab"), random.choice("123456789")) for _ in range(60)]
        await together(db, ops(calls, f"{n} "))
    going = False
    await killer
    await admin.close()
    assert db.decider.chained > 100
    assert not db.decider.lanes.lanes


@pytest.fixture(scope="module")
def cluster() -> Iterator[postgres.Cluster]:
    """A server of our own, to be stopped."""
    cluster = postgres.Cluster(postgres_programs())
    try:
        yield cluster.start()
    finally:
        cluster.remove()


async def of(cluster: postgres.Cluster) -> Postgres:
    """The engine on a fresh database of it."""
    await asyncio.to_thread(postgres.execute, cluster.url(), "drop schema public cascade", "create schema public")
    await asyncio.to_thread(prepare, cluster.url())
    return await connect(cluster.url(), REACTIONS)


@pytest.mark.parametrize("mode", ["immediate", "fast"])
async def test_a_server_that_restarts_under_load(cluster: postgres.Cluster, mode: str) -> None:
    db = await of(cluster)
    await opened(db, "a", "b", "c", "d")
    senders = Senders(db, "a", "b", "c", "d")
    back = 0.0

    async def restart() -> None:
        nonlocal back
        await asyncio.sleep(0.3)
        await asyncio.to_thread(cluster.stop, mode)
        await asyncio.to_thread(cluster.start)
        back = time.monotonic()
        await asyncio.sleep(1)

    await senders.run(restart)
    assert senders.last_error - back < 5
    await senders.check()
    await db.close()


async def test_a_server_that_stays_away(cluster: postgres.Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pool, settling):
        monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    db = await of(cluster)
    await opened(db, "a")
    cluster.stop("immediate")
    try:
        for _ in range(3):
            with pytest.raises(Unavailable):
                await db.decide(hear, "a", "c1", "x")
            with pytest.raises(Unavailable):
                await db.get(Talk, "t", "a")
        assert not await db.healthy()
        begun = time.monotonic()
        results = await asyncio.gather(*(db.decide(hear, "a", f"d{i}", "x") for i in range(50)), return_exceptions=True)
        assert all(isinstance(result, Unavailable) for result in results)
        assert time.monotonic() - begun < 5, "nobody waits in line to be refused"
    finally:
        cluster.start()
    await asyncio.wait_for(db.link.up.wait(), 10)
    assert (await db.decide(hear, "a", "c1", "x")).seq == 1  # type: ignore[union-attr]
    assert await db.healthy()
    await db.close()


class Cut:
    """Loses the connection at the n-th group, before or after it was kept."""

    def __init__(self, after: bool, when: int = 1) -> None:
        self.after, self.left, self.write = after, when, writing.write

    async def __call__(self, db: Any, shape: Any, sets: Any, **how: Any) -> Any:
        self.left -= 1
        if self.left:
            return await self.write(db, shape, sets, **how)
        if self.after:
            await self.write(db, shape, sets, **how)
        db.terminate()
        raise LOST


@pytest.mark.parametrize("after", [True, False])
async def test_a_commit_of_which_nobody_knows(db: Postgres, after: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(db, "a", "b", "c")
    told: list[Any] = []
    db.told = told.extend
    calls = []

    async def counted(read: Any, talk: str) -> Changes:
        calls.append(talk)
        return await hear(read, talk, "c1", "x")

    async def quietly(read: Any) -> Changes:
        """Tells nothing and has no key for a retry."""
        talk = await read.get(Talk, "t", "c")
        return Changes(changed=(Talk("t", "c", talk.contact + "!", talk.version + 1),))

    monkeypatch.setattr(writing, "write", Cut(after))
    kept = await asyncio.gather(db.decide(counted, "a"), db.decide(counted, "b"))
    assert [row.seq for row in kept if isinstance(row, Message)] == [1, 1]
    assert len(calls) == (2 if after else 4)
    assert sorted((event.key, event.seq) for event, _ in told) == [("a", 1), ("b", 1)]
    assert await db.rows("select count(*) from message") == [(2,)]
    monkeypatch.setattr(writing, "write", Cut(after))
    assert await db.decide(quietly) is None
    assert (await db.get(Talk, "t", "c")) == Talk("t", "c", "c!", 1)


@pytest.mark.parametrize("after", [True, False])
async def test_a_chain_of_which_nobody_knows(db: Postgres, after: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(db, "a")
    told: list[Any] = []
    db.told = told.extend
    monkeypatch.setattr(writing, "write", Cut(after, when=2))  # the first goes alone, the others are a chain
    kept = await asyncio.gather(*(db.decide(hear, "a", f"c{i % 20}", "x") for i in range(30)))
    assert [row.seq for row in kept if isinstance(row, Message)] == [1 + i % 20 for i in range(30)]
    assert [event.seq for event, _ in told] == list(range(1, 21))
    assert await db.rows("select count(*) from message") == [(20,)]
    assert db.decider.chained > 20


@pytest.mark.parametrize("after", [True, False])
async def test_a_transaction_of_which_nobody_knows(db: Postgres, after: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    db.told = told.extend
    tries = []
    execute = pool.Session.execute

    async def cut(session: Any, sql: str, *args: Any) -> Any:
        if sql == "commit" and len(tries) == 1:
            if after:
                await execute(session, sql)
            session.terminate()
            raise LOST
        return await execute(session, sql, *args)

    async def work(tx: Any) -> str:
        tries.append(1)
        await tx.apply(Changes(new=(Talk("t", "a", "x"),)))
        await tx.apply(await hear(tx, "a", "c1", "x"))
        return "done"

    monkeypatch.setattr(pool.Session, "execute", cut)
    assert await db.tx(work) == "done"
    assert len(tries) == (1 if after else 2)
    assert [event.seq for event, _ in told] == [1]
    assert await db.rows("select count(*) from message") == [(1,)]


async def test_the_tests_notice_an_engine_that_does_not_settle(db: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: an engine that takes every lost connection for a failed commit never tells what was kept."""

    async def careless(db: Any, one: Any) -> Any:
        return settling.Undone()

    monkeypatch.setattr(settling, "_outcome", careless)
    with pytest.raises(AssertionError):
        await test_a_commit_of_which_nobody_knows(db, True, monkeypatch)


async def test_a_session_that_is_still_at_work_is_ended_first(db: Postgres, url: str) -> None:
    """The connection is lost but the server has not noticed: its session must not write later on."""
    await opened(db, "a")
    slow = await asyncpg.connect(url, server_settings={"application_name": "yingda ghost 1"})
    ghost = asyncio.create_task(slow.execute("select pg_sleep(30); insert into label(tenant, id) values('t', 'ghost')"))
    await asyncio.sleep(0.1)
    async with db.keyed.use() as session:
        await settling.fence(session, "yingda ghost 1")
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await ghost
    assert await db.rows("select count(*) from label") == [(0,)]
    await db.decide(these, Changes())
