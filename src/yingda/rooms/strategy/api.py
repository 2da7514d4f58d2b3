"""What is tried, over HTTP."""

from typing import Annotated, Any

from litestar import Request, delete, get, post, put
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from yingda.kernel import Principal

from .service import Strategies

Ask = Request[Principal, Any, State]
READ, WRITE = {"permission": "knowledge.read"}, {"permission": "knowledge.write"}


class Trial(Struct):
    """What shall be tried, and whether it is now."""

    on: bool
    wordings: Annotated[list[Annotated[str, Meta(max_length=4_000)]], Meta(max_length=8)] = []


def routes(strategies: Strategies) -> list[Any]:
    """The handlers."""

    @get("/api/strategies", opt=READ)
    async def listed(request: Ask) -> list[dict[str, Any]]:
        """All that is tried, with what was learned."""
        return await strategies.all(request.user)

    @put("/api/strategies/{id:str}", opt=WRITE)
    async def save(request: Ask, id: FromPath[str], data: JSONBody[Trial]) -> dict[str, Any]:
        """Tries wordings of an article, or when to offer a person."""
        return await strategies.save(request.user, id, data.wordings, live=data.on)

    @post("/api/strategies/{id:str}/reset", opt=WRITE, status_code=200)
    async def reset(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """Forgets what was learned and begins anew."""
        return await strategies.reset(request.user, id)

    @delete("/api/strategies/{id:str}", opt=WRITE)
    async def drop(request: Ask, id: FromPath[str]) -> None:
        """Tries it no longer."""
        await strategies.drop(request.user, id)

    return [listed, save, reset, drop]
