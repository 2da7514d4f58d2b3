"""The queries of `main`: reactions that are still to run, nodes, what other nodes told, timers that are due. They belong
to the installation, not to a business: the one place that looks across tenants."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from msgspec.structs import replace

from yingda.kernel import Changes, Claim, NodeLost, NotFound, Reaction, Read, Row, Timer, TimerDue, Tx

PAGE = 500
"""Rows of one page of pending reactions, or of foreign events."""

_OWING = """
select distinct r.tenant from reaction r
where r.node = ?1 and r.tries < ?2 and (r.due <= ?3 or r.due > ?3 + 3600000) and (r.at <= ?4 or r.at > ?3 + 3600000)
"""
_PENDING = """
select r.tenant, r.event, r.name, r.about, r.at, r.tries, r.due, r.error, r.node, e.name, e.body
from reaction r join event e on e.tenant = r.tenant and e.id = r.event
where r.node = ?1 and r.tries < ?2 and (r.due <= ?3 or r.due > ?3 + 3600000) and (r.at <= ?4 or r.at > ?3 + 3600000)
  and r.tenant = ?5 and (r.event, r.name) > (?6, ?7)
order by r.event, r.name limit ?8
"""
_FOREIGN = """
with look as (select pg_snapshot_xmin(pg_current_snapshot()) as oldest)
select e.tenant, e.id, e.about, e.name, e.body, e.tx::text, look.oldest::text
from look left join event e on e.tx >= (?1::text)::xid8 and (e.tx, e.id) > ((?1::text)::xid8, ?2) and e.node <> ?3
order by e.tx, e.id limit ?4
"""


class Member(Row, frozen=True):
    """A node that serves. Every beat is a new `version`: whoever sees none for a while knows that it is gone, whatever
    the clocks say. `mark` is a fingerprint of the secret that all nodes must share; the tenant is always empty."""

    table: ClassVar[str] = "node"
    key: ClassVar[tuple[str, ...]] = ("tenant", "id")

    tenant: str
    id: str
    name: str
    mark: str
    at: int
    version: int = 1


TABLES = (Member, Timer, Claim)


class Pending(NamedTuple):
    """A reaction that is due, with the event that calls for it."""

    row: Reaction
    kind: str
    body: bytes


class Foreign(NamedTuple):
    """An event that another node kept."""

    tenant: str
    id: str
    about: str
    kind: str
    body: bytes


class Place(NamedTuple):
    """Where reading goes on: at transaction `tx`, behind the event `id` of it."""

    tx: str
    id: str = ""


async def owing(read: Read, tries: int, due: int, at: int, node: str = "") -> list[str]:
    """The businesses that have something for `node` to run, as `pending` has it."""
    return [str(row[0]) for row in await read.rows(_OWING, node, tries, due, at)]


async def pending(
    read: Read, tries: int, due: int, at: int, tenant: str, after: tuple[str, str] = ("", ""), node: str = ""
) -> list[Pending]:
    """A page of what `node` has to run for a business: due by `due`, called for by `at` and tried fewer than `tries`
    times; in order of the events."""
    found = await read.rows(_PENDING, node, tries, due, at, tenant, *after, PAGE)
    return [Pending(Reaction(*row[:9]), row[9], row[10]) for row in found]


async def counts(read: Read, tries: int) -> tuple[int, int]:
    """How many reactions are still to run, and how many are parked."""
    ((waiting, parked),) = await read.rows(
        "select coalesce(sum(case when tries < ?1 then 1 else 0 end), 0),"
        " coalesce(sum(case when tries >= ?1 then 1 else 0 end), 0) from reaction",
        tries,
    )
    return int(waiting), int(parked)


async def forget(_: Read, rows: Sequence[Reaction]) -> Changes:
    """These have run."""
    return Changes(removed=tuple(rows))


async def note(read: Read, row: Reaction) -> Changes:
    """Keeps how often it was tried and why it failed; nothing when another node runs it by now."""
    kept = await read.get(Reaction, row.tenant, row.event, row.name)
    return Changes(changed=(row,)) if kept and kept.node == row.node else Changes()


# Parked reactions


class Parked(NamedTuple):
    """A reaction that failed for good, with the kind of its event."""

    tenant: str
    event: str
    name: str
    about: str
    at: int
    tries: int
    error: str
    kind: str


async def parked(read: Read, tries: int, tenant: str, limit: int) -> list[Parked]:
    """The newest parked ones of a business; of all businesses when `tenant` is empty."""
    sql = (
        "select r.tenant, r.event, r.name, r.about, r.at, r.tries, r.error, e.name from reaction r"
        " join event e on e.tenant = r.tenant and e.id = r.event"
        " where r.tries >= ?1 and (?2 = '' or r.tenant = ?2) order by r.event desc, r.name limit ?3"
    )
    return [Parked(*row) for row in await read.rows(sql, tries, tenant, limit)]


async def replay(read: Read, tries: int, tenant: str, event: str, name: str, node: str) -> Changes:
    """A parked one is to run again, as if for the first time, on `node`; `NotFound` when it is not parked."""
    row = await read.get(Reaction, tenant, event, name)
    if row is None or row.tries < tries:
        raise NotFound("reaction_not_parked", "没有这条搁置的反应", "There is no such parked reaction")
    return Changes(changed=(Reaction(tenant, event, name, row.about, row.at, node=node),))


# Nodes


async def members(read: Read) -> list[Member]:
    """All nodes that have not been given up."""
    return await read.find(Member, "tenant = '' order by id")


async def join(_: Read, row: Member) -> Changes:
    """A node begins to serve."""
    return Changes(new=(row,))


async def beat(tx: Tx, id: str) -> bool:
    """A sign of life; False when the node was given up meanwhile."""
    return bool(await tx.run("update node set version = version + 1 where tenant = '' and id = ?1", id))


async def bury(tx: Tx, gone: Member, heir: str, fact: NodeLost) -> bool:
    """A node is gone: `heir` runs what it left. False when it has beaten since, or somebody was quicker."""
    sql = "delete from node where tenant = '' and id = ?1 and version = ?2"
    if not await tx.run(sql, gone.id, gone.version):
        return False
    await tx.run("update reaction set node = ?1 where node = ?2", heir, gone.id)
    await tx.apply(Changes(events=(fact,)))
    return True


async def leave(tx: Tx, id: str, heir: str, fact: NodeLost) -> None:
    """A node ends by itself: `heir` ("": whoever comes next) runs what it leaves."""
    await tx.run("delete from node where tenant = '' and id = ?1", id)
    await tx.run("update reaction set node = ?1 where node = ?2", heir, id)
    await tx.apply(Changes(events=(fact,)))


async def adopt(tx: Tx, heir: str, at: int) -> int:
    """Takes over what a command line, which is no node, left more than a moment ago, and what nodes left that nobody
    knows any more; answers how many."""
    sql = (
        "update reaction set node = ?1 where at <= ?2 and (node = ''"
        " or not exists (select 1 from node n where n.tenant = '' and n.id = reaction.node))"
    )
    return await tx.run(sql, heir, at)


async def claim(read: Read, row: Claim) -> Changes:
    """A node wants to do something; nothing changes while a node that serves is at it."""
    held = await read.get(Claim, row.tenant, row.name)
    if held is None:
        return Changes(new=(row,))
    if held.node == row.node or await read.get(Member, "", held.node):
        return Changes()
    return Changes(changed=(replace(row, version=held.version + 1),))


async def unclaim(read: Read, tenant: str, name: str, node: str) -> Changes:
    """It is done."""
    held = await read.get(Claim, tenant, name)
    return Changes(removed=(held,)) if held and held.node == node else Changes()


# What other nodes told


async def foreign(read: Read, place: Place, node: str) -> tuple[list[Foreign], Place | None, Place]:
    """A page of what other nodes kept from `place` on, where the next page goes on (None: that was all), and where the
    next look begins: at the oldest transaction that was under way. So a look repeats some of what the last one said."""
    rows = await read.rows(_FOREIGN, place.tx, place.id, node, PAGE)
    found = [Foreign(*row[:5]) for row in rows if row[1] is not None]
    more = Place(rows[-1][5], rows[-1][1]) if len(found) == PAGE else None
    return found, more, Place(rows[0][6])


async def present(read: Read) -> Place:
    """Where looking begins."""
    ((oldest,),) = await read.rows("select pg_snapshot_xmin(pg_current_snapshot())::text")
    return Place(oldest)


# Timers


async def fire(read: Read, now: int, ids: Sequence[str]) -> Changes:
    """Timers that are due by `now` become facts with these ids, as many as there are ids."""
    due: list[Any] = await read.find(Timer, "due <= ?1 order by due limit ?2", now, len(ids))
    told = tuple(
        TimerDue(id=id, tenant=t.tenant, key=t.about, at=now, name=t.name, due=t.due, cause=t.cause, body=t.body)
        for id, t in zip(ids, due, strict=False)
    )
    return Changes(removed=tuple(due), events=told)


async def next_due(read: Read) -> int | None:
    """When the next timer is due, None while there is none."""
    ((due,),) = await read.rows("select min(due) from timer")
    return None if due is None else int(due)
