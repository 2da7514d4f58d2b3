"""What accounts tells."""

from typing import ClassVar

from yingda.kernel import Event, topics


class BusinessChanged(Event, frozen=True, kw_only=True):
    """A business was founded or its profile changed. `key` is the tenant."""

    name: str
    language: str
    languages: tuple[str, ...]
    timezone: str


class AgentChanged(Event, frozen=True, kw_only=True):
    """Somebody was hired, changed, or is no longer `active`. `key` is his id."""

    agent: str
    name: str
    title: str
    role: str
    language: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    capacity: int
    active: bool


class InboxChanged(Event, frozen=True, kw_only=True):
    """An inbox was opened or changed. `key` is its id, `public_key` what its embed code carries."""

    inbox: str
    public_key: str
    name: str


class SessionEnded(Event, frozen=True, kw_only=True):
    """Somebody is no longer signed in: one session, or all of his (`session` empty). His open pages go to the sign-in."""

    op: ClassVar[str] = "signed_out"
    agent: str
    session: str = ""

    def topics(self) -> tuple[str, ...]:
        """Told to his own pages."""
        return (topics.agent(self.tenant, self.agent),)


class KeyMade(Event, frozen=True, kw_only=True):
    """An administrator (`by`) made a key for a program. `key` is its id; its secret is in no event."""

    name: str
    permissions: tuple[str, ...]
    expires_at: int
    by: str
    by_name: str


class KeyRevoked(Event, frozen=True, kw_only=True):
    """A key was taken back by `by`: whoever still comes with it is refused. `key` is its id."""

    name: str
    by: str
    by_name: str
