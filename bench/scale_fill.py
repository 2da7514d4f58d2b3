"""Writes the data set of `bench.scale_data` into a database whose schema is there: into SQLite in big transactions, into
PostgreSQL by COPY."""

import asyncio
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from bench.scale_data import AGENTS, Maker, Talk
from yingda.kernel.rows import Row, plan
from yingda.rooms.conversations import Conversation, Entry
from yingda.rooms.people import Contact

TALKS = 5_000
SMALL, SMALL_PART = "small", 0.02
"""The second business, and its part of the messages."""
KINDS: tuple[type[Row], ...] = (Conversation, Entry, Contact)
BUSINESS = "insert into business(tenant, {1}) select '{0}', {1} from business where tenant = {2}"
"""The second business is like the first."""


def makers(tenant: str, inboxes: list[str], agents: list[str], messages: int) -> list[Maker]:
    """The two businesses."""
    now = int(time.time() * 1000)
    staff = [*agents, *(f"agent{i:03d}" for i in range(AGENTS - len(agents)))]
    few = max(10, int(messages * SMALL_PART))
    return [Maker(tenant, inboxes, staff, messages - few, now, 1), Maker(SMALL, ["one"], staff[:2], few, now, 2)]


def batches(talks: Iterable[Talk]) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Heads, entries and contacts of many conversations."""
    talks = iter(talks)
    while part := list(islice(talks, TALKS)):
        yield [t.head for t in part], [e for t in part for e in t.entries], [t.contact for t in part if t.contact]


def fill_sqlite(file: Path, every: list[Maker]) -> None:
    """Into a SQLite file that nobody uses now."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for pragma in ("synchronous=off", "cache_size=-400000", "journal_mode=wal"):
            db.execute(f"pragma {pragma}")
        before = (
            db.execute("select max(number) from conversation where tenant = ?", (every[0].tenant,)).fetchone()[0] or 0
        )
        inserts = [f"insert into {k.table} values({','.join('?' * len(plan(k).columns))})" for k in KINDS]
        for kind in KINDS:
            held = [row[1] for row in db.execute(f"pragma table_info({kind.table})")]
            assert held == list(plan(kind).columns), f"{kind.table}: columns in another order"
        more = ", ".join(row[1] for row in db.execute("pragma table_info(business)") if row[1] != "tenant")
        db.execute(BUSINESS.format(SMALL, more, "?"), (every[0].tenant,))
        for maker in every:
            shift = before if maker is every[0] else 0
            for heads, entries, contacts in batches(maker.talks()):
                db.execute("begin")
                rows = ([(*h[:7], h[7] + shift, *h[8:]) for h in heads], entries, contacts)
                for insert, some in zip(inserts, rows, strict=True):
                    db.executemany(insert, some)
                db.execute("commit")
        db.execute("analyze")
        db.execute("pragma wal_checkpoint(truncate)")


async def _copy(url: str, every: list[Maker]) -> None:
    """The index that the demo began is dropped: it is made anew, of everything."""
    import asyncpg

    from yingda.engines.postgres.search import GONE

    db = await asyncpg.connect(url)
    try:
        named = "select column_name from information_schema.columns where table_name = 'business'"
        more = ", ".join(row[0] for row in await db.fetch(named) if row[0] != "tenant")
        await db.execute(BUSINESS.format(SMALL, more, "$1"), every[0].tenant)
        for maker in every:
            shift = await db.fetchval(
                "select coalesce(max(number), 0) from conversation where tenant = $1", maker.tenant
            )
            for heads, entries, contacts in batches(maker.talks()):
                rows = ([(*h[:7], h[7] + shift, *h[8:]) for h in heads], entries, contacts)
                for kind, some in zip(KINDS, rows, strict=True):
                    await db.copy_records_to_table(kind.table, records=some, columns=plan(kind).columns)
        for kind in KINDS:
            await db.execute(f"vacuum analyze {kind.table}")
        await db.execute(GONE)
    finally:
        await db.close()


def fill_postgres(url: str, every: list[Maker]) -> None:
    """Into a PostgreSQL database."""
    asyncio.run(_copy(url, every))
