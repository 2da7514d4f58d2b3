"""What crosses the outer wall, one shape for every channel: what a visitor brings in (`Reception`), and what goes out.

Channels know this module and nothing of the rooms; the room `delivery` offers the `Reception` they need.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

from msgspec import Struct

from .order import Rest


class Page(Struct, frozen=True):
    """A page of the host site that the visitor looks at."""

    url: str
    title: str = ""


class Visitor(Struct, frozen=True):
    """Who speaks, once the house has recognised him."""

    tenant: str
    inbox: str
    contact: str
    language: str
    verified: bool = False


class Hello(Struct, frozen=True):
    """A visitor arrives. `inbox` is the public key from the embed code; `token` is what an earlier welcome gave;
    `identity` is a JWT signed by the host site; `conversation` and `seq` are what the client already holds."""

    inbox: str
    token: str = ""
    identity: str = ""
    language: str = "zh-CN"
    page: Page | None = None
    conversation: str = ""
    seq: int = 0


class Welcome(Struct, frozen=True):
    """The answer to `Hello`. `entries` is exactly what the client lacks of its conversation, or, with `reset`, the newest
    page of the current one. The JSON values are those of the public API: see docs/guide on the visitor API."""

    visitor: Visitor
    token: str
    contact: Any
    inbox: Any
    conversation: Any
    entries: list[Any]
    reset: bool
    more: bool
    queue: Any
    earlier: list[Any]


class FileRef(Struct, frozen=True):
    """A file that was taken in. `id` is generated; `name` is what the person called it, for display only."""

    id: str
    name: str
    type: str
    size: int
    width: int = 0
    height: int = 0


class Inbound(Struct, frozen=True):
    """What a visitor says. `client_id` is the sender's own id of it: a second delivery gets the first answer."""

    client_id: str
    text: str = ""
    file: str = ""
    """Id of a `FileRef` taken in before."""
    option: str = ""
    """Payload of the quick reply that was pressed."""
    source: str = ""
    """The channel's own id of the message, where it has one."""


class Kept(Struct, frozen=True):
    """Durable: it has a place."""

    conversation: str
    seq: int
    id: str
    at: int


class Outbound(Struct, frozen=True):
    """What is to be carried out of the house."""

    tenant: str
    channel: str
    inbox: str
    contact: str
    conversation: str
    seq: int
    sender: str
    text: str


class Rating(Struct, frozen=True):
    """What the visitor thinks of it. `score` 1-5, 0 when not given."""

    score: int = 0
    solved: bool | None = None
    tags: tuple[str, ...] = ()
    comment: str = ""


class Reception(Protocol):
    """The front door of the house, as channels see it. Everything here checks its input and raises `YingdaError`."""

    async def inbox(self, key: str, language: str) -> dict[str, Any]:
        """The public face of an inbox: name, colours, greeting, hours, languages, `online`. `NotFound` for a bad key."""

    async def welcome(self, hello: Hello, known: Callable[[Visitor], None]) -> Welcome:
        """Recognises a visitor and brings him up to date. `known` is called as soon as it is clear who he is and before
        anything is read, so that a channel listens first and misses nothing in between."""

    async def receive(self, visitor: Visitor, message: Inbound) -> Kept:
        """Keeps what was said; durable when it returns. A retry with the same `client_id` gets the first answer."""

    async def want_person(self, visitor: Visitor, client_id: str) -> None:
        """The visitor asks for a person."""

    async def leave_queue(self, visitor: Visitor) -> None:
        """He no longer wants to wait; the bot has him again."""

    async def read(self, visitor: Visitor, conversation: str, seq: int, *, seen: bool) -> None:
        """All up to `seq` has arrived (`seen` false) or was read."""

    async def typing(self, visitor: Visitor, conversation: str, *, on: bool, text: str = "") -> None:
        """He types, or stopped. `text` is what stands there so far: shown to staff where the business allows it, and
        kept nowhere."""

    async def rate(self, visitor: Visitor, conversation: str, rating: Rating) -> None:
        """How it was."""

    async def feedback(self, visitor: Visitor, conversation: str, seq: int, *, useful: bool) -> None:
        """Whether one answer of the bot helped."""

    async def viewed(self, visitor: Visitor, page: Page) -> None:
        """He looks at a page."""

    async def earlier(self, visitor: Visitor, conversation: str, before: int) -> dict[str, Any]:
        """The page of entries before `before`, newest last, and whether there are `more`; only of his own."""

    async def since(self, visitor: Visitor, conversation: str, seq: int) -> Rest | None:
        """What he may see behind `seq`, as frames; None when it is so much that he had better come back."""

    async def queue(self, visitor: Visitor) -> Any:
        """His place and expected wait, or None when he does not wait."""

    async def upload(self, visitor: Visitor, name: str, type: str, data: AsyncIterator[bytes]) -> FileRef:
        """Takes a file in."""

    def file_url(self, visitor: Visitor, id: str) -> str:
        """Where a file that was taken in can be read."""

    async def recognise(self, inbox: str, token: str) -> Visitor:
        """The visitor behind a token; `NotSignedIn` when it is not one of ours."""
