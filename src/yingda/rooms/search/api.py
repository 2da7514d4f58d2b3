"""Search over HTTP."""

from typing import Any

from litestar import Request, get
from litestar.datastructures import State
from litestar.params import FromQuery

from yingda.kernel import BadInput, Principal, TooLarge

from .model import Found, Query
from .service import Finder

Ask = Request[Principal, Any, State]
CHARS, FILTER_CHARS = 200, 64
LATEST = 1 << 42
"""Times beyond it (ms) are none."""


def routes(finder: Finder) -> list[Any]:
    """The one route of search."""

    @get("/api/search", opt={"permission": "conversation.read", "keys": True})
    async def search(
        request: Ask, q: FromQuery[str] = "", inbox: FromQuery[str] = "", agent: FromQuery[str] = "",
        status: FromQuery[str] = "", sender: FromQuery[str] = "", channel: FromQuery[str] = "",
        tag: FromQuery[str] = "", since: FromQuery[int] = 0, until: FromQuery[int] = 0,
        before: FromQuery[str] = "", limit: FromQuery[int] = 30,
    ) -> Found:  # fmt: skip
        """Messages that hold all words, newest first; on the first page also contacts and the conversation of that
        number. `before` continues an earlier answer (its `next`)."""
        if len(q) > CHARS or any(len(one) > FILTER_CHARS for one in (inbox, agent, channel, tag)):
            zh, en = f"太长了，最多 {CHARS} 个字", f"Too long: at most {CHARS} characters"
            raise TooLarge("text_too_long", zh, en, limit=CHARS)
        if before and not (before.isdecimal() and len(before) <= 19):
            raise BadInput("bad_cursor", "翻页参数不对", "This cursor is not one of ours")
        if not (0 <= since <= LATEST and 0 <= until <= LATEST):
            raise BadInput("bad_time", "时间不对", "This is not a time")
        query = Query(
            q, inbox, agent, status, sender, channel, tag, since, until, int(before or 0), min(max(limit, 1), 100)
        )
        return await finder.search(request.user, query)

    return [search]
