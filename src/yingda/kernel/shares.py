"""Fair shares of a node. Businesses that ask at the same time are served in turn, so that one that asks for fifty times its
share waits for itself and for nobody else; what is more than its line holds is refused before it is accepted.

While one business is alone it may have everything.
"""

import asyncio
import time
from collections import OrderedDict, deque

from .errors import TooMany

AT_ONCE = 128
"""Operations that run side by side on a node, shared among those who asked lately."""
ALONE = 32
"""A business that is alone may have so many times as much."""
LEAST = 4
"""What each business may run side by side, however many there are."""
IN_LINE = 512
"""Operations that wait on a node, shared likewise; beyond it 429."""
LATELY_S = 10.0
RETRY_S = 1.0


class Shares:
    """Who runs, who waits. `enter` before an operation, `leave` after it."""

    def __init__(self, at_once: int = AT_ONCE, in_line: int = IN_LINE) -> None:
        self.at_once, self.in_line = at_once, in_line
        self.running: dict[str, int] = {}
        self.all = 0
        self.lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self.lately: OrderedDict[str, float] = OrderedDict()
        self.refused: dict[str, int] = {}
        """Refusals by business, since the process began."""

    def part(self, whole: int) -> int:
        """One business's part of `whole`, now."""
        others = len(self.lately)
        return max(LEAST, whole // others) if others > 1 else whole * ALONE

    def _came(self, tenant: str) -> None:
        now = time.monotonic()
        self.lately[tenant] = now
        self.lately.move_to_end(tenant)
        while next(iter(self.lately.values())) < now - LATELY_S:
            self.lately.popitem(last=False)

    def _free(self, tenant: str) -> bool:
        most = self.part(self.at_once)
        return self.running.get(tenant, 0) < most and self.all < max(most, self.at_once)

    def _run(self, tenant: str) -> None:
        self.all += 1
        self.running[tenant] = self.running.get(tenant, 0) + 1

    async def enter(self, tenant: str) -> None:
        """Returns when it is the turn of an operation of `tenant`; `TooMany` when too many of its wait already."""
        self._came(tenant)
        line = self.lines.get(tenant)
        if line is None and self._free(tenant):
            self._run(tenant)
            return
        if line is None:
            line = self.lines[tenant] = deque()
        if len(line) >= self.part(self.in_line):
            self.refused[tenant] = self.refused.get(tenant, 0) + 1
            raise TooMany(RETRY_S)
        turn = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(tenant)
            raise

    def leave(self, tenant: str) -> None:
        """An operation of `tenant` has ended: the next one runs, of the business that waited longest since its last."""
        self.all -= 1
        left = self.running[tenant] - 1
        if left:
            self.running[tenant] = left
        else:
            del self.running[tenant]
        self._call()

    def _call(self) -> None:
        for tenant in list(self.lines):
            line = self.lines[tenant]
            while line and line[0].done():  # he did not wait for his turn
                line.popleft()
            if line and self._free(tenant):
                self._run(tenant)
                line.popleft().set_result(None)
                self.lines.move_to_end(tenant)
            if not line:
                del self.lines[tenant]
