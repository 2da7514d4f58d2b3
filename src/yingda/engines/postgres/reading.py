"""Reads: concurrent ones of one kind share a query. A read that loses its connection is asked again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import asyncpg

from yingda.kernel import Row, Unavailable, plan
from yingda.kernel.rows import R

from .failures import gone, meant
from .pool import Db, Link, Pool
from .statements import finding, reading, translated

T = TypeVar("T")
GROUP = 256
LONGEST_S = 10.0
"""How long a question is asked again whose connection is lost each time."""
By = tuple[type[Row], tuple[str, ...]]
Asked = tuple["asyncio.Future[Any]", tuple[Any, ...]]


def settle(done: "asyncio.Future[Any]", result: Any) -> None:
    """The answer, for one who still waits."""
    if not done.done():
        done.set_result(result)


def fail(done: "asyncio.Future[Any]", error: BaseException) -> None:
    """The error, for one who still waits."""
    if not done.done():
        done.set_exception(error)


async def asked(link: Link, pool: Pool, question: Callable[[Db], Awaitable[T]]) -> T:
    """The answer to a question that changes nothing; `Unavailable` when nobody answers in time."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + LONGEST_S
    while loop.time() < ends:
        await link.ready()
        try:
            async with pool.use() as db:
                return await question(db)
        except TimeoutError as error:
            raise Unavailable from error
        except asyncpg.ReadOnlySQLTransactionError:  # a mistake of ours: reads run in read-only sessions
            raise
        except Exception as error:
            if not gone(error):
                raise meant(error) from error
    raise Unavailable


class Reader:
    """Reads by key through `keyed`, and whole queries through `free`."""

    def __init__(self, link: Link, keyed: Pool, free: Pool) -> None:
        self.link, self.keyed, self.free = link, keyed, free
        self.waiting: dict[By, list[Asked]] = {}
        self.tasks: dict[By, asyncio.Task[None]] = {}

    def row(self, kind: type[Row], names: tuple[str, ...], values: tuple[Any, ...]) -> "asyncio.Future[Any]":
        """The row with these values, which are unique; or None. One task serves each kind of question: it takes all
        that wait, then looks again."""
        done = asyncio.get_running_loop().create_future()
        by = (kind, names)
        if by in self.waiting:
            self.waiting[by].append((done, values))
            return done
        self.waiting[by] = [(done, values)]
        if by not in self.tasks:
            self.tasks[by] = asyncio.create_task(self._serve(by))
        return done

    async def _serve(self, by: By) -> None:
        while waiting := self.waiting.pop(by, None):
            for at in range(0, len(waiting), GROUP):
                await self._answer(by, waiting[at : at + GROUP])
        del self.tasks[by]

    async def _answer(self, by: By, group: list[Asked]) -> None:
        kind, names = by
        try:
            columns = tuple(zip(*(values for _, values in group), strict=True))
            found = await asked(self.link, self.keyed, lambda db: db.fetch(reading(kind, names), *columns))
        except Exception as error:  # noqa: BLE001 - it belongs to those who asked
            if len(group) > 1 and not isinstance(error, Unavailable):
                for one in group:  # whoever asked for something impossible harms nobody else
                    await self._answer(by, [one])
            else:
                for done, _ in group:
                    fail(done, error)
            return
        rows, load = {row[0]: row for row in found}, plan(kind).load
        for number, (done, _) in enumerate(group, 1):
            try:
                row = rows.get(number)
                settle(done, load(kind, row[1:]) if row else None)
            except Exception as error:  # noqa: BLE001 - a row that does not fit its class
                fail(done, error)

    async def rows(self, sql: str, args: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Plain rows."""
        text = translated(sql)
        return list(map(tuple, await asked(self.link, self.free, lambda db: db.fetch(text, *args))))

    async def find(self, kind: type[R], where: str, args: Sequence[Any]) -> list[R]:
        """Rows of a kind."""
        text, load = translated(finding(kind) + where), plan(kind).load
        return [load(kind, row) for row in await asked(self.link, self.free, lambda db: db.fetch(text, *args))]
