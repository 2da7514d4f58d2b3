"""The statements of row classes, generated from their plans: one that reads many rows, and one that applies any number of
change sets of one shape and tells which of them lost.

Rows go in as one array for each column (`unnest`), so that the text of a statement depends on the shape alone and is
planned once for each connection.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol, get_type_hints

from yingda.kernel import Row, plan
from yingda.kernel.rows import PLAIN, bare

TYPES = {int: "bigint", bytes: "bytea", float: "float8", bool: "boolean"}
PARAMETER = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\?(\d+)""")

ONCE, NEW, CHANGED, REMOVED, RELIED = "once", "new", "changed", "removed", "relied"
Part = tuple[str, type[Row]]
"""What is to happen to rows of a kind."""
Shape = tuple[Part, ...]


@lru_cache(2_048)
def translated(sql: str) -> str:
    """?1, ?2 as PostgreSQL writes them; what stands in quotes or in a comment stays as it is."""
    return PARAMETER.sub(lambda found: f"${found[1]}" if found[1] else found[0], sql)


@cache
def types(kind: type[Row]) -> dict[str, str]:
    """The type of each column. What is kept as JSON is text, as in every engine."""
    hints = {name: bare(hint) for name, hint in get_type_hints(kind).items()}
    return {c: TYPES.get(hints[c], "text") if hints[c] in PLAIN else "text" for c in plan(kind).columns}


def versioned(kind: type[Row]) -> bool:
    """Whether its rows change by compare-and-set."""
    return "version" in plan(kind).columns


@cache
def columns(role: str, kind: type[Row]) -> tuple[str, ...]:
    """The columns that are sent for rows of a kind in a role; `was_` is the version that a changed row must still have."""
    if role == REMOVED or (role == RELIED and versioned(kind)):
        return (*kind.key, "version") if versioned(kind) else kind.key
    return (*plan(kind).columns, "was_") if role == CHANGED and versioned(kind) else plan(kind).columns


def _arrays(kind: type[Row], names: Sequence[str], start: int) -> str:
    return ",".join(f"${i}::{types(kind).get(c, 'bigint')}[]" for i, c in enumerate(names, start))


def _list(names: Sequence[str], of: str = "") -> str:
    return ",".join(of + name for name in names)


def _same(names: Sequence[str]) -> str:
    return " and ".join(f"t.{c}=p.{c}" for c in names)


@cache
def reading(kind: type[Row], names: tuple[str, ...], *, lock: bool = False) -> str:
    """Rows of a kind by many keys at once: the number of the key (from 1), then the row. With `lock` nobody else may
    change them until the transaction ends."""
    tail = " for no key update of t" if lock else ""
    return (
        f"select p.n_,{_list(plan(kind).columns, 't.')} from unnest({_arrays(kind, names, 1)}) with ordinality"
        f" p({_list(names)},n_) join {kind.table} t on {_same(names)}{tail}"
    )


@cache
def finding(kind: type[Row]) -> str:
    """The beginning of a query for rows of a kind."""
    return f"select {_list(plan(kind).columns)} from {kind.table} where "


class Writing(NamedTuple):
    """A statement for a shape. It answers a row for each set that was not kept: its number, and true with the row that
    has its `once` key already, or false when it lost."""

    sql: str
    parts: tuple[tuple[Part, tuple[str, ...]], ...]
    once: type[Row] | None
    """The kind of the rows that are there already."""


@cache
def writing(shape: Shape, *, wait: bool = False) -> Writing:
    """The statement that applies sets of a shape: each whole or not at all, all in one commit. A row that somebody has
    locked counts as lost; with `wait` it is waited for."""
    skip = "" if wait else " skip locked"
    ctes, lost, writes, at = [], [], [], 1
    once = next((i for i, (role, _) in enumerate(shape) if role == ONCE), None)
    if once is not None:
        kind = shape[once][1]
        whole = _list(plan(kind).columns, "t.")
        old = f"old as (select p.n_,{whole} from p{once} p join {kind.table} t on {_same(kind.once)})"
    fresh = " and n_ not in (select n_ from old)" if once is not None else ""
    for i, (role, kind) in enumerate(shape):
        names = columns(role, kind)
        arrays = _arrays(kind, names, at + 1)
        source = f"unnest(${at}::bigint[],{arrays}) with ordinality r(n_,{_list(names)},i_)"
        ctes.append(f"p{i} as (select * from {source})")
        at += len(names) + 1
        if i == once:
            ctes.append(old)
        if lock := _lock(role, kind):
            where, strength = lock
            alone = " where p.n_ not in (select n_ from old)" if once is not None else ""
            ctes.append(
                f"l{i} as (select p.i_ from p{i} p join {kind.table} t on {where}{alone} for {strength} of t{skip})"
            )
            lost.append(f"select n_ from p{i} where i_ not in (select i_ from l{i}){fresh}")
    out = (["select n_ from old"] if once is not None else []) + (["select n_ from lost_"] if lost else [])
    if lost:
        ctes.append(f"lost_ as ({' union all '.join(lost)})")
    if out:
        ctes.append(f"out_ as ({' union all '.join(out)})")
    writes = [sql for i, part in enumerate(shape) if (sql := _write(i, *part, some=bool(out)))]
    text = f"with {','.join(ctes + writes)} {_answer(shape, once, lost=bool(lost))}"
    return Writing(text, tuple((part, columns(*part)) for part in shape), shape[once][1] if once is not None else None)


def _lock(role: str, kind: type[Row]) -> tuple[str, str] | None:
    """How a row must still be, and how it is held."""
    key = _same(kind.key)
    if role == CHANGED:
        return key + (" and t.version=p.was_" if versioned(kind) else ""), "no key update"
    if role == REMOVED and versioned(kind):
        return key + " and t.version=p.version", "update"
    if role == RELIED:
        rest = [c for c in columns(role, kind) if c not in kind.key]
        return " and ".join([key, *(f"t.{c} is not distinct from p.{c}" for c in rest)]), "share"
    return None


def _write(i: int, role: str, kind: type[Row], *, some: bool) -> str:
    """What is done to the rows of one part, of the sets that won."""
    names = columns(role, kind)
    won = "n_ not in (select n_ from out_)" if some else "true"
    if role in (ONCE, NEW):
        return f"w{i} as (insert into {kind.table}({_list(names)}) select {_list(names)} from p{i} where {won})"
    if role == REMOVED:
        return f"w{i} as (delete from {kind.table} t using p{i} p where {_same(kind.key)} and {won})"
    sets = ",".join(f"{c}=p.{c}" for c in plan(kind).columns if c not in kind.key)
    if role == CHANGED and sets:
        return f"w{i} as (update {kind.table} t set {sets} from p{i} p where {_same(kind.key)} and {won})"
    return ""


def _answer(shape: Shape, once: int | None, *, lost: bool) -> str:
    if once is None:
        return "select n_,false from lost_" if lost else "select 0 where false"
    names = plan(shape[once][1]).columns
    found = f"select n_,true,{_list(names)} from old"
    return f"{found} union all select n_,false{',null' * len(names)} from lost_" if lost else found


class Set(Protocol):
    """What `arguments` takes."""

    parts: dict[Part, list[Row]]
    steps: Mapping[tuple[Any, ...], int]


def arguments(writing: Writing, sets: Sequence[Set]) -> list[Any]:
    """The arrays for a statement: for each part the number of its set (from 0), then its columns."""
    found: list[Any] = []
    for part, names in writing.parts:
        kind = part[1]
        how = plan(kind)
        rows: list[Any]
        if names == how.columns:
            rows = [(n, *how.dump(row)) for n, each in enumerate(sets) for row in each.parts[part]]
        elif part[0] == CHANGED:
            rows = [(n, *how.dump(row), _was(row, each)) for n, each in enumerate(sets) for row in each.parts[part]]
        else:
            rows = [(n, *(getattr(row, c) for c in names)) for n, each in enumerate(sets) for row in each.parts[part]]
        found += zip(*rows, strict=True)
    return found


def _was(row: Any, one: Set) -> int:
    """The version from which a changed row moves on."""
    if not one.steps:
        return row.version - 1  # type: ignore[no-any-return]
    name = (row.table, *[getattr(row, c) for c in row.key])
    return row.version - one.steps.get(name, 1)  # type: ignore[no-any-return]
