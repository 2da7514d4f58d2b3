"""What agents keep for themselves and each other: canned replies, and what became of suggestions. Pure."""

from typing import Any, ClassVar

from msgspec import field

from yingda.kernel import Row

TEAM, OWN = "team", "own"
CANNED_CHARS = 4_000
CANNED_MANY = 2_000


class Canned(Row, frozen=True):
    """A reply that is typed once. `short` calls it up after "/"; `text` may hold {客户称呼} {客服姓名} and the like.
    `owner` is whose it is when `scope` is own."""

    table: ClassVar[str] = "canned"
    key: ClassVar[tuple[str, ...]] = ("tenant", "id")

    tenant: str
    id: str
    short: str
    title: str
    text: str
    scope: str
    owner: str
    language: str
    uses: int = 0
    at: int = 0
    version: int = 1

    def visible_to(self, agent: str) -> bool:
        """Whether this agent may use it."""
        return self.scope == TEAM or self.owner == agent


class Suggested(Row, frozen=True):
    """What was suggested to an agent, and what he made of it: "" (nothing yet), accepted, edited or refused. A lesson."""

    table: ClassVar[str] = "suggested"
    key: ClassVar[tuple[str, ...]] = ("tenant", "id")

    tenant: str
    id: str
    conversation: str
    seq: int
    at: int
    text: str
    outcome: str = ""
    agent: str = ""
    said: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


OUTCOMES = ("accepted", "edited", "refused")
