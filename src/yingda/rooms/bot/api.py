"""HTTP of the bot: why it said what it said, and what it would say."""

from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct, to_builtins

from yingda.kernel import clean

from .service import Bot


class Try(Struct):
    """A text to be tried on the bot."""

    text: str
    language: str = "zh-CN"


def routes(bot: Bot) -> list[Any]:
    """The handlers."""

    @get("/api/conversations/{conversation:str}/turns", opt={"permission": "conversation.read"})
    async def turns(request: Request[Any, Any, Any], conversation: FromPath[str]) -> list[dict[str, Any]]:
        """The bot's decisions in a conversation, with their reasons."""
        who = request.user
        return await bot.turns_json(who.tenant, conversation, who.language)

    @post("/api/articles/try", opt={"permission": "knowledge.read"}, status_code=200)
    async def try_text(request: Request[Any, Any, Any], data: JSONBody[Try]) -> dict[str, Any]:
        """What the bot would answer to a text."""
        return await bot.try_text(request.user.tenant, clean(data.text, 1_000), data.language)

    @get("/api/bot/report", opt={"permission": "knowledge.read"})
    async def report(request: Request[Any, Any, Any], days: FromQuery[int] = 30) -> dict[str, Any]:
        """How the bot did lately."""
        who = request.user
        found = await bot.report(who.tenant, days)
        value: dict[str, Any] = to_builtins(found)
        value["intents"] = [
            {"label": label, "title": bot.title(who.tenant, label, who.language), "times": times, "answered": answered}
            for label, times, answered in found.intents
        ]
        return value

    @get("/api/bot/moods", opt={"permission": "conversation.read"})
    async def moods(request: Request[Any, Any, Any]) -> dict[str, Any]:
        """How strongly visitors felt in the latest talks: what thresholds of mood would have done."""
        return {"talks": await bot.moods(request.user.tenant)}

    return [turns, try_text, report, moods]
