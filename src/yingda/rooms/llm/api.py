"""HTTP of the language model: its settings, and the help with an agent's draft."""

from typing import Any

from litestar import Request, get, post, put
from litestar.params import JSONBody
from msgspec import Struct
from msgspec.structs import asdict

from yingda.kernel import Principal

from .model import Change
from .service import Llm

Ask = Request[Principal, Any, Any]


class Put(Struct, forbid_unknown_fields=True):
    """The settings, and the version that was read (0: there were none)."""

    setting: Change
    version: int = 0


class Draft(Struct, forbid_unknown_fields=True):
    """A draft, and how it should become: "friendly", "shorter", "zh" or "en"."""

    text: str
    how: str


def routes(llm: Llm) -> list[Any]:
    """The handlers."""
    writing, replying = {"permission": "model.write"}, {"permission": "conversation.reply"}

    @get("/api/model", opt=writing)
    async def settings(request: Ask) -> dict[str, Any]:
        """The settings without the key, and what this month has cost."""
        return await llm.settings(request.user.tenant)

    @put("/api/model", opt=writing)
    async def keep(request: Ask, data: JSONBody[Put]) -> dict[str, Any]:
        """Keeps the settings."""
        who = request.user
        await llm.put(who.tenant, who.id, data.setting, data.version)
        return await llm.settings(who.tenant)

    @post("/api/model/try", opt=writing, status_code=200)
    async def attempt(request: Ask, data: JSONBody[Change]) -> dict[str, Any]:
        """Asks the model for one word."""
        who = request.user
        return asdict(await llm.attempt(who.tenant, who.id, data, who.language))

    @get("/api/model/uses", opt=replying)
    async def uses(request: Ask) -> dict[str, Any]:
        """What is on, for the console."""
        return {"uses": await llm.uses(request.user.tenant)}

    @post("/api/model/draft", opt=replying, status_code=200)
    async def draft(request: Ask, data: JSONBody[Draft]) -> dict[str, str]:
        """A draft in another tone, shorter, or in another language."""
        return {"text": await llm.draft(request.user.tenant, data.text, data.how)}

    return [settings, keep, attempt, uses, draft]
