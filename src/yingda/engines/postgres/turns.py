"""What one decision reads, and in which lane it stands."""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Hashable
from typing import Any

from yingda.kernel import Changes, Row
from yingda.kernel.rows import R

from .chain import Chain
from .lanes import Lanes
from .overlay import name_of
from .reading import Reader
from .statements import versioned

MISSING: Any = object()
TURN, TAKEN = "turn:", "taken:"
"""Beginnings of the names of lanes that are not rows: no table is called so."""


class Ended(Exception):
    """It asks what the chain may have changed and cannot answer: it is decided when that is written."""


class Turn:
    """`Read` for one decision."""

    def __init__(self, reader: Reader, lanes: Lanes) -> None:
        self.reader, self.lanes = reader, lanes
        self.held: list[Hashable] = []
        self.row_lane: Any = None
        self.handed: Row | None = None
        """The row that was not read but handed on."""
        self.base: Row | None = None
        """The row of the lane as it was handed on or read."""
        self.chain: Chain | None = None
        """What is decided but not written yet: this decision comes upon it."""
        self.asked: Any = None
        """What the decision may be waiting for."""
        self.ended = False

    async def enter(self, name: Any, place: "asyncio.Future[Any] | None" = None) -> None:
        """Waits until nobody else is in the lane; at a `place` of its own if it has one."""
        turn = place if place is not None else self.lanes.enter(name)
        left = None
        if turn is not None:
            self.asked = turn
            left = await self.lanes.wait(name, turn)
        self._entered(name, left)

    def _entered(self, name: Any, left: Any) -> None:
        self.held.append(name)
        if name[0] not in (TURN, TAKEN):
            self.row_lane = name
            self.chain = left if isinstance(left, Chain) else None
            self.handed = None if self.chain else left

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""
        name = (kind.table, *key)
        if not self.held and versioned(kind):
            await self.enter(name)
        if self.chain is not None:
            return await self._upon(kind, name, key)
        if name == self.row_lane:
            row = self.handed if type(self.handed) is kind else None
            self.base = row if row is not None else await self._answer(self.reader.row(kind, kind.key, key))
            return self.base
        return await self._answer(self.reader.row(kind, kind.key, key))  # type: ignore[no-any-return]

    async def _upon(self, kind: type[R], name: Any, key: tuple[Any, ...]) -> R | None:
        assert self.chain is not None
        row = self.chain.overlay.rows.get(name, MISSING)
        if row is MISSING:
            return await self._answer(self.reader.row(kind, kind.key, key))  # type: ignore[no-any-return]
        if row is not None and type(row) is not kind:
            await self._end()
        return row  # type: ignore[no-any-return]

    async def first(self, kind: type[R], *once: Any) -> R | None:
        """The row with this `once` key."""
        if self.chain is not None:
            if not kind.once:
                return await self._upon(kind, (kind.table, *once), once)
            if kind.table in self.chain.overlay.moved:
                await self._end()
            row = self.chain.overlay.once.get((kind.table, *once))
            if row is not None:
                return row  # type: ignore[return-value]
        return await self._answer(self.reader.row(kind, kind.once or kind.key, once))  # type: ignore[no-any-return]

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind."""
        await self._only_kept(f"{kind.table} {where}")
        return await self._answer(asyncio.ensure_future(self.reader.find(kind, where, args)))  # type: ignore[no-any-return]

    async def rows(self, sql: str, *args: Any) -> Any:
        """Plain rows of a query."""
        await self._only_kept(sql)
        return await self._answer(asyncio.ensure_future(self.reader.rows(sql, args)))

    async def turn(self, *name: str) -> None:
        """See `kernel.ports.Read`. Taken last, and only one: so nobody waits in a circle. It is held until all is written,
        so it is never taken within a chain."""
        lane = (TURN, *name)
        if lane not in self.held and not any(isinstance(h, tuple) and h[0] == TURN for h in self.held):
            if self.chain is not None:
                await self._end()
            await self.enter(lane)

    async def _only_kept(self, sql: str) -> None:
        if self.chain is not None and self.chain.overlay.touches(sql):
            await self._end()

    async def _end(self) -> None:
        """Never returns: `Driven` sees it."""
        self.ended = True
        await self._answer(asyncio.get_running_loop().create_future())

    async def _answer(self, asked: Any) -> Any:
        self.asked = asked
        return await asked

    def hand_on(self, chain: Chain) -> None:
        """The next one is decided upon this; if there is none, the chain is written."""
        self.held, self.chain = [], None
        if chain.full:
            chain.send()
        else:
            self.lanes.leave(self.row_lane, chain)

    async def next(self) -> None:
        """The chain is written without this decision, which comes next."""
        chain, self.chain, self.ended = self.chain, None, False
        assert chain is not None
        place = self.lanes.ahead(self.row_lane)
        self.held.remove(self.row_lane)
        chain.send()
        self._entered(self.row_lane, await self.lanes.wait(self.row_lane, place))

    def leave(self, changes: Changes | None) -> None:
        """The next one's turn. What was kept now is handed on, and a chain that was left where it was."""
        for lane in self.held:
            left: Any = None
            if lane == self.row_lane:
                left = self.chain
                if changes is not None:
                    left = next((row for row in changes.changed if name_of(row) == lane), None)
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
                raise RuntimeError(f"{title(self.work)} may await nothing but its reads")
            if self.turn.ended:
                coroutine.close()
                raise Ended
            step, value = coroutine.send, None
            try:
                yield waits
            except BaseException as error:  # noqa: BLE001 - it is thrown where the use case waits
                step, value = coroutine.throw, error


def title(work: Any) -> str:
    """What to call a use case in a log."""
    work = getattr(work, "func", work)
    return f"{getattr(work, '__module__', '?')}.{getattr(work, '__qualname__', type(work).__name__)}"
