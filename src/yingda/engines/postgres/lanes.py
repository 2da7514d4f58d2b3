"""Turns within one process: what is decided about one row queues here instead of losing at the database."""

import asyncio
from collections import deque
from collections.abc import Hashable
from typing import Any

Waiting = deque["asyncio.Future[Any]"]


class Open:
    """What is handed from one to the next and must not be left lying: the last one sends it. Until it is written the
    lane stays taken."""

    def send(self) -> None:
        """Nobody comes any more."""
        raise NotImplementedError


class Lanes:
    """A queue for each name somebody is in. Whoever leaves may hand on what he left behind (the row as it is kept
    now, or a chain that is still open), so that the next need not read it."""

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

    def ahead(self, name: Hashable) -> "asyncio.Future[Any]":
        """As `enter`, before all others, in a lane that is taken."""
        turn = asyncio.get_running_loop().create_future()
        self.lanes[name].appendleft(turn)
        return turn

    async def wait(self, name: Hashable, turn: "asyncio.Future[Any]") -> Any:
        """Waits for its turn. Whoever gives up waiting leaves."""
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(name, turn.result())
            raise

    def forgo(self, name: Hashable, turn: "asyncio.Future[Any]") -> None:
        """Gives up a place in which nobody waits."""
        if turn.done():
            self.leave(name, turn.result())
        else:
            turn.cancel()

    def crowded(self, name: Hashable) -> bool:
        """Whether somebody waits."""
        return any(not turn.done() for turn in self.lanes[name])

    def leave(self, name: Hashable, left: Any = None) -> None:
        """The next one's turn."""
        lane = self.lanes[name]
        while lane:
            turn = lane.popleft()
            if not turn.done():
                turn.set_result(left)
                return
        if isinstance(left, Open):
            left.send()
        else:
            del self.lanes[name]
