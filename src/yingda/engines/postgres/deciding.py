"""One decision: it reads, decides, and is decided again while it loses.

The first versioned row that it reads is its turn: in this process decisions about one row queue (`lanes`). The one
before hands on what is decided but not written yet, and this one is decided upon it (`chain`); or the row as it left it,
so that a hot row is not even read again. Between processes the version decides.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

import structlog

from yingda.kernel import Changes, Row, Unavailable

from .chain import LONGEST, Chain, Member
from .failures import Again, Conflict, Lost, Taken, Undone, clash
from .lanes import Lanes
from .overlay import Name, name_of
from .reading import Reader
from .settling import stale
from .statements import versioned
from .turns import TAKEN, Driven, Ended, Turn, title
from .writing import Writer

log = structlog.get_logger("postgres")

LOSING_S = 10.0
"""A decision that always comes too late is given up after this time."""
LONGEST_PAUSE_S = 0.05
ONE_STEP: Mapping[Name, int] = {}
PATIENT = 5
"""After so many losses a decision shares its chain with half as many, each time."""


class Effort:
    """One decision until it is kept: where it queues, and how it has lost so far."""

    def __init__(self, work: Callable[..., Awaitable[Changes]], args: tuple[Any, ...]) -> None:
        self.work, self.args = work, args
        self.changes = Changes()
        self.lane: Hashable = None
        self.place: asyncio.Future[Any] | None = None
        """Its turn in the lane, when one is kept for it."""
        self.room = LONGEST
        """How many may share its chain."""
        self.before: Any = None
        self.ends, self.tries = 0.0, 0

    def late(self) -> bool:
        """Whether it has lost for too long."""
        now = asyncio.get_running_loop().time()
        self.ends = self.ends or now + LOSING_S
        return now > self.ends


class Decider:
    """Decides until it is kept."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self.reader, self.writer, self.lanes = reader, writer, Lanes()
        self.retried = self.lost = self.chained = 0

    async def decide(self, work: Callable[..., Awaitable[Changes]], args: tuple[Any, ...]) -> Row | None:
        """See `kernel.ports.Database`."""
        one = Effort(work, args)
        try:
            while True:
                try:
                    return await self._once(one)
                except Undone as error:
                    if one.late():
                        raise Unavailable from error
                    await self.reader.link.ready()
                except Again as again:
                    self.retried += 1
                    one.room = min(one.room, again.room)
                except Lost as error:
                    await self._lost(one, error)
        finally:
            if one.place is not None:
                self.lanes.forgo(one.lane, one.place)

    async def _once(self, one: Effort) -> Row | None:
        """One try. Raises `Lost`, `Again` and `Undone` when it is to be decided again."""
        turn, kept = Turn(self.reader, self.lanes), None
        try:
            if one.lane is not None:
                place, one.place = one.place, None
                await turn.enter(one.lane, place)
            member = await self._joined(turn, one)
            if member is None:
                result = await self._alone(one)
                kept = one.changes
                return result
        finally:
            turn.leave(kept)
        self.chained += 1
        try:
            return await member.done
        finally:
            if member.turn is not None:
                one.lane, one.place = turn.row_lane, member.turn

    async def _joined(self, turn: Turn, one: Effort) -> Member | None:
        """Decides, and joins the chain that was handed on, or begins one. None when `one.changes` are written by
        themselves.

        What was concluded from a row that was handed on counts only if the row is changed, because then its version is
        compared: otherwise it is decided again on the row as it is kept."""
        while True:
            changes, error = None, None
            try:
                changes = await Driven(turn, one.work, one.args)
            except Exception as found:  # noqa: BLE001 - it counts only if what it was decided upon does
                error = found
            if turn.chain is not None:
                member = add(turn.chain, changes, error, one.room)
                if member is not None:
                    turn.hand_on(turn.chain)
                    return member
                await turn.next()
            elif turn.handed is not None and not (changes and _same(changes.changed, turn.handed)):
                turn.handed = None
            elif changes is None:
                assert error is not None
                raise error
            else:
                one.changes = changes
                return self._begun(turn, one)

    def _begun(self, turn: Turn, one: Effort) -> Member | None:
        """The first of a chain: it moves the row of its lane on by one version, and others wait to do so too."""
        lane, base = turn.row_lane, turn.base
        if base is None or one.room < 2 or turn.held != [lane] or not self.lanes.crowded(lane):
            return None
        row: Any = next((row for row in one.changes.changed if name_of(row) == lane), None)
        if row is None or row.version != base.version + 1:  # type: ignore[attr-defined]
            return None
        chain = Chain(lane, self.lanes, self.writer, self._mark)
        member = chain.add(one.changes, one.room)
        if member is not None:
            turn.hand_on(chain)
        return member

    async def _alone(self, one: Effort) -> Row | None:
        try:
            return await self.writer.put(one.changes)  # type: ignore[no-any-return]
        except Conflict as error:
            one.lane = lane_of(error, one.changes) or one.lane
            raise Lost(await self._mark(error, one.changes), 1) from error

    async def _lost(self, one: Effort, error: Lost) -> None:
        """Before it is decided again: a pause, fewer beside it, or the end."""
        self.retried += 1
        one.tries += 1
        same = error.mark is not None and error.mark == one.before
        if one.late() or (same and error.size == 1):
            self.lost += 1
            log.warning("a decision lost for good", use_case=title(one.work), error=str(error.__cause__ or error))
            raise clash() from error
        if same or one.tries > PATIENT:
            one.room = max(1, min(one.room, error.size // 2))
        one.before = error.mark
        if one.tries > 1:
            await asyncio.sleep(random.random() * min(LONGEST_PAUSE_S, 0.001 * 2 ** min(one.tries, 6)))  # noqa: S311

    async def _mark(self, error: Conflict, changes: Changes, steps: Mapping[Name, int] = ONE_STEP) -> Any:
        """Why it lost, if it would lose in the same way again: a key that is taken, rows that have moved on. None when
        somebody only held a row."""
        if isinstance(error, Taken):
            return error.mark
        reader = Direct(self.reader)
        found = await asyncio.gather(
            *(stale(reader, row, was(row, steps)) for row in changes.changed),
            *(stale(reader, row) for row in changes.relied),
            *(stale(reader, row) for row in changes.removed if versioned(type(row))),
        )
        return tuple(each for each in found if each is not None) or None


class Direct:
    """`get` without a turn."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def get(self, kind: type[Row], *key: Any) -> Awaitable[Any]:
        """The row as it is kept."""
        return self.reader.row(kind, kind.key, key)


def add(chain: Chain, changes: Changes | None, error: Exception | None, room: int) -> Member | None:
    """A decision joins a chain with what it wants, or with its failure; None when it cannot."""
    if changes is not None:
        return chain.add(changes, room)
    return chain.failed(error, room) if error is not None and not isinstance(error, Ended) else None


def lane_of(error: Conflict, changes: Changes) -> Hashable:
    """Where one that lost queues before it is decided again: with others about the same row or the same key."""
    if isinstance(error, Taken):
        return (TAKEN, error.mark[0])
    row = next((row for row in changes.changed if versioned(type(row))), None)
    return name_of(row) if row is not None else None


def was(row: Row, steps: Mapping[Name, int]) -> int:
    """The version that a changed row must have had; 0 when it has none."""
    return int(getattr(row, "version", 1)) - steps.get(name_of(row), 1)


def _same(rows: tuple[Row, ...], other: Row) -> bool:
    name = name_of(other)
    return any(name_of(row) == name for row in rows)
