"""What a chain of decisions would leave behind, before any of it is written: each decision is decided upon it.

Pure: sets of changes in, one set out that does the same. What cannot be put together safely does not fit, and is then
decided after the rest was written.
"""

import re
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any

from yingda.kernel import Changes, Row

from .statements import versioned

Name = tuple[Any, ...]
"""A row: its table and its key."""


def name_of(row: Row) -> Name:
    """The name of a row."""
    return (row.table, *[getattr(row, c) for c in row.key])


def once_of(row: Row) -> Name:
    """The name under which a retry finds a row."""
    return (row.table, *[getattr(row, c) for c in row.once])


@lru_cache(1_024)
def _word(table: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(table)}\b", re.IGNORECASE)


class Overlay:
    """Rows as they would be. `steps` says by how many versions a changed row has moved on."""

    def __init__(self) -> None:
        self.rows: dict[Name, Row | None] = {}
        """All that was touched; None is what was removed."""
        self.new: dict[Name, Row] = {}
        self.changed: dict[Name, Row] = {}
        self.removed: dict[Name, Row] = {}
        self.relied: dict[Name, Row] = {}
        self.steps: dict[Name, int] = {}
        self.once: dict[Name, Row] = {}
        self.tables: set[str] = set()
        self.moved: set[str] = set()
        """Tables with a `once` key of which rows were changed or removed: that key may lead elsewhere now."""

    @property
    def size(self) -> int:
        """How many rows would be written."""
        return len(self.rows) + len(self.relied)

    def touches(self, sql: str) -> bool:
        """Whether a query may read what is not written yet. Any word that is the name of a table counts."""
        return any(_word(table).search(sql) for table in self.tables)

    def takes(self, changes: Changes, rows: Iterable[Row]) -> bool:
        """Adds a set, with the rows that keep its events; or leaves everything as it is and says no."""
        new = (*changes.new, *rows)
        if not self._fits(changes, new):
            return False
        for row in new:
            name = name_of(row)
            self.rows[name] = self.new[name] = row
            if row.once:
                self.once[once_of(row)] = row
        for row in changes.relied:
            name = name_of(row)
            if name not in self.rows:
                self.relied[name] = row
        for row in changes.changed:
            self._change(name_of(row), row)
        for row in changes.removed:
            name = name_of(row)
            self.rows[name], self.removed[name] = None, row
        for row in (*new, *changes.changed, *changes.removed):
            self.tables.add(row.table)
        self.moved |= {row.table for row in (*changes.changed, *changes.removed) if row.once}
        return True

    def _change(self, name: Name, row: Row) -> None:
        if name in self.new:
            self.new[name] = row
        else:
            self.changed[name] = row
            self.steps[name] = self.steps.get(name, 0) + 1
            self.relied.pop(name, None)
        self.rows[name] = row

    def _fits(self, changes: Changes, new: Iterable[Row]) -> bool:
        seen: set[Hashable] = set()
        for rows, fits in (
            (new, self._new), (changes.relied, self._relied), (changes.changed, self._changed),
            (changes.removed, self._removed),
        ):  # fmt: skip
            for row in rows:
                name = name_of(row)
                if name in seen or not fits(name, row):
                    return False
                seen.add(name)
        return True

    def _new(self, name: Name, row: Row) -> bool:
        if name in self.rows or name in self.relied:
            return False
        if not row.once:
            return True
        once = once_of(row)
        return once not in self.once and None not in once

    def _relied(self, name: Name, row: Row) -> bool:
        known = self.rows[name] if name in self.rows else self.relied.get(name, row)
        return known is not None and _as_read(known, row)

    def _changed(self, name: Name, row: Row) -> bool:
        if name in self.rows:
            known = self.rows[name]
            if known is None or (row.once and name in self.new):
                return False
            return not versioned(type(row)) or _version(row) == _version(known) + 1
        if name in self.relied:
            return versioned(type(row)) and _version(self.relied[name]) == _version(row) - 1
        return True

    def _removed(self, name: Name, row: Row) -> bool:
        return name not in self.rows and name not in self.relied


def _as_read(known: Row, row: Row) -> bool:
    return _version(known) == _version(row) if versioned(type(row)) else known == row


def _version(row: Row) -> int:
    return row.version  # type: ignore[attr-defined, no-any-return]
