"""Keys for programs, as administrators see them."""

from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody

from yingda.kernel import Principal

from ..service import Accounts
from .shapes import KeyCard, NewKey, key_card

Ask = Request[Principal, Any, Any]
MAY = {"permission": "keys.write"}


def key_routes(accounts: Accounts) -> list[Any]:
    """/api/keys."""

    @get("/api/keys", opt=MAY)
    async def keys(request: Ask) -> list[KeyCard]:
        """The keys of the business, the newest first."""
        now = accounts.clock.now()
        return [key_card(one, now) for one in await accounts.keys(request.user.tenant)]

    @post("/api/keys", opt=MAY, status_code=201)
    async def make_key(request: Ask, data: JSONBody[NewKey]) -> Response[dict[str, Any]]:
        """A new key; the answer is the only one that ever holds its secret."""
        made = await accounts.make_key(request.user, data.name, data.permissions, data.days)
        body = {"key": key_card(made.key, accounts.clock.now()), "secret": made.secret}
        return Response(body, status_code=201, headers={"Cache-Control": "no-store"})

    @delete("/api/keys/{id:str}", opt=MAY, status_code=204)
    async def revoke_key(request: Ask, id: FromPath[str]) -> None:
        """Takes a key back, at once."""
        await accounts.revoke_key(request.user, id)

    return [keys, make_key, revoke_key]
