"""How PostgreSQL answers the queries of a store on tables with history: which rows it reads, and what it sorts.

A connection that has asked a query some times plans it once and for all, whatever its parameters are; before that it plans
for these very ones. Both must be good."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import asyncpg
from tests.support import postgres
from tests.support.database import ROOMS

from yingda.engines.postgres.statements import translated
from yingda.main import schema

MODES = ("force_custom_plan", "force_generic_plan")


def migrated(url: str, rooms: Iterable[str], *filling: str) -> None:
    """The tables of some rooms, filled, and known to the planner."""
    schema.upgrade(url, {room: ROOMS / room / "migrations" for room in rooms})
    postgres.execute(url, *filling, "vacuum analyze")


class Step(NamedTuple):
    """One node of a plan: what it does, on which table, and how many rows it looked at."""

    kind: str
    table: str
    looked: int


def _steps(node: dict[str, Any]) -> Iterator[Step]:
    removed = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
    looked = round((node["Actual Rows"] + removed) * node["Actual Loops"])
    yield Step(node["Node Type"], node.get("Relation Name", ""), looked)
    for child in node.get("Plans", ()):
        yield from _steps(child)


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


class Explaining:
    """`Read` on PostgreSQL that keeps how each query is answered."""

    def __init__(self, db: Any) -> None:
        self.db = db
        self.plans: list[list[Step]] = []

    async def rows(self, sql: str, *args: Any) -> list[tuple[Any, ...]]:
        """Explains, in both modes; then answers."""
        text = translated(sql)
        await self.db.execute(f"prepare asked as {text}")
        values = f"({', '.join(map(_literal, args))})" if args else ""
        for mode in MODES:
            await self.db.execute(f"set plan_cache_mode = {mode}")
            found = await self.db.fetchval(f"explain (analyze, format json) execute asked{values}")
            self.plans.append(list(_steps(json.loads(found)[0]["Plan"])))
        await self.db.execute("deallocate asked")
        return list(map(tuple, await self.db.fetch(text, *args)))

    async def find(self, kind: Any, where: str, *args: Any) -> list[Any]:
        """As `rows`."""
        found = await self.rows(f"select {', '.join(kind.__struct_fields__)} from {kind.table} where {where}", *args)
        return [kind(*row) for row in found]

    async def report(self, sql: str, *args: Any) -> list[tuple[Any, ...]]:
        """As `rows`."""
        return await self.rows(sql, *args)

    def check(self, most: int) -> None:
        """No plan reads a whole table, or more than `most` rows; so none sorts more either."""
        assert self.plans
        for plan in self.plans:
            assert not any(step.kind == "Seq Scan" for step in plan), plan
            assert sum(step.looked for step in plan if step.table) <= most, plan


async def explaining(url: str) -> Explaining:
    """A connection as the engine's own for queries."""
    return Explaining(await asyncpg.connect(url, server_settings={"jit": "off"}))
