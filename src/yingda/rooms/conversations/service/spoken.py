"""What was said, for those who index it: which conversations went on, and their entries by key."""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from yingda.kernel import Database

from .. import store
from ..model.rows import Conversation, Entry

TOUCHED = 100_000
"""Conversations that are remembered as gone on; what is beyond is found again from the events."""
HELD = 5_000
"""Entries that are remembered with them; those beyond are read when they are wanted."""
Pair = tuple[str, str]


class Fresh(Struct):
    """What was said in a conversation of late, as far as it is remembered: in the order kept, perhaps with gaps."""

    inbox: str = ""
    channel: str = ""
    entries: list[Entry] = []


class Spoken:
    """Base of `Conversations`."""

    db: Database

    def __init__(self) -> None:
        self.gone_on: dict[Pair, Fresh] = {}
        self.held = 0

    def remember(self, entry: Entry, inbox: str, channel: str) -> None:
        """Remembers an entry that is durable now."""
        pair = entry.tenant, entry.conversation
        fresh = self.gone_on.get(pair)
        if fresh is None:
            if len(self.gone_on) >= TOUCHED:
                return
            fresh = self.gone_on[pair] = Fresh()
        fresh.inbox, fresh.channel = inbox, channel
        if self.held < HELD:
            self.held += 1
            fresh.entries.append(entry)

    def touch(self, pairs: Iterable[Pair]) -> None:
        """Remembers that something was said in these (tenant, conversation)."""
        for pair in pairs:
            if len(self.gone_on) < TOUCHED:
                self.gone_on.setdefault(pair, Fresh())

    def touched(self, limit: int) -> dict[Pair, Fresh]:
        """Those in which something was said on this node since the last time, at most `limit`: a hint, not the truth."""
        if len(self.gone_on) <= limit:
            taken, self.gone_on, self.held = self.gone_on, {}, 0
            return taken
        taken = {pair: self.gone_on.pop(pair) for pair in list(islice(self.gone_on, limit))}
        self.held -= sum(len(fresh.entries) for fresh in taken.values())
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
