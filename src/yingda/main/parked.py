"""Reactions that failed for good: kept, shown, run again when somebody asks for it."""

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.params import FromQuery, JSONBody
from msgspec import Meta, Struct

from . import store
from .build import Node
from .reactor import TRIES

PAGE = 200
Name = Annotated[str, Meta(max_length=100)]


class Replay(Struct):
    """Which one is to run again."""

    event: Name
    name: Name


async def replay(node: Node, tenant: str, event: str, name: str) -> None:
    """Runs it again, here where a reactor runs, else wherever the next sweep finds it; `NotFound` when it is not parked."""
    await node.db.decide(store.replay, TRIES, tenant, event, name, node.node)
    if node.reactor.sweeper is not None:
        await node.reactor.sweep(node.clock.now())


def routes(node: Node) -> list[Any]:
    """GET /api/system/parked, POST /api/system/parked/replay."""

    @get("/api/system/parked", opt={"permission": "system"})
    async def listed(request: Request[Any, Any, Any], limit: FromQuery[int] = 50) -> dict[str, Any]:
        """The newest parked reactions of the business."""
        found = await store.parked(node.db, TRIES, request.user.tenant, max(1, min(limit, PAGE)))
        return {"items": [one._asdict() for one in found]}

    @post("/api/system/parked/replay", opt={"permission": "system"}, status_code=200)
    async def again(request: Request[Any, Any, Any], data: JSONBody[Replay]) -> dict[str, bool]:
        """Runs one of them again, as if for the first time."""
        await replay(node, request.user.tenant, data.event, data.name)
        return {"ok": True}

    return [listed, again]
