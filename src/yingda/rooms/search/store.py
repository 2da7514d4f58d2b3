"""What the indexer reads of the events: which conversations something was told about. By primary key."""

from yingda.kernel import Read

SAID = ("MessageReceived", "MessagePosted", "ConversationBrought")


async def told(read: Read, tenant: str, after: str, until: str, limit: int) -> list[tuple[str, str, str]]:
    """(id, about, name) of a page of events between two ids, in order."""
    sql = "select id, about, name from event where tenant = ?1 and id > ?2 and id < ?3 order by id limit ?4"
    return [(str(id), str(about), str(name)) for id, about, name in await read.rows(sql, tenant, after, until, limit)]
