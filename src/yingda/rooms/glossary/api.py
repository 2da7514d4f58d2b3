"""HTTP of the glossary."""

from typing import Any

from litestar import Request, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Struct, to_builtins

from yingda.kernel import Principal

from .model import Draft, Hit, Term
from .service import Glossary

Ask = Request[Principal, Any, Any]
TEXT_CHARS = 20_000


class Put(Struct, forbid_unknown_fields=True):
    """An entry, and the version that was read (0: overwrites)."""

    term: Draft
    version: int = 0


class Table(Struct, forbid_unknown_fields=True):
    """The text of a CSV."""

    csv: str


class Text(Struct, forbid_unknown_fields=True):
    """A text to look at."""

    text: str
    language: str = ""


def routes(glossary: Glossary) -> list[Any]:
    """The handlers."""
    reading, writing = {"permission": "glossary.read"}, {"permission": "glossary.write"}

    @get("/api/glossary", opt=reading)
    async def listed(request: Ask) -> list[dict[str, Any]]:
        """Every entry."""
        return [_card(one) for one in await glossary.listed(request.user.tenant)]

    @post("/api/glossary", opt=writing)
    async def add(request: Ask, data: JSONBody[Put]) -> dict[str, Any]:
        """A new one."""
        who = request.user
        return _card(await glossary.add(who.tenant, who.id, data.term))

    @put("/api/glossary/{id:str}", opt=writing)
    async def change(request: Ask, id: FromPath[str], data: JSONBody[Put]) -> dict[str, Any]:
        """Another text of one."""
        who = request.user
        return _card(await glossary.change(who.tenant, who.id, id, data.term, data.version))

    @delete("/api/glossary/{id:str}", opt=writing)
    async def remove(request: Ask, id: FromPath[str]) -> None:
        """Forgets one."""
        await glossary.remove(request.user.tenant, request.user.id, id)

    return [listed, add, change, remove, *tables(glossary, reading, writing)]


def tables(glossary: Glossary, reading: dict[str, Any], writing: dict[str, Any]) -> list[Any]:
    """Spreadsheets, and trying a text."""

    @get("/api/glossary/export", opt=reading)
    async def export(request: Ask) -> Response[str]:
        """All of it as a CSV."""
        headers = {"Content-Disposition": 'attachment; filename="glossary.csv"'}
        return Response(await glossary.export(request.user.tenant), media_type="text/csv", headers=headers)

    @post("/api/glossary/import", opt=writing, status_code=200)
    async def bring(request: Ask, data: JSONBody[Table]) -> dict[str, Any]:
        """Takes in a CSV."""
        who = request.user
        found = await glossary.bring(who.tenant, who.id, data.csv, who.language)
        refused = [{"line": line, "reason": why} for line, why in found.refused]
        return {"taken": found.taken, "same": found.same, "refused": refused}

    @post("/api/glossary/try", opt=reading, status_code=200)
    async def attempt(request: Ask, data: JSONBody[Text]) -> dict[str, Any]:
        """How a customer's text is read, and what in it should not be said."""
        words = await glossary.words(request.user.tenant, data.language)
        text = data.text[:TEXT_CHARS]
        mended, _, left = words.mended(text)
        hits = [_hit(one) for one in words.found(text)]
        return {"read": words.expand(text), "said": mended, "handed_over": bool(left), "hits": hits}

    return [export, bring, attempt]


def _card(term: Term) -> dict[str, Any]:
    card: dict[str, Any] = to_builtins(term)
    del card["tenant"], card["mark"]
    return card


def _hit(hit: Hit) -> dict[str, Any]:
    value: dict[str, Any] = to_builtins(hit)
    return value
