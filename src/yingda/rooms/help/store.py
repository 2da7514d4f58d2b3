"""The queries of the help centre. Two name no tenant, on purpose: who opens a page has only its address (slug or host,
each unique over all businesses)."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Read, plan
from yingda.kernel.rows import R, Row

from .model import KEPT, Centre, Missed, Rating, Tally

TABLES = (Centre, Rating, Missed)
FORGOTTEN = 5


def _columns(kind: type[Row]) -> str:
    return ",".join(plan(kind).columns)


def _load(kind: type[R], found: Sequence[Any]) -> list[R]:
    return [plan(kind).load(kind, row) for row in found]


async def by_slug(read: Read, slug: str) -> Centre | None:
    """The centre at this address, also when it is closed."""
    found = _load(Centre, await read.rows(f"select {_columns(Centre)} from help_centre where slug=?1", slug))
    return found[0] if found else None


async def by_host(read: Read, host: str) -> Centre | None:
    """The open centre that has this host for its own."""
    sql = f"select {_columns(Centre)} from help_centre where host=?1 and host<>'' and open"
    found = _load(Centre, await read.rows(sql, host))
    return found[0] if found else None


async def some(read: Read, limit: int) -> list[Centre]:
    """Open centres; enough to know whether there is exactly one."""
    return _load(Centre, await read.rows(f"select {_columns(Centre)} from help_centre where open limit ?1", limit))


async def tallies(read: Read, tenant: str) -> list[Tally]:
    """The votes on every article of a business that has any."""
    sql = (
        "select article, sum(case when useful then 1 else 0 end), sum(case when useful then 0 else 1 end) "
        "from help_rating where tenant=?1 group by article"
    )
    return [Tally(article, int(yes), int(no)) for article, yes, no in await read.rows(sql, tenant)]


async def tally(read: Read, tenant: str, article: str) -> Tally:
    """The votes on one article."""
    sql = (
        "select coalesce(sum(case when useful then 1 else 0 end), 0), "
        "coalesce(sum(case when useful then 0 else 1 end), 0) from help_rating where tenant=?1 and article=?2"
    )
    ((yes, no),) = await read.rows(sql, tenant, article)
    return Tally(article, int(yes), int(no))


async def comments(read: Read, tenant: str, article: str, limit: int) -> list[Rating]:
    """What readers wrote about an article, the newest first."""
    sql = (
        f"select {_columns(Rating)} from help_rating "
        "where tenant=?1 and article=?2 and comment<>'' order by at desc limit ?3"
    )
    return _load(Rating, await read.rows(sql, tenant, article, limit))


async def misses(read: Read, tenant: str, limit: int) -> list[Missed]:
    """Searches without an answer, the commonest of those remembered first."""
    sql = f"select {_columns(Missed)} from help_missed where tenant=?1 order by times desc, at desc limit ?2"
    return _load(Missed, await read.rows(sql, tenant, limit))


async def forgotten(read: Read, tenant: str) -> list[Missed]:
    """A few of those that are beyond what is kept."""
    return await read.find(Missed, f"tenant=?1 order by at desc limit {FORGOTTEN} offset {KEPT}", tenant)
