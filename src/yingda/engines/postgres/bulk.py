"""Every row of a database, out of it and into another: for moving and for backups. One consistent state (a repeatable-read
snapshot), while others go on working."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg

from yingda.kernel import Unavailable

PIECE = 2_000
COLUMNS = """
select c.table_name, c.column_name, c.data_type from information_schema.columns c
join information_schema.tables t using (table_schema, table_name)
where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name <> 'alembic_version'
and c.table_name not like 'search~_%' escape '~' and c.data_type <> 'xid8' order by c.table_name, c.ordinal_position
"""
"""Transaction numbers are the server's own: they mean nothing elsewhere, and are given anew. So is the search index."""
Rows = Sequence[Sequence[Any]]


class PostgresBulk:
    """`async with PostgresBulk(url) as bulk`: all that is written is kept at the end, or nothing when an error leaves the
    block. Values are as SQLite keeps them: whole numbers for booleans when they are read, taken as either."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.flags: dict[str, set[str]] = {}

    async def __aenter__(self) -> "PostgresBulk":
        try:
            self.db = await asyncpg.connect(self.url, server_settings={"application_name": "yingda bulk"})
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            zh, en = f"无法连接数据库：{error}", f"Cannot reach the database: {error}"
            raise Unavailable("database", zh, en) from error
        self.work = self.db.transaction(isolation="repeatable_read")
        await self.work.start()
        return self

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            await (self.work.commit() if kind is None else self.work.rollback())
        finally:
            await self.db.close()

    async def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and their columns; not the one of the migrations."""
        found: dict[str, tuple[str, ...]] = {}
        for table, column, kind in await self.db.fetch(COLUMNS):
            found[table] = (*found.get(table, ()), column)
            if kind == "boolean":
                self.flags.setdefault(table, set()).add(column)
        return found

    async def count(self, table: str) -> int:
        """How many rows."""
        return int(await self.db.fetchval(f"select count(*) from {table}"))

    async def read(self, table: str, columns: Sequence[str]) -> AsyncIterator[Rows]:
        """All rows, some thousand at a time."""
        cast = self.flags.get(table, set())
        names = ",".join(f"{c}::int::bigint as {c}" if c in cast else c for c in columns)
        cursor = await self.db.cursor(f"select {names} from {table}")
        while rows := await cursor.fetch(PIECE):
            yield [tuple(row) for row in rows]

    async def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Adds rows."""
        flags = [i for i, c in enumerate(columns) if c in self.flags.get(table, ())]
        if flags:
            rows = [[bool(v) if i in flags and v is not None else v for i, v in enumerate(row)] for row in rows]
        await self.db.copy_records_to_table(table, records=rows, columns=columns)
