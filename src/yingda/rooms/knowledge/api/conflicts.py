"""HTTP of articles that disagree."""

from typing import Any

from litestar import Request, get, post
from litestar.params import JSONBody
from msgspec import Struct

from yingda.kernel import NotFound, Principal

from ..model import Conflict
from ..service import Conflicts

Ask = Request[Principal, Any, Any]


class Mark(Struct, forbid_unknown_fields=True):
    """Which conflict."""

    mark: str


def routes(disagree: Conflicts) -> list[Any]:
    """The handlers."""

    @get("/api/knowledge/conflicts", opt={"permission": "knowledge.read"})
    async def listed(request: Ask) -> list[dict[str, Any]]:
        """What published articles disagree about."""
        tenant = request.user.tenant
        return [_card(disagree, tenant, one) for one in await disagree.listed(tenant)]

    @post("/api/knowledge/conflicts/ignore", opt={"permission": "knowledge.write"}, status_code=204)
    async def ignore(request: Ask, data: JSONBody[Mark]) -> None:
        """Lets one stand."""
        who = request.user
        if data.mark not in {one.mark for one in await disagree.listed(who.tenant)}:
            raise NotFound("conflict_not_found", "没有这一处不一致", "There is no such conflict")
        await disagree.ignore(who.tenant, who.id, data.mark)

    return [listed, ignore]


def _card(disagree: Conflicts, tenant: str, one: Conflict) -> dict[str, Any]:
    sides = []
    for id, sentence, value in zip(one.articles, one.sentences, (one.one, one.other), strict=True):
        live = disagree.shelves.articles.get((tenant, id))
        sides.append({"article": id, "title": live.title if live else "", "sentence": sentence, "value": value})
    return {"mark": one.mark, "kind": one.kind, "sides": sides}
