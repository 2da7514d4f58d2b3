"""What the parts of the service share: the engine, the clock, what is sealed and what is remembered."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from argon2 import PasswordHasher

from yingda.kernel import BadInput, Clock, Database, NotFound, Principal, TooMany
from yingda.kernel.limits import Buckets

from ..events import AgentChanged
from ..model import Agent, Inbox, Login, MachineKey, Session
from .memory import Memory
from .passwords import Passwords
from .seal import Seal

T = TypeVar("T")


class Present(NamedTuple):
    """A session that was recognised: who it is, and when he must be looked at again."""

    principal: Principal
    session: Session
    ends: int


class Held(NamedTuple):
    """A key that was recognised."""

    principal: Principal
    key: MachineKey


class Core:
    """The ground of `Accounts`."""

    def __init__(
        self, db: Database, clock: Clock, secret: str, public_url: str, hasher: PasswordHasher | None = None
    ) -> None:
        self.db, self.clock, self.public_url = db, clock, public_url
        self.seal = Seal(secret)
        self.passwords = Passwords(hasher)
        self.by_email, self.by_address, self.proofs = Buckets(1, 20), Buckets(5, 60), Buckets(0.2, 8)
        self.by_key = Buckets(5, 60)
        self.machines: Memory[str, Held] = Memory()
        self.present: Memory[str, Present] = Memory()
        self.known: Memory[tuple[str, str], Inbox] = Memory(1_000)

    def forget_agent(self, tenant: str, agent: str) -> None:
        """Who he is and what he may is looked up anew."""
        self.present.forget(lambda held: held.principal.id == agent and held.principal.tenant == tenant)

    async def agent(self, tenant: str, id: str) -> Agent | None:
        """One of the staff, also when he is no longer active."""
        return await self.db.get(Agent, tenant, id)

    async def must_agent(self, tenant: str, id: str) -> Agent:
        """As `agent`, or `NotFound`."""
        return need(await self.agent(tenant, id))

    async def login(self, tenant: str, agent: str) -> Login:
        """How he signs in; `NotFound` when there is no such agent."""
        return need(await self.db.get(Login, tenant, agent))

    async def prove(self, tenant: str, agent: str, password: str) -> Login:
        """His login, once he has said his password again. `BadInput` (`wrong_password`) when it is not right; `TooMany`
        when he tries too often."""
        if wait := self.proofs.take(f"{tenant}/{agent}"):
            raise TooMany(wait)
        login = await self.login(tenant, agent)
        if not await self.passwords.right(login.password, password):
            raise BadInput("wrong_password", "当前密码不对", "The current password is not right", field="password")
        return login


def need(found: T | None) -> T:
    """`found`, or `NotFound`."""
    if found is None:
        raise NotFound
    return found


def with_version(row: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a change, with the next version."""
    return {**fields, "version": row.version + 1}


def told_of(agent: Agent, at: int) -> AgentChanged:
    """The fact about an agent as he is now."""
    return AgentChanged(
        tenant=agent.tenant, key=agent.id, at=at, agent=agent.id, name=agent.name, title=agent.title, role=agent.role,
        language=agent.language, languages=agent.languages, skills=agent.skills, capacity=agent.capacity,
        active=agent.active,
    )  # fmt: skip
