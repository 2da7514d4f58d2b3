"""The search index in PostgreSQL: each text has its terms as an array of numbers, under a GIN index.

GIN answers all matches and not the newest, so a term is hashed together with its business and its week: a week is looked
up by itself, the newest first, and what a look costs depends on what lies in those weeks. Should two terms share a number,
the text itself decides (who asks looks at it anyway).
"""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from zlib import crc32

import asyncpg

from yingda.kernel.search import DOC_BITS, Place, Progress, Text

FORMAT = 1
WEEK = 7 * 86_400_000 << DOC_BITS
WEEKS = 64
"""Weeks that one query looks through."""
CONNECTIONS = 4
LOCK = 0x59_44_53
"""The advisory lock under which the tables are made."""
TABLES = """
create table if not exists search_format(format bigint not null);
create table if not exists search_line(tenant text not null, doc bigint not null, about text not null, seq bigint not null,
    terms integer[] not null, primary key(tenant, doc));
create index if not exists search_terms on search_line using gin(terms) with (fastupdate = on, gin_pending_list_limit = 64);
create table if not exists search_mark(tenant text not null, about text not null, seq bigint not null,
    primary key(tenant, about));
create table if not exists search_progress(tenant text primary key, built text not null, event text not null);
"""
GONE = "drop table if exists search_line, search_mark, search_progress, search_format"
INSERT = """
insert into search_line
select t, d, a, s, w::integer[] from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[]) n(t, d, a, s, w)
on conflict do nothing returning tenant, doc
"""
HELD = """
select l.tenant, l.doc, l.about, l.seq from unnest($1::text[], $2::bigint[]) n(t, d)
join search_line l on l.tenant = n.t and l.doc = n.d
"""
MARK = """
insert into search_mark select * from unnest($1::text[], $2::text[], $3::bigint[])
on conflict (tenant, about) do update set seq = greatest(search_mark.seq, excluded.seq)
"""
UPTO = """
select m.tenant, m.about, m.seq from unnest($1::text[], $2::text[]) n(t, a)
join search_mark m on m.tenant = n.t and m.about = n.a
"""
ONLY_GIN = {"enable_seqscan": "off", "enable_indexscan": "off", "plan_cache_mode": "force_generic_plan", "jit": "off"}


def numbers(tenant: str, week: int, terms: Collection[str]) -> list[int]:
    """Terms of a business in a week as numbers of 32 bits."""
    seed = crc32(f"{tenant}/{week}".encode())
    return [crc32(term.encode(), seed) - (1 << 31) for term in terms]


def finding(arms: int) -> str:
    """The query over so many weeks. `|| ''` and `+ 0` keep the planner from walking the primary key instead."""
    any_week = " or ".join(f"terms @> ${i}::integer[]" for i in range(5, 5 + arms))
    return (
        "select doc, about, seq from search_line where tenant || '' = $1 and doc + 0 between $2 and $3"
        f" and ({any_week}) order by doc + 0 desc limit $4"
    )


class PostgresSearch:
    """`Search` in the database itself; all nodes share it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pools: dict[str, Any] = {}
        self.opening = asyncio.Lock()

    async def put(self, texts: Sequence[Text], upto: Sequence[tuple[str, str, int]]) -> None:
        """See `kernel.search.Search`."""
        pool = await self._pool("plain")
        async with pool.acquire() as db, db.transaction():
            todo = sorted(texts, key=lambda one: (one.tenant, one.doc))
            while todo:
                rows = {(one.tenant, one.doc): one for one in todo}
                later = [one for one in todo if rows[one.tenant, one.doc] is not one]
                kept = {tuple(row) for row in await db.fetch(INSERT, *_columns(list(rows.values())))}
                later += [one for place, one in rows.items() if place not in kept]
                todo = await _moved(db, later)
            if upto:
                await db.execute(MARK, *map(list, zip(*sorted(upto), strict=True)))

    async def upto(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """See `kernel.search.Search`."""
        rows = await (await self._pool("plain")).fetch(UPTO, [t for t, _ in pairs], [a for _, a in pairs])
        return {(tenant, about): seq for tenant, about, seq in rows}

    async def find(self, tenant: str, terms: Collection[str], newest: int, oldest: int, limit: int) -> list[Place]:
        """See `kernel.search.Search`."""
        pool = await self._pool("finding")
        found: list[Place] = []
        for high, low in _stretches(newest, oldest):
            weeks = [numbers(tenant, week, terms) for week in range(high // WEEK, low // WEEK - 1, -1)]
            asked = (tenant, low, high, limit - len(found), *weeks)
            found += [Place(*row) for row in await pool.fetch(finding(len(weeks)), *asked)]
            if len(found) >= limit:
                break
        return found

    async def ends(self, tenant: str) -> tuple[int, int] | None:
        """See `kernel.search.Search`."""
        row = await (await self._pool("plain")).fetchrow(
            "select min(doc), max(doc) from search_line where tenant = $1", tenant
        )
        return None if row[0] is None else (row[0], row[1])

    async def progress(self, tenant: str) -> Progress:
        """See `kernel.search.Search`."""
        row = await (await self._pool("plain")).fetchrow(
            "select built, event from search_progress where tenant = $1", tenant
        )
        return Progress(*row) if row else Progress()

    async def proceed(self, tenant: str, progress: Progress) -> None:
        """See `kernel.search.Search`."""
        await (await self._pool("plain")).execute(
            "insert into search_progress values($1, $2, $3) on conflict (tenant) do update set"
            " built = excluded.built, event = excluded.event",
            tenant, *progress,
        )  # fmt: skip

    async def close(self) -> None:
        """See `kernel.search.Search`."""
        for pool in self.pools.values():
            await pool.close()

    async def _pool(self, name: str) -> Any:
        if name not in self.pools:
            async with self.opening:
                if not self.pools:
                    plain = await asyncpg.create_pool(self.url, min_size=0, max_size=CONNECTIONS)
                    async with plain.acquire() as db:
                        await _prepare(db)
                    only = await asyncpg.create_pool(
                        self.url, min_size=0, max_size=CONNECTIONS, server_settings=ONLY_GIN
                    )
                    self.pools = {"plain": plain, "finding": only}
        return self.pools[name]


def _columns(texts: Sequence[Text]) -> list[list[Any]]:
    terms = [numbers(one.tenant, one.doc // WEEK, set(one.terms)) for one in texts]
    lists = ["{" + ",".join(map(str, some)) + "}" for some in terms]
    return [[t.tenant for t in texts], [t.doc for t in texts], [t.about for t in texts], [t.seq for t in texts], lists]


async def _moved(db: Any, texts: Sequence[Text]) -> list[Text]:
    """Of texts whose place is taken those that are not there yet, each a place further."""
    if not texts:
        return []
    held = await db.fetch(HELD, [t.tenant for t in texts], [t.doc for t in texts])
    there = {(tenant, doc): (about, seq) for tenant, doc, about, seq in held}
    return [t._replace(doc=t.doc + 1) for t in texts if there.get((t.tenant, t.doc)) != (t.about, t.seq)]


def _stretches(newest: int, oldest: int) -> Iterator[tuple[int, int]]:
    """The span in stretches of so many weeks, the newest first."""
    while newest >= oldest:
        low = max(oldest, (newest // WEEK - WEEKS + 1) * WEEK)
        yield newest, low
        newest = low - 1


async def _prepare(db: Any) -> None:
    """Makes the tables; those of another format are made anew."""
    async with db.transaction():
        await db.execute(f"select pg_advisory_xact_lock({LOCK})")
        if await db.fetchval("select to_regclass('search_format') is not null"):
            if await db.fetchval("select max(format) from search_format") == FORMAT:
                return
            await db.execute(GONE)
        await db.execute(TABLES)
        await db.execute("insert into search_format values($1)", FORMAT)
