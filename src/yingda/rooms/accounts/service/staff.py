"""Businesses and their staff."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from yingda.kernel import Changes, Clash, Read, new_id

from .. import store
from ..events import BusinessChanged, SessionEnded
from ..model import (
    Agent,
    Business,
    Login,
    Session,
    checked,
    checked_email,
    checked_password,
    checked_tenant,
    keeps_an_admin,
    name_taken,
)
from .core import Core, need, told_of, with_version


class Staff(Core):
    """Who works where."""

    async def tenants(self) -> list[str]:
        """The ids of all businesses."""
        return await store.tenants(self.db)

    async def business(self, tenant: str) -> Business:
        """The business; `NotFound` when there is none."""
        return need(await self.db.get(Business, tenant))

    async def agents(self, tenant: str) -> list[Agent]:
        """All staff in the order they came, those no longer active too."""
        return await store.agents(self.db, tenant)

    async def seen(self, tenant: str) -> dict[str, int]:
        """When each agent was last here, ms; 0 for never."""
        return await store.seen(self.db, tenant)

    async def found(
        self, name: str, language: str, timezone: str, admin_name: str, email: str, password: str, tenant: str = ""
    ) -> Business:
        """A new business with its first administrator. `tenant` is its id when one is wished for. `Clash` when the id or
        the e-mail is taken; `BadInput` for what cannot be."""
        now = self.clock.now()
        given = checked(
            "business", {"name": name, "language": language, "timezone": timezone, "languages": (language,)}
        )
        business = Business(tenant=checked_tenant(tenant) if tenant else new_id(), created_at=now, **given)
        fields = {"name": admin_name, "email": email, "role": "admin", "language": language, "languages": (language,)}
        agent = Agent(tenant=business.tenant, id=new_id(), created_at=now, **checked("agent", fields))
        login = Login(agent.tenant, agent.id, await self._hash(password, agent.email))
        await self.db.decide(found_business, business, agent, login)
        return business

    async def change_business(self, tenant: str, fields: Mapping[str, Any]) -> Business:
        """Changes the given fields: name, names, timezone, language, languages, moods, drafts."""
        await self.db.decide(change_business, tenant, checked("business", fields), self.clock.now())
        return await self.business(tenant)

    async def hire(self, tenant: str, *, password: str = "", **fields: Any) -> Agent:
        """A new member of staff. `name` and `email` are needed; role, title, language, languages, skills, capacity, theme
        may be given. Without a `password` he cannot sign in until he is given one. `Clash` when the e-mail is taken."""
        given = checked("agent", {"name": "", "email": "", **fields})
        agent = Agent(tenant=tenant, id=new_id(), created_at=self.clock.now(), **given)
        login = Login(tenant, agent.id, await self._hash(password, agent.email) if password else "")
        await self.db.decide(hire, agent, login)
        return agent

    async def change_agent(self, tenant: str, id: str, fields: Mapping[str, Any], password: str = "") -> Agent:
        """Changes the given fields of an agent. Who is no longer active, and who is given a new `password`, is signed out
        everywhere. `Clash` for the last active administrator and for an e-mail that is taken."""
        given = checked("agent", fields)
        email = given.get("email") or (await self.must_agent(tenant, id)).email
        hashed = await self._hash(password, email) if password else ""
        await self.db.decide(change_agent, tenant, id, given, hashed, self.clock.now())
        self.forget_agent(tenant, id)
        return await self.must_agent(tenant, id)

    async def change_password(self, tenant: str, agent: str, old: str, new: str, session: str = "") -> None:
        """A new password of one's own. Every other session of his ends. `BadInput` when `old` is not right."""
        login = await self.prove(tenant, agent, old)
        hashed = await self._hash(new, (await self.must_agent(tenant, agent)).email)
        await self.db.decide(set_password, tenant, agent, login.password, hashed, session, self.clock.now())
        self.forget_agent(tenant, agent)

    async def agent_by_email(self, email: str) -> Agent | None:
        """Whoever signs in with this e-mail, in whatever business: for the command line."""
        return await store.agent_by_email(self.db, checked_email(email))

    async def _hash(self, password: str, email: str) -> str:
        return await self.passwords.hash(checked_password(password, email))


async def found_business(read: Read, business: Business, agent: Agent, login: Login) -> Changes:
    """Both at once."""
    if await read.get(Business, business.tenant):
        raise Clash("business_exists", f"“{business.tenant}”已经存在", f"{business.tenant!r} exists already")
    if await store.agent_by_email(read, agent.email):
        raise name_taken(agent.email)
    now = business.created_at
    return Changes(new=(business, agent, login), events=(_business_told(business, now), told_of(agent, now)))


async def change_business(read: Read, tenant: str, given: dict[str, Any], now: int) -> Changes:
    """Its own language is always one of those it serves."""
    business = need(await read.get(Business, tenant))
    after = replace(business, **with_version(business, given))
    if after.language not in after.languages:
        after = replace(after, languages=(after.language, *after.languages))
    return Changes(changed=(after,), events=(_business_told(after, now),))


def _business_told(business: Business, at: int) -> BusinessChanged:
    return BusinessChanged(
        tenant=business.tenant, key=business.tenant, at=at, name=business.name, language=business.language,
        languages=business.languages, timezone=business.timezone,
    )  # fmt: skip


async def hire(read: Read, agent: Agent, login: Login) -> Changes:
    """An e-mail signs in to one place only."""
    need(await read.get(Business, agent.tenant))
    if await store.agent_by_email(read, agent.email):
        raise name_taken(agent.email)
    return Changes(new=(agent, login), events=(told_of(agent, agent.created_at),))


async def change_agent(read: Read, tenant: str, id: str, given: dict[str, Any], hashed: str, now: int) -> Changes:
    """The agent as he will be; his sessions end when he must no longer use them."""
    agent = need(await read.get(Agent, tenant, id))
    login = need(await read.get(Login, tenant, id))
    after = replace(agent, **with_version(agent, given))
    if after.email != agent.email and await store.agent_by_email(read, after.email):
        raise name_taken(after.email)
    relied = keeps_an_admin(agent, after, await store.other_admins(read, tenant, id))
    ended: list[Session] = []
    changed: tuple[Agent | Login, ...] = (after,)
    if hashed or not after.active:
        ended = await store.sessions(read, tenant, id)
    if hashed:
        changed = (after, replace(login, password=hashed, version=login.version + 1))
    signed_out = (SessionEnded(tenant=tenant, key=id, at=now, agent=id),) if ended else ()
    return Changes(changed=changed, removed=tuple(ended), relied=relied, events=(told_of(after, now), *signed_out))


async def set_password(read: Read, tenant: str, agent: str, old: str, hashed: str, session: str, now: int) -> Changes:
    """The new hash, if the old one is still the one that was checked."""
    login = need(await read.get(Login, tenant, agent))
    if login.password != old:
        raise Clash("changed", "密码刚刚被修改过，请重试", "The password has just been changed")
    others = [one for one in await store.sessions(read, tenant, agent) if one.id != session]
    told = tuple(SessionEnded(tenant=tenant, key=agent, at=now, agent=agent, session=one.id) for one in others)
    return Changes(
        changed=(replace(login, password=hashed, version=login.version + 1),), removed=tuple(others), events=told
    )
