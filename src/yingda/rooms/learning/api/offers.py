"""HTTP of the catalogue: what industries ask, and taking it."""

from collections import Counter
from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct, to_builtins

from yingda.kernel import Principal

from ..model import Adoption, Choice, Offer
from ..model.offer import TAKEN, slug
from ..service import Adopting, Catalogue

Ask = Request[Principal, Any, Any]
READ: dict[str, Any] = {"permission": "knowledge.read"}
WRITE: dict[str, Any] = {"permission": "knowledge.write"}
EXAMPLES, SHOWN = 6, 300
NEAR = 0.55
"""The share of a question that an article must hold to be named as perhaps its answer."""


class Take(Struct, forbid_unknown_fields=True):
    """Questions of an industry in a language (zh, en)."""

    pack: str
    items: list[Choice]
    language: str = "zh"


def routes(catalogue: Catalogue, adopting: Adopting) -> list[Any]:
    """The handlers."""

    @get("/api/learning/catalogue", opt=READ)
    async def industries() -> list[dict[str, Any]]:
        """Every industry."""
        return [{"pack": pack, "title": title} for pack, title in catalogue.about()]

    @get("/api/learning/catalogue/{pack:str}", opt=READ)
    async def offers(
        request: Ask, pack: FromPath[str], topic: FromQuery[str] = "", q: FromQuery[str] = "",
        language: FromQuery[str] = "zh",
    ) -> dict[str, Any]:  # fmt: skip
        """What one asks: its topics with how many, and the questions of a topic or with some words."""
        industry, words, tenant = await catalogue.industry(pack), q.lower().split(), request.user.tenant
        every = [one for one in industry.offers.values() if one.texts.get(language) and one.fits(words)]
        counts = Counter(one.topic for one in every)
        shown = [one for one in every if not topic or one.topic == topic][:SHOWN]
        held = {
            a.slug: a.id for a in adopting.knowledge.live(tenant, "zh-CN" if language == "zh" else "en", "internal")
        }
        linked = await _linked(adopting, tenant, pack, language)
        topics = [{"id": id, "title": title, "count": counts[id]} for id, title in industry.topics.items()]
        flows = [{"flow": flow, "title": title} for flow, title in await adopting.bot.begun_by(tenant, language)]
        items = [_offer(adopting, tenant, one, language, held, linked) for one in shown]
        return {"title": industry.title, "topics": topics, "items": items, "flows": flows, "all": len(industry.offers)}

    return [industries, offers, *adoptions(adopting)]


def adoptions(adopting: Adopting) -> list[Any]:
    """Taking, and taking back."""

    @get("/api/learning/adoptions", opt=READ)
    async def listed(request: Ask) -> list[dict[str, Any]]:
        """What was taken."""
        return [_adoption(one) for one in await adopting.listed(request.user.tenant)]

    @post("/api/learning/adoptions", opt=WRITE, status_code=202)
    async def take(request: Ask, data: JSONBody[Take]) -> dict[str, Any]:
        """Takes questions, in the background."""
        return _adoption(await adopting.begin(request.user, data.pack, data.language, data.items))

    @get("/api/learning/adoptions/{id:str}", opt=READ)
    async def one(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """How far it is."""
        return _adoption(await adopting.get(request.user.tenant, id))

    @post("/api/learning/adoptions/{id:str}/undo", opt=WRITE, status_code=202)
    async def undo(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """Takes it back, in the background."""
        return _adoption(await adopting.undo(request.user, id))

    return [listed, take, one, undo]


async def _linked(adopting: Adopting, tenant: str, pack: str, language: str) -> dict[str, str]:
    """The questions that are linked now, with what they lead to."""
    rows = [one for one in await adopting.listed(tenant) if one.state == TAKEN]
    return {
        item.intent: item.target for row in rows if (row.pack, row.language) == (pack, language)
        for item in row.items if item.state == "linked"
    }  # fmt: skip


def _offer(
    adopting: Adopting, tenant: str, one: Offer, language: str, held: dict[str, str], linked: dict[str, str]
) -> dict[str, Any]:
    """A question, whether it is taken already, and the article that perhaps answers it."""
    texts, title = one.texts[language], one.title.get(language, one.name)
    taken = held.get(slug(one)) or linked.get(one.name, "")
    near = None
    if not taken:
        hits = adopting.knowledge.search(tenant, title, "zh-CN" if language == "zh" else "en", "internal", 1)
        near = {"id": hits[0].article, "title": hits[0].title} if hits and hits[0].share >= NEAR else None
    return {
        "intent": one.name, "topic": one.topic, "title": title, "examples": texts[:EXAMPLES], "count": len(texts),
        "answer": one.answer.get(language, ""), "taken": taken, "near": near,
    }  # fmt: skip


def _adoption(row: Adoption) -> dict[str, Any]:
    value: dict[str, Any] = to_builtins(row)
    del value["tenant"], value["version"]
    return value
