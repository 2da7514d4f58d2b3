"""What concerns oneself: profile, password, second factor, sessions."""

from typing import Any

from litestar import Request, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody
from msgspec import UnsetType

from yingda.kernel import SELF, Principal

from ..service import Accounts
from .shapes import Code, Me, MePatch, Password, SessionCard, given, me_card, session_card

Ask = Request[Principal, Any, Any]


def me_routes(accounts: Accounts) -> list[Any]:
    """/api/me and what is below it."""

    @patch("/api/me", opt={"permission": SELF})
    async def change_me(request: Ask, data: JSONBody[MePatch]) -> Me:
        """Changes one's own profile; a new password needs the old one and ends all other sessions."""
        tenant, id = request.user.tenant, request.user.id
        if not isinstance(data.password, UnsetType):
            new = data.password
            await accounts.change_password(tenant, id, new.old, new.new, request.user.session)
        if fields := given(data, "password"):
            await accounts.change_agent(tenant, id, fields)
        return me_card(
            await accounts.must_agent(tenant, id), await accounts.login(tenant, id), await accounts.business(tenant)
        )

    @post("/api/me/totp", opt={"permission": SELF}, status_code=200)
    async def begin_totp(request: Ask) -> dict[str, str]:
        """A secret for an authenticator, to be confirmed with a code."""
        begun = await accounts.begin_totp(request.user.tenant, request.user.id)
        return {"secret": begun.secret, "uri": begun.uri}

    @put("/api/me/totp", opt={"permission": SELF})
    async def confirm_totp(request: Ask, data: JSONBody[Code]) -> dict[str, Any]:
        """Turns the second factor on; answers the recovery codes, once."""
        recovery = await accounts.confirm_totp(request.user.tenant, request.user.id, data.code)
        return {"totp": True, "recovery": recovery}

    @delete("/api/me/totp", opt={"permission": SELF}, status_code=200)
    async def disable_totp(request: Ask, data: JSONBody[Password]) -> dict[str, bool]:
        """Turns it off."""
        await accounts.disable_totp(request.user.tenant, request.user.id, data.password)
        return {"totp": False}

    @get("/api/me/sessions", opt={"permission": SELF})
    async def sessions(request: Ask) -> list[SessionCard]:
        """Where one is signed in."""
        found = await accounts.sessions(request.user.tenant, request.user.id)
        return [session_card(session, request.user.session) for session in found]

    @delete("/api/me/sessions/{id:str}", opt={"permission": SELF}, status_code=204)
    async def end_session(request: Ask, id: FromPath[str]) -> None:
        """Signs out there."""
        await accounts.sign_out(request.user.tenant, request.user.id, id)

    return [change_me, begin_totp, confirm_totp, disable_totp, sessions, end_session]
