"""What is asked of a database directly, without opening the house: read only, whatever state it is in."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple


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


def parked(file: Path, tries: int) -> list[Parked]:
    """Reactions that were tried `tries` times."""
    with closing(_open(file)) as db:
        found = db.execute("select name, about, error from reaction where tries >= ? limit 100", (tries,))
        return [Parked(*row) for row in found]


def businesses(file: Path) -> int:
    """How many businesses there are; 0 also where there is no database yet."""
    if not file.exists():
        return 0
    try:
        with closing(_open(file)) as db:
            return int(db.execute("select count(*) from business").fetchone()[0])
    except sqlite3.OperationalError:  # no such table: a start that was broken off
        return 0
