"""A set of changes on its way to the database, and which sets may go together."""

import asyncio
from collections import deque
from collections.abc import Hashable
from operator import attrgetter

from yingda.kernel import Changes, Row, told
from yingda.kernel.rows import Reactions

from .statements import CHANGED, NEW, ONCE, RELIED, REMOVED, Part, Shape

GROUP, ROWS = 256, 4_096
"""Sets, and rows, of one statement."""


class Wanted:
    """One set of changes on its way, and who waits for it."""

    __slots__ = ("bodies", "changes", "done", "kept", "marks", "parts", "size")

    def __init__(self, changes: Changes, reactions: Reactions) -> None:
        self.changes = changes
        self.kept: Row | None = next((row for row in changes.new if row.once), None)
        rows, self.bodies = told(changes, reactions)
        parts: dict[Part, list[Row]] = {}
        if self.kept is not None:
            parts[ONCE, type(self.kept)] = [self.kept]
        for role, some in (RELIED, changes.relied), (CHANGED, changes.changed), (REMOVED, changes.removed):
            for row in some:
                parts.setdefault((role, type(row)), []).append(row)
        for row in (*changes.new, *rows):
            if row is not self.kept:
                parts.setdefault((NEW, type(row)), []).append(row)
        self.parts = parts
        self.size = sum(map(len, parts.values()))
        self.marks: set[Hashable] = marks(changes, self.kept)
        self.done: asyncio.Future[Row | None] = asyncio.get_running_loop().create_future()

    @property
    def shape(self) -> Shape:
        """What is to be done to which kinds."""
        return tuple(self.parts)


def marks(changes: Changes, kept: Row | None) -> set[Hashable]:
    """What two sets of one statement must not have in common: rows, and the key of a retry."""
    found: set[Hashable] = {
        (row.table, *[getattr(row, name) for name in row.key])
        for rows in (changes.new, changes.changed, changes.removed, changes.relied)
        for row in rows
    }
    if kept is not None:
        found.add((kept.table, "once", attrgetter(*kept.once)(kept)))
    return found


def take(queue: deque[Wanted]) -> list[Wanted]:
    """The next group: those of the queue, in order, that have nothing in common. The rest waits for its turn."""
    group: list[Wanted] = []
    left: list[Wanted] = []
    seen: set[Hashable] = set()
    size = 0
    while queue and len(group) < GROUP and (not group or size + queue[0].size <= ROWS):
        one = queue.popleft()
        if seen.isdisjoint(one.marks):
            group.append(one)
            size += one.size
        else:
            left.append(one)
        seen |= one.marks
    queue.extendleft(reversed(left))
    return group
