"""One conversation as one socket hears it: in order, nothing twice, nothing left out.

What two nodes tell may arrive the wrong way round, twice (by the bus, and found by looking), or not at all. An entry that
comes before its predecessor waits a moment for it; then what is missing is read from the database. On one node nothing
ever waits.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

import structlog

from .errors import YingdaError
from .event import PASS

log = structlog.get_logger("socket")

GAP_S = 0.03
"""So long an entry waits for one that is on its way from another node."""
HELD = 500
TRIES = 3


class Rest(NamedTuple):
    """What lies behind a `seq`: (seq, frame) of each entry that may be seen, and up to which `seq` that is all."""

    frames: Sequence[tuple[int, bytes]]
    upto: int


Fetch = Callable[[int], Awaitable[Rest | None]]
"""What lies behind a `seq`; None when it is too much to be told piece by piece."""


def key_of(data: bytes) -> str:
    """The `key` of a frame or of an event's body: it stands near the end, behind whatever people wrote."""
    at = data.rfind(b'"key":"') + 7
    return data[at : data.find(b'"', at)].decode()


class Order:
    """The entries of one conversation on their way to one socket, which has all up to `have`. `tell` puts a frame in line,
    `fail` ends the socket so that its client comes back and asks for the rest."""

    __slots__ = ("fail", "fetch", "have", "held", "task", "tell")

    def __init__(self, have: int, tell: Callable[[bytes], None], fetch: Fetch, fail: Callable[[], None]) -> None:
        self.have, self.tell, self.fetch, self.fail = have, tell, fetch, fail
        self.held: dict[int, bytes] = {}
        self.task: asyncio.Task[None] | None = None

    def hear(self, seq: int, frame: bytes) -> None:
        """An entry, or what is told where one stands that this socket is not to see."""
        if seq <= self.have:
            return
        if seq > self.have + 1:
            self.held[seq] = frame
            if self.task is None:
                self.task = asyncio.get_running_loop().create_task(self._mend())
            return
        self._pass(seq, frame)
        while self.have + 1 in self.held:
            self._pass(self.have + 1, self.held.pop(self.have + 1))

    def end(self) -> None:
        """Nobody listens any more."""
        if self.task:
            self.task.cancel()

    def _pass(self, seq: int, frame: bytes) -> None:
        self.have = seq
        if not frame.startswith(PASS):
            self.tell(frame)

    async def _mend(self) -> None:
        """Until nothing is missing: waits a moment, then reads."""
        try:
            for _ in range(TRIES):
                await asyncio.sleep(GAP_S)
                if self.held and not await self._read():
                    break
                if not self.held:
                    return
            self.fail()
        except YingdaError as error:
            log.warning("what is missing could not be read", error=str(error))
            self.fail()
        finally:
            self.task = None

    async def _read(self) -> bool:
        rest = await self.fetch(self.have) if len(self.held) < HELD else None
        if rest is None:
            return False
        for seq, frame in rest.frames:
            if seq > self.have:
                self._pass(seq, frame)
        self.have = max(self.have, rest.upto)
        waiting, self.held = sorted(self.held.items()), {}
        for seq, frame in waiting:
            self.hear(seq, frame)
        return True
