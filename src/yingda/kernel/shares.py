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
"""Operations that wait on a node; beyond it 429. A business may fill half of what the others leave, and always its part."""
LATELY_S = 10.0
RETRY_S = 1.0
GREED = 7
"""A business may hold so many times what is left free: something always is, for the one who comes next."""


class Turns:
    """`at_once` places. `enter` waits for one, `leave` gives it back, and the businesses that wait get it in turn; within
    a business it is first come, first served. Nobody gets the last places: who comes next need not wait for what takes
    others long."""

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self.running: dict[str, int] = {}
        self.all = self.waiting = 0
        self.lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def _may(self, tenant: str) -> bool:
        return self.running.get(tenant, 0) < GREED * (self.at_once - self.all)

    def _run(self, tenant: str) -> None:
        self.all += 1
        self.running[tenant] = self.running.get(tenant, 0) + 1

    async def enter(self, tenant: str) -> None:
        """Returns when it is the turn of `tenant`."""
        if tenant not in self.lines and self._may(tenant):
            self._run(tenant)
            return
        turn = asyncio.get_running_loop().create_future()
        self.lines.setdefault(tenant, deque()).append(turn)
        self.waiting += 1
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(tenant)
            raise

    def leave(self, tenant: str) -> None:
        """What `tenant` ran has ended: the next one runs, of the business that waited longest since its last."""
        self.all -= 1
        left = self.running[tenant] - 1
        if left:
            self.running[tenant] = left
        else:
            del self.running[tenant]
        self._call()

    def _call(self) -> None:
        blocked = 0
        while blocked < len(self.lines):
            tenant, line = next(iter(self.lines.items()))
            while line and line[0].done():  # he did not wait for his turn
                line.popleft()
                self.waiting -= 1
            if line and self._may(tenant):
                self._run(tenant)
                line.popleft().set_result(None)
                self.waiting -= 1
                blocked = 0
            elif line:
                if self.all >= self.at_once:
                    return  # whoever is next stays next
                blocked += 1
            if line:
                self.lines.move_to_end(tenant)
            else:
                del self.lines[tenant]


class Shares(Turns):
    """Who runs, who waits, who is refused. `enter` before an operation, `leave` after it."""

    def __init__(self, at_once: int = AT_ONCE, in_line: int = IN_LINE) -> None:
        super().__init__(at_once)
        self.in_line = in_line
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

    def _may(self, tenant: str) -> bool:
        mine = self.running.get(tenant, 0)
        if not mine:  # he who was alone until now may have much under way: nobody waits for all of that
            return self.all < 2 * self.at_once * ALONE
        most = self.part(self.at_once)
        return mine < most and self.all < max(most, self.at_once)

    async def enter(self, tenant: str) -> None:
        """Returns when it is the turn of an operation of `tenant`; `TooMany` when too many of its wait already."""
        self._came(tenant)
        line = self.lines.get(tenant)
        if line and len(line) >= max(self.part(self.in_line), self.in_line - self.waiting):
            self.refused[tenant] = self.refused.get(tenant, 0) + 1
            raise TooMany(RETRY_S)
        await super().enter(tenant)
