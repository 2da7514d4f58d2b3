"""Presence of agents."""

from yingda.kernel import Read, Tx, plan

from .model import Attendance, Presence

TABLES = (Presence, Attendance)
PLAN = plan(Presence)


async def everyone(read: Read, tenant: str) -> list[Presence]:
    """All agents who were ever at work; as many as the business has agents."""
    found = await read.rows(f"select {', '.join(PLAN.columns)} from presence where tenant = ?1", tenant)
    return [PLAN.load(Presence, row) for row in found]


async def elsewhere(read: Read, tenant: str, agent: str, node: str) -> bool:
    """Whether he has a console open on another node. Primary key."""
    sql = "select 1 from attendance where tenant = ?1 and agent = ?2 and node <> ?3 limit 1"
    return bool(await read.rows(sql, tenant, agent, node))


async def attending(read: Read, node: str, limit: int) -> list[tuple[str, str]]:
    """(tenant, agent) of those who had a console open on a node, of every business: it is gone. Index (node)."""
    sql = "select tenant, agent from attendance where node = ?1 order by tenant, agent limit ?2"
    return [(tenant, agent) for tenant, agent in await read.rows(sql, node, limit)]


async def forget_connections(tx: Tx) -> int:
    """Nobody is connected yet to a node that is alone and starts."""
    await tx.run("delete from attendance where node = ?1", "")
    return await tx.run("update presence set connected = ?1, version = version + 1 where connected = ?2", False, True)
