"""One database into another, of any two engines: every row, in one consistent state, compared afterwards."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from msgspec import json

from yingda.engines.sqlite.bulk import SqliteBulk
from yingda.kernel import BadInput, Clash, Unavailable

from . import schema
from .build import scaled

Rows = Sequence[Sequence[Any]]
encode = json.Encoder().encode
BYTES = 16
Step = Callable[[str, int], None]
"""Told of each table and how many of its rows have been copied or compared since."""


class Bulk(Protocol):
    """All rows of a database, inside one transaction; see `engines/*/bulk.py`."""

    async def __aenter__(self) -> "Bulk": ...
    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None: ...
    async def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and their columns."""

    async def count(self, table: str) -> int:
        """How many rows."""

    def read(self, table: str, columns: Sequence[str]) -> AsyncIterator[Rows]:
        """All rows, in pieces."""

    async def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Adds rows."""


class Sum(NamedTuple):
    """What is in a table: rows, and a sum over their contents that does not depend on their order."""

    rows: int
    hash: int

    def plus(self, rows: Rows) -> "Sum":
        """With more rows."""
        total = self.hash
        for row in rows:
            total += int.from_bytes(blake2b(encode(tuple(row)), digest_size=BYTES).digest(), "big")
        return Sum(self.rows + len(rows), total % (1 << 8 * BYTES))


NONE = Sum(0, 0)


def bulk(url: str) -> Bulk:
    """The rows behind a URL."""
    if not schema.on_server(url):
        return SqliteBulk(url.removeprefix("sqlite:///"))
    found: Bulk = scaled("yingda.engines.postgres.bulk").PostgresBulk(url)
    return found


async def total(url: str) -> int:
    """How many rows there are to copy."""
    async with bulk(url) as source:
        return sum([await source.count(table) for table in await source.tables()])


async def copy(source: str, target: str, step: Step) -> Mapping[str, Sum]:
    """Copies everything from one URL to another, which must hold the same tables and no rows. All of it is there
    afterwards, or nothing. Answers what was copied; `Unavailable` when the copy is not the same as what was read."""
    if schema.current(source) != schema.current(target):
        zh, en = "两边的数据库结构不同", "The two databases are not of the same schema"
        raise BadInput("other_schema", zh, en)
    sums: dict[str, Sum] = {}
    async with bulk(source) as old, bulk(target) as new:
        theirs = await new.tables()
        for table, columns in (await old.tables()).items():
            sums[table] = NONE
            if missing := sorted(set(columns) ^ set(theirs.get(table, ()))):
                zh, en = f"两边的表 {table} 不同：{missing}", f"The tables {table} differ: {missing}"
                raise BadInput("other_schema", zh, en)
            if await new.count(table):
                zh, en = f"目标数据库不是空的（{table}）", f"The target is not empty ({table})"
                raise Clash("not_empty", zh, en)
            async for rows in old.read(table, columns):
                await new.write(table, columns, rows)
                sums[table] = sums[table].plus(rows)
                step(table, len(rows))
        await compare(new, sums, await old.tables(), step)
    return sums


async def compare(new: Bulk, sums: Mapping[str, Sum], tables: Mapping[str, Sequence[str]], step: Step) -> None:
    """Reads what was written, before it is kept, and compares it with what was read."""
    for table, columns in tables.items():
        found = NONE
        async for rows in new.read(table, columns):
            found = found.plus(rows)
            step(table, len(rows))
        if found != sums[table]:
            zh, en = (
                f"表 {table} 复制后不一致，什么都没有保存",
                f"The copy of {table} is not the same: nothing was kept",
            )
            raise Unavailable("copy_differs", zh, en)
