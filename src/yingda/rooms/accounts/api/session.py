"""Signing in and out. The cookie is for this site only, out of reach of scripts, and secure where the site is."""

from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from yingda.kernel import NOBODY, PUBLIC, SELF, Forbidden, Principal

from ..model.rules import SESSION_MS
from ..service import Accounts
from .shapes import SignIn, me_card

Ask = Request[Principal, Any, Any]
COOKIE = "yingda_session"


def session_routes(accounts: Accounts) -> list[Any]:
    """POST, GET, DELETE /api/session."""
    secure = accounts.public_url.startswith("https://")

    def cookie(value: str) -> Cookie:
        age = SESSION_MS // 1000 if value else 0
        return Cookie(key=COOKIE, value=value, max_age=age, httponly=True, secure=secure, samesite="lax")

    async def state(principal: Principal) -> dict[str, Any]:
        if principal.kind != "agent":
            return {"me": None, "csrf": None}
        me = me_card(
            await accounts.must_agent(principal.tenant, principal.id),
            await accounts.login(principal.tenant, principal.id),
            await accounts.business(principal.tenant),
        )
        return {"me": me, "csrf": accounts.csrf(principal)}

    @post("/api/session", opt={"permission": PUBLIC, "no_csrf": True}, status_code=201)
    async def sign_in(request: Ask, data: JSONBody[SignIn]) -> Response[dict[str, Any]]:
        """Signs in. What another site sends on its own is refused: nobody is signed in to somebody else's account."""
        if request.headers.get("sec-fetch-site") == "cross-site":
            raise Forbidden("cross_site", "请在本站登录", "Please sign in on this site itself")
        address = request.client.host if request.client else ""
        browser = request.headers.get("user-agent", "")
        signed = await accounts.sign_in(data.email, data.password, data.code, address, browser)
        earlier = await accounts.principal(request.cookies.get(COOKIE, ""))
        if earlier:
            await accounts.sign_out(earlier.tenant, earlier.id, earlier.session)
        return Response(await state(signed.principal), status_code=201, cookies=[cookie(signed.token)])

    @get("/api/session", opt={"permission": PUBLIC})
    async def session(request: Ask) -> Response[dict[str, Any]]:
        """Who is signed in, and the token that must come with every change."""
        headers = {"Cache-Control": "no-store"}
        return Response(await state(request.scope.get("user") or NOBODY), headers=headers)

    @delete("/api/session", opt={"permission": SELF}, status_code=204)
    async def sign_out(request: Ask) -> Response[None]:
        """Ends this session."""
        await accounts.sign_out(request.user.tenant, request.user.id, request.user.session)
        return Response(None, status_code=204, cookies=[cookie("")])

    return [sign_in, session, sign_out]
