"""Signing in and out, and who is behind a cookie."""

from typing import NamedTuple

from msgspec.structs import replace

from yingda.kernel import (
    Changes,
    NotFound,
    NotSignedIn,
    Principal,
    Read,
    TooMany,
    clean_line,
    cut,
    new_id,
    new_secret,
)

from .. import store
from ..events import SessionEnded
from ..model import TOUCH_MS, Agent, Login, Session, Throttle, ends_at, failed, permissions_of, used, wait_ms
from ..model.rules import DAY
from . import codes
from .core import Core, Present, need
from .seal import digest

TOKEN_CHARS = 160


class SignedIn(NamedTuple):
    """The cookie's new value, and whose it is."""

    token: str
    principal: Principal


class Factor(NamedTuple):
    """The second factor that was shown: the time step of a code, or the hash of a recovery code."""

    step: int = 0
    recovery: str = ""


class Signing(Core):
    """Sessions."""

    async def sign_in(
        self, email: str, password: str, code: str = "", address: str = "", browser: str = ""
    ) -> SignedIn:
        """Opens a session. `NotSignedIn` with `bad_login` (whatever was wrong) or `need_code` (a second factor is on; with
        `wrong` when the one given is not right); `TooMany` after too many failures of this e-mail or address."""
        email, now = clean_line(email, "email", 254, empty=True).casefold(), self.clock.now()
        names = self._names(email, address)
        await self._hold(email, address, names, now)
        agent = await store.agent_by_email(self.db, email)
        login = await self.db.get(Login, agent.tenant, agent.id) if agent else None
        right = await self.passwords.right(login.password if login else "", password)
        if not right or not agent or not login or not agent.active:
            await self.db.decide(count, names, now)
            raise _bad_login()
        factor = await self._factor(agent, login, code, names, now)
        renewed = await self.passwords.hash(password) if self.passwords.aged(login.password) else ""
        secret = new_secret()
        session = Session(
            agent.tenant, new_id(), agent.id, digest(secret), now, now, cut(address, 64), cut(browser, 200)
        )
        await self.db.decide(open_session, session, login.password, renewed, factor, names)
        return SignedIn(f"{agent.tenant}.{session.id}.{secret}", principal_of(agent, session.id))

    def _names(self, email: str, address: str) -> dict[str, str]:
        names = {"email": digest(f"email|{email}")}
        return {**names, "address": digest(f"address|{address}")} if address else names

    async def _hold(self, email: str, address: str, names: dict[str, str], now: int) -> None:
        wait = max(self.by_email.take(email), self.by_address.take(address) if address else 0)
        for kind, name in names.items():
            wait = max(wait, wait_ms(await self.db.get(Throttle, "", name), kind, now) / 1000)
        if wait:
            raise TooMany(wait)

    async def _factor(self, agent: Agent, login: Login, code: str, names: dict[str, str], now: int) -> Factor | None:
        if not login.totp_on:
            return None
        words = "请输入动态验证码", "Please enter the code from your authenticator"
        if not code.strip():
            raise NotSignedIn("need_code", *words)
        factor = self.shown(agent, login, code, now)
        if factor is None:
            await self.db.decide(count, names, now)
            raise NotSignedIn("need_code", "验证码不对，请重试", "This code is not right, please try again", wrong=True)
        return factor

    def shown(self, agent: Agent, login: Login, code: str, now: int) -> Factor | None:
        """The second factor that `code` is, None when it is none of his, or used already."""
        step = codes.step_of(self.seal.open(login.totp, f"totp|{agent.id}"), code, now)
        if step:
            return Factor(step) if step > login.totp_step else None
        recovery = codes.recovery_hash(self.seal, agent.id, code)
        return Factor(recovery=recovery) if recovery in login.recovery else None

    async def principal(self, token: str) -> Principal | None:
        """Who is behind the cookie, None when nobody (any more). Cheap: asked at every request."""
        if not 0 < len(token) <= TOKEN_CHARS or not token.isascii():
            return None
        key, now = digest(token), self.clock.now()
        held = await self.present.get(key, now, lambda: self._look(token))
        if held is None or now >= held.ends:
            return None
        if now - held.session.seen_at >= TOUCH_MS:
            await self.db.decide(touch, held.session, now)
            self.present.forget(lambda one: one.session.id == held.session.id)
        return held.principal

    async def _look(self, token: str) -> Present | None:
        tenant, _, rest = token.partition(".")
        id, _, secret = rest.partition(".")
        session = await self.db.get(Session, tenant, id)
        if session is None or session.hash != digest(secret):
            return None
        agent = await self.db.get(Agent, tenant, session.agent)
        if agent is None or not agent.active:
            return None
        return Present(principal_of(agent, session.id), session, ends_at(session))

    def csrf(self, principal: Principal) -> str:
        """What the pages of this session send along with everything that changes something."""
        return self.seal.sign(f"csrf|{principal.tenant}|{principal.session}")

    def csrf_ok(self, principal: Principal, header: str) -> bool:
        """Whether `header` (X-CSRF) belongs to the session of `principal`."""
        return bool(principal.session) and self.seal.signed(f"csrf|{principal.tenant}|{principal.session}", header)

    async def sessions(self, tenant: str, agent: str) -> list[Session]:
        """Where he is signed in, the place used last first."""
        now = self.clock.now()
        return [one for one in await store.sessions(self.db, tenant, agent) if ends_at(one) > now]

    async def sign_out(self, tenant: str, agent: str, session: str) -> None:
        """Ends one session of his; `NotFound` when he has no such."""
        await self.db.decide(close_session, tenant, agent, session, self.clock.now())
        self.forget_agent(tenant, agent)


def principal_of(agent: Agent, session: str) -> Principal:
    """An agent as the wall sees him."""
    return Principal(
        "agent", agent.tenant, agent.id, agent.name, agent.role, agent.language, permissions_of(agent.role), session
    )


def _bad_login() -> NotSignedIn:
    return NotSignedIn("bad_login", "邮箱或密码不对", "The e-mail or the password is not right")


async def count(read: Read, names: dict[str, str], now: int) -> Changes:
    """One more failure under each name; counts that no longer matter are removed by the way."""
    held = {name: await read.get(Throttle, "", name) for name in names.values()}
    after = {name: failed(row, name, now) for name, row in held.items()}
    old = [row for row in await store.old_throttles(read, now - DAY) if row.name not in held]
    return Changes(
        new=tuple(after[name] for name, row in held.items() if row is None),
        changed=tuple(after[name] for name, row in held.items() if row is not None),
        removed=tuple(old),
    )


async def open_session(
    read: Read, session: Session, password: str, renewed: str, factor: Factor | None, names: dict[str, str]
) -> Changes:
    """The session, if all is still as it was when the password was checked. His failures are forgiven (not those of the
    address, where others may be guessing); his sessions that ran out are removed."""
    agent = await read.get(Agent, session.tenant, session.agent)
    login = await read.get(Login, session.tenant, session.agent)
    if (
        not agent
        or not agent.active
        or not login
        or login.password != password
        or login.totp_on != (factor is not None)
    ):
        raise _bad_login()
    after = used(login, factor.step, factor.recovery) if factor else login
    after = replace(after, password=renewed or password, seen_at=session.created_at, version=login.version + 1)
    forgiven = await read.get(Throttle, "", names["email"])
    over = [one for one in await store.sessions(read, agent.tenant, agent.id) if ends_at(one) <= session.created_at]
    removed = (*over, *((forgiven,) if forgiven else ()))
    return Changes(new=(session,), changed=(after,), removed=removed, relied=(agent,))


async def touch(read: Read, session: Session, now: int) -> Changes:
    """Writes down that the session is in use, unless it has ended meanwhile."""
    held = await read.get(Session, session.tenant, session.id)
    login = await read.get(Login, session.tenant, session.agent)
    if held is None or login is None or held.seen_at >= now:
        return Changes()
    seen = replace(login, seen_at=now, version=login.version + 1)
    return Changes(changed=(replace(held, seen_at=now), seen))


async def close_session(read: Read, tenant: str, agent: str, session: str, now: int) -> Changes:
    """Ends it, if it is his."""
    held = need(await read.get(Session, tenant, session))
    if held.agent != agent:
        raise NotFound
    return Changes(
        removed=(held,), events=(SessionEnded(tenant=tenant, key=agent, at=now, agent=agent, session=session),)
    )
