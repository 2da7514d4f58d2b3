"""What silence costs and which answers were wrong, over HTTP."""

from typing import Any

from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from yingda.kernel import Principal

from ..service import Costs

Ask = Request[Principal, Any, State]


def report_routes(costs: Costs) -> list[Any]:
    """The handlers."""

    @get("/api/bot/costs", opt={"permission": "knowledge.read"})
    async def report(request: Ask, days: FromQuery[int] = 30) -> dict[str, Any]:
        """What silence cost lately, and the answers that staff found wrong."""
        return await costs.report(request.user, days)

    @post(
        "/api/conversations/{id:str}/turns/{seq:int}/wrong", opt={"permission": "conversation.reply"}, status_code=204
    )
    async def wrong(request: Ask, id: FromPath[str], seq: FromPath[int]) -> None:
        """The bot's answer to the message at `seq` was wrong."""
        await costs.blame(request.user, id, seq)

    return [report, wrong]
