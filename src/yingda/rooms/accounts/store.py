"""All SQL of accounts. Three queries name no tenant, on purpose: who signs in, who opens a page with an embed code, and a
program that comes with a key, has not said whose it is; what they ask by (e-mail, public key, hash) is unique over all
tenants."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Read, plan
from yingda.kernel.rows import R, Row

from .model import Agent, Inbox, MachineKey, Session, Throttle


def _columns(kind: type[Row]) -> str:
    return ",".join(plan(kind).columns)


def _load(kind: type[R], found: Sequence[Any]) -> list[R]:
    how = plan(kind)
    return [how.load(kind, row) for row in found]


AGENT = f"select {_columns(Agent)} from agent"
INBOX = f"select {_columns(Inbox)} from inbox"
KEY = f"select {_columns(MachineKey)} from machine_key"
SESSION = f"select {_columns(Session)} from session"
THROTTLE = f"select {_columns(Throttle)} from throttle"


async def tenants(read: Read) -> list[str]:
    """The ids of all businesses, the oldest first."""
    return [tenant for (tenant,) in await read.rows("select tenant from business order by created_at, tenant")]


async def agent_by_email(read: Read, email: str) -> Agent | None:
    """Whoever signs in with this e-mail, in whatever business."""
    found = _load(Agent, await read.rows(f"{AGENT} where email=?1", email))
    return found[0] if found else None


async def inbox_by_key(read: Read, public_key: str) -> Inbox | None:
    """The inbox of an embed code."""
    found = _load(Inbox, await read.rows(f"{INBOX} where public_key=?1", public_key))
    return found[0] if found else None


async def agents(read: Read, tenant: str) -> list[Agent]:
    """All staff, those no longer active too, in the order they came."""
    return _load(Agent, await read.rows(f"{AGENT} where tenant=?1 order by created_at, id", tenant))


async def other_admins(read: Read, tenant: str, agent: str) -> list[Agent]:
    """Active administrators other than `agent`."""
    sql = f"{AGENT} where tenant=?1 and role='admin' and active and id<>?2 order by id"
    return _load(Agent, await read.rows(sql, tenant, agent))


async def inboxes(read: Read, tenant: str) -> list[Inbox]:
    """All inboxes, the oldest first."""
    return _load(Inbox, await read.rows(f"{INBOX} where tenant=?1 order by created_at, id", tenant))


async def seen(read: Read, tenant: str) -> dict[str, int]:
    """When each agent was last here."""
    return dict(await read.rows("select agent, seen_at from login where tenant=?1", tenant))


async def sessions(read: Read, tenant: str, agent: str) -> list[Session]:
    """The sessions of an agent, the one used last first; also those that have run out."""
    sql = f"{SESSION} where tenant=?1 and agent=?2 order by seen_at desc, id"
    return _load(Session, await read.rows(sql, tenant, agent))


async def old_throttles(read: Read, before: int) -> list[Throttle]:
    """Some counts of failures that no longer matter."""
    sql = f"{THROTTLE} where tenant='' and at<?1 order by at limit 20"
    return _load(Throttle, await read.rows(sql, before))


async def key_by_hash(read: Read, hash: str) -> MachineKey | None:
    """The key whose secret has this hash."""
    found = _load(MachineKey, await read.rows(f"{KEY} where hash=?1", hash))
    return found[0] if found else None


async def keys(read: Read, tenant: str) -> list[MachineKey]:
    """The keys of a business, the newest first."""
    return _load(MachineKey, await read.rows(f"{KEY} where tenant=?1 order by created_at desc, id desc", tenant))
