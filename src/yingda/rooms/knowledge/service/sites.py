"""`Sites`: web sites that a business takes in, run by hand or by the clock.

A run lives in memory; its site's row says that it lives and how far it is. While one runs a timer stands behind it, so that
after a crash another node begins anew: what was taken already is found unchanged.
"""

import asyncio
from hashlib import sha256

import structlog
from msgspec.structs import asdict, replace

from yingda.kernel import Clash, Clock, Database, Fetch, NotFound, TooMany, YingdaError, new_id, timers
from yingda.kernel.timers import Timer, TimerDue

from .. import store
from ..model import Article, Author, Crawl, Draft, Plan, Site, SitePage, Trouble, shelf, slug_of
from ..model.draft import SLUG_CHARS
from ..model.site import State, checked, counted, missing, next_due
from ..model.web import lasting_name
from . import cases, site_cases
from .knowledge import Knowledge
from .walk import Leafed, Walk

log = structlog.get_logger("knowledge")
TIMER = site_cases.TIMER
AT_ONCE = 2
"""Runs on one node."""
BEHIND_MS = 300_000
"""A timer stands so far behind a run that is under way."""
LONGEST_S = 7_200.0
SITES = 50


class Sites:
    """The sites of every business."""

    def __init__(self, db: Database, fetch: Fetch, clock: Clock, knowledge: Knowledge) -> None:
        self.db, self.fetch, self.clock, self.knowledge = db, fetch, clock, knowledge
        self.tasks: dict[str, asyncio.Task[None]] = {}

    # what staff do

    async def every(self, tenant: str) -> list[Site]:
        """The sites of a business."""
        return await store.sites(self.db, tenant)

    async def one(self, tenant: str, id: str) -> Site:
        """A site; `NotFound`."""
        found = await self.db.get(Site, tenant, id)
        if found is None:
            raise NotFound("site_not_found", "没有这个网站", "There is no such site")
        return found

    async def pages(self, tenant: str, id: str) -> list[SitePage]:
        """What became of its pages."""
        return await store.pages(self.db, tenant, id)

    async def add(self, tenant: str, plan: Plan, by: str) -> Site:
        """A new site, not run yet. `Clash` when there is one with this address."""
        plan, now = checked(plan), self.clock.now()
        if len(await self.every(tenant)) >= SITES:
            raise Clash("too_many_sites", f"最多 {SITES} 个网站", f"At most {SITES} sites")
        row = Site(
            tenant=tenant, id=new_id(), **asdict(plan), state="never", run="", crawl=Crawl(), beat=0, created_at=now,
            created_by=by,
        )  # fmt: skip
        kept = await self.db.decide(site_cases.add, row)
        if not isinstance(kept, Site) or kept.id != row.id:
            raise Clash("site_known", "这个网址已经添加过", "There is a site with this address already")
        return kept

    async def change(self, tenant: str, id: str, plan: Plan, version: int) -> Site:
        """Other limits, another interval. The address stays: another one is another site."""
        held = await self.one(tenant, id)
        plan = checked(replace(plan, url=held.url))
        due = next_due(plan.every, max(held.crawl.ended_at, self.clock.now() - 1))
        await self.db.decide(site_cases.change, held, plan, version, due)
        return await self.one(tenant, id)

    async def remove(self, tenant: str, id: str) -> None:
        """Forgets a site and what is known of its pages; the articles stay."""
        await self.stop(tenant, id)
        await self.db.decide(site_cases.remove, tenant, id)

    async def begin(self, tenant: str, id: str) -> Site:
        """Starts a run. `Clash` while one is under way."""
        if len(self.tasks) >= AT_ONCE:
            raise TooMany(30.0)
        now, run = self.clock.now(), new_id()
        await self.one(tenant, id)
        await self.db.decide(site_cases.begin, tenant, id, run, now, now + BEHIND_MS)
        site = await self.one(tenant, id)
        task = asyncio.create_task(self._work(site))
        self.tasks[run] = task
        task.add_done_callback(lambda _: self.tasks.pop(run, None))
        return site

    async def stop(self, tenant: str, id: str) -> Site:
        """Asks the run under way to end, on whichever node it is; it does after the pages in hand."""
        await self.db.decide(site_cases.stop, tenant, id, self.clock.now())
        return await self.one(tenant, id)

    # by the clock

    async def due(self, event: TimerDue) -> None:
        """Time for a run, or to see whether the one under way still lives."""
        site = await self.db.get(Site, event.tenant, event.key)
        if site is None:
            return
        now = self.clock.now()
        if site.running(now) or len(self.tasks) >= AT_ONCE:
            await self.db.decide(timers.put, Timer(event.tenant, TIMER, event.key, now + BEHIND_MS, at=now))
            return
        if site.every or site.state in ("running", "stopping"):
            await self.begin(event.tenant, event.key)

    async def close(self) -> None:
        """Ends what runs here; a timer begins it anew."""
        tasks = list(self.tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # one run

    async def _work(self, site: Site) -> None:
        crawl, walk = Crawl(begun_at=self.clock.now()), Walk(site, self.fetch)
        state: State = "done"
        bodies: dict[str, str] = {}
        try:
            async with asyncio.timeout(LONGEST_S):
                async for wave in walk.waves():
                    for leaf in wave:
                        crawl = await self._keep(site, leaf, crawl, bodies)
                    crawl = replace(crawl, looked=walk.looked, waiting=len(walk.waiting), bytes=walk.bytes)
                    if not await self._beat(site, crawl):
                        state = "stopped"
                        break
        except TimeoutError:
            walk.why = ("时间太长，先停下了", "It took too long and was ended")
        except Exception:
            log.exception("a run over a site failed", site=site.id)
            walk.why = ("读取中断，请重试", "The run was interrupted; please try again")
        if walk.why:
            state, crawl = "failed", replace(crawl, why=walk.why)
        if state == "done" and not walk.cut:
            crawl = await self._gone(site, replace(crawl, whole=True))
        ended = self.clock.now()
        await self.db.decide(
            site_cases.end, site, state, replace(crawl, ended_at=ended, waiting=len(walk.waiting)), ended
        )
        log.info("a run over a site ended", site=site.id, state=state, looked=crawl.looked, taken=crawl.taken)

    async def _beat(self, site: Site, crawl: Crawl) -> bool:
        """Says that the run lives; False when it is to end."""
        await self.db.decide(site_cases.beat, site, crawl, self.clock.now())
        held = await self.db.get(Site, site.tenant, site.id)
        return held is not None and held.run == site.run and held.state == "running"

    async def _keep(self, site: Site, leaf: Leafed, crawl: Crawl, bodies: dict[str, str]) -> Crawl:
        """Keeps what one page gave, and notes what became of it."""
        held = await self.db.get(SitePage, site.tenant, site.id, leaf.url)
        if leaf.gone and held is not None:
            return await self._lost(site, held, crawl)
        draft = leaf.drafts[0] if leaf.drafts else None
        trouble = leaf.trouble
        if draft is not None:
            mark = sha256(draft.content.body.encode()).hexdigest()
            first = bodies.setdefault(mark, leaf.url)
            if first != leaf.url:
                trouble = Trouble(leaf.url, f"与 {first} 内容相同", f"The same text as {first}")
            else:
                return await self._take(site, leaf.url, draft, held, crawl)
        if trouble is None:
            return crawl
        page = self._page(site, leaf.url, held)
        await self.db.decide(site_cases.note, replace(page, fate="refused", zh=trouble.zh, en=trouble.en))
        return counted(crawl, "refused", trouble)

    async def _take(self, site: Site, url: str, draft: Draft, held: SitePage | None, crawl: Crawl) -> Crawl:
        content = replace(draft.content, category=site.category or draft.content.category)
        draft = replace(draft, name=url, slug=slug_for(url), content=content)
        page, language = self._page(site, url, held), shelf(draft.language)
        before = await self.db.first(Article, site.tenant, draft.slug, language)
        by = Author(site.created_by, self.clock.now())
        try:
            await self.db.decide(cases.take, site.tenant, new_id(), draft, by, site.publish)
        except YingdaError as error:
            trouble = Trouble(url, error.zh, error.en)
            await self.db.decide(site_cases.note, replace(page, fate="refused", zh=error.zh, en=error.en))
            return counted(crawl, "refused", trouble)
        after = await self.db.first(Article, site.tenant, draft.slug, language)
        assert after is not None
        if before is None or before.version != after.version:
            if site.publish:
                await self.knowledge.refresh([(site.tenant, after.id)])
            page = replace(page, fate="taken" if before is None else "changed", changed_at=self.clock.now())
        else:
            page = replace(page, fate="unchanged")
        page = replace(page, title=after.content.title, article=after.id, language=language, zh="", en="")
        await self.db.decide(site_cases.note, page)
        return counted(crawl, page.fate)

    async def _gone(self, site: Site, crawl: Crawl) -> Crawl:
        """After a whole run: what no link leads to any more is gone."""
        for page in missing(await store.pages(self.db, site.tenant, site.id), site.run):
            crawl = await self._lost(site, page, crawl)
        return crawl

    async def _lost(self, site: Site, page: SitePage, crawl: Crawl) -> Crawl:
        if page.fate == "refused" and not page.article:
            await self.db.decide(site_cases.forget, page)  # never was more than an error
            return crawl
        if page.fate != "gone":
            if site.withdraw and page.article:
                by = Author(site.created_by, self.clock.now())
                try:
                    await self.db.decide(cases.withdraw, site.tenant, page.article, 0, by)
                    await self.knowledge.refresh([(site.tenant, page.article)])
                except YingdaError as error:
                    log.warning("an article of a page that is gone stays", article=page.article, code=error.code)
            page = replace(page, fate="gone", changed_at=self.clock.now())
        await self.db.decide(site_cases.note, replace(page, run=site.run, seen_at=self.clock.now()))
        return counted(crawl, "gone")

    def _page(self, site: Site, url: str, held: SitePage | None) -> SitePage:
        now = self.clock.now()
        if held is not None:
            return replace(held, run=site.run, seen_at=now)
        return SitePage(site.tenant, site.id, url, "", "", "", "refused", now, now, site.run)


def slug_for(url: str) -> str:
    """The lasting name of a page's article: readable, and its own also where it had to be shortened."""
    name = lasting_name(url)
    slug = slug_of(name)
    if len(slug) < SLUG_CHARS - 1 and "?" not in name:
        return slug
    return f"{slug[: SLUG_CHARS - 12]}-{sha256(name.encode()).hexdigest()[:10]}"
