"""What the room keeps. What is secret (passwords, second factors, signing keys) lies in rows of its own, so that an agent
or an inbox may be handed to any room without it."""

from msgspec import field

from yingda.kernel import Row

from .hours import Hours
from .moods import Moods


class Business(Row, frozen=True):
    """A tenant. `languages` are those it serves, the first one being its own `language`. `names` is what it is called in
    other languages (`{"zh", "en"}`, each may be missing). `drafts`: agents see what visitors type before it is sent."""

    table, key = "business", ("tenant",)
    tenant: str
    name: str
    timezone: str = "Asia/Shanghai"
    language: str = "zh-CN"
    languages: tuple[str, ...] = ("zh-CN",)
    created_at: int = 0
    version: int = 1
    names: dict[str, str] = field(default_factory=dict)
    moods: Moods = Moods()
    drafts: bool = False

    def called(self, language: str) -> str:
        """Its name for people who read `language`."""
        return self.names.get("zh" if language.startswith("zh") else language[:2]) or self.name


class Agent(Row, frozen=True):
    """A member of staff. `language` is that of his screens, `languages` those he serves customers in; `capacity` is how
    many conversations he takes at once; `tone`: what he writes is looked over before he sends it. `email` is unique over
    all tenants and kept in lower case."""

    table, key = "agent", ("tenant", "id")
    tenant: str
    id: str
    name: str
    email: str
    role: str = "agent"
    title: str = ""
    language: str = "zh-CN"
    languages: tuple[str, ...] = ("zh-CN",)
    skills: tuple[str, ...] = ()
    capacity: int = 5
    theme: str = "auto"
    active: bool = True
    created_at: int = 0
    version: int = 1
    tone: bool = True


class Login(Row, frozen=True):
    """How an agent proves who he is. `password` is an argon2 hash, empty while he has none. `totp` is sealed; with
    `totp_on` it is asked for. `totp_step` is the last time step whose code was used: none up to it counts again.
    `recovery` are the hashes of the codes that are left."""

    table, key = "login", ("tenant", "agent")
    tenant: str
    agent: str
    password: str = ""
    totp: str = ""
    totp_on: bool = False
    totp_step: int = 0
    recovery: tuple[str, ...] = ()
    seen_at: int = 0
    version: int = 1


class Session(Row, frozen=True):
    """A signed-in browser. `hash` is the SHA-256 of its token; the token itself is kept nowhere."""

    table, key = "session", ("tenant", "id")
    tenant: str
    id: str
    agent: str
    hash: str
    created_at: int
    seen_at: int
    address: str = ""
    browser: str = ""


class Throttle(Row, frozen=True):
    """Failed sign-ins under one name: an e-mail's or an address's hash. It belongs to no tenant (`tenant` is empty), since
    whoever signs in has not said to which he belongs."""

    table, key = "throttle", ("tenant", "name")
    tenant: str
    name: str
    failures: int
    at: int
    """When the last of them was."""
    version: int = 1


class Inbox(Row, frozen=True):
    """A place where customers write in. `public_key` is what the embed code carries. Texts in two languages are
    `{"zh", "en"}`. `identity` says whether the host site signs who its visitors are: off, optional, required."""

    table, key = "inbox", ("tenant", "id")
    tenant: str
    id: str
    public_key: str
    name: str
    channel: str = "web"
    hue: int = 258
    greeting: dict[str, str] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh-CN", "en")
    hours: Hours = Hours()
    bot: bool = True
    questions: tuple[str, ...] = ()
    launcher: dict[str, str] = field(default_factory=dict)
    position: str = "right"
    pack: str = ""
    identity: str = "off"
    allowed_hosts: tuple[str, ...] = ()
    created_at: int = 0
    version: int = 1


class InboxSecret(Row, frozen=True):
    """The key with which the host site signs its visitors' identity, sealed."""

    table, key = "inbox_secret", ("tenant", "inbox")
    tenant: str
    inbox: str
    sealed: str
    made_at: int
    version: int = 1
