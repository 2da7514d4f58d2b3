"""Decisions about web sites: what a run may write is only what its own mark allows."""

from msgspec.structs import replace

from yingda.kernel import Changes, Clash, NotFound, Read, timers
from yingda.kernel.timers import Timer

from .. import store
from ..model import Crawl, Plan, Site, SitePage
from ..model.site import State, next_due

TIMER = "knowledge.crawl"


async def add(read: Read, site: Site) -> Changes:
    """A new site."""
    if await read.first(Site, site.tenant, site.url):
        raise Clash("site_known", "这个网址已经添加过", "There is a site with this address already")
    return Changes(new=(site,))


async def change(read: Read, held: Site, plan: Plan, version: int, due: int) -> Changes:
    """Other limits; the timer moves with the interval."""
    site = await _site(read, held.tenant, held.id)
    if version and version != site.version:
        raise Clash("site_changed", "别人刚刚改过，请重新打开", "Somebody has changed this: open it again")
    after = replace(
        site, pages=plan.pages, depth=plan.depth, every=plan.every, publish=plan.publish, withdraw=plan.withdraw,
        category=plan.category, version=site.version + 1,
    )  # fmt: skip
    if site.state in ("running", "stopping"):
        return Changes(changed=(after,))  # its end sets the timer
    return timers.both(Changes(changed=(after,)), await _timer(read, site, due))


async def remove(read: Read, tenant: str, id: str) -> Changes:
    """A site, its pages and its timer."""
    site = await _site(read, tenant, id)
    pages = tuple(await store.pages(read, tenant, id))
    return timers.both(Changes(removed=(site, *pages)), await timers.cut(read, tenant, TIMER, id))


async def begin(read: Read, tenant: str, id: str, run: str, now: int, due: int) -> Changes:
    """A run takes the site, unless one that lives has it."""
    site = await _site(read, tenant, id)
    if site.running(now):
        raise Clash("site_running", "正在读取这个网站", "This site is being read now")
    after = replace(site, state="running", run=run, beat=now, crawl=Crawl(begun_at=now), version=site.version + 1)
    return timers.both(Changes(changed=(after,)), await _timer(read, site, due))


async def stop(read: Read, tenant: str, id: str, now: int) -> Changes:
    """Asks the run to end; one that has died is over at once."""
    site = await _site(read, tenant, id)
    if site.state not in ("running", "stopping"):
        return Changes()
    state: State = "stopping" if site.running(now) else "stopped"
    changes = Changes(changed=(replace(site, state=state, version=site.version + 1),))
    if state == "stopping":
        return changes
    return timers.both(changes, await _timer(read, site, next_due(site.every, now)))


async def beat(read: Read, mine: Site, crawl: Crawl, now: int) -> Changes:
    """How far a run is."""
    site = await read.get(Site, mine.tenant, mine.id)
    if site is None or site.run != mine.run:
        return Changes()
    return Changes(changed=(replace(site, crawl=crawl, beat=now, version=site.version + 1),))


async def end(read: Read, mine: Site, state: State, crawl: Crawl, now: int) -> Changes:
    """A run is over; the next one is set."""
    site = await read.get(Site, mine.tenant, mine.id)
    if site is None or site.run != mine.run:
        return Changes()
    after = replace(site, state=state, crawl=crawl, beat=now, version=site.version + 1)
    return timers.both(Changes(changed=(after,)), await _timer(read, site, next_due(site.every, now)))


async def note(read: Read, page: SitePage) -> Changes:
    """What became of a page; nothing for a site that was forgotten meanwhile."""
    if await read.get(Site, page.tenant, page.site) is None:
        return Changes()
    held = await read.get(SitePage, page.tenant, page.site, page.url)
    if held is None:
        return Changes(new=(replace(page, version=1),))
    return Changes(changed=(replace(page, version=held.version + 1),))


async def forget(read: Read, page: SitePage) -> Changes:
    """A page that never gave anything."""
    held = await read.get(SitePage, page.tenant, page.site, page.url)
    return Changes(removed=(held,)) if held else Changes()


async def _timer(read: Read, site: Site, due: int) -> Changes:
    if due:
        return await timers.put(read, Timer(site.tenant, TIMER, site.id, due))
    return await timers.cut(read, site.tenant, TIMER, site.id)


async def _site(read: Read, tenant: str, id: str) -> Site:
    site = await read.get(Site, tenant, id)
    if site is None:
        raise NotFound("site_not_found", "没有这个网站", "There is no such site")
    return site
