"""The rows, events and use cases with which databases are tried: a conversation in small."""

import asyncio
import time
from typing import Any

from msgspec.structs import replace

from yingda.kernel import Changes, Event, NotFound, Row

TABLES = (
    """create table talk(tenant text, id text, contact text, version bigint, seq bigint, tags text, urgent boolean,
       primary key(tenant, id))""",
    """create table message(tenant text, talk text, seq bigint, client text, text text not null, badge text,
       primary key(tenant, talk, seq), unique(tenant, talk, client), unique(tenant, badge))""",
    "create table label(tenant text, id text, words text, primary key(tenant, id))",
)


class Talk(Row, frozen=True):
    table, key = "talk", ("tenant", "id")
    tenant: str
    id: str
    contact: str
    version: int = 0
    seq: int = 0
    tags: tuple[str, ...] = ()
    urgent: bool = False


class Message(Row, frozen=True):
    table, key, once = "message", ("tenant", "talk", "seq"), ("tenant", "talk", "client")
    tenant: str
    talk: str
    seq: int
    client: str
    text: str
    badge: str | None = None


class Label(Row, frozen=True):
    table, key = "label", ("tenant", "id")
    tenant: str
    id: str
    words: dict[str, str] | None = None


class Received(Event, frozen=True):
    op = "received"
    seq: int
    text: str = ""

    def position(self) -> int:
        return self.seq


class Seen(Event, frozen=True):
    op, kept = "seen", False
    seq: int


REACTIONS = {Received: [("bot.answer", None), ("bot.shout", lambda event: event.text.isupper())]}


async def hear(read: Any, talk: str, client: str, text: Any, badge: str | None = None) -> Changes:
    """The walk's own use case in small: the next seq, one message, one fact."""
    found = await read.get(Talk, "t", talk)
    if found is None:
        raise NotFound
    seq = found.seq + 1
    return Changes(
        new=(Message("t", talk, seq, client, text, badge),),
        changed=(replace(found, seq=seq, version=found.version + 1),),
        events=(Received(tenant="t", key=talk, at=1, seq=seq, text=text or ""),),
    )


async def hear_and_open(read: Any, talk: str, client: str, text: Any) -> Changes:
    """Fails late, when much of it is written already: the conversation that it opens is there."""
    heard = await hear(read, talk, client, text)
    return Changes(new=(*heard.new, Talk("t", talk, "again")), changed=heard.changed, events=heard.events)


async def these(_: Any, changes: Changes) -> Changes:
    """A decision made beforehand."""
    return changes


async def block(_: Any, seconds: float = 0.05) -> Changes:
    """Holds the engine up, so that what follows is put into one group."""
    time.sleep(seconds)  # noqa: ASYNC251
    return Changes()


async def merge(tx: Any, keep: str, gone: str) -> int:
    moved = await tx.rows("select id from talk where tenant=?1 and contact=?2 order by id", "t", gone)
    for (id,) in moved:
        talk = await tx.get(Talk, "t", id)
        await tx.apply(Changes(changed=(replace(talk, contact=keep, version=talk.version + 1),)))
    return len(moved)


async def opened(db: Any, *ids: str) -> None:
    await db.decide(these, Changes(new=tuple(Talk("t", id, contact=id) for id in ids)))


async def grouped(db: Any, *work: Any) -> list[Any]:
    """The results of what waits together; each `work` is a tuple for `decide`."""
    calls = [db.decide(block), *(db.decide(*each) for each in work)]
    return (await asyncio.gather(*calls, return_exceptions=True))[1:]
