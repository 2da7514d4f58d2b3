"""The queries of strategies."""

from yingda.kernel import Read

from .model import Shown, Strategy

TABLES = (Strategy, Shown)
MOST = 200


async def strategies(read: Read, tenant: str) -> list[Strategy]:
    """All that is tried, what was begun last first."""
    return await read.find(Strategy, "tenant=?1 order by since desc, id limit ?2", tenant, MOST)


async def shown(read: Read, tenant: str, conversation: str) -> list[Shown]:
    """What a talk got."""
    return await read.find(Shown, "tenant=?1 and conversation=?2", tenant, conversation)
