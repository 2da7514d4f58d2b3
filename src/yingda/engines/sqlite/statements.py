"""The statements of a row class, written once from its plan, and how errors of SQLite are to be understood."""

import os
import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple

from yingda.kernel import Plan, Row, plan

BROKEN = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB,
    }
)  # fmt: skip
"""Primary result codes that speak of the disk or the file: the fault of no use case, and nothing was kept."""

CHUNK = 1_048_576
TAKEN = frozenset({sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})


class Statements(NamedTuple):
    """What an engine says about one row class. `update` and `delete` compare the version where there is one: `update`
    takes the columns of the row that is to be, `delete` and `same` the key (and version) of the row that was read."""

    plan: Plan
    find: str
    get: str
    first: str
    insert: str
    update: str
    delete: str
    same: str
    versioned: bool


@cache
def statements(kind: type[Row]) -> Statements:
    """The statements of `kind`."""
    names, table = plan(kind).columns, kind.table
    place = {name: f"?{i}" for i, name in enumerate(names, 1)}
    versioned = "version" in place
    here = " and ".join(f"{k}={place[k]}" for k in kind.key)
    seen = " and ".join(f"{k}=?" for k in (*kind.key, "version") if k in kind.key or versioned)
    sets = ",".join(f"{c}={place[c]}" for c in names if c not in kind.key)
    select = f"select {','.join(names)} from {table} where "
    return Statements(
        plan=plan(kind),
        find=select,
        get=select + " and ".join(f"{k}=?" for k in kind.key),
        first=select + " and ".join(f"{k}=?" for k in kind.once or kind.key),
        insert=f"insert into {table}({','.join(names)}) values({','.join(place.values())})",
        update=f"update {table} set {sets} where {here}" + (f" and version={place['version']}-1" if versioned else ""),
        delete=f"delete from {table} where {seen}",
        same=f"select 1 from {table} where {seen}",
        versioned=versioned,
    )


@cache
def partial(kind: type[Row], columns: tuple[str, ...]) -> str:
    """An update of some columns, then the key (and the version that was read). An index whose columns stay the same is
    not touched, which halves the pages that a message writes."""
    names = (*kind.key, "version") if "version" in plan(kind).columns else kind.key
    sets, here = ",".join(f"{c}=?" for c in columns), " and ".join(f"{k}=?" for k in names)
    return f"update {kind.table} set {sets} where {here}"


def broken(error: BaseException) -> bool:
    """Whether the disk or the file is at fault, not the work."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.Error) and code is not None and code & 0xFF in BROKEN


def taken(error: BaseException) -> bool:
    """Whether somebody already has this key."""
    return isinstance(error, sqlite3.IntegrityError) and getattr(error, "sqlite_errorcode", 0) in TAKEN


def open_file(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection that this engine may use from one thread at a time."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=1024)
    try:
        db.execute("pragma busy_timeout=5000")
        if read_only:
            db.execute("pragma query_only=on")
        else:
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=full")
            db.execute("pragma wal_autocheckpoint=8000")  # 32 MiB: pages that change often are copied back less often
            db.execute("pragma journal_size_limit=67108864")
            db.execute("pragma cache_size=-32768")  # a ceiling, in KiB; a small database takes little
    except BaseException:
        db.close()
        raise
    return db


def steady(db: sqlite3.Connection, path: Path) -> None:
    """Makes sure that the log which a crash left is on the disk as it is read, before anything is built upon it. It may
    hold a commit whose fsync failed: the system then takes the bytes for clean and never writes them again, and a later
    fsync does not bring them back. So they are written once more, the same at the same place, while nobody may write.
    Where somebody writes just now, he has done this when he opened it."""
    log = path.with_name(path.name + "-wal")
    waits = db.execute("pragma busy_timeout").fetchone()[0]
    db.execute("pragma busy_timeout=0")
    try:
        db.execute("begin immediate")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return
        raise
    finally:
        db.execute(f"pragma busy_timeout={waits}")
    try:
        with log.open("r+b", buffering=0) as file:
            while part := file.read(CHUNK):
                file.seek(-len(part), os.SEEK_CUR)
                file.write(part)
            os.fsync(file.fileno())
    finally:
        db.execute("rollback")
