"""Turns within one process: what is decided about one row queues here instead of losing at the database."""

import asyncio
from collections import deque
from collections.abc import Hashable
from typing import Any

Waiting = deque["asyncio.Future[Any]"]


class Lanes:
    """A queue for each name somebody is in. Whoever leaves may hand on what he left behind (the row as it is kept
    now), so that the next need not read it."""

    def __init__(self) -> None:
        self.lanes: dict[Hashable, Waiting] = {}

    def enter(self, name: Hashable) -> "asyncio.Future[Any] | None":
        """None when it is free, and then it is the caller's; else a future of what the one before handed on. Await it
        with `wait`."""
        lane = self.lanes.get(name)
        if lane is None:
            self.lanes[name] = deque()
            return None
        turn = asyncio.get_running_loop().create_future()
        lane.append(turn)
        return turn

    async def wait(self, name: Hashable, turn: "asyncio.Future[Any]") -> Any:
        """Waits for its turn. Whoever gives up waiting leaves."""
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(name)
            raise

    def leave(self, name: Hashable, left: Any = None) -> None:
        """The next one's turn."""
        lane = self.lanes[name]
        while lane:
            turn = lane.popleft()
            if not turn.done():
                turn.set_result(left)
                return
        del self.lanes[name]
