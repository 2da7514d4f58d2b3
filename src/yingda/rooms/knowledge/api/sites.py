"""HTTP of web sites that are taken in."""

from typing import Any

from litestar import Request, delete, get, patch, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct
from msgspec.structs import asdict

from yingda.kernel import Principal

from ..model import Plan, Site, SitePage
from ..model.site import ordered
from ..service import Sites

Ask = Request[Principal, Any, Any]
SHOWN = 500
"""Pages that are listed at most."""


class Changed(Struct, forbid_unknown_fields=True):
    """A site's plan, and the version that was read (0 overwrites)."""

    plan: Plan
    version: int = 0


def routes(sites: Sites) -> list[Any]:
    """The handlers."""
    reading, writing = {"permission": "knowledge.read"}, {"permission": "knowledge.write"}

    @get("/api/knowledge/sites", opt=reading)
    async def every(request: Ask) -> list[dict[str, Any]]:
        """The sites of the business."""
        return [_card(sites, site, request) for site in await sites.every(request.user.tenant)]

    @post("/api/knowledge/sites", opt=writing)
    async def add(request: Ask, data: JSONBody[Plan]) -> dict[str, Any]:
        """A new site; its first run begins at once."""
        who = request.user
        site = await sites.add(who.tenant, data, who.id)
        return _card(sites, await sites.begin(who.tenant, site.id), request)

    @get("/api/knowledge/sites/{id:str}", opt=reading)
    async def one(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """A site with its pages, those first that somebody should look at."""
        who = request.user
        site, pages = await sites.one(who.tenant, id), ordered(await sites.pages(who.tenant, id))
        listed = [_line(page, who.language) for page in pages[:SHOWN]]
        return _card(sites, site, request) | {"items": listed, "known": len(pages)}

    @patch("/api/knowledge/sites/{id:str}", opt=writing)
    async def change(request: Ask, id: FromPath[str], data: JSONBody[Changed]) -> dict[str, Any]:
        """Other limits or another interval."""
        return _card(sites, await sites.change(request.user.tenant, id, data.plan, data.version), request)

    @delete("/api/knowledge/sites/{id:str}", opt=writing)
    async def remove(request: Ask, id: FromPath[str]) -> None:
        """Forgets a site; its articles stay."""
        await sites.remove(request.user.tenant, id)

    @post("/api/knowledge/sites/{id:str}/run", opt=writing, status_code=202)
    async def run(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """Reads it now."""
        return _card(sites, await sites.begin(request.user.tenant, id), request)

    @post("/api/knowledge/sites/{id:str}/stop", opt=writing, status_code=202)
    async def stop(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """Ends the run under way."""
        return _card(sites, await sites.stop(request.user.tenant, id), request)

    return [every, add, one, change, remove, run, stop]


def _card(sites: Sites, site: Site, request: Ask) -> dict[str, Any]:
    """As the console shows it; words in the language of whoever asks."""
    zh = request.user.language.lower().startswith("zh")
    crawl = asdict(site.crawl)
    crawl["why"] = site.crawl.why[0 if zh else 1]
    crawl["troubles"] = [{"url": t.url, "reason": t.zh if zh else t.en} for t in site.crawl.troubles]
    alive = site.running(sites.clock.now())
    state = site.state if alive or site.state not in ("running", "stopping") else "interrupted"
    return {
        "id": site.id, "url": site.url, "pages": site.pages, "depth": site.depth, "every": site.every,
        "publish": site.publish, "withdraw": site.withdraw, "category": site.category, "state": state, "crawl": crawl,
        "version": site.version,
    }  # fmt: skip


def _line(page: SitePage, language: str) -> dict[str, Any]:
    zh = language.lower().startswith("zh")
    return {
        "url": page.url, "title": page.title, "article": page.article, "fate": page.fate, "seen_at": page.seen_at,
        "changed_at": page.changed_at, "reason": page.zh if zh else page.en,
    }  # fmt: skip
