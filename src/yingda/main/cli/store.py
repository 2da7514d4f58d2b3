"""What is asked of a database directly, without opening the house: read only, whatever state it is in."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from yingda.main import schema


class Parked(NamedTuple):
    """A reaction that failed too often and waits for somebody to look."""

    name: str
    about: str
    error: str


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=5)


def integrity(file: Path) -> list[str]:
    """What `quick_check` finds wrong; nothing for a sound file. Raises `sqlite3.Error` for what is no database."""
    with closing(_open(file)) as db:
        return [line for (line,) in db.execute("pragma quick_check(10)") if line != "ok"]


def locked(file: Path) -> bool:
    """Whether somebody else keeps the file from being written, for two seconds on end."""
    with closing(sqlite3.connect(file, timeout=2, isolation_level=None)) as db:
        try:
            db.execute("begin immediate")
        except sqlite3.OperationalError:
            return True
        db.execute("rollback")
        return False


def articles(file: Path) -> int:
    """How many articles are published; 0 also where there is no such table."""
    with closing(_open(file)) as db:
        try:
            return int(db.execute("select count(*) from article where live > 0").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def parked(file: Path, tries: int) -> list[Parked]:
    """Reactions that were tried `tries` times."""
    with closing(_open(file)) as db:
        found = db.execute("select name, about, error from reaction where tries >= ? limit 100", (tries,))
        return [Parked(*row) for row in found]


async def _businesses(db: Any) -> int:
    if not await db.fetchval("select to_regclass('business') is not null"):
        return 0
    return int(await db.fetchval("select count(*) from business"))


def businesses(url: str) -> int:
    """How many businesses there are; 0 also where there is no database yet."""
    if schema.on_server(url):
        return schema.asked(url, _businesses)
    file = Path(url.removeprefix("sqlite:///"))
    if not file.exists():
        return 0
    try:
        with closing(_open(file)) as db:
            return int(db.execute("select count(*) from business").fetchone()[0])
    except sqlite3.OperationalError:  # no such table: a start that was broken off
        return 0
