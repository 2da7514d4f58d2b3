"""What is live, in memory: articles by id and by slug, and an index for each business and language.

`Shelves` is changed on the event loop only. Indexes are built in a thread and switched when they are whole.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from ..model import Content, Live
from .index import Analysed, Index, Vocabulary, analyse


class Shelf:
    """One business in one language."""

    def __init__(self) -> None:
        self.entries: dict[str, Analysed] = {}
        self.vocabulary = Vocabulary()
        self.index = Index((), self.vocabulary)


class Shelves:
    """All of them."""

    def __init__(self) -> None:
        self.shelves: dict[tuple[str, str], Shelf] = {}
        self.articles: dict[tuple[str, str], Live] = {}
        self.slugs: dict[tuple[str, str, str], str] = {}
        self.timed: dict[str, dict[str, Live]] = {}
        """Of each business, what holds for a time only."""
        self.building = asyncio.Lock()

    def of(self, tenant: str) -> list[Live]:
        """All that a business has published, oldest first."""
        return sorted((a for (owner, _), a in self.articles.items() if owner == tenant), key=lambda a: a.id)

    def index(self, tenant: str, language: str) -> Index | None:
        """The index of a business in a language, None where it has nothing in it."""
        found = self.shelves.get((tenant, language))
        return found.index if found else None

    def languages(self, tenant: str) -> list[str]:
        """The languages in which a business has anything."""
        return [language for owner, language in list(self.shelves) if owner == tenant]

    async def change(self, put: Iterable[Live], gone: Iterable[tuple[str, str]] = ()) -> None:
        """Puts articles on their shelves and takes others ((tenant, id)) away; searches see all of it on return."""
        put, gone = list(put), list(gone)
        async with self.building:
            touched = await asyncio.to_thread(self._analyse, put)
            for key in gone:
                old = self.articles.pop(key, None)
                if old is not None:
                    self.timed.get(old.tenant, {}).pop(old.id, None)
                    self.slugs.pop((old.tenant, old.slug, old.language), None)
                    self.shelves[old.tenant, old.language].entries.pop(old.id, None)
                    touched.add((old.tenant, old.language))
            for article in put:
                self.articles[article.tenant, article.id] = article
                self._time(article)
                self.slugs[article.tenant, article.slug, article.language] = article.id
            for key in touched:
                await asyncio.to_thread(self._build, key)

    def _time(self, article: Live) -> None:
        if article.content.valid_from or article.content.valid_until:
            self.timed.setdefault(article.tenant, {})[article.id] = article
        else:
            self.timed.get(article.tenant, {}).pop(article.id, None)

    def closed(self, tenant: str, now: int) -> frozenset[str]:
        """The published articles of a business that do not hold at `now`."""
        return frozenset(id for id, one in self.timed.get(tenant, {}).items() if not one.content.valid(now))

    def _analyse(self, put: list[Live]) -> set[tuple[str, str]]:
        touched = set()
        for article in put:
            key = article.tenant, article.language
            shelf = self.shelves.get(key) or self.shelves.setdefault(key, Shelf())
            shelf.entries[article.id] = analyse(article, shelf.vocabulary)
            touched.add(key)
        return touched

    def _build(self, key: tuple[str, str]) -> None:
        shelf = self.shelves[key]
        shelf.index = Index(list(shelf.entries.values()), shelf.vocabulary)


class Bookcase:
    """Texts on a shelf of their own, without a business or a database: to measure the search that serves visitors."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        """`texts`: for each id what is said of it; with several, they are the phrasings of one article."""
        vocabulary = Vocabulary()
        books = [
            Live("", id, id, "", 1, 0, Content("", said[0]) if len(said) == 1 else Content("", questions=tuple(said)))
            for id, said in texts.items()
        ]
        self.index = Index([analyse(book, vocabulary) for book in books], vocabulary)

    def search(self, text: str, limit: int) -> list[tuple[str, float, float]]:
        """(id, score, share) of the best `limit`, best first."""
        return [(f.article.id, f.score, f.share) for f in self.index.search(text, "public", limit)]
