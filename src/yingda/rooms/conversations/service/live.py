"""What sockets are told that missed something: the rest of a conversation, and its head as it is now."""

from collections.abc import Sequence

from yingda.kernel import Clock, Database, Event, Rest
from yingda.kernel.limits import PAGE

from .. import store
from ..model import rules
from ..model.rows import Conversation

LATELY = 50_000
"""Conversations that a report reads at most."""


class Live:
    """Base of `Conversations`."""

    db: Database
    clock: Clock

    async def signals(self, tenant: str, conversation: str) -> Sequence[Event]:
        """What is told of a head that changed, for a conversation as it is now; nothing when there is none."""
        talk = await self.db.get(Conversation, tenant, conversation)
        return rules.head_events(talk, self.clock.now()) if talk else ()

    async def lately(self, tenant: str) -> Sequence[Sequence[object]]:
        """(opened_at, updated_at, status, preview_from, waiting_since) of the newest conversations, for reports."""
        return await store.lately(self.db, tenant, LATELY)

    async def rest(self, tenant: str, conversation: str, seq: int, *, staff: bool) -> Rest | None:
        """What a socket that has told everything up to `seq` is still to tell; None when that is more than a page."""
        head = await self.db.get(Conversation, tenant, conversation)
        upto = head.seq if head else 0
        missing = await store.after(self.db, tenant, conversation, seq, PAGE + 1)
        if len(missing) > PAGE:
            return None
        upto = max([upto, *(e.seq for e in missing)])
        return Rest([(e.seq, rules.entry_frame(e)) for e in missing if staff or not e.for_staff], upto)
