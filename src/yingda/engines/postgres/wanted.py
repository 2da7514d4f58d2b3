"""A set of changes on its way to the database, and which sets may go together."""

import asyncio
from collections import deque
from collections.abc import Hashable, Mapping
from typing import Any

from yingda.kernel import Changes, Event, Row, told
from yingda.kernel.rows import Reactions

from .overlay import Name, Overlay, name_of, once_of
from .statements import CHANGED, NEW, ONCE, RELIED, REMOVED, Part, Shape

GROUP, ROWS = 256, 4_096
"""Sets, and rows, of one statement."""


class Wanted:
    """One set of changes on its way, and who waits for it."""

    __slots__ = ("bodies", "changes", "decisions", "done", "kept", "marks", "parts", "size", "steps")
    joined = False

    def __init__(self, changes: Changes, reactions: Reactions) -> None:
        self.changes, self.decisions = changes, 1
        self.kept: Row | None = answering(changes)
        self.steps: Mapping[Name, int] = {}
        """By how many versions a changed row moves on, where it is not one."""
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
        self._with(parts, marks(changes, self.kept))

    def _with(self, parts: dict[Part, list[Row]], marks: set[Hashable]) -> None:
        self.parts, self.marks = parts, marks
        self.size = sum(map(len, parts.values()))
        self.done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    @property
    def shape(self) -> Shape:
        """What is to be done to which kinds."""
        return tuple(self.parts)


class Joined(Wanted):
    """The sets of a chain as one: all of it is written, or nothing. Its answer is None, or the rows that were there
    already under `once` keys."""

    __slots__ = ()
    joined = True

    def __init__(
        self, overlay: Overlay, kept: Mapping[Name, Row], bodies: list[tuple[Event, bytes]], decisions: int
    ) -> None:
        self.decisions = decisions
        self.kept, self.bodies, self.steps = None, bodies, overlay.steps
        new = tuple(overlay.new.values())
        self.changes = Changes(
            new=new, changed=tuple(overlay.changed.values()), removed=tuple(overlay.removed.values()),
            relied=tuple(overlay.relied.values()),
        )  # fmt: skip
        parts: dict[Part, list[Row]] = {}
        for role, rows in (RELIED, overlay.relied), (CHANGED, overlay.changed), (REMOVED, overlay.removed):
            for row in rows.values():
                parts.setdefault((role, type(row)), []).append(row)
        for row in new:
            role = ONCE if row.once and once_of(row) in kept else NEW
            parts.setdefault((role, type(row)), []).append(row)
        ordered = sorted(parts, key=lambda part: (ORDER.index(part[0]), part[1].table, part[1].__name__))
        names: set[Hashable] = {*overlay.rows, *overlay.relied, *(("once", *name) for name in kept)}
        self._with({part: parts[part] for part in ordered}, names)


ORDER = (ONCE, RELIED, CHANGED, REMOVED, NEW)
"""Chains of the same parts have the same shape, whatever came first."""


def answering(changes: Changes) -> Row | None:
    """The new row that answers a retry."""
    return next((row for row in changes.new if row.once), None)


def marks(changes: Changes, kept: Row | None) -> set[Hashable]:
    """What two sets of one statement must not have in common: rows, and the key of a retry."""
    found: set[Hashable] = {
        name_of(row) for rows in (changes.new, changes.changed, changes.removed, changes.relied) for row in rows
    }
    if kept is not None:
        found.add(("once", *once_of(kept)))
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
