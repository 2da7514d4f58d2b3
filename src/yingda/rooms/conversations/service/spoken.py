"""What was said, for those who index it: which conversations went on, and their entries by key."""

import asyncio
from collections.abc import Iterable, Sequence

from yingda.kernel import Database

from .. import store
from ..model.rows import Conversation, Entry

TOUCHED = 100_000
"""Conversations that are remembered as gone on; what is beyond is found again from the events."""
Pair = tuple[str, str]


class Spoken:
    """Base of `Conversations`."""

    db: Database

    def __init__(self) -> None:
        self.gone_on: dict[Pair, None] = {}

    def touch(self, pairs: Iterable[Pair]) -> None:
        """Remembers that something was said in these (tenant, conversation)."""
        for pair in pairs:
            if len(self.gone_on) < TOUCHED:
                self.gone_on[pair] = None

    def touched(self, limit: int) -> list[Pair]:
        """Those in which something was said on this node since the last time, at most `limit`: a hint, not the truth."""
        taken = list(self.gone_on)[:limit]
        for pair in taken:
            del self.gone_on[pair]
        return taken

    async def after(self, tenant: str, conversation: str, seq: int, limit: int) -> list[Entry]:
        """All entries after `seq`, notes too, oldest first."""
        return await store.after(self.db, tenant, conversation, seq, limit)

    async def entries(self, tenant: str, places: Sequence[tuple[str, int]]) -> list[Entry | None]:
        """The entries at these (conversation, seq), in this order; None for one that is not there."""
        return list(await asyncio.gather(*(self.db.get(Entry, tenant, id, seq) for id, seq in places)))

    async def ids(self, tenant: str, after: str, limit: int) -> list[str]:
        """The ids of all conversations, page by page."""
        return await store.ids(self.db, tenant, after, limit)

    async def numbered(self, tenant: str, number: int) -> Conversation | None:
        """The conversation with this number."""
        return await store.numbered(self.db, tenant, number)
