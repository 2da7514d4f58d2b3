"""`Knowledge`, the door of the room."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog
from msgspec import Struct

from yingda.kernel import Clash, Clock, Database, Fetch, Measure, gauge, new_id

from .. import store
from ..model import AUDIENCES, Article, Author, Content, Import, Live, Report, Version, first_paragraph, shelf, slug_of
from ..model import article as rules
from . import cases
from .excerpt import excerpt
from .importing import File, Importer, Progress
from .index import Found
from .markdown import html
from .shelf import Shelves

log = structlog.get_logger("knowledge")
LOOK_S = 1.0
"""How often a node looks for what the command line published beside it."""
GATHER_S = 0.2
"""What is published within this time is indexed together."""
BACK_MS = 10_000
"""How far it looks back beyond its last look: clocks of nodes differ."""
ASKED = 1_000
"""Characters of a question that are looked at."""
WAIT_S = 2.0
"""How long a start waits for the index; a larger one is finished while the node serves."""


class Hit(Struct, frozen=True):
    """A passage that answers, best first. `score` is BM25 (comparable within one search only), `share` (0..1) how much of
    the question's weight the passage holds; `words` are those of the question that stand in `excerpt`."""

    article: str
    version: int
    title: str
    heading: str
    passage: str
    score: float
    slug: str
    language: str
    share: float
    excerpt: str
    words: list[str]
    category: str


class Knowledge:
    """Articles of every business. Reading is from memory and never waits for the database."""

    def __init__(self, db: Database, fetch: Fetch, clock: Clock) -> None:
        self.db, self.clock = db, clock
        self.shelves = Shelves()
        self.importer = Importer(db, fetch, clock, self.refresh)
        self.looked = 0
        self.tasks: list[asyncio.Task[None]] = []
        self.moved: dict[tuple[str, str], None] = {}

    # reading what is live

    def search(
        self, tenant: str, text: str, language: str = "zh-CN", audience: str = "public", limit: int = 5
    ) -> list[Hit]:
        """The articles that answer `text` best, each with its best passage. `audience` is who asks: "public",
        "customers" or "internal". Looks at the articles in `language`; in all of them where there are none in it. What
        does not hold today is not found."""
        text = text[:ASKED]
        closed = self.shelves.closed(tenant, self.clock.now())
        index = self.shelves.index(tenant, shelf(language))
        if index is not None and index.size:
            every = index.search(text, audience, limit + len(closed))
        else:
            others = (self.shelves.index(tenant, other) for other in self.shelves.languages(tenant))
            every = [one for other in others if other for one in other.search(text, audience, limit + len(closed))]
            every.sort(key=lambda found: -found.score)
        return [_hit(found, text) for found in every if found.article.id not in closed][:limit]

    def article(self, tenant: str, id: str, audience: str = "internal") -> Live | None:
        """A published article, None when there is none with this id for this audience. Staff also see one that does not
        hold today, for what was said with it stands."""
        found = self.shelves.articles.get((tenant, id))
        if found is None or (audience != "internal" and not found.content.valid(self.clock.now())):
            return None
        return found if found.content.audience in AUDIENCES[: AUDIENCES.index(audience) + 1] else None

    def by_slug(self, tenant: str, slug: str, language: str) -> Live | None:
        """The article of this name in this language, if it holds today. Other languages of one article have the same
        slug."""
        found = self.shelves.articles.get((tenant, self.shelves.slugs.get((tenant, slug, shelf(language)), "")))
        return found if found and found.content.valid(self.clock.now()) else None

    def live(self, tenant: str, language: str = "", audience: str = "public") -> list[Live]:
        """All published articles that `audience` may read today, oldest first; of one language, or of all."""
        closed = self.shelves.closed(tenant, self.clock.now())
        return [one for one in self._published(tenant, language, audience) if one.id not in closed]

    def _published(self, tenant: str, language: str, audience: str) -> list[Live]:
        open_to = AUDIENCES[: AUDIENCES.index(audience) + 1]
        every = self.shelves.of(tenant)
        return [a for a in every if a.content.audience in open_to and (not language or a.language == shelf(language))]

    def phrasings(self, tenant: str, language: str) -> list[tuple[str, str]]:
        """(text, article id): what people say when they want an article that visitors may read, today or at another time,
        so that nothing has to be learned anew on the day. Titles come first."""
        live = self._published(tenant, language, "public")
        return [(text, a.id) for a in live for text in dict.fromkeys((a.title, *a.content.questions))]

    def answer_of(self, article: Live) -> str:
        """What to say: the first paragraph, in light Markdown."""
        return first_paragraph(article.content.body)

    def html_of(self, article: Live) -> str:
        """Its whole text as clean HTML."""
        return html(article.content.body)

    # writing

    async def create(
        self, tenant: str, content: Content, language: str = "zh-CN", *, slug: str = "", by: str = ""
    ) -> Article:
        """A new draft. `Clash` when there is an article with this slug in this language already."""
        id = new_id()
        name = slug_of(slug) or f"{slug_of(content.title)[:40]}-{id[-6:]}".strip("-")
        article = rules.begin(tenant, id, name, language, content, Author(by, self.clock.now()))
        kept = await self.db.decide(cases.create, article)
        if not isinstance(kept, Article) or kept.id != id:
            raise Clash("slug_taken", "这个语言下已有同名知识", "There is one of this name in this language already")
        return kept

    async def change(
        self, tenant: str, id: str, change: Mapping[str, Any], *, revision: int = 0, by: str = ""
    ) -> Article:
        """Saves fields of the working text (those of `Content`). `Clash` when
        somebody saved after `revision`; 0 overwrites."""
        await self.db.decide(cases.change, tenant, id, dict(change), revision, Author(by, self.clock.now()))
        return await self.draft(tenant, id)

    async def publish(self, tenant: str, id: str, *, revision: int = 0, by: str = "") -> Article:
        """Makes the working text live; a search finds it when this returns."""
        await self.db.decide(cases.publish, tenant, id, revision, Author(by, self.clock.now()))
        await self.refresh([(tenant, id)])
        return await self.draft(tenant, id)

    async def withdraw(self, tenant: str, id: str, *, revision: int = 0, by: str = "") -> Article:
        """Takes it off the shelf."""
        await self.db.decide(cases.withdraw, tenant, id, revision, Author(by, self.clock.now()))
        await self.refresh([(tenant, id)])
        return await self.draft(tenant, id)

    async def remove(self, tenant: str, id: str) -> None:
        """Deletes a draft that was never published; `BadInput` for others."""
        await self.db.decide(cases.remove, tenant, id)

    async def draft(self, tenant: str, id: str) -> Article:
        """The article with its working text; `NotFound`."""
        return rules.found(await self.db.get(Article, tenant, id))

    async def listed(self, tenant: str) -> list[Article]:
        """Every article, drafts too, newest first."""
        return await store.listed(self.db, tenant)

    async def versions(self, tenant: str, id: str) -> list[Version]:
        """What was published of it, newest first."""
        return await store.versions(self.db, tenant, id)

    async def version(self, tenant: str, id: str, number: int) -> Version | None:
        """One of them, as a citation names it."""
        return await self.db.get(Version, tenant, id, number)

    # taking files in

    async def import_files(
        self, tenant: str, files: Iterable[File], *, publish: bool = True, by: str = "",
        progress: Progress | None = None,
    ) -> Report:  # fmt: skip
        """Reads `files` ((name, bytes); the name may have folders, `en/…` tells the language) and keeps what is in them.
        Safe to repeat. Answers when all is done and searchable; `progress(report)` is called after each file."""
        return await self.importer.run(tenant, list(files), publish=publish, by=by, progress=progress)

    async def import_url(self, tenant: str, url: str, *, publish: bool = True, by: str = "") -> Report:
        """Takes in the page (or document) at `url`, through the guarded client."""
        return await self.importer.page(tenant, url, publish=publish, by=by)

    async def begin_import(
        self, tenant: str, files: Sequence[File] = (), url: str = "", *, publish: bool = True, by: str = ""
    ) -> str:
        """Starts an import and answers its id at once; see `import_state`."""
        return await self.importer.begin(tenant, list(files), url, publish=publish, by=by)

    async def import_state(self, tenant: str, id: str) -> Import | None:
        """How an import stands."""
        return await self.importer.state(tenant, id)

    # life

    def measures(self) -> Iterable[Measure]:
        """How much is held, and how far behind what others published."""
        lag = max(0.0, (self.clock.now() - self.looked) / 1000) if self.looked else 0.0
        yield gauge("yingda_index_articles", "Published articles in the index of this node", len(self.shelves.articles))
        yield gauge("yingda_index_lag_seconds", "Since the index last took in what other nodes published", lag)

    async def start(self) -> None:
        """Loads what is live, then watches for what others publish."""
        self.looked = self.clock.now()
        loading = asyncio.create_task(self._load())
        self.tasks = [loading, asyncio.create_task(self._watch(loading))]
        await asyncio.wait([loading], timeout=WAIT_S)

    async def stop(self) -> None:
        """Ends what runs."""
        tasks = [*self.tasks, *self.importer.tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _load(self) -> None:
        for tenant in await store.tenants(self.db):
            await self.shelves.change(await store.live_of(self.db, tenant))

    async def _watch(self, loading: "asyncio.Task[None]") -> None:
        await loading
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.look()
            except Exception:
                log.exception("looking for published articles failed")

    async def look(self) -> None:
        """Brings the shelves up to date with what anybody published since the last look."""
        since, self.looked = self.looked - BACK_MS, self.clock.now()
        held = self.shelves.articles
        moved = await store.moved(self.db, since)
        stale = [
            (tenant, id) for tenant, id, live in moved
            if live != (held[tenant, id].version if (tenant, id) in held else 0)
        ]  # fmt: skip
        if stale:
            await self.refresh(stale)

    async def heard(self, tenant: str, article: str) -> None:
        """Some node published or withdrew an article. Those of a moment are read together, so that an import is indexed
        once."""
        self.moved[tenant, article] = None
        await asyncio.sleep(GATHER_S)
        keys, self.moved = list(self.moved), {}
        held = self.shelves.articles
        stale = []
        for owner, id in keys:
            row = await self.db.get(Article, owner, id)
            known = held.get((owner, id))
            if (row.live if row else 0) != (known.version if known else 0):
                stale.append((owner, id))
        if stale:
            await self.refresh(stale)

    async def refresh(self, keys: Iterable[tuple[str, str]]) -> None:
        """Reads these articles ((tenant, id)) again."""
        put, gone = [], []
        for tenant, id in keys:
            live = await store.live_one(self.db, tenant, id)
            if live is None:
                gone.append((tenant, id))
            else:
                put.append(live)
        await self.shelves.change(put, gone)


def _hit(found: Found, asked: str) -> Hit:
    article = found.article
    shown, words = excerpt(found.passage.text, asked)
    return Hit(
        article.id, article.version, article.title, found.passage.heading, found.passage.text, found.score,
        article.slug, article.language, found.share, shown, words, article.content.category,
    )  # fmt: skip
