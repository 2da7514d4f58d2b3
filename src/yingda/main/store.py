"""The queries of `main`: reactions that are still to run. They belong to the node, not to a business: the one place
that looks across tenants."""

from collections.abc import Sequence
from typing import NamedTuple

from yingda.kernel import Changes, Reaction, Read

PAGE = 500
"""Rows of one page of pending reactions."""

_PENDING = """
select r.tenant, r.event, r.name, r.about, r.at, r.tries, r.due, r.error, e.name, e.body
from reaction r join event e on e.tenant = r.tenant and e.id = r.event
where r.tries < ?1 and r.due <= ?2 and r.at <= ?3 and (r.event, r.name) > (?4, ?5)
order by r.event, r.name limit ?6
"""


class Pending(NamedTuple):
    """A reaction that is due, with the event that calls for it."""

    row: Reaction
    kind: str
    body: bytes


async def pending(read: Read, tries: int, due: int, at: int, after: tuple[str, str] = ("", "")) -> list[Pending]:
    """A page of what is due by `due`, called for by `at` and tried fewer than `tries` times; in order of the events."""
    found = await read.rows(_PENDING, tries, due, at, *after, PAGE)
    return [Pending(Reaction(*row[:8]), row[8], row[9]) for row in found]


async def counts(read: Read, tries: int) -> tuple[int, int]:
    """How many reactions are still to run, and how many are parked."""
    ((waiting, parked),) = await read.rows(
        "select coalesce(sum(case when tries < ?1 then 1 else 0 end), 0),"
        " coalesce(sum(case when tries >= ?1 then 1 else 0 end), 0) from reaction",
        tries,
    )
    return waiting, parked


async def forget(_: Read, rows: Sequence[Reaction]) -> Changes:
    """These have run."""
    return Changes(removed=tuple(rows))


async def note(read: Read, row: Reaction) -> Changes:
    """Keeps how often it was tried and why it failed."""
    kept = await read.get(Reaction, row.tenant, row.event, row.name)
    return Changes(changed=(row,)) if kept else Changes()
