"""Inboxes."""

from typing import Any

from litestar import Request, get, patch, post
from litestar.params import FromPath, JSONBody

from yingda.kernel import NotFound, Principal

from ..model import Inbox
from ..service import Accounts
from .shapes import InboxCard, InboxPatch, given, inbox_card

Ask = Request[Principal, Any, Any]


def inbox_routes(accounts: Accounts) -> list[Any]:
    """/api/inboxes and what is below it."""

    def card(inbox: Inbox) -> InboxCard:
        return inbox_card(inbox, accounts.embed(inbox))

    @get("/api/inboxes", opt={"permission": "inboxes.read"})
    async def inboxes(request: Ask) -> list[InboxCard]:
        """All inboxes."""
        return [card(inbox) for inbox in await accounts.inboxes(request.user.tenant)]

    @post("/api/inboxes", opt={"permission": "inboxes.write"}, status_code=201)
    async def open_inbox(request: Ask, data: JSONBody[InboxPatch]) -> InboxCard:
        """A new inbox."""
        return card(await accounts.open_inbox(request.user.tenant, **given(data)))

    @get("/api/inboxes/{id:str}", opt={"permission": "inboxes.read"})
    async def inbox(request: Ask, id: FromPath[str]) -> InboxCard:
        """One inbox."""
        found = await accounts.inbox(request.user.tenant, id)
        if found is None:
            raise NotFound
        return card(found)

    @patch("/api/inboxes/{id:str}", opt={"permission": "inboxes.write"})
    async def change_inbox(request: Ask, id: FromPath[str], data: JSONBody[InboxPatch]) -> InboxCard:
        """Changes it."""
        return card(await accounts.change_inbox(request.user.tenant, id, given(data)))

    @post("/api/inboxes/{id:str}/secret", opt={"permission": "inboxes.write"}, status_code=201)
    async def rotate_secret(request: Ask, id: FromPath[str]) -> dict[str, str]:
        """A new key for signing visitors' identity, shown this once."""
        return {"secret": await accounts.rotate_secret(request.user.tenant, id)}

    return [inboxes, open_inbox, inbox, change_inbox, rotate_secret]
