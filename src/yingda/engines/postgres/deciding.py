"""One decision: it reads, decides, and is decided again while it loses.

The first versioned row that it reads is its turn: in this process decisions about one row queue (`lanes`). The one
before hands on the row as it left it, so that a hot row is not even read again. Between processes the version decides.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Generator, Hashable
from typing import Any

import structlog

from yingda.kernel import Changes, Row, Unavailable
from yingda.kernel.rows import R

from .failures import Conflict, Taken, Undone, clash
from .lanes import Lanes
from .reading import Reader
from .settling import stale
from .statements import versioned
from .writing import Writer

log = structlog.get_logger("postgres")

LOSING_S = 10.0
"""A decision that always comes too late is given up after this time."""
LONGEST_PAUSE_S = 0.05


class Turn:
    """`Read` for one decision."""

    def __init__(self, reader: Reader, lanes: Lanes) -> None:
        self.reader, self.lanes = reader, lanes
        self.held: list[Hashable] = []
        self.row_lane: Hashable = None
        self.handed: Row | None = None
        """The row that was not read but handed on."""
        self.asked: Any = None
        """What the decision may be waiting for."""

    async def enter(self, name: Hashable) -> Any:
        """Waits until nobody else is in the lane; answers what was handed on."""
        turn = self.lanes.enter(name)
        left = None
        if turn is not None:
            self.asked = turn
            left = await self.lanes.wait(name, turn)
        self.held.append(name)
        return left

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""
        if not self.held and versioned(kind):
            self.row_lane = (kind.table, *key)
            self.handed = await self.enter(self.row_lane)
        if self.handed is not None and (kind.table, *key) == self.row_lane:
            return self.handed  # type: ignore[return-value]
        return await self._answer(self.reader.row(kind, kind.key, key))  # type: ignore[no-any-return]

    async def first(self, kind: type[R], *once: Any) -> R | None:
        """The row with this `once` key."""
        return await self._answer(self.reader.row(kind, kind.once or kind.key, once))  # type: ignore[no-any-return]

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind."""
        return await self._answer(asyncio.ensure_future(self.reader.find(kind, where, args)))  # type: ignore[no-any-return]

    async def rows(self, sql: str, *args: Any) -> Any:
        """Plain rows of a query."""
        return await self._answer(asyncio.ensure_future(self.reader.rows(sql, args)))

    async def turn(self, *name: str) -> None:
        """See `kernel.ports.Read`. Taken last, and only one: so nobody waits in a circle."""
        lane = ("turn", *name)
        if lane not in self.held and not any(isinstance(h, tuple) and h[0] == "turn" for h in self.held):
            await self.enter(lane)

    async def _answer(self, asked: Any) -> Any:
        self.asked = asked
        return await asked

    def leave(self, changes: Changes | None) -> None:
        """The next one's turn. What was kept now is handed on."""
        for lane in self.held:
            left = None
            if changes is not None and lane == self.row_lane:
                left = next((row for row in changes.changed if (row.table, *_key(row)) == lane), None)
            self.lanes.leave(lane, left)
        self.held = []


class Driven:
    """Awaits a use case that may await nothing but its reads. A use case that waited for something else would hold up
    everybody on SQLite, so it is refused here too."""

    def __init__(self, turn: Turn, work: Callable[..., Awaitable[Changes]], args: tuple[Any, ...]) -> None:
        self.turn, self.work, self.args = turn, work, args

    def __await__(self) -> Generator[Any, None, Changes]:
        coroutine: Any = self.work(self.turn, *self.args)
        step, value = coroutine.send, None
        while True:
            try:
                waits = step(value)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            if waits is None or waits is not self.turn.asked:
                coroutine.close()
                raise RuntimeError(f"{name_of(self.work)} may await nothing but its reads")
            step, value = coroutine.send, None
            try:
                yield waits
            except BaseException as error:  # noqa: BLE001 - it is thrown where the use case waits
                step, value = coroutine.throw, error


class Decider:
    """Decides until it is kept."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self.reader, self.writer, self.lanes = reader, writer, Lanes()
        self.retried = self.lost = 0

    async def decide(self, work: Callable[..., Awaitable[Changes]], args: tuple[Any, ...]) -> Row | None:
        """See `kernel.ports.Database`."""
        loop = asyncio.get_running_loop()
        lane: Hashable = None
        before: Any = None
        ends, tries = 0.0, 0
        while True:
            turn, kept = Turn(self.reader, self.lanes), None
            try:
                if lane is not None:
                    await turn.enter(lane)
                changes = await self._decided(turn, work, args)
                result = await self.writer.put(changes)
                kept = changes
                return result
            except Undone as error:
                ends = ends or loop.time() + LOSING_S
                if loop.time() > ends:
                    raise Unavailable from error
                await self.reader.link.ready()
            except Conflict as error:
                tries += 1
                self.retried += 1
                mark = await self._mark(error, changes)
                lane = lane_of(error, changes) or lane
                ends = ends or loop.time() + LOSING_S
                if (mark is not None and mark == before) or loop.time() > ends:
                    self.lost += 1
                    log.warning("a decision lost for good", use_case=name_of(work), error=str(error))
                    raise clash() from error
                before = mark
            finally:
                turn.leave(kept)
            if tries > 1:
                await asyncio.sleep(random.random() * min(LONGEST_PAUSE_S, 0.001 * 2 ** min(tries, 6)))  # noqa: S311

    async def _decided(self, turn: Turn, work: Callable[..., Awaitable[Changes]], args: tuple[Any, ...]) -> Changes:
        """The changes. What was concluded from a row that was handed on counts only if the row is changed, because then
        its version is compared: otherwise it is decided again on the row as it is kept."""
        try:
            changes = await Driven(turn, work, args)
            if turn.handed is None or any(_same(row, turn.handed) for row in changes.changed):
                return changes
        except Exception:
            if turn.handed is None:
                raise
        turn.handed = None
        return await Driven(turn, work, args)

    async def _mark(self, error: Conflict, changes: Changes) -> Any:
        """Why it lost, if it would lose in the same way again: a key that is taken, a row that has moved on. None when
        somebody only held a row."""
        if isinstance(error, Taken):
            return error.mark
        reader = Direct(self.reader)
        found = [await stale(reader, row, changed=True) for row in changes.changed[:8]]
        found += [await stale(reader, row, changed=False) for row in changes.relied[:8]]
        found += [await stale(reader, row, changed=False) for row in changes.removed[:8] if versioned(type(row))]
        return tuple(each for each in found if each is not None) or None


class Direct:
    """`get` without a turn."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def get(self, kind: type[Row], *key: Any) -> Awaitable[Any]:
        """The row as it is kept."""
        return self.reader.row(kind, kind.key, key)


def lane_of(error: Conflict, changes: Changes) -> Hashable:
    """Where one that lost queues before it is decided again: with others about the same row or the same key."""
    if isinstance(error, Taken):
        return ("taken", error.mark[0])
    row = next((row for row in changes.changed if versioned(type(row))), None)
    return (row.table, *_key(row)) if row is not None else None


def _key(row: Row) -> tuple[Any, ...]:
    return tuple([getattr(row, name) for name in row.key])


def _same(row: Row, other: Row) -> bool:
    return row.table == other.table and _key(row) == _key(other)


def name_of(work: Any) -> str:
    """What to call a use case in a log."""
    work = getattr(work, "func", work)
    return f"{getattr(work, '__module__', '?')}.{getattr(work, '__qualname__', type(work).__name__)}"
