"""What became of a statement whose connection was lost.

The session is ended at the server first, so that nothing of it can come true later; then the rows say whether it was
kept: the event by its id, the row under its `once` key, the new row, the version. Only a set that changes rows and
neither adds nor tells anything can be unclear, when another node has changed the same row meanwhile: it is decided
again on what is there now.
"""

import asyncio
from typing import Any

import structlog

from yingda.kernel import Row, Told, Unavailable, plan

from .failures import Undone
from .outbox import Outbox
from .pool import PATIENCE_S, Db, Link, Pool
from .reading import asked, fail, settle
from .statements import reading, versioned
from .wanted import Wanted

log = structlog.get_logger("postgres")

FENCE = "select pg_terminate_backend(pid) from pg_stat_activity where application_name=$1 and pid<>pg_backend_pid()"
LOOK_S = 0.02


class Settling:
    """Finds out, however long it takes; those who wait are let go after `PATIENCE_S`."""

    def __init__(self, link: Link, pool: Pool, outbox: Outbox) -> None:
        self.link, self.pool, self.outbox = link, pool, outbox
        self.tasks: set[asyncio.Task[None]] = set()

    def begin(self, name: str, group: list[Wanted]) -> None:
        """A group was sent on the connection `name`, and no answer came."""
        task = asyncio.create_task(self._settle(name, group))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _settle(self, name: str, group: list[Wanted]) -> None:
        loop = asyncio.get_running_loop()
        timer = loop.call_later(PATIENCE_S, _refuse, group)
        try:
            found = await self._found(name, group)
        finally:
            timer.cancel()
        for each, result in zip(group, found, strict=True):
            if isinstance(result, Undone):
                fail(each.done, result)
                continue
            row, fresh = result
            if fresh:
                self.outbox.tell(each.bodies)
            settle(each.done, row)
        log.info("an interrupted commit was settled", sets=len(group), kept=sum(isinstance(f, tuple) for f in found))

    async def _found(self, name: str, group: list[Wanted]) -> list[Any]:
        while True:
            await self.link.up.wait()
            try:
                return await asked(self.link, self.pool, lambda db: outcomes(db, name, group))
            except Unavailable:
                if self.link.closed:
                    raise
                await asyncio.sleep(LOOK_S)

    def close(self) -> None:
        """What is not known by now is found by whoever asks again."""
        for task in tuple(self.tasks):
            task.cancel()


def _refuse(group: list[Wanted]) -> None:
    """They have waited long enough. Whoever asks again gets the answer that was kept, if one was."""
    for each in group:
        fail(each.done, Unavailable())


async def fence(db: Db, name: str) -> None:
    """Returns when no session called `name` is left at the server."""
    while await db.fetch(FENCE, name):  # noqa: ASYNC110 - the event is at the server
        await asyncio.sleep(LOOK_S)


async def outcomes(db: Db, name: str, group: list[Wanted]) -> list[Any]:
    """For each set, as `write` answers it: (row, kept now), or `Undone`."""
    await fence(db, name)
    return [await _outcome(db, each) for each in group]


async def _outcome(db: Db, one: Wanted) -> Any:
    kept = one.kept
    event = next((event for event, _ in one.bodies if type(event).kept), None)
    if event is not None and await _there(db, Told, ("tenant", "id"), (event.tenant, event.id)):
        return (kept, True)
    if one.joined:  # of a chain everything is there or nothing; whoever is decided again finds what he kept
        return Undone() if event is not None or not await _all_there(db, one) else (None, True)
    if kept is not None:
        values = tuple(getattr(kept, c) for c in kept.once)
        earlier = await _there(db, type(kept), kept.once, values)
        if earlier is None:
            return Undone()
        return (earlier, event is None and earlier == kept)
    if event is not None or not await _all_there(db, one):
        return Undone()
    return (None, True)


async def _all_there(db: Db, one: Wanted) -> bool:
    """Whether the rows are as the set would have left them."""
    for row in (*one.changes.new, *one.changes.changed):
        if await _there(db, type(row), row.key, _key(row)) != row:
            return False
    for row in one.changes.removed:
        if await _there(db, type(row), row.key, _key(row)) is not None:
            return False
    return True


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(getattr(row, c) for c in row.key)


async def _there(db: Db, kind: type[Row], names: tuple[str, ...], values: tuple[Any, ...]) -> Row | None:
    found = await db.fetch(reading(kind, names), *((value,) for value in values))
    return plan(kind).load(kind, found[0][1:]) if found else None


async def stale(db: Any, row: Row, was: int | None = None) -> Any:
    """What says that a row is not as it was read (`was`: its version then): its version now, or that it is gone. None
    when it is as it was, and somebody else only held it. A row without a version that is changed is only missed."""
    now = await db.get(type(row), *_key(row))
    if now is None:
        return (row.table, *_key(row), "gone")
    if not versioned(type(row)):
        return None if was is not None or now == row else (row.table, *_key(row), "other")
    expected = row.version if was is None else was  # type: ignore[attr-defined]
    return None if now.version == expected else (row.table, *_key(row), now.version)
