"""A fresh, migrated SQLite database for a test."""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import yingda
from yingda.engines.sqlite import Sqlite, connect
from yingda.main import schema

ROOMS = Path(yingda.__file__).parent / "rooms"
_migrated: dict[tuple[str, ...], bytes] = {}


def migrated(folder: Path, *rooms: str, more: Mapping[str, Path] | None = None) -> Path:
    """A new SQLite file in `folder` with the tables of the core, of `rooms` (names) and of `more` (name -> migrations);
    made once per set of rooms."""
    others = dict(more or {})
    key = tuple(sorted({*rooms, *others}))
    path = folder / "yingda.db"
    if key not in _migrated:
        schema.upgrade(path, {room: others.get(room, ROOMS / room / "migrations") for room in key})
        with closing(sqlite3.connect(path)) as db:
            db.execute("pragma wal_checkpoint(truncate)")
        _migrated[key] = path.read_bytes()
    path.write_bytes(_migrated[key])
    return path


@asynccontextmanager
async def fresh(folder: Path, *rooms: str, reactions: Mapping[Any, Any] | None = None) -> AsyncIterator[Sqlite]:
    """`async with fresh(tmp_path, "people", "conversations") as db:` - the engine on a fresh file, closed at the end.
    `reactions` is kept by reference (pass `house.reactions`, or set `db.reactions` later)."""
    db = await connect(migrated(folder, *rooms), reactions)
    try:
        yield db
    finally:
        await db.close()
