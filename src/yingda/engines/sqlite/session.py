"""Reads and writes on one connection. None of it ever suspends: one `send` runs a whole use case."""

import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from yingda.kernel import Changes, Event, Row, told
from yingda.kernel.rows import R, Reactions

from .statements import Statements, partial, statements, taken

T = TypeVar("T")
KEPT = 4_096
NO_LOOP = "no running event loop"


class Conflict(Exception):
    """A row is no longer as it was read: decide again."""


class Session:
    """`Read` on one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""
        said = statements(kind)
        found = self.db.execute(said.get, key).fetchone()
        return said.plan.load(kind, found) if found else None

    async def first(self, kind: type[R], *once: Any) -> R | None:
        """The row with this `once` key."""
        said = statements(kind)
        found = self.db.execute(said.first, once).fetchone()
        return said.plan.load(kind, found) if found else None

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind."""
        said = statements(kind)
        return [said.plan.load(kind, found) for found in self.db.execute(said.find + where, args).fetchall()]

    async def rows(self, sql: str, *args: Any) -> Sequence[Any]:
        """Plain rows of a query."""
        return self.db.execute(sql, args).fetchall()

    async def turn(self, *name: str) -> None:
        """Nothing: decisions run one after another here."""


class Writing(Session):
    """`Tx` on the writer's connection. `events` gathers what the transaction under way will tell."""

    def __init__(self, db: sqlite3.Connection, reactions: Reactions) -> None:
        super().__init__(db)
        self.reactions = reactions
        self.events: list[tuple[Event, bytes]] = []
        self.known: dict[tuple[Any, ...], Row] = {}
        """What the use case under way has read, by table and key."""
        self.kept: OrderedDict[tuple[Any, ...], Row] = OrderedDict()
        """Rows with a version as the last commits left them. Only this connection writes; when another process has, or
        a transaction fails, everything is forgotten."""
        self.seen = 0

    def begin(self) -> None:
        """A transaction begins. What other processes have committed since the last one is not overlooked."""
        self.db.execute("begin immediate")
        version = self.db.execute("pragma data_version").fetchone()[0]
        if version != self.seen:
            self.seen = version
            self.kept.clear()

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""
        name = (kind.table, *key)
        row: Any = self.kept.get(name)
        if row is None:
            row = await super().get(kind, *key)
        if row is not None:
            self.known[name] = row
        return row  # type: ignore[no-any-return]

    def keep(self, rows: Iterable[Row]) -> None:
        """Remembers rows as they were written."""
        for row in rows:
            if statements(type(row)).versioned:
                name = (row.table, *_key(row))
                self.kept[name] = row
                self.kept.move_to_end(name)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)

    def forget(self) -> None:
        """Nothing that was written or remembered counts."""
        self.kept.clear()
        self.known.clear()
        self.events = []

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind."""
        rows = await super().find(kind, where, *args)
        for row in rows:
            self.known[kind.table, *_key(row)] = row
        return rows

    async def run(self, sql: str, *args: Any) -> int:
        """Runs one statement and answers how many rows it touched."""
        self.kept.clear()
        return self.db.execute(sql, args).rowcount

    async def apply(self, changes: Changes) -> Row | None:
        """Writes `changes` in this transaction."""
        return self.write(changes)

    def write(self, changes: Changes) -> Row | None:
        """Writes `changes` or answers the earlier row of a retry; `Conflict` when a row is not as it was read."""
        kept = next((row for row in changes.new if row.once), None)
        if kept is not None and (earlier := self._insert_once(kept)):
            return earlier
        execute = self.db.execute
        for row in changes.relied:
            self._rely(row)
        for row in changes.changed:
            if execute(*self._update(row)).rowcount != 1:
                raise Conflict(row)
        for row in changes.removed:
            said = statements(type(row))
            self.kept.pop((row.table, *_key(row)), None)
            if execute(said.delete, _seen(said, row)).rowcount != 1 and said.versioned:
                raise Conflict(row)
        rows, bodies = told(changes, self.reactions)
        for row in (*changes.new, *rows):
            if row is not kept:
                said = statements(type(row))
                execute(said.insert, said.plan.dump(row))
        self.events += bodies
        self.keep(changes.changed)
        self.keep(changes.new)
        return kept

    def _update(self, row: Row) -> tuple[str, Sequence[Any]]:
        """The statement that makes a row what it is to be: of the columns that differ from what was read, where it was."""
        said = statements(type(row))
        before = self.known.get((row.table, *_key(row)))
        columns = said.plan.differ(before, row) if before is not None else ()
        if before is None or not columns:
            return said.update, said.plan.dump(row)
        version = (row.version - 1,) if said.versioned else ()  # type: ignore[attr-defined]
        return partial(type(row), columns), [*said.plan.part(row, columns), *_key(row), *version]

    def _insert_once(self, row: Row) -> Row | None:
        """Inserts a row that has a `once` key, or answers the one that is there. First of all writes, so that a retry
        is noticed before anything is written, and costs the ordinary case nothing."""
        said = statements(type(row))
        try:
            self.db.execute(said.insert, said.plan.dump(row))
        except sqlite3.IntegrityError as error:
            if taken(error) and (earlier := self._earlier(row)):
                return earlier
            raise
        return None

    def _earlier(self, row: Row) -> Row | None:
        kind, said = type(row), statements(type(row))
        values = attrgetter(*row.once)(row)
        found = self.db.execute(said.first, values if len(row.once) > 1 else (values,)).fetchone()
        return said.plan.load(kind, found) if found else None

    def _rely(self, row: Row) -> None:
        said = statements(type(row))
        if said.versioned:
            if not self.db.execute(said.same, _seen(said, row)).fetchone():
                raise Conflict(row)
            return
        found = self.db.execute(said.get, _seen(said, row)).fetchone()
        if found is None or said.plan.load(type(row), found) != row:
            raise Conflict(row)


def _seen(said: Statements, row: Row) -> tuple[Any, ...]:
    """The values by which a row that was read is found again."""
    names = (*row.key, "version") if said.versioned else row.key
    return tuple(getattr(row, name) for name in names)


def _key(row: Row) -> tuple[Any, ...]:
    return tuple([getattr(row, name) for name in row.key])


def drive(work: Callable[..., Awaitable[T]], *args: Any) -> T:
    """Runs a coroutine that awaits only reads of this engine. Raises what it raises, and `RuntimeError` when it waits
    for anything else: a use case that could suspend would hold up every other one."""
    coroutine: Any = work(*args)
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    except RuntimeError as error:
        if NO_LOOP not in str(error):
            raise
    coroutine.close()
    raise RuntimeError(f"{name_of(work)} may await nothing but its reads")


def name_of(work: Any) -> str:
    """What to call a use case in a log."""
    work = getattr(work, "func", work)
    return f"{getattr(work, '__module__', '?')}.{getattr(work, '__qualname__', type(work).__name__)}"
