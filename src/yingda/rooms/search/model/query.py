"""What is asked and what is answered."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from yingda.kernel.search import DOC_BITS

WEEK = 7 * 86_400_000
WIDER = 4
"""Each span that is looked through is so many times as long as the one before it."""


class Query(Struct, frozen=True):
    """A search: `text`, and what the hits must be besides. `sender` is visitor, bot or agent; `agent` is who has the
    conversation; `since` and `until` are ms; `before` is a place where an earlier answer ended."""

    text: str
    inbox: str = ""
    agent: str = ""
    state: str = ""
    sender: str = ""
    channel: str = ""
    tag: str = ""
    since: int = 0
    until: int = 0
    before: int = 0
    limit: int = 30


class Hit(Struct, frozen=True, rename={"sender": "from"}):
    """An entry that fits. `parts` is a piece of its text: plain, hit, plain, hit, …"""

    conversation: str
    seq: int
    at: int
    sender: str
    name: str
    kind: str
    parts: list[str]


class Found(Struct, frozen=True):
    """Hits, newest first, with the heads of their conversations. `next` continues the search ("" at the end); `reached`
    is how far back it has looked (ms). On the first page also contacts, and the conversation with this number.
    `building`: older conversations are still being indexed."""

    hits: list[Hit]
    conversations: dict[str, Any]
    next: str = ""
    reached: int = 0
    contacts: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    building: bool = False


def spans_back(newest: int, oldest: int) -> Iterator[tuple[int, int]]:
    """Spans of places from the newest back to the oldest, each longer than the last: what is common is found in the
    first ones, and what is rare costs a few looks."""
    width = WEEK << DOC_BITS
    while newest >= oldest:
        low = max(oldest, newest - width + 1)
        yield newest, low
        newest, width = low - 1, width * WIDER
