"""`Tx`: reads between writes, on a connection of its own."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Changes, Event, Row, plan
from yingda.kernel.rows import R, Reactions

from .failures import Conflict
from .pool import Db
from .statements import finding, reading, translated, versioned
from .wanted import Wanted
from .writing import write


class Transaction:
    """One try. A versioned row that is read by its key is held until the end, so that nobody overtakes."""

    def __init__(self, db: Db, reactions: Reactions) -> None:
        self.db, self.reactions = db, reactions
        self.events: list[tuple[Event, bytes]] = []

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""
        return await self._one(kind, kind.key, key)

    async def first(self, kind: type[R], *once: Any) -> R | None:
        """The row with this `once` key."""
        return await self._one(kind, kind.once or kind.key, once)

    async def _one(self, kind: type[R], names: tuple[str, ...], values: tuple[Any, ...]) -> R | None:
        sql = reading(kind, names, lock=versioned(kind))
        found = await self.db.fetch(sql, *((value,) for value in values))
        return plan(kind).load(kind, found[0][1:]) if found else None

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind."""
        found = await self.db.fetch(translated(finding(kind) + where), *args)
        return [plan(kind).load(kind, row) for row in found]

    async def rows(self, sql: str, *args: Any) -> Sequence[Any]:
        """Plain rows of a query."""
        return list(map(tuple, await self.db.fetch(translated(sql), *args)))

    async def turn(self, *name: str) -> None:
        """Nothing: a transaction waits for the rows themselves."""

    async def run(self, sql: str, *args: Any) -> int:
        """Runs one statement and answers how many rows it touched."""
        said = (await self.db.execute(translated(sql), *args)).rsplit(" ", 1)[-1]
        return int(said) if said.isdigit() else 0

    async def apply(self, changes: Changes) -> Row | None:
        """Writes `changes`; `Conflict` when a row is not as it was read, and then all of it is tried again."""
        one = Wanted(changes, self.reactions)
        if one.parts:
            (result,) = await write(self.db, one.shape, [one], wait=True)
            if isinstance(result, Conflict):
                raise result
            row, fresh = result
            if not fresh:
                return row  # type: ignore[no-any-return]
        self.events += one.bodies
        return one.kept
