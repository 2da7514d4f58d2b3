"""Every row of a database, out of it and into another: for moving and for backups. One consistent state, in one
transaction, in the order of the tables' keys."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from .statements import open_file

PIECE = 2_000
TABLES = "select name from sqlite_master where type='table' and name not like 'sqlite~_%' escape '~' order by name"
Rows = Sequence[Sequence[Any]]


class SqliteBulk:
    """`async with SqliteBulk(path) as bulk`: all that is written is kept at the end, or nothing when an error leaves the
    block. Values are as they lie in the columns."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    async def __aenter__(self) -> "SqliteBulk":
        self.db = open_file(self.path)
        self.db.execute("begin")
        return self

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            self.db.execute("commit" if kind is None else "rollback")
        finally:
            self.db.close()

    async def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and their columns; not the one of the migrations."""
        names = [name for (name,) in self.db.execute(TABLES) if name != "alembic_version"]
        found = {name: self.db.execute("select name from pragma_table_info(?)", (name,)).fetchall() for name in names}
        return {name: tuple(column for (column,) in columns) for name, columns in found.items()}

    async def count(self, table: str) -> int:
        """How many rows."""
        return int(self.db.execute(f"select count(*) from {table}").fetchone()[0])

    async def read(self, table: str, columns: Sequence[str]) -> AsyncIterator[Rows]:
        """All rows, some thousand at a time."""
        cursor = self.db.execute(f"select {','.join(columns)} from {table}")
        while rows := cursor.fetchmany(PIECE):
            yield rows

    async def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Adds rows."""
        marks = ",".join("?" * len(columns))
        self.db.executemany(f"insert into {table}({','.join(columns)}) values({marks})", rows)
