"""What is live, in memory: articles by id and by slug, and an index for each business and language.

`Shelves` is changed on the event loop only. Indexes are built in a thread and switched when they are whole.
"""

import asyncio
from collections.abc import Iterable

from ..model import Live
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
                    self.slugs.pop((old.tenant, old.slug, old.language), None)
                    self.shelves[old.tenant, old.language].entries.pop(old.id, None)
                    touched.add((old.tenant, old.language))
            for article in put:
                self.articles[article.tenant, article.id] = article
                self.slugs[article.tenant, article.slug, article.language] = article.id
            for key in touched:
                await asyncio.to_thread(self._build, key)

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
