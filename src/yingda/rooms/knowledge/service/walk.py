"""One run over a web site: the order of pages, what `robots.txt` and site maps say, reading pages, bounded in everything.

Nothing is kept here; `Walk.waves` hands out what was read, some pages at a time.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urljoin, urlsplit

import structlog
from msgspec import Struct

from yingda.kernel import Fetch, Fetched, Unavailable, YingdaError

from ..model import Draft, Site, Trouble
from ..model.web import Robots, address, robots, sitemap, within
from .importing import KINDS
from .readers import Leaf, leaves, read

log = structlog.get_logger("knowledge")
WAVE = 16
"""Pages that are read and kept together."""
PAUSE_S = 0.1
"""Between two requests to a site that asks for no more."""
PAGE_BYTES, SITE_BYTES, MAP_BYTES = 3_000_000, 200_000_000, 10_000_000
MAPS = 20
KNOWN = 10
"""Addresses that are remembered, for each page that may be read."""
IN_A_ROW = 15
"""So many pages that fail one after another end a run: the site is down, or does not want us."""
GONE = (404, 410)
HEADERS = {"Accept": "text/plain, application/xml, text/xml"}


class Leafed(Struct, frozen=True):
    """A page that was looked at: what it gave, or why it gave nothing. `gone`: the site says that there is no such page."""

    url: str
    drafts: tuple[Draft, ...] = ()
    trouble: Trouble | None = None
    gone: bool = False


class Walk:
    """A run. `why` is set when it had to end before its time, `cut` when a limit left pages out."""

    def __init__(self, site: Site, fetch: Fetch) -> None:
        self.site, self.fetch = site, fetch
        self.host = urlsplit(site.url).hostname or ""
        self.waiting: deque[tuple[str, int]] = deque([(site.url, 0)])
        self.known: set[str] = {_same(site.url)}
        self.robots = Robots()
        self.looked = self.bytes = self.failed = 0
        self.cut = False
        self.why: tuple[str, str] | None = None

    async def waves(self) -> AsyncIterator[list[Leafed]]:
        """What was read, some pages at a time."""
        self.why = await self._begin()
        while self.waiting and self.why is None:
            if self.looked >= self.site.pages or self.bytes >= SITE_BYTES:
                self.cut = True
                return
            yield await self._wave()
            if self.failed >= IN_A_ROW:
                zh, en = f"连续 {self.failed} 页读不出来，先停下了", f"{self.failed} pages in a row could not be read"
                self.why = zh, en

    async def _begin(self) -> tuple[str, str] | None:
        """Reads `robots.txt` and the site maps; answers why the site may not be read, if so."""
        try:
            found = await self._file(urljoin(self.site.url, "/robots.txt"), 1_000_000)
        except YingdaError as error:
            return error.zh, error.en
        if found.status >= 500:
            zh, en = f"对方的 robots.txt 答复 {found.status}", f"The site answered {found.status} for its robots.txt"
            return zh, en
        if found.status == 200:
            self.robots = robots(found.body.decode("utf-8", "replace"))
        if not self.robots.allows(self.site.url):
            return "对方的 robots.txt 不允许读取这个网址", "The site's robots.txt does not allow this address"
        maps = deque(self.robots.sitemaps or (urljoin(self.site.url, "/sitemap.xml"),))
        for _ in range(MAPS):
            if not maps or self.site.depth == 0:
                break
            maps.extend(await self._map(maps.popleft()))
        return None

    async def _map(self, url: str) -> list[str]:
        """Takes the pages of a site map; answers the site maps that it lists."""
        try:
            found = await self._file(url, MAP_BYTES) if within(self.site.url, url) else None
        except (YingdaError, ValueError) as error:
            log.info("a site map could not be read", url=url[:200], error=str(error)[:200])
            return []
        if found is None or found.status != 200:
            return []
        more = []
        for link in sitemap(found.body.decode("utf-8", "replace")):
            if urlsplit(link).path.endswith(".xml"):
                more.append(link)
            else:
                self._know(self.site.url, link, 1)
        return more[:MAPS]

    async def _file(self, url: str, limit: int) -> Fetched:
        await asyncio.sleep(self.robots.pause)
        return await self.fetch.send("GET", url, headers=HEADERS, hosts=[self.host], limit=limit)

    def _know(self, base: str, link: str, depth: int) -> None:
        """Remembers a page to be read, if it is one of this site that may be."""
        found = address(base, link)
        if found is None or not within(self.site.url, found) or _same(found) in self.known:
            return
        if len(self.known) >= self.site.pages * KNOWN:
            self.cut = True
            return
        self.known.add(_same(found))
        if self.robots.allows(found):
            self.waiting.append((found, depth))

    async def _wave(self) -> list[Leafed]:
        """Reads the next pages; where they lead is read later."""
        done: list[Leafed] = []
        html: list[tuple[str, int, bytes]] = []
        for _ in range(min(WAVE, len(self.waiting), self.site.pages - self.looked)):
            url, depth = self.waiting.popleft()
            self.looked += 1
            await asyncio.sleep(max(PAUSE_S, self.robots.pause))
            got = await self._page(url)
            if isinstance(got, Leafed):
                done.append(got)
                continue
            final = address(got.url, got.url) or url
            if _same(final) != _same(url):
                if _same(final) in self.known:
                    continue
                self.known.add(_same(final))
            if "html" in got.type.split(";")[0]:
                html.append((final, depth, got.body))
            else:
                done.append(await asyncio.to_thread(_document, final, got))
        if html:
            found = await asyncio.to_thread(leaves, [(url, body) for url, _, body in html])
            for (url, depth, _), leaf in zip(html, found, strict=True):
                done += self._leaf(url, depth, leaf)
        return done

    async def _page(self, url: str) -> Fetched | Leafed:
        try:
            got = await self.fetch.get(url, hosts=[self.host], limit=PAGE_BYTES)
        except YingdaError as error:
            self.failed += isinstance(error, Unavailable)
            gone = error.facts.get("answered") in GONE
            return Leafed(url, trouble=Trouble(url, error.zh, error.en), gone=gone)
        self.bytes += len(got.body)
        if not within(self.site.url, got.url):
            zh, en = "跳转到了别的端口或网站", "It leads to another port or site"
            return Leafed(url, trouble=Trouble(url, zh, en))
        self.failed = 0
        return got

    def _leaf(self, url: str, depth: int, leaf: Leaf) -> list[Leafed]:
        """What a page gave, under its canonical address; its links are followed."""
        base = urljoin(url, leaf.base) if leaf.base else url
        if depth < self.site.depth:
            for link in leaf.links:
                self._know(base, link, depth + 1)
        named = address(base, leaf.canonical) if leaf.canonical else None
        if named and within(self.site.url, named) and _same(named) != _same(url):
            if _same(named) in self.known:
                return []  # it is read, or will be, under its own address
            self.known.add(_same(named))
            url = named
        if leaf.hidden:
            hidden = Trouble(url, "页面声明不让收录（noindex）", "The page asks not to be taken (noindex)")
            return [Leafed(url, trouble=hidden)]
        trouble = Trouble(url, leaf.refused[0].zh, leaf.refused[0].en) if leaf.refused else None
        return [Leafed(url, tuple(leaf.drafts), trouble)]


def _document(url: str, got: Fetched) -> Leafed:
    """A page that is no HTML: a PDF, Markdown, text."""
    kind = KINDS.get(got.type.split(";")[0].strip().lower(), ".md")
    found = read(f"{urlsplit(url).path.rpartition('/')[2] or 'page'}{kind}", got.body)
    trouble = Trouble(url, found.refused[0].zh, found.refused[0].en) if found.refused else None
    return Leafed(url, tuple(found.drafts), trouble)


def _same(url: str) -> str:
    """What two addresses of one page have in common: neither the scheme nor a last slash tells pages apart."""
    return url.partition("://")[2].rstrip("/")


__all__: Sequence[str] = ["Leafed", "Walk"]
