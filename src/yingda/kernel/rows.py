"""Rows and changes: what a use case reads, and what it wants to become true.

A row class is its table. Fields are text, int, float, bytes or bool; any other type (a list, a struct, a dict) is kept
as JSON text in its column. Engines generate their statements from `plan(kind)`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, json
from msgspec.structs import astuple

from .event import Event, encode

PLAIN: tuple[Any, ...] = (str, int, float, bytes, bool)


class Row(Struct, frozen=True):
    """A row. `key` is the primary key and begins with the tenant. `once` is a unique key under which a retry finds the
    first answer. A row with a `version` changes by compare-and-set: it carries the version that was read, plus one."""

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    once: ClassVar[tuple[str, ...]] = ()


R = TypeVar("R", bound=Row)


class Plan(NamedTuple):
    """How a row class lies in its table: column names, and which columns are JSON or booleans."""

    columns: tuple[str, ...]
    json: tuple[tuple[int, Any], ...]
    flags: tuple[int, ...]

    def load(self, kind: type[R], found: Sequence[Any]) -> R:
        """A row read from the database."""
        if not self.json and not self.flags:
            return kind(*found)
        values = list(found)
        for i, shape in self.json:
            if values[i] is not None:
                values[i] = json.decode(values[i], type=shape)
        for i in self.flags:
            if values[i] is not None:
                values[i] = bool(values[i])
        return kind(*values)

    def differ(self, before: Row, after: Row) -> tuple[str, ...]:
        """The columns in which two rows of the kind differ."""
        old, new = astuple(before), astuple(after)
        if old == new:
            return ()
        return tuple(
            [c for c, was, will in zip(self.columns, old, new, strict=True) if was is not will and was != will]
        )

    def part(self, row: Row, columns: Sequence[str]) -> list[Any]:
        """The values of some columns, as the database keeps them."""
        coded = {self.columns[i] for i, _ in self.json}
        values = [getattr(row, c) for c in columns]
        if not coded:
            return values
        return [v if c not in coded or v is None else encode(v).decode() for c, v in zip(columns, values, strict=True)]

    def dump(self, row: Row) -> Sequence[Any]:
        """The values of a row, as the database keeps them."""
        values = astuple(row)
        if not self.json:
            return values
        own = list(values)
        for i, _ in self.json:
            if own[i] is not None:
                own[i] = encode(own[i]).decode()
        return own


def bare(hint: Any) -> Any:
    """The type behind an annotation: `X | None` -> X."""
    if get_origin(hint) in (Union, UnionType):
        inner = [a for a in get_args(hint) if a is not NoneType]
        if len(inner) == 1:
            return inner[0]
    return hint


@cache
def plan(kind: type[Row]) -> Plan:
    """The plan of a row class, worked out once."""
    hints = get_type_hints(kind)
    columns = kind.__struct_fields__
    kinds = [bare(hints[c]) for c in columns]
    shapes = tuple((i, hints[c]) for i, c in enumerate(columns) if kinds[i] not in PLAIN)
    return Plan(columns, shapes, tuple(i for i, b in enumerate(kinds) if b is bool))


class Told(Row, frozen=True):
    """One event as it is kept."""

    table, key = "event", ("tenant", "id")
    tenant: str
    id: str
    about: str
    name: str
    at: int
    body: bytes
    node: str = ""
    """The node that kept it; "" where there is only one."""


class Reaction(Row, frozen=True):
    """One reaction that is still to run; removed when it has. `tries` and `error` speak of those that failed; `node` runs
    it, "" is whoever finds it."""

    table, key = "reaction", ("tenant", "event", "name")
    tenant: str
    event: str
    name: str
    about: str
    at: int
    tries: int = 0
    due: int = 0
    error: str = ""
    node: str = ""


When = Callable[[Any], bool]
Reactions = Mapping[type[Event], Sequence[tuple[str, When | None]]]
"""Which reactions an event calls for: their names, each with the condition under which it cares."""


class Calls(dict[type[Event], list[tuple[str, When | None]]]):
    """The reactions of a house, and the `node` that runs those it commits."""

    node = ""


class Changes(Struct, frozen=True):
    """All that one use case wants to become true: at once or not at all. `relied` are rows that were read and must not
    have changed, though this use case does not change them. `new` with a `once` key answers a retry."""

    new: tuple[Row, ...] = ()
    changed: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    relied: tuple[Row, ...] = ()
    events: tuple[Event, ...] = ()


def told(changes: Changes, reactions: Reactions) -> tuple[list[Row], list[tuple[Event, bytes]]]:
    """The rows that keep the events of `changes` and their reactions, and each event with its bytes, encoded once (none yet
    for a signal)."""
    rows: list[Row] = []
    bodies: list[tuple[Event, bytes]] = []
    node = reactions.node if isinstance(reactions, Calls) else ""
    for event in changes.events:
        kind = type(event)
        body = encode(event) if kind.kept else b""  # a signal is encoded only if somebody listens
        bodies.append((event, body))
        if kind.kept:
            rows.append(Told(event.tenant, event.id, event.key, kind.__name__, event.at, body, node))
            for name, when in reactions.get(kind, ()):
                if when is None or when(event):
                    rows.append(Reaction(event.tenant, event.id, name, event.key, event.at, node=node))
    return rows, bodies
