"""HTTP for staff: the help centre's settings, what readers think of articles, what they did not find."""

from typing import Any

from litestar import Request, delete, get, patch
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict

from yingda.kernel import Principal

from ..model import Centre
from ..service import Help

Ask = Request[Principal, Any, Any]


class Change(Struct):
    """What of the help centre is to be changed. Texts are `{"zh", "en"}`."""

    slug: str | UnsetType = UNSET
    open: bool | UnsetType = UNSET
    name: dict[str, str] | UnsetType = UNSET
    intro: dict[str, str] | UnsetType = UNSET
    hue: int | UnsetType = UNSET
    host: str | UnsetType = UNSET
    inbox: str | UnsetType = UNSET
    chat: bool | UnsetType = UNSET
    contact: bool | UnsetType = UNSET


class Looked(Struct):
    """Which search has been dealt with."""

    language: str
    words: str


def staff(help: Help, public_url: str) -> list[Any]:
    """Handlers for staff."""
    reading, writing = {"permission": "knowledge.read"}, {"permission": "knowledge.write"}
    settings = {"permission": "inboxes.write"}

    def shown(centre: Centre) -> dict[str, Any]:
        value = {k: v for k, v in asdict(centre).items() if k not in ("tenant", "version", "updated_at")}
        return {
            **value,
            "url": f"https://{centre.host}" if centre.host else f"{public_url.rstrip('/')}/help/{centre.slug}",
        }

    @get("/api/help", opt=reading)
    async def read(request: Ask) -> dict[str, Any]:
        """The help centre."""
        return shown(await help.centre(request.user.tenant))

    @patch("/api/help", opt=settings)
    async def change(request: Ask, data: JSONBody[Change]) -> dict[str, Any]:
        """Changes it."""
        given = {name: value for name, value in asdict(data).items() if value is not UNSET}
        return shown(await help.change(request.user.tenant, given))

    @get("/api/help/votes", opt=reading)
    async def tallies(request: Ask) -> dict[str, Any]:
        """Votes by article: {id: [useful, not useful]}."""
        return {one.article: [one.useful, one.useless] for one in await help.tallies(request.user.tenant)}

    @get("/api/help/votes/{article:str}", opt=reading)
    async def opinions(request: Ask, article: FromPath[str]) -> dict[str, Any]:
        """The votes on one article, and what readers wrote."""
        tally, said = await help.opinions(request.user.tenant, article)
        lines = [{"at": one.at, "useful": one.useful, "comment": one.comment, "version": one.number} for one in said]
        return {"useful": tally.useful, "useless": tally.useless, "comments": lines}

    @get("/api/help/missed", opt=reading)
    async def missed(request: Ask) -> list[dict[str, Any]]:
        """Searches without an answer, the commonest first."""
        return [
            {"language": one.language, "words": one.words, "text": one.text, "times": one.times, "at": one.at}
            for one in await help.misses(request.user.tenant)
        ]

    @delete("/api/help/missed", opt=writing)
    async def done(request: Ask, data: JSONBody[Looked]) -> None:
        """Takes a search off the list."""
        await help.done(request.user.tenant, data.language, data.words)

    return [read, change, tallies, opinions, missed, done]
