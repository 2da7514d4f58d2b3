"""Fires timers: rows that are due become facts, and the reactions to those facts are their handlers. One commit removes
the row and keeps the fact, so each fires once, on whichever node was first."""

import asyncio
from collections.abc import Callable

import structlog

from yingda.kernel import House, YingdaError, new_id

from .. import store

log = structlog.get_logger("timers")

LOOK_S = 1.0
AT_ONCE = 100
"""Timers that become facts in one commit."""
PATIENCE_MS = 3_000
"""So much later the other nodes fire what the first one should have fired."""


class Alarms:
    """Looks once a second, sooner when something is due before."""

    def __init__(self, house: House, first: Callable[[], bool] = lambda: True) -> None:
        self.house = house
        self.first = first
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to look."""
        self.task = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Ends."""
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    async def look(self, late: int = 0) -> float:
        """Fires what was due `late` ms ago; answers in how many seconds to look again."""
        now = self.house.clock.now() - late
        due = await store.next_due(self.house.db)
        while due is not None and due <= now:
            await self.house.db.decide(store.fire, now, [new_id() for _ in range(AT_ONCE)])
            due = await store.next_due(self.house.db)
        return LOOK_S if due is None else min(LOOK_S, max(0.01, (due - now) / 1000))

    async def _work(self) -> None:
        wait = LOOK_S
        while True:
            await asyncio.sleep(wait)
            try:
                wait = await self.look(0 if self.first() else PATIENCE_MS)
            except YingdaError as error:
                log.warning("timers could not be looked at", error=str(error))
                wait = LOOK_S
            except Exception:
                log.exception("timers could not be looked at")
                wait = LOOK_S
