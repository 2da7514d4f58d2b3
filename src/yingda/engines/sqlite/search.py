"""The search index in a SQLite file of its own (FTS5): its commits never hold up those of messages, and a crash can lose
no more than a moment of them, which is indexed again.

A term is kept with a short mark of its business in front, so each business has posting lists of its own. Rows are
numbered by the negative place: rising row numbers, which is how FTS5 walks and skips, are then the newest first.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from yingda.kernel.search import Place, Progress, Text

T = TypeVar("T")
FORMAT = 1
READERS = 3
TABLES = (
    "create virtual table if not exists words using fts5("
    "terms, content='', detail=none, columnsize=0, tokenize='ascii')",
    "create table if not exists line(row integer primary key, tenant text not null, about text not null,"
    " seq integer not null)",
    "create table if not exists mark(tenant text not null, about text not null, seq integer not null,"
    " primary key(tenant, about)) without rowid",
    "create table if not exists progress(tenant text primary key, built text not null, event text not null)"
    " without rowid",
    "create index if not exists line_of on line(tenant, row)",
)
FIND = (
    "select words.rowid, l.about, l.seq from words cross join line l on l.row = words.rowid"
    " where words match ?1 and words.rowid between ?2 and ?3 and l.tenant = ?4 order by words.rowid limit ?5"
)


@lru_cache(4096)
def mark_of(tenant: str) -> str:
    """A few letters in front of every term of a business. Should two share one, their lists are longer; nothing is shown
    to the wrong one, since every line names its business."""
    return "z" + blake2b(tenant.encode(), digest_size=4).hexdigest()


class SqliteSearch:
    """`Search` in one file. Writes go through one thread, reads through a few."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        _prepare(self.path)
        self.own = threading.local()
        self.open: list[sqlite3.Connection] = []
        self.writer = ThreadPoolExecutor(1, thread_name_prefix="yingda-index")
        self.readers = ThreadPoolExecutor(READERS, thread_name_prefix="yingda-search")

    async def put(self, texts: Sequence[Text], upto: Sequence[tuple[str, str, int]]) -> None:
        """See `kernel.search.Search`."""
        await self._run(self.writer, self._put, texts, upto)

    async def upto(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """See `kernel.search.Search`."""
        return await self._run(self.readers, self._upto, pairs)

    async def find(self, tenant: str, terms: Collection[str], newest: int, oldest: int, limit: int) -> list[Place]:
        """See `kernel.search.Search`."""
        mark = mark_of(tenant)
        asked = " AND ".join(f'"{mark}{term}"' for term in sorted(terms))
        found = await self._run(self.readers, self._all, FIND, asked, -newest, -oldest, tenant, limit)
        return [Place(-row, about, seq) for row, about, seq in found]

    async def ends(self, tenant: str) -> tuple[int, int] | None:
        """See `kernel.search.Search`."""
        sql = "select row from line where tenant = ?1 order by row {} limit 1"
        newest = await self._run(self.readers, self._all, sql.format(""), tenant)
        oldest = await self._run(self.readers, self._all, sql.format("desc"), tenant)
        return (-oldest[0][0], -newest[0][0]) if newest and oldest else None

    async def progress(self, tenant: str) -> Progress:
        """See `kernel.search.Search`."""
        found = await self._run(self.readers, self._all, "select built, event from progress where tenant = ?1", tenant)
        return Progress(*found[0]) if found else Progress()

    async def proceed(self, tenant: str, progress: Progress) -> None:
        """See `kernel.search.Search`."""
        await self._run(self.writer, self._all, "replace into progress values(?1, ?2, ?3)", tenant, *progress)

    async def close(self) -> None:
        """See `kernel.search.Search`."""
        for pool in (self.readers, self.writer):
            await asyncio.to_thread(pool.shutdown)
        for db in self.open:
            db.close()

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *args)

    def _db(self) -> sqlite3.Connection:
        db = getattr(self.own, "db", None)
        if db is None:
            db = self.own.db = _open(self.path)
            self.open.append(db)
        return db

    def _all(self, sql: str, *args: Any) -> list[Any]:
        return self._db().execute(sql, args).fetchall()

    def _upto(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        db = self._db()
        found = {}
        for pair in pairs:
            row = db.execute("select seq from mark where tenant = ?1 and about = ?2", pair).fetchone()
            if row:
                found[pair] = row[0]
        return found

    def _put(self, texts: Sequence[Text], upto: Sequence[tuple[str, str, int]]) -> None:
        db = self._db()
        db.execute("begin immediate")
        try:
            for text in sorted(texts, key=lambda one: -one.doc):  # rising rows: FTS5 gathers them in memory
                row = _place(db, text)
                if row is not None:
                    mark = mark_of(text.tenant)
                    said = mark + f" {mark}".join(text.terms) if text.terms else ""
                    db.execute("insert into words(rowid, terms) values(?1, ?2)", (row, said))
            db.executemany(
                "insert into mark values(?1, ?2, ?3) on conflict do update set seq = max(seq, excluded.seq)", upto
            )
            db.execute("commit")
        except BaseException:
            db.execute("rollback")
            raise


def _place(db: sqlite3.Connection, text: Text) -> int | None:
    """The row for a text, next to its place when that is taken; None when the text has one already."""
    row = -text.doc
    while True:
        done = db.execute("insert or ignore into line values(?1, ?2, ?3, ?4)", (row, text.tenant, text.about, text.seq))
        if done.rowcount:
            return row
        held = db.execute("select tenant, about, seq from line where row = ?1", (row,)).fetchone()
        if held == (text.tenant, text.about, text.seq):
            return None
        row -= 1


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("pragma busy_timeout=10000")
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=normal")  # a lost moment is indexed again
    db.execute("pragma cache_size=-16384")
    return db


def _prepare(path: Path) -> None:
    """Makes the file; one of another format, or one that cannot be read, is put away and made anew."""
    with suppress(sqlite3.DatabaseError):
        db = _open(path)
        at = db.execute("pragma user_version").fetchone()[0]
        if at == FORMAT:
            db.close()
            return
        if not at and not db.execute("select 1 from sqlite_master").fetchone():
            _make(db)
            return
        db.close()
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    _make(_open(path))


def _make(db: sqlite3.Connection) -> None:
    for table in TABLES:
        db.execute(table)
    db.execute("insert into words(words, rank) values('hashsize', 8388608)")
    db.execute(f"pragma user_version={FORMAT}")
    db.close()
