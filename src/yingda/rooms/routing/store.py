"""Presence of agents."""

from yingda.kernel import Read, Tx, plan

from .model import Presence

TABLES = (Presence,)
PLAN = plan(Presence)


async def everyone(read: Read, tenant: str) -> list[Presence]:
    """All agents who were ever at work; as many as the business has agents."""
    found = await read.rows(f"select {', '.join(PLAN.columns)} from presence where tenant = ?1", tenant)
    return [PLAN.load(Presence, row) for row in found]


async def forget_connections(tx: Tx) -> int:
    """Nobody is connected yet to a node that starts. (With several nodes each only speaks for its own: see seen_at.)"""
    return await tx.run("update presence set connected = ?1, version = version + 1 where connected = ?2", False, True)
