"""HTTP of the meaning model: its settings, a trial, a comparison."""

from typing import Any

from litestar import Request, get, post, put
from litestar.params import JSONBody
from msgspec import Struct
from msgspec.structs import asdict

from yingda.kernel import Principal

from .model.meaning import Plan
from .service.setup import Setup

Ask = Request[Principal, Any, Any]


class Put(Struct, forbid_unknown_fields=True):
    """The settings, and the version that was read (0: there were none)."""

    setting: Plan
    version: int = 0


def routes(setup: Setup) -> list[Any]:
    """The handlers."""
    writing = {"permission": "model.write"}

    @get("/api/meaning", opt=writing)
    async def settings(request: Ask) -> dict[str, Any]:
        """The settings without the key, what is in use, the last comparison."""
        return await setup.state(request.user.tenant, request.user.language)

    @put("/api/meaning", opt=writing)
    async def keep(request: Ask, data: JSONBody[Put]) -> dict[str, Any]:
        """Keeps the settings; learning begins in the background."""
        who = request.user
        await setup.put(who.tenant, who.id, data.setting, data.version)
        return await setup.state(who.tenant, who.language)

    @post("/api/meaning/try", opt=writing, status_code=200)
    async def attempt(request: Ask, data: JSONBody[Plan]) -> dict[str, Any]:
        """How fast it is and which languages it knows."""
        who = request.user
        return asdict(await setup.attempt(who.tenant, who.id, data, who.language))

    @post("/api/meaning/compare", opt=writing, status_code=202)
    async def compare(request: Ask, data: JSONBody[Plan]) -> dict[str, Any]:
        """Begins a comparison on the business's own phrasings."""
        who = request.user
        await setup.compare(who.tenant, who.id, data)
        return await setup.state(who.tenant, who.language)

    return [settings, keep, attempt, compare]
