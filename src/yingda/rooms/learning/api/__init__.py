"""HTTP of learning: the review list, the business's own test, rounds."""

from typing import Any

from litestar import Request, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct, to_builtins

from yingda.kernel import Principal

from ..model import Proposal, Round
from ..service import Learning

Ask = Request[Principal, Any, Any]
READ: dict[str, Any] = {"permission": "knowledge.read"}
SHOWN = 100
"""Phrasings of a round that are shown before it is switched on."""
WRITE: dict[str, Any] = {"permission": "knowledge.write"}


class Accept(Struct):
    """In other words, or for another article."""

    text: str = ""
    article: str = ""


class Question(Struct):
    """A question of the test; `expect` is an article's id or slug, an intent's name, or "none"."""

    text: str
    expect: str
    language: str = "zh"


class Known(Struct):
    """Which question."""

    text: str
    language: str = "zh"


class Begin(Struct):
    """For which language; `own`: from what visitors wrote, not from what was accepted."""

    language: str = "zh"
    own: bool = False


class Switch(Struct):
    """On or back; `anyway` although it is worse."""

    on: bool
    anyway: bool = False


def routes(learning: Learning) -> list[Any]:
    """The handlers."""
    return [*reviews(learning), *tests(learning), *rounds(learning)]


def reviews(learning: Learning) -> list[Any]:
    """Proposals."""

    @get("/api/learning", opt=READ)
    async def listed(
        request: Ask, kind: FromQuery[str] = "phrasing", status: FromQuery[str] = "open"
    ) -> dict[str, Any]:
        """Proposals of a kind, and how many wait of each."""
        tenant = request.user.tenant
        found = await learning.listed(tenant, status, kind)
        return {"items": [_proposal(learning, one) for one in found], "open": await learning.counts(tenant)}

    @post("/api/learning/{id:str}/accept", opt=WRITE, status_code=200)
    async def accept(request: Ask, id: FromPath[str], data: JSONBody[Accept]) -> dict[str, Any]:
        """Agrees."""
        return _proposal(learning, await learning.accept(request.user, id, text=data.text, article=data.article))

    @post("/api/learning/{id:str}/refuse", opt=WRITE, status_code=200)
    async def refuse(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """Does not want it."""
        return _proposal(learning, await learning.refuse(request.user, id))

    return [listed, accept, refuse]


def tests(learning: Learning) -> list[Any]:
    """The business's own test."""

    @get("/api/learning/cases", opt=READ)
    async def cases(request: Ask, language: FromQuery[str] = "zh") -> dict[str, Any]:
        """Its questions, and how many came with the packs."""
        own = await learning.cases(request.user.tenant, language)
        every = await learning.test(request.user.tenant, language)
        items = [
            {"text": c.text, "expect": c.expect, "title": learning.title(c.tenant, c.expect), "at": c.at} for c in own
        ]
        return {"items": items, "all": len(every)}

    @post("/api/learning/cases", opt=WRITE, status_code=200)
    async def add(request: Ask, data: JSONBody[Question]) -> dict[str, Any]:
        """One more."""
        case = await learning.add_case(request.user, data.language, data.text, data.expect)
        return {
            "text": case.text,
            "expect": case.expect,
            "title": learning.title(case.tenant, case.expect),
            "at": case.at,
        }

    @delete("/api/learning/cases", opt=WRITE)
    async def drop(request: Ask, data: JSONBody[Known]) -> None:
        """One less."""
        await learning.drop_case(request.user.tenant, data.language, data.text)

    return [cases, add, drop]


def rounds(learning: Learning) -> list[Any]:
    """Candidates."""

    @get("/api/learning/rounds", opt=READ)
    async def listed(request: Ask) -> list[dict[str, Any]]:
        """The last rounds."""
        return [_round(learning, one) for one in await learning.rounds(request.user.tenant)]

    @post("/api/learning/rounds", opt=WRITE, status_code=202)
    async def begin(request: Ask, data: JSONBody[Begin]) -> dict[str, Any]:
        """Learns and compares a candidate, in the background."""
        begin = learning.begin_own if data.own else learning.begin
        return _round(learning, await begin(request.user, data.language))

    @get("/api/learning/rounds/{id:str}", opt=READ)
    async def read(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """How one stands."""
        return _round(learning, await learning.round(request.user.tenant, id))

    @post("/api/learning/rounds/{id:str}/switch", opt=WRITE, status_code=200)
    async def switch(request: Ask, id: FromPath[str], data: JSONBody[Switch]) -> dict[str, Any]:
        """Switches one on, or takes it back."""
        return _round(learning, await learning.switch(request.user, id, on=data.on, anyway=data.anyway))

    return [listed, begin, read, switch]


def _proposal(learning: Learning, one: Proposal) -> dict[str, Any]:
    value: dict[str, Any] = to_builtins(one)
    del value["tenant"], value["version"]
    return {**value, "title": learning.title(one.tenant, f"article:{one.article}") if one.article else ""}


def _round(learning: Learning, one: Round) -> dict[str, Any]:
    value: dict[str, Any] = to_builtins(one)
    del value["tenant"], value["version"]
    value["taught"] = [{"text": text, "title": learning.title(one.tenant, label)} for text, label in one.taught[:SHOWN]]
    for change in value["comparison"]["changes"]:
        for label in (change["expect"], change["before"]["label"], change["after"]["label"]):
            value.setdefault("titles", {})[label] = learning.title(one.tenant, label)
    return value
