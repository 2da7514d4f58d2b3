"""Row classes against the tables that the migrations made."""

import sqlite3
from collections.abc import Iterable, Iterator
from types import NoneType
from typing import Any, get_args, get_type_hints

from yingda.kernel import Row
from yingda.kernel.rows import plan

TYPES: dict[Any, set[str]] = {
    str: {"text"},
    int: {"bigint", "integer"},
    float: {"double precision", "real"},
    bool: {"boolean"},
    bytes: {"blob", "bytea"},
}
JSON = {"text"}


def disagreements(db: sqlite3.Connection, kinds: Iterable[type[Row]]) -> Iterator[str]:
    """Where a class and its table differ: columns, their types, primary key, tenant, unique keys."""
    for kind in kinds:
        found = list(db.execute(f"pragma table_info({kind.table})"))
        if not found:
            yield f"{kind.__name__}: no table {kind.table}"
            continue
        yield from _columns(kind, found)
        key = tuple(name for _, name in sorted((place, name) for _, name, *_, place in found if place))
        if key != kind.key:
            yield f"{kind.table}: primary key {key}, the class says {kind.key}"
        if not kind.key or kind.key[0] != "tenant":
            yield f"{kind.table}: the key does not begin with the tenant"
        if kind.once and set(kind.once) not in unique_keys(db, kind.table):
            yield f"{kind.table}: no unique key {kind.once}"
        if kind.once and kind.once[0] != "tenant":
            yield f"{kind.table}: the unique key does not begin with the tenant"


def _columns(kind: type[Row], found: list[Any]) -> Iterator[str]:
    here = {name: (type.lower(), bool(notnull or place)) for _, name, type, notnull, _, place in found}
    fields = plan(kind).columns
    if set(here) != set(fields):
        yield f"{kind.table}: columns {sorted(set(here) ^ set(fields))} are only on one side"
        return
    hints = get_type_hints(kind)
    json = {fields[i] for i, _ in plan(kind).json}
    for name in fields:
        args = get_args(hints[name])
        bare = next((a for a in args if a is not NoneType), None) if NoneType in args else hints[name]
        wanted = JSON if name in json else TYPES[bare]
        type, notnull = here[name]
        if type not in wanted:
            yield f"{kind.table}.{name}: {type}, the class wants {' or '.join(sorted(wanted))}"
        if notnull == (NoneType in args):
            yield f"{kind.table}.{name}: null {'refused' if notnull else 'allowed'}, the class says otherwise"


def unique_keys(db: sqlite3.Connection, table: str) -> list[set[str]]:
    """The column sets of the unique indexes that hold for every row."""
    indexes = [row[1] for row in db.execute(f"pragma index_list({table})") if row[2] and not row[4]]
    return [{name for _, _, name in db.execute(f"pragma index_info({index})")} for index in indexes]
