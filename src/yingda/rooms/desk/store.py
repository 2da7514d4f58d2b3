"""Canned replies and suggestions."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Database, Read, plan

from .model import Canned, Suggested, Waited, WrongAnswer

TABLES = (Canned, Suggested, Waited, WrongAnswer)
MOST = 50_000
"""Rows that one report reads at most, the newest."""
PLAN = plan(Canned)


async def canned(read: Read, tenant: str, agent: str, limit: int) -> list[Canned]:
    """What an agent may use: the team's and his own, the most used first."""
    sql = (
        f"select {', '.join(PLAN.columns)} from canned where tenant = ?1 and (scope = 'team' or owner = ?2)"
        " order by uses desc, short limit ?3"
    )
    return [PLAN.load(Canned, row) for row in await read.rows(sql, tenant, agent, limit)]


async def same_short(read: Read, tenant: str, short: str, owner: str, scope: str, language: str) -> str:
    """The id of another reply with this short name, in the same scope and language, or an empty string."""
    sql = (
        "select id from canned where tenant = ?1 and short = ?2 and language = ?3 and scope = ?4"
        " and (scope = 'team' or owner = ?5)"
    )
    found = await read.rows(sql, tenant, short, language, scope, owner)
    return str(found[0][0]) if found else ""


async def waits(db: Database, tenant: str, since: int) -> Sequence[Any]:
    """(ms, outcome) of those who waited since a time; a long read, beside the others."""
    sql = "select ms, outcome from waited where tenant = ?1 and at >= ?2 order by at desc limit ?3"
    return await db.report(sql, tenant, since, MOST)


async def wrong(db: Database, tenant: str, since: int) -> Sequence[Any]:
    """(article,) of the answers that staff found wrong since a time."""
    sql = "select article from wrong_answer where tenant = ?1 and at >= ?2 order by at desc limit ?3"
    return await db.report(sql, tenant, since, MOST)
