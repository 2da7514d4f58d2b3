"""The JSON of accounts: what comes in and what goes out. A field that is left out of a change stays as it is."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from ..model import Agent, Business, Hours, Inbox, Login, MachineKey, Moods, Session, permissions_of


class Name(Struct):
    """What a business is called, in the language of whoever asks and in others."""

    name: str
    names: dict[str, str]


class Me(Struct):
    """Whoever is signed in."""

    id: str
    tenant: str
    name: str
    email: str
    role: str
    title: str
    language: str
    permissions: list[str]
    business: Name
    totp: bool
    skills: tuple[str, ...]
    capacity: int
    theme: str
    tone: bool


class SessionCard(Struct):
    """A place where one is signed in."""

    id: str
    created_at: int
    seen_at: int
    address: str
    browser: str
    current: bool


class AgentCard(Struct):
    """A member of staff, as those who may see the team see him."""

    id: str
    name: str
    email: str
    role: str
    title: str
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    capacity: int
    active: bool
    last_seen: int


class InboxCard(Struct):
    """An inbox with its embed line."""

    id: str
    key: str
    name: str
    channel: str
    hue: int
    greeting: dict[str, str]
    away: dict[str, str]
    languages: tuple[str, ...]
    hours: Hours
    bot: bool
    questions: tuple[str, ...]
    launcher: dict[str, str]
    position: str
    pack: str
    identity: str
    allowed_hosts: tuple[str, ...]
    embed: str


class NewKey(Struct):
    """A key to be made; `days` it holds, 0: until it is revoked."""

    name: str
    permissions: list[str]
    days: int = 0


class KeyCard(Struct):
    """A key as the list shows it; its secret is not in it."""

    id: str
    name: str
    shown: str
    permissions: tuple[str, ...]
    made_by_name: str
    created_at: int
    expires_at: int
    used_at: int
    expired: bool


class BusinessCard(Struct):
    """The profile of the business."""

    name: str
    timezone: str
    language: str
    languages: tuple[str, ...]
    names: dict[str, str]
    moods: Moods
    drafts: bool


class SignIn(Struct):
    """`code`: from an authenticator, or a recovery code, once it was asked for."""

    email: str
    password: str
    code: str = ""


class NewPassword(Struct):
    """Both are needed: whoever finds an open screen shall not take the account over."""

    old: str
    new: str


class MePatch(Struct):
    """What one may change about oneself."""

    name: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    theme: str | UnsetType = UNSET
    tone: bool | UnsetType = UNSET
    password: NewPassword | UnsetType = UNSET


class Code(Struct):
    """A code from an authenticator."""

    code: str


class Password(Struct):
    """One's password, said again."""

    password: str


class BusinessPatch(Struct):
    """Changes of the profile."""

    name: str | UnsetType = UNSET
    timezone: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    languages: list[str] | UnsetType = UNSET
    names: dict[str, str] | UnsetType = UNSET
    moods: Moods | UnsetType = UNSET
    drafts: bool | UnsetType = UNSET


class AgentPatch(Struct):
    """Changes of an agent, and all of a new one (who needs a name and an e-mail)."""

    name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    role: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    skills: list[str] | UnsetType = UNSET
    languages: list[str] | UnsetType = UNSET
    language: str | UnsetType = UNSET
    capacity: int | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    password: str = ""


class InboxPatch(Struct):
    """Changes of an inbox, and all of a new one (which needs a name)."""

    name: str | UnsetType = UNSET
    hue: int | UnsetType = UNSET
    greeting: dict[str, str] | UnsetType = UNSET
    away: dict[str, str] | UnsetType = UNSET
    languages: list[str] | UnsetType = UNSET
    hours: Hours | UnsetType = UNSET
    bot: bool | UnsetType = UNSET
    questions: list[str] | UnsetType = UNSET
    launcher: dict[str, str] | UnsetType = UNSET
    position: str | UnsetType = UNSET
    pack: str | UnsetType = UNSET
    identity: str | UnsetType = UNSET
    allowed_hosts: list[str] | UnsetType = UNSET


def given(patch: Struct, *besides: str) -> dict[str, Any]:
    """The fields that a change names, without those in `besides`."""
    found = {name: getattr(patch, name) for name in patch.__struct_fields__ if name not in besides}
    return {name: value for name, value in found.items() if value is not UNSET}


def me_card(agent: Agent, login: Login, business: Business) -> Me:
    """Oneself."""
    return Me(
        agent.id, agent.tenant, agent.name, agent.email, agent.role, agent.title, agent.language,
        sorted(permissions_of(agent.role)), Name(business.called(agent.language), business.names), login.totp_on,
        agent.skills, agent.capacity, agent.theme, agent.tone,
    )  # fmt: skip


def agent_card(agent: Agent, seen: int) -> AgentCard:
    """A colleague."""
    return AgentCard(
        agent.id, agent.name, agent.email, agent.role, agent.title, agent.skills, agent.languages, agent.capacity,
        agent.active, seen,
    )  # fmt: skip


def session_card(session: Session, current: str) -> SessionCard:
    """A session; `current` is the one that asks."""
    return SessionCard(
        session.id, session.created_at, session.seen_at, session.address, session.browser, session.id == current
    )


def inbox_card(inbox: Inbox, embed: str) -> InboxCard:
    """An inbox, as administrators see it."""
    same = {name: getattr(inbox, name) for name in InboxCard.__struct_fields__ if name not in {"key", "embed"}}
    return InboxCard(key=inbox.public_key, embed=embed, **same)


def business_card(business: Business) -> BusinessCard:
    """The profile."""
    return BusinessCard(
        business.name, business.timezone, business.language, business.languages, business.names, business.moods,
        business.drafts,
    )  # fmt: skip


def key_card(key: MachineKey, now: int) -> KeyCard:
    """A key."""
    same = {name: getattr(key, name) for name in KeyCard.__struct_fields__ if name != "expired"}
    return KeyCard(expired=not key.holds(now), **same)
