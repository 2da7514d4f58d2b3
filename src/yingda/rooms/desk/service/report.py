"""What silence costs, and which answers were wrong: kept as it happens, counted when somebody asks."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import to_builtins

from yingda.kernel import Changes, Clock, Database, NotFound, Principal, Read
from yingda.rooms.accounts import Accounts
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import ConversationAssigned, ConversationLeftQueue, Conversations

from .. import store
from ..events import AnswerBlamed
from ..model import LEFT, SERVED, Waited, WrongAnswer, most_wrong, silence

LONGEST_DAYS = 90
LOOK_BACK = 40
TOP = 10


async def note(_: Read, row: Waited) -> Changes:
    """Remembers a wait; a second run finds the first."""
    return Changes(new=(row,))


async def blame(read: Read, row: WrongAnswer) -> Changes:
    """An answer was wrong. The first word counts."""
    if await read.get(WrongAnswer, row.tenant, row.conversation, row.seq):
        return Changes()
    told = AnswerBlamed(
        tenant=row.tenant, key=row.conversation, at=row.at, seq=row.seq, article=row.article, agent=row.agent
    )
    return Changes(new=(row,), events=(told,))


class Costs:
    """Beside the bot's own report."""

    def __init__(self, db: Database, clock: Clock, accounts: Accounts, talks: Conversations, bot: Bot) -> None:
        self.db, self.clock, self.accounts, self.talks, self.bot = db, clock, accounts, talks, bot

    async def served(self, event: ConversationAssigned) -> None:
        """A person has it now, after so long."""
        row = Waited(event.tenant, event.id, event.key, event.at, event.waited_ms, SERVED)
        await self.db.decide(note, row)

    async def left(self, event: ConversationLeftQueue) -> None:
        """He no longer waits: since when had he?"""
        page = await self.talks.page(event.tenant, event.key, 2**62, staff=True, limit=LOOK_BACK)
        queued = [e.at for e in page.entries if e.extra.get("event") == "queued" and e.at <= event.at]
        ms = event.at - queued[-1] if queued else 0
        await self.db.decide(note, Waited(event.tenant, event.id, event.key, event.at, ms, LEFT))

    async def blame(self, who: Principal, conversation: str, seq: int) -> None:
        """The bot's answer to the visitor's message at `seq` was wrong. `NotFound` when it answered none."""
        turn = next((t for t in await self.bot.turns(who.tenant, conversation) if t.seq == seq), None)
        if turn is None or not turn.says:
            raise NotFound("answer_not_found", "没有这条回答", "There is no such answer")
        article = turn.articles[0] if turn.articles else ""
        await self.db.decide(blame, WrongAnswer(who.tenant, conversation, seq, article, who.id, self.clock.now()))

    async def report(self, who: Principal, days: int) -> dict[str, Any]:
        """What silence cost in the last `days` (1 to 90) of the business's calendar, and the answers found wrong."""
        days, now = max(1, min(days, LONGEST_DAYS)), self.clock.now()
        try:
            zone = ZoneInfo((await self.accounts.business(who.tenant)).timezone)
        except (ZoneInfoNotFoundError, ValueError):
            zone = ZoneInfo("UTC")
        today = datetime.fromtimestamp(now / 1000, zone).replace(hour=0, minute=0, second=0, microsecond=0)
        since = int((today - timedelta(days=days - 1)).timestamp() * 1000)
        heads = await self.talks.lately(who.tenant)
        waits = await store.waits(self.db, who.tenant, since)
        wrong = [str(row[0]) for row in await store.wrong(self.db, who.tenant, since)]
        found = await asyncio.to_thread(silence, heads, waits, since, now)
        listed = [
            {
                "article": id,
                "title": self.bot.title(who.tenant, f"article:{id}", who.language) if id else "",
                "times": n,
            }
            for id, n in most_wrong(wrong, TOP)
        ]
        return {"silence": to_builtins(found), "wrong": {"times": len(wrong), "articles": listed}}
