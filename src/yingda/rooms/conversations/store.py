"""The queries of the spine. Every one has its tenant and an index; pages are keyset pages, so that none costs more as
history grows."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Database, Read, plan

from .model.files import Attachment
from .model.rows import Conversation, Counter, Entry

TABLES = (Conversation, Entry, Attachment, Counter)

HEAD = plan(Conversation)
LINE = plan(Entry)
HEADS = "select " + ", ".join(HEAD.columns) + " from conversation where tenant = ?1"
LINES = "select " + ", ".join(LINE.columns) + " from entry where tenant = ?1 and conversation = ?2"

VIEWS = {
    "mine": " and assignee = ?2 and status = 'open'",
    "unassigned": " and assignee = ?2 and status = 'open'",
    "all": " and ?2 = ?2 and status = 'open'",
    "snoozed": " and ?2 = ?2 and status = 'snoozed'",
    "resolved": " and ?2 = ?2 and status = 'resolved'",
}


def heads(found: Sequence[Any]) -> list[Conversation]:
    """Rows as heads."""
    return [HEAD.load(Conversation, row) for row in found]


def lines(found: Sequence[Any]) -> list[Entry]:
    """Rows as entries."""
    return [LINE.load(Entry, row) for row in found]


async def current(read: Read, tenant: str, inbox: str, contact: str) -> Conversation | None:
    """The newest conversation of a contact in an inbox, open or not. Index (tenant, inbox, contact, opened_at)."""
    where = "tenant = ?1 and inbox = ?2 and contact = ?3 order by opened_at desc, id desc limit 1"
    found = await read.find(Conversation, where, tenant, inbox, contact)
    return found[0] if found else None


async def last_number(read: Read, tenant: str) -> int:
    """The largest number that a conversation has, whatever the counter says. Unique index (tenant, number)."""
    found = await read.rows("select max(number) from conversation where tenant = ?1", tenant)
    return int(found[0][0] or 0)


async def numbered(read: Read, tenant: str, number: int) -> Conversation | None:
    """The conversation with this number. Unique index (tenant, number)."""
    found = heads(await read.rows(f"{HEADS} and number = ?2", tenant, number))
    return found[0] if found else None


async def ids(read: Read, tenant: str, after: str, limit: int) -> list[str]:
    """A page of all ids, in their order. Primary key."""
    sql = "select id from conversation where tenant = ?1 and id > ?2 order by id limit ?3"
    return [str(id) for (id,) in await read.rows(sql, tenant, after, limit)]


async def after(read: Read, tenant: str, id: str, seq: int, limit: int) -> list[Entry]:
    """Entries after `seq`, oldest first. Primary key."""
    return lines(await read.rows(f"{LINES} and seq > ?3 order by seq limit ?4", tenant, id, seq, limit))


async def before(read: Read, tenant: str, id: str, seq: int, limit: int) -> list[Entry]:
    """The last `limit` entries before `seq`, oldest first. Primary key."""
    found = await read.rows(f"{LINES} and seq < ?3 order by seq desc limit ?4", tenant, id, seq, limit)
    return lines(found)[::-1]


async def of_contact(read: Read, tenant: str, contact: str, limit: int) -> list[Conversation]:
    """A contact's conversations, newest first. Index (tenant, contact, opened_at)."""
    where = "tenant = ?1 and contact = ?2 order by opened_at desc, id desc limit ?3"
    return await read.find(Conversation, where, tenant, contact, limit)


async def waiting(read: Read, tenant: str, limit: int) -> list[Conversation]:
    """Those that wait for a person: urgent first, then the oldest. Partial index over the queue alone."""
    sql = f"{HEADS} and handler = 'queue' and status = 'open' order by priority desc, queued_at, id limit ?2"
    return heads(await read.rows(sql, tenant, limit))


async def loads(read: Read, tenant: str) -> dict[str, int]:
    """How many open conversations each agent has. Partial index over what agents hold."""
    sql = (
        "select assignee, count(*) from conversation where tenant = ?1 and handler = 'agent' and status = 'open'"
        " group by assignee"
    )
    return {agent: int(n) for agent, n in await read.rows(sql, tenant)}


async def load(read: Read, tenant: str, agent: str) -> int:
    """How many open conversations one agent has. Partial index over what agents hold."""
    sql = (
        "select count(*) from conversation where tenant = ?1 and assignee = ?2 and handler = 'agent'"
        " and status = 'open'"
    )
    return int((await read.rows(sql, tenant, agent))[0][0])


async def page(
    read: Read, tenant: str, view: str, agent: str, cursor: tuple[int, str], limit: int
) -> list[Conversation]:
    """One page of a view, last touched first, after `cursor` (updated_at, id). Index (tenant, status, updated_at, id),
    and (tenant, assignee, status, updated_at, id) for one agent's or nobody's."""
    whose = "" if view != "mine" else agent
    sql = f"{HEADS}{VIEWS[view]} and (updated_at, id) < (?3, ?4) order by updated_at desc, id desc limit ?5"
    return heads(await read.rows(sql, tenant, whose, cursor[0], cursor[1], limit))


async def search(read: Read, tenant: str, words: Sequence[str], among: int, limit: int) -> list[Conversation]:
    """Those whose name, number, preview, agent or tags hold all `words` (lower case), among the `among` of each status
    that were touched last; the open ones first. Index (tenant, status, updated_at, id)."""
    text = "lower(title || ' ' || number || ' ' || preview || ' ' || assignee_name || ' ' || tags)"
    holds = " and ".join(f"{text} like ?{i} escape '!'" for i in range(5, 5 + len(words))) or "1 = 1"
    sql = (
        f"select * from ({HEADS} and status = ?2 order by updated_at desc, id desc limit ?3) as recent"
        f" where {holds} order by updated_at desc, id desc limit ?4"
    )
    patterns = ["%" + "".join("!" + c if c in "%_!" else c for c in word) + "%" for word in words]
    found = heads(await read.rows(sql, tenant, "open", among, limit, *patterns))
    for status in ("snoozed", "resolved"):
        found += heads(await read.rows(sql, tenant, status, among, limit - len(found), *patterns))
    return found


async def ahead(read: Read, talk: Conversation) -> int:
    """How many are served before a conversation that waits. Partial index over the queue alone."""
    sql = (
        "select count(*) from conversation where tenant = ?1 and handler = 'queue' and status = 'open'"
        " and (priority > ?2 or (priority = ?2 and (queued_at, id) < (?3, ?4)))"
    )
    found = await read.rows(sql, talk.tenant, talk.priority, talk.queued_at, talk.id)
    return int(found[0][0])


async def left_alone(read: Read, tenant: str, agent: str, before: int, limit: int) -> list[str]:
    """The ids of an agent's open conversations whose visitors have waited for his answer since before `before`, the
    longest wait first. Partial index over what agents hold."""
    sql = (
        "select id from conversation where tenant = ?1 and assignee = ?2 and handler = 'agent' and status = 'open'"
        " and waiting_since > 0 and waiting_since < ?3 order by waiting_since, id limit ?4"
    )
    return [str(id) for (id,) in await read.rows(sql, tenant, agent, before, limit)]


async def counts(read: Read, tenant: str, agent: str, limit: int) -> dict[str, int]:
    """How many are in each view, counted no further than `limit`."""
    sql = "select count(*) from (select 1 from conversation where tenant = ?1 and status = 'open'{} limit ?2) as seen"
    who = " and assignee = ?3"
    mine = await read.rows(sql.format(who), tenant, limit, agent)
    none = await read.rows(sql.format(who), tenant, limit, "")
    every = await read.rows(sql.format(""), tenant, limit)
    asleep = await read.rows(
        "select count(*) from (select 1 from conversation where tenant = ?1 and status = 'snoozed' limit ?2) as seen",
        tenant, limit,
    )  # fmt: skip
    return {
        "mine": int(mine[0][0]), "unassigned": int(none[0][0]), "all": int(every[0][0]), "snoozed": int(asleep[0][0]),
    }  # fmt: skip


async def lately(db: Database, tenant: str, limit: int) -> Sequence[Any]:
    """(opened_at, updated_at, status, preview_from, waiting_since) of the newest conversations; a long read, beside the
    others."""
    sql = (
        "select opened_at, updated_at, status, preview_from, waiting_since from conversation where tenant=?1 "
        "order by number desc limit ?2"
    )
    return await db.report(sql, tenant, limit)
