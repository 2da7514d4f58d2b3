"""Writes: what waits in one shape is written by one statement, which is one transaction. Each set stands or falls alone.

A connection that is lost in the middle leaves it open whether the statement was kept. Then the session is ended at the
server, the rows themselves are asked, and only then anybody is answered: `Settling`.
"""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

import structlog

from yingda.kernel import Changes, Histogram, Unavailable, plan
from yingda.kernel.measure import SIZES
from yingda.kernel.rows import Reactions

from .failures import RACES, Away, Conflict, Undone, gone, meant
from .outbox import Outbox
from .pool import Db, Pool
from .reading import fail, settle
from .settling import Settling
from .statements import Shape, arguments, writing
from .wanted import Wanted, take

log = structlog.get_logger("postgres")


async def write(db: Db, shape: Shape, sets: Sequence[Wanted], *, wait: bool = False) -> list[Any]:
    """Runs the statement. For each set: the row under its `once` key (the new one or the earlier; for a chain None, or a
    list of the earlier), None without one, or a `Conflict`. The second value of a pair says whether it was kept now."""
    statement = writing(shape, wait=wait)
    found = await db.fetch(statement.sql, *arguments(statement, sets))
    results: list[Any] = [(each.kept, True) for each in sets]
    for row in found:
        n, kind = row[0], statement.once
        if row[1] and kind is not None:
            earlier = plan(kind).load(kind, row[2:])
            if sets[n].joined:
                results[n] = ([*(results[n][0] or ()), earlier], False)
            else:
                results[n] = (earlier, False)
        else:
            results[n] = Conflict()
    return results


class Writer:
    """Takes sets, writes them in groups, tells what was kept, answers those who wait."""

    def __init__(self, pool: Pool, outbox: Outbox, settling: Settling) -> None:
        self.pool, self.outbox, self.settling = pool, outbox, settling
        self.reactions: Reactions = {}
        self.waiting: dict[Shape, deque[Wanted]] = {}
        self.tasks: dict[Shape, asyncio.Task[None]] = {}
        self.kept_at = 0.0
        self.sizes, self.times = Histogram(SIZES), Histogram()

    def put(self, changes: Changes) -> "asyncio.Future[Any]":
        """Resolved when they are durable: with the row now kept under the `once` key. Raises `Conflict` when they lost,
        `Undone` when the connection did."""
        return self.send(Wanted(changes, self.reactions))

    def send(self, one: Wanted) -> "asyncio.Future[Any]":
        """`put` for a set that is made already."""
        shape = one.shape
        if not shape:  # nothing is kept, but signals may be told
            ticket = self.outbox.open()
            self.outbox.close(ticket, one.bodies, lambda: settle(one.done, None))
            return one.done
        queue = self.waiting.get(shape)
        if queue is None:
            queue = self.waiting[shape] = deque()
        queue.append(one)
        if shape not in self.tasks:
            self.tasks[shape] = asyncio.create_task(self._serve(shape, queue))
        return one.done

    async def _serve(self, shape: Shape, queue: deque[Wanted]) -> None:
        try:
            while queue:
                await self._send(shape, take(queue))
        finally:
            del self.tasks[shape], self.waiting[shape]

    async def _send(self, shape: Shape, group: list[Wanted]) -> None:
        """One group: written, told, answered. Events are told in the order in which groups were sent: whatever builds
        on another was sent after it."""
        ticket = self.outbox.open()
        begun = time.monotonic()
        try:
            results = await self._written(shape, group)
        except Exception as error:
            log.exception("a group of decisions failed", size=len(group))
            results = [error] * len(group)
        self.kept_at = time.monotonic()
        self.sizes.add(sum(each.decisions for each in group))
        self.times.add(self.kept_at - begun)
        bodies = [
            body for each, result in zip(group, results, strict=True)
            if isinstance(result, tuple) and result[1] for body in each.bodies
        ]  # fmt: skip
        self.outbox.close(ticket, bodies, lambda: answer(group, results))

    async def _written(self, shape: Shape, group: list[Wanted]) -> list[Any]:
        """The results of a group; None for what is being settled. One that fails is halved until the one at fault stands
        alone."""
        name = ""
        try:
            async with self.pool.use() as db:
                name = db.name
                return await write(db, shape, group)
        except Away:
            return [Undone() for _ in group]
        except Exception as error:  # noqa: BLE001 - it is answered to those whose it is
            if gone(error):
                self.settling.begin(name, group)
                return [None] * len(group)
            found = meant(error)
            if len(group) == 1 or isinstance(error, RACES) or isinstance(found, Unavailable):
                return [found] * len(group)
        half = len(group) // 2
        return await self._written(shape, group[:half]) + await self._written(shape, group[half:])

    async def rest(self) -> None:
        """Waits until nothing is under way."""
        while self.tasks:
            await asyncio.wait(tuple(self.tasks.values()))


def answer(group: Sequence[Wanted], results: Sequence[Any]) -> None:
    """Those who wait go on."""
    for each, result in zip(group, results, strict=True):
        if isinstance(result, BaseException):
            fail(each.done, result)
        elif result is not None:
            settle(each.done, result[0])
