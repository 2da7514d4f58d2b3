"""A chain: decisions about one row, each decided upon those before it, written as one set in one commit.

While a chain is on its way to the database the next decisions about its row queue; then they are the next chain. So a hot
row costs one commit for as many decisions as came meanwhile. What is written names the version from which the first one
began: the chain is kept whole, or it lost whole and is decided again. Nobody is answered before it is durable, neither
those who want nothing nor those who failed: what they were decided upon might not come true.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from yingda.kernel import Changes, Event, Row, Unavailable, told
from yingda.kernel.rows import Reactions

from .failures import Again, Conflict, Lost, Undone
from .lanes import Lanes, Open
from .overlay import Name, Overlay, once_of
from .reading import fail, settle
from .wanted import ROWS, Joined, answering
from .writing import Writer

LONGEST = 128
"""Decisions of one chain."""
Done = asyncio.Future["Row | None"]


class Member:
    """One decision of a chain: what it answers when the chain is kept. `turn` is its place in the lane when it is to be
    decided again: before all who came later."""

    __slots__ = ("done", "error", "kept", "turn")

    def __init__(self, kept: Row | None, error: Exception | None) -> None:
        self.kept, self.error = kept, error
        self.done: Done = asyncio.get_running_loop().create_future()
        self.turn: asyncio.Future[Any] | None = None


class Chain(Open):
    """Open while it goes from one decision to the next (see `Lanes`); the last one sends it."""

    def __init__(
        self, lane: Name, lanes: Lanes, writer: Writer,
        mark: Callable[[Conflict, Changes, Mapping[Name, int]], Awaitable[Any]],
    ) -> None:  # fmt: skip
        self.lane, self.lanes, self.writer, self.mark = lane, lanes, writer, mark
        self.overlay = Overlay()
        self.members: list[Member] = []
        self.kept: dict[Name, Row] = {}
        self.kind: type[Row] | None = None
        self.bodies: list[tuple[Event, bytes]] = []
        self.room = LONGEST
        self.losing: asyncio.Task[None] | None = None

    @property
    def full(self) -> bool:
        """Whether nobody may come any more."""
        return len(self.members) >= self.room or self.overlay.size >= ROWS // 2

    def add(self, changes: Changes, room: int) -> Member | None:
        """One more decision; None when it cannot be put together with those before. `room` is how many it may share a
        chain with, itself included."""
        if len(self.members) >= room:
            return None
        kept = answering(changes)
        if kept is not None:
            once = once_of(kept)
            if once in self.kept:  # a retry: the first answer, and nothing else
                return self._joined(Member(self.kept[once], None), room)
            if self.kind not in (None, type(kept)):
                return None
        rows, bodies = told(changes, self.reactions)
        if not self.overlay.takes(changes, rows):
            return None
        if kept is not None:
            self.kept[once], self.kind = kept, type(kept)
        self.bodies += bodies
        return self._joined(Member(kept, None), room)

    def failed(self, error: Exception, room: int) -> Member | None:
        """A decision that wants nothing but to fail."""
        return self._joined(Member(None, error), room) if len(self.members) < room else None

    def _joined(self, member: Member, room: int) -> Member:
        self.members.append(member)
        self.room = min(self.room, room)
        return member

    @property
    def reactions(self) -> Reactions:
        """What each event calls for."""
        return self.writer.reactions

    def send(self) -> None:
        """Writes it; whoever waits in the lane waits until it is known what became of it."""
        self.wanted = Joined(self.overlay, self.kept, self.bodies, len(self.members))
        self.writer.send(self.wanted).add_done_callback(self._written)

    def _written(self, done: "asyncio.Future[Any]") -> None:
        error = None if done.cancelled() else done.exception()
        if isinstance(error, Conflict):
            self.losing = asyncio.create_task(self._lost(error))
            return
        left = None
        if error is not None:
            self._fail(error)
        elif done.result() is None:
            left = self.overlay.rows.get(self.lane)
            for each in self.members:
                if each.error is not None:
                    fail(each.done, each.error)
                else:
                    settle(each.done, each.kept)
        else:
            self._retried({once_of(row): row for row in done.result()})
        self.lanes.leave(self.lane, left)

    def _retried(self, earlier: dict[Name, Row]) -> None:
        """Some were there already: they have their answer, the others are decided again without them."""
        again: list[Member] = []
        for each in self.members:
            row = earlier.get(once_of(each.kept)) if each.kept is not None else None
            if row is not None:
                settle(each.done, row)
            else:
                again.append(each)
        self._again(again, Again)

    def _fail(self, error: BaseException) -> None:
        """The server's fault is everybody's. Otherwise one of them is at fault: half as many are tried together, until it
        stands alone."""
        size = len(self.members)
        if size > 1 and isinstance(error, Exception) and not isinstance(error, Undone | Unavailable):
            self._again(self.members, lambda: Again(size // 2))
            return
        for each in self.members:
            fail(each.done, error)

    async def _lost(self, error: Conflict) -> None:
        """Why: said to all, so that each notices when it loses in the same way again."""
        try:
            mark = await self.mark(error, self.wanted.changes, self.overlay.steps)
            self._again(self.members, lambda: Lost(mark, len(self.members)))
        except Exception as worse:  # noqa: BLE001 - it belongs to those who wait
            for each in self.members:
                fail(each.done, worse)
        finally:
            self.lanes.leave(self.lane)

    def _again(self, members: Sequence[Member], error: Callable[[], Exception]) -> None:
        """They are decided again, in the order in which they were."""
        for each in reversed(members):
            if not each.done.done():
                each.turn = self.lanes.ahead(self.lane)
                fail(each.done, error())
