"""The queries of knowledge."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Database, Read, plan

from .model import Article, Ignored, Import, Live, Site, SitePage, Version

TABLES = (Article, Version, Import, Site, SitePage, Ignored)
COLUMNS = ",".join(plan(Article).columns)
LIVE = (
    "select a.tenant, a.id, a.slug, a.language, v.number, v.at, v.content from article a "
    "join article_version v on v.tenant=a.tenant and v.article=a.id and v.number=a.live "
)


def _live(row: Sequence[Any]) -> Live:
    version = plan(Version).load(Version, (row[0], row[1], row[4], row[5], "", row[6]))
    return Live(row[0], row[1], row[2], row[3], row[4], row[5], version.content)


async def tenants(db: Read) -> list[str]:
    """Every business with something published."""
    return [row[0] for row in await db.rows("select distinct tenant from article where live>0")]


async def live_of(db: Database, tenant: str) -> list[Live]:
    """All that a business has published; a long read, on a connection of its own."""
    return [_live(row) for row in await db.report(LIVE + "where a.tenant=?1 order by a.id", tenant)]


async def live_one(db: Read, tenant: str, id: str) -> Live | None:
    """One published article."""
    rows = await db.rows(LIVE + "where a.tenant=?1 and a.id=?2", tenant, id)
    return _live(rows[0]) if rows else None


async def moved(db: Read, since: int) -> list[tuple[str, str, int]]:
    """(tenant, article, live version) of what was published or withdrawn, by any node, at or after `since`."""
    rows = await db.rows("select tenant, id, live from article where live_at>=?1 order by live_at", since)
    return [(row[0], row[1], row[2]) for row in rows]


async def listed(db: Read, tenant: str) -> list[Article]:
    """Every article of a business, newest first."""
    rows = await db.rows(f"select {COLUMNS} from article where tenant=?1 order by updated_at desc, id desc", tenant)
    return [plan(Article).load(Article, row) for row in rows]


async def versions(db: Read, tenant: str, article: str) -> list[Version]:
    """What was published of one article, newest first."""
    rows = await db.rows(
        "select tenant, article, number, at, author, content from article_version "
        "where tenant=?1 and article=?2 order by number desc",
        tenant, article,
    )  # fmt: skip
    return [plan(Version).load(Version, row) for row in rows]


async def sites(db: Read, tenant: str) -> list[Site]:
    """The web sites of a business, oldest first."""
    return await db.find(Site, "tenant=?1 order by id", tenant)


async def pages(db: Read, tenant: str, site: str) -> list[SitePage]:
    """Every page that any run of a site met."""
    return await db.find(SitePage, "tenant=?1 and site=?2 order by url", tenant, site)


async def ignored(db: Read, tenant: str) -> set[str]:
    """The marks of the conflicts that a business lets stand."""
    return {str(row[0]) for row in await db.rows("select mark from knowledge_ignored where tenant=?1", tenant)}
