"""The port of the search index: where texts lie under their terms, newest first.

What is indexed can always be indexed again, so an engine keeps it apart from the truth: it needs no migrations, is left
out of backups, and one that finds an index of another format begins with an empty one.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

DOC_BITS = 20
"""The low bits of a place: they tell apart what happened in the same millisecond."""


class Text(NamedTuple):
    """Something to be found: what it is about (a conversation and its `seq`; a contact, then `seq` is 0), its place in
    time (`at` ms << DOC_BITS, the low bits by chance), and its terms, of which one may be named twice."""

    tenant: str
    about: str
    seq: int
    doc: int
    terms: Collection[str]


class Place(NamedTuple):
    """Where something was found."""

    doc: int
    about: str
    seq: int


class Progress(NamedTuple):
    """How far the index of a business has come. `built`: the last conversation that the first walk has indexed, `DONE`
    when it is through; `event`: everything told up to this event is indexed."""

    built: str = ""
    event: str = ""


DONE = "~"


class Search(Protocol):
    """An inverted index. Terms are any text without spaces; a business never meets the terms of another."""

    async def put(self, texts: Sequence[Text], upto: Sequence[tuple[str, str, int]]) -> None:
        """Keeps texts, and for (tenant, about) that everything up to a seq is in the index: at once or not at all. What
        is there already is kept once."""

    async def upto(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Up to which seq each (tenant, about) is indexed; those that never were are missing."""

    async def find(self, tenant: str, terms: Collection[str], newest: int, oldest: int, limit: int) -> list[Place]:
        """The newest `limit` places between `oldest` and `newest` (both included) that have all `terms`, newest first.
        What it costs depends on what lies in that span, not on the whole history."""

    async def ends(self, tenant: str) -> tuple[int, int] | None:
        """The oldest and the newest place of a business."""

    async def progress(self, tenant: str) -> Progress:
        """How far it has come."""

    async def proceed(self, tenant: str, progress: Progress) -> None:
        """It has come so far."""

    async def close(self) -> None:
        """Ends what is under way, then closes."""
