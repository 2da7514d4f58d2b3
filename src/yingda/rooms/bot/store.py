"""The only SQL of this room."""

from collections.abc import Sequence

from yingda.kernel import Database, Read, plan

from .model import BotTurn

TABLES = (BotTurn,)
_COLUMNS = ",".join(plan(BotTurn).columns)
_OF = f"select {_COLUMNS} from bot_turn where tenant=?1 and conversation=?2 and seq<=?3 order by seq desc limit ?4"
LAST = 2**62


async def turns(read: Read, tenant: str, conversation: str, limit: int, upto: int = LAST) -> list[BotTurn]:
    """The newest turns of a conversation up to an entry, oldest first."""
    found: Sequence[object] = await read.rows(_OF, tenant, conversation, upto, limit)
    return [plan(BotTurn).load(BotTurn, row) for row in reversed(found)]  # type: ignore[arg-type]


async def felt(db: Database, tenant: str, limit: int) -> Sequence[Sequence[object]]:
    """(conversation, at, emotion, intensity, decision, text) of the newest turns; a long read, beside the others."""
    sql = (
        "select conversation, at, emotion, intensity, decision, text from bot_turn where tenant=?1 "
        "order by at desc limit ?2"
    )
    return await db.report(sql, tenant, limit)


async def between(db: Database, tenant: str, since: int, limit: int) -> Sequence[Sequence[object]]:
    """(conversation, at, decision, why it left, best intent) of the newest turns since a time; a long read, beside the
    others, as long as the time is and no longer."""
    sql = (
        "select conversation, at, decision, leave, intents from bot_turn where tenant=?1 and at>=?2 "
        "order by at desc limit ?3"
    )
    return await db.report(sql, tenant, since, limit)


async def said(db: Database, tenant: str, language: str, limit: int) -> list[str]:
    """What visitors wrote to the bot lately in a language (zh, en), as it was understood; a long read."""
    sql = "select text from bot_turn where tenant=?1 and language=?2 and text<>'' order by at desc limit ?3"
    return [str(row[0]) for row in await db.report(sql, tenant, language, limit)]
