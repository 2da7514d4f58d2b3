"""The PostgreSQL engine: the contract of every database, and what is its own."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest
from tests.engines.database_cases import REACTIONS, TABLES, Message, hear, opened
from tests.engines.database_contract import DatabaseContract
from tests.support import postgres

from yingda.engines.postgres import Postgres, connect
from yingda.kernel import BadInput, Clash, TooMany, Unavailable
from yingda.main import schema


def prepare(url: str) -> None:
    schema.upgrade(url, {})
    postgres.execute(url, *TABLES)


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.database("contract", prepare) as url:
        yield url


@pytest.fixture
async def db(url: str) -> AsyncIterator[Postgres]:
    engine = await connect(url, REACTIONS)
    yield engine
    await engine.close()


class TestPostgres(DatabaseContract):
    """All that is promised, kept."""


async def test_two_nodes_on_one_database(db: Postgres, url: str) -> None:
    """Hot rows, retries and failures on both at once: what is kept is what was answered, without a gap."""
    other = await connect(url, REACTIONS)
    await opened(db, "a", "b")
    nodes = (db, other)
    calls = [("ab"[i % 2], f"c{i // 2 % 50}", None if i % 50 == 7 else "hi") for i in range(200)]
    work = [nodes[i % 3 % 2].decide(hear, *call) for i, call in enumerate(calls)]
    answers = await asyncio.gather(*work, return_exceptions=True)
    first: dict[tuple[str, str], int] = {}
    for (talk, client, text), kept in zip(calls, answers, strict=True):
        if text is None:
            assert isinstance(kept, Exception)
            assert not isinstance(kept, Clash)
        else:
            assert isinstance(kept, Message), repr(kept)
            assert first.setdefault((talk, client), kept.seq) == kept.seq
    await whole(db, first)
    await other.close()


async def whole(db: Postgres, kept: dict[tuple[str, str], int]) -> None:
    """What is in the tables is exactly what was answered, in rows without a gap, each told once."""
    stored = await db.rows("select talk, client, seq from message where tenant=?1", "t")
    assert {(talk, client): seq for talk, client, seq in stored} == kept
    for id, last in await db.rows("select id, seq from talk where tenant=?1", "t"):
        assert sorted(seq for talk, _, seq in stored if talk == id) == list(range(1, last + 1))
    assert await db.rows("select count(*) from event where name='Received'") == [(len(stored),)]


async def test_hot_rows_queue_instead_of_losing(db: Postgres) -> None:
    await opened(db, "a", "b")
    await asyncio.gather(*(db.decide(hear, "ab"[i % 2], f"c{i}", "x") for i in range(200)))
    assert db.decider.retried == 0
    assert db.decider.chained > 150
    assert not db.decider.lanes.lanes


async def test_a_hot_row_costs_few_commits(db: Postgres) -> None:
    """What is decided while a chain is on its way is the next chain; not one commit each."""
    await opened(db, "a")
    before = sum(db.writer.sizes.counts)
    kept = await asyncio.gather(*(db.decide(hear, "a", f"c{i}", "x") for i in range(300)))
    assert sorted(row.seq for row in kept if row) == list(range(1, 301))  # type: ignore[attr-defined]
    assert sum(db.writer.sizes.counts) - before < 20


async def test_those_who_give_up_in_the_middle_of_a_chain(db: Postgres) -> None:
    """Whatever was kept of them is whole, the others have their answers, and the lane is free."""
    await opened(db, "a")
    work = [asyncio.create_task(db.decide(hear, "a", f"c{i}", None if i % 9 == 5 else "x")) for i in range(200)]
    for i, task in enumerate(work):
        if i % 3 == 0:
            task.cancel()
        if i % 20 == 0:
            await asyncio.sleep(0.001)
    answers = await asyncio.gather(*work, return_exceptions=True)
    kept = {row.client: row.seq for row in answers if isinstance(row, Message)}
    assert len(kept) >= sum(i % 3 != 0 and i % 9 != 5 for i in range(200))
    ((last,),) = await db.rows("select seq from talk where id='a'")
    stored = dict(await db.rows("select client, seq from message"))
    assert sorted(stored.values()) == list(range(1, last + 1))
    assert kept.items() <= stored.items()
    assert not db.decider.lanes.lanes


async def test_two_nodes_on_one_hot_row(db: Postgres, url: str) -> None:
    """Chains of two nodes on one row: each is kept whole or decided again, and nobody starves."""
    other = await connect(url, REACTIONS)
    await opened(db, "a")
    kept = await asyncio.gather(*((db, other)[i % 2].decide(hear, "a", f"c{i}", "x") for i in range(400)))
    await whole(db, {("a", row.client): row.seq for row in kept if isinstance(row, Message)})
    assert len(kept) == 400
    await other.close()


async def test_many_share_a_statement(db: Postgres) -> None:
    ids = [f"t{i}" for i in range(200)]
    await opened(db, *ids)
    before = sum(db.writer.sizes.counts)
    await asyncio.gather(*(db.decide(hear, id, "c", "x") for id in ids))
    assert sum(db.writer.sizes.counts) - before <= 20


async def test_more_than_the_queue_holds_is_refused_before_it_is_accepted(url: str) -> None:
    db = await connect(url, REACTIONS, waiting=50)
    await opened(db, "a")
    results = await asyncio.gather(*(db.decide(hear, "a", f"c{i}", "x") for i in range(80)), return_exceptions=True)
    assert sum(isinstance(result, TooMany) for result in results) == 30
    assert (await db.decide(hear, "a", "later", "x")).seq == 51  # type: ignore[union-attr]
    await db.close()


@pytest.mark.parametrize("text", ["nul\0", "half\ud800"])
async def test_text_that_cannot_be_kept_is_refused_and_harms_nobody(db: Postgres, text: str) -> None:
    await opened(db, "a", "b", "c")
    results = await asyncio.gather(
        *(db.decide(hear, id, "c", text if id == "b" else "fine") for id in "abc"), return_exceptions=True
    )
    assert [type(result) for result in (results[0], results[2])] == [Message, Message]
    assert isinstance(results[1], BadInput | UnicodeEncodeError)


async def test_a_long_report_delays_nobody_and_cannot_write(db: Postgres) -> None:
    await opened(db, "a")
    report = asyncio.create_task(db.report("select pg_sleep(0.5)::text"))
    await asyncio.sleep(0)
    assert (await db.decide(hear, "a", "c", "x")).seq == 1  # type: ignore[union-attr]
    assert not report.done()
    await report
    for verb in (db.report, db.rows):
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await verb("delete from talk")


async def test_a_row_that_somebody_holds_is_waited_for(db: Postgres, url: str) -> None:
    await opened(db, "a")
    other = await asyncpg.connect(url)
    async with other.transaction():
        await other.execute("select 1 from talk where id='a' for update")
        waits = asyncio.create_task(db.decide(hear, "a", "c", "x"))
        await asyncio.sleep(0.1)
        assert not waits.done()
    assert (await waits).seq == 1  # type: ignore[union-attr]
    await other.close()


async def test_durable_by_default(db: Postgres) -> None:
    async with db.writers.use() as session:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert await session.fetchval(f"show {name}") == "on"
    assert await db.healthy()


async def test_a_server_that_cannot_be_reached() -> None:
    with pytest.raises(Unavailable):
        await connect("postgresql://nobody@127.0.0.1:1/none")
