"""The search index in a SQLite file of its own (FTS5): its commits never hold up those of messages, and a crash can lose
no more than a moment of them, which is indexed again.

A term is kept with a short mark of its business in front, so each business has posting lists of its own. Texts are
numbered by the negative place: rising numbers, which is how FTS5 walks and skips, are then the newest first.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from yingda.kernel.event import encode
from yingda.kernel.search import Place, Progress, Text

T = TypeVar("T")
FORMAT = 2
READERS = 3
SMALL = 1 << 16
TABLES = (
    "create virtual table if not exists words using fts5("
    "terms, content='', detail=none, columnsize=0, tokenize='ascii')",
    "create table if not exists line(doc integer primary key, business integer not null, about text not null,"
    " seq integer not null)",
    "create table if not exists mark(business integer not null, about text not null, seq integer not null,"
    " primary key(business, about)) without rowid",
    "create table if not exists business(id integer primary key, tenant text not null unique, built text not null,"
    " event text not null, oldest integer, newest integer)",
)
FIND = (
    "select l.doc, l.about, l.seq from words cross join line l on l.doc = -words.rowid"
    " where words match ?1 and words.rowid between ?2 and ?3 and l.business = ?4 order by words.rowid limit ?5"
)
# Many rows in one statement: each statement of Python's gives up the interpreter lock and waits to have it back.
LINES = (
    "insert or ignore into line select json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
    " json_extract(value, '$[2]'), json_extract(value, '$[3]') from json_each(?1)"
)
WORDS = (
    "insert into words(rowid, terms) select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?1)"
)
MARKS = (
    "insert into mark select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')"
    " from json_each(?1) where true on conflict do update set seq = max(seq, excluded.seq)"
)
UPTO = (
    "select b.tenant, m.about, m.seq from json_each(?1) n join business b on b.tenant = json_extract(n.value, '$[0]')"
    " join mark m on m.business = b.id and m.about = json_extract(n.value, '$[1]')"
)
ENDS = (
    "update business set oldest = min(coalesce(oldest, ?2), ?2), newest = max(coalesce(newest, ?3), ?3) where id = ?1"
)


def mark_of(business: int) -> str:
    """What stands in front of every term of a business: short, and no mark is the beginning of another."""
    return f"{business:04x}" if business < SMALL else f"g{business:08x}"


class SqliteSearch:
    """`Search` in one file. Writes go through one thread, reads through a few."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        _prepare(self.path)
        self.own = threading.local()
        self.numbers: dict[str, int] = {}
        """The number of each business, once known."""
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
        number = await self._number(tenant)
        if not number:
            return []
        mark = mark_of(number)
        asked = " AND ".join(f'"{mark}{term}"' for term in sorted(terms))
        found = await self._run(self.readers, self._all, FIND, asked, -newest, -oldest, number, limit)
        return [Place(*row) for row in found]

    async def ends(self, tenant: str) -> tuple[int, int] | None:
        """See `kernel.search.Search`."""
        sql = "select oldest, newest from business where tenant = ?1 and oldest is not null"
        found = await self._run(self.readers, self._all, sql, tenant)
        return (found[0][0], found[0][1]) if found else None

    async def progress(self, tenant: str) -> Progress:
        """See `kernel.search.Search`."""
        found = await self._run(self.readers, self._all, "select built, event from business where tenant = ?1", tenant)
        return Progress(*found[0]) if found else Progress()

    async def proceed(self, tenant: str, progress: Progress) -> None:
        """See `kernel.search.Search`."""
        sql = (
            "insert into business(tenant, built, event) values(?1, ?2, ?3)"
            " on conflict do update set built = excluded.built, event = excluded.event"
        )
        await self._run(self.writer, self._all, sql, tenant, *progress)

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

    async def _number(self, tenant: str) -> int:
        """The number of a business; 0 when nothing of it was ever indexed."""
        if tenant not in self.numbers:
            found = await self._run(self.readers, self._all, "select id from business where tenant = ?1", tenant)
            if not found:
                return 0
            self.numbers[tenant] = found[0][0]
        return self.numbers[tenant]

    def _upto(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        rows = self._all(UPTO, text_of(list(pairs)))
        return {(tenant, about): seq for tenant, about, seq in rows}

    def _put(self, texts: Sequence[Text], upto: Sequence[tuple[str, str, int]]) -> None:
        db = self._db()
        db.execute("begin immediate")
        try:
            tenants = {text.tenant for text in texts} | {tenant for tenant, _, _ in upto}
            number = {tenant: _business(db, tenant) for tenant in tenants}
            rising = sorted(texts, key=lambda one: -one.doc)  # FTS5 gathers rising rows in memory
            placed = _lines(db, rising, number)
            mark = {tenant: mark_of(each) for tenant, each in number.items()}
            said = [(-doc, _said(mark[text.tenant], text)) for doc, text in placed]
            if said:
                db.execute(WORDS, (text_of(said),))
            for tenant, each in number.items():
                docs = [doc for doc, text in placed if text.tenant == tenant]
                if docs:
                    db.execute(ENDS, (each, min(docs), max(docs)))
            if upto:
                db.execute(MARKS, (text_of([(number[tenant], about, seq) for tenant, about, seq in upto]),))
            db.execute("commit")
        except BaseException:
            db.execute("rollback")
            raise


def text_of(value: object) -> str:
    """As JSON, for `json_each`."""
    return encode(value).decode()


def _said(mark: str, text: Text) -> str:
    """All terms of a text, each with the mark of its business."""
    return mark + f" {mark}".join(text.terms) if text.terms else ""


def _business(db: sqlite3.Connection, tenant: str) -> int:
    db.execute("insert or ignore into business(tenant, built, event) values(?1, '', '')", (tenant,))
    return int(db.execute("select id from business where tenant = ?1", (tenant,)).fetchone()[0])


def _lines(db: sqlite3.Connection, texts: Sequence[Text], number: dict[str, int]) -> list[tuple[int, Text]]:
    """Where texts came to lie, of those that were not there yet. Nearly always every place is free."""
    if not texts:
        return []
    db.execute("savepoint lines")
    rows = [(text.doc, number[text.tenant], text.about, text.seq) for text in texts]
    placed = [(text.doc, text) for text in texts]
    if db.execute(LINES, (text_of(rows),)).rowcount != len(rows):
        db.execute("rollback to lines")
        found = [(_place(db, text, number[text.tenant]), text) for text in reversed(texts)]
        placed = [(doc, text) for doc, text in reversed(found) if doc is not None]
    db.execute("release lines")
    return sorted(placed, key=lambda one: -one[0])


def _place(db: sqlite3.Connection, text: Text, business: int) -> int | None:
    """The place for a text, the next free one when its own is taken; None when the text has one already."""
    doc = text.doc
    while True:
        row = (doc, business, text.about, text.seq)
        if db.execute("insert or ignore into line values(?1, ?2, ?3, ?4)", row).rowcount:
            return doc
        if db.execute("select doc, business, about, seq from line where doc = ?1", (doc,)).fetchone() == row:
            return None
        doc += 1


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("pragma busy_timeout=10000")
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=normal")  # a lost moment is indexed again
    db.execute("pragma cache_size=-16384")
    db.execute("pragma wal_autocheckpoint=8000")  # copying back waits for the disk, which messages wait for too
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
