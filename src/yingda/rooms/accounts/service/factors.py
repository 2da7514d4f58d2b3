"""Turning the second factor on and off."""

from typing import NamedTuple

from msgspec.structs import replace

from yingda.kernel import Changes, Clash, Read

from ..model import Business, Login, no_such_code, used
from . import codes
from .core import Core, need


class Enrolment(NamedTuple):
    """What an authenticator needs: the secret to type in, or the URI of a QR code."""

    secret: str
    uri: str


class Factors(Core):
    """The second factor of one's own sign-in."""

    async def begin_totp(self, tenant: str, agent: str) -> Enrolment:
        """A fresh secret, not asked for until it is confirmed. `Clash` when a second factor is on already."""
        secret, who = codes.new_totp(), await self.must_agent(tenant, agent)
        business = need(await self.db.get(Business, tenant))
        await self.db.decide(set_totp, tenant, agent, self.seal.close(secret, f"totp|{agent}"))
        return Enrolment(secret, codes.uri(secret, who.email, business.name))

    async def confirm_totp(self, tenant: str, agent: str, code: str) -> list[str]:
        """Turns it on, since the authenticator shows the right `code`. Answers the recovery codes, which are shown this
        once. `BadInput` when the code is not right."""
        login = await self.login(tenant, agent)
        if not login.totp or login.totp_on:
            raise _not_now()
        step = codes.step_of(self.seal.open(login.totp, f"totp|{agent}"), code, self.clock.now())
        if not step:
            raise no_such_code()
        recovery = codes.new_recovery()
        hashes = tuple(codes.recovery_hash(self.seal, agent, one) for one in recovery)
        await self.db.decide(turn_on, tenant, agent, login.totp, step, hashes)
        return recovery

    async def disable_totp(self, tenant: str, agent: str, password: str) -> None:
        """Turns it off, for whoever knows the password."""
        await self.prove(tenant, agent, password)
        await self.db.decide(turn_off, tenant, agent)

    async def reset_totp(self, tenant: str, agent: str) -> None:
        """Turns it off without a password: for the command line, when all is lost."""
        await self.db.decide(turn_off, tenant, agent)


def _not_now() -> Clash:
    return Clash("totp_state", "请先获取新的密钥", "Please ask for a new secret first")


async def set_totp(read: Read, tenant: str, agent: str, sealed: str) -> Changes:
    """The secret, waiting to be confirmed."""
    login = need(await read.get(Login, tenant, agent))
    if login.totp_on:
        raise Clash("totp_on", "两步验证已经开启", "The second factor is on already")
    return Changes(changed=(replace(login, totp=sealed, version=login.version + 1),))


async def turn_on(read: Read, tenant: str, agent: str, sealed: str, step: int, recovery: tuple[str, ...]) -> Changes:
    """On, if the secret is still the one that was checked."""
    login = need(await read.get(Login, tenant, agent))
    if login.totp != sealed or login.totp_on:
        raise _not_now()
    after = used(login, step, "")
    return Changes(changed=(replace(after, totp_on=True, recovery=recovery, version=login.version + 1),))


async def turn_off(read: Read, tenant: str, agent: str) -> Changes:
    """Off. The last step stays known, so that turning it on again makes no old code good."""
    login = need(await read.get(Login, tenant, agent))
    return Changes(changed=(replace(login, totp="", totp_on=False, recovery=(), version=login.version + 1),))
