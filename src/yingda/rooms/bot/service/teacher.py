"""What the bot learns from: phrasings of articles and of the packs in use, gathered for each tenant and language, and
given to `sense` whenever they change. Training runs in the background; until it is done the old model answers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog
import yaml

from yingda.kernel import Lesson, YingdaError
from yingda.rooms.accounts import Accounts
from yingda.rooms.flows import Flows
from yingda.rooms.glossary import Glossary
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.sense import Sense

from ..model import Playbook, merged, playbook, with_flows
from ..model.playbook import ARTICLE

log = structlog.get_logger("bot")
LANGUAGES = {"zh": "zh-CN", "en": "en"}
More = Callable[[str, str], Awaitable[Sequence[tuple[str, str]]]]
"""Answers (text, label) pairs for a tenant and a language."""
WAIT_S = 2.0
"""After the last change so long nothing is learned, so that an import is learned from once."""


class Teacher:
    """Keeps the playbook and the models of every tenant up to date."""

    def __init__(
        self,
        accounts: Accounts,
        knowledge: Knowledge,
        sense: Sense,
        flows: Flows,
        glossary: Glossary,
        lessons: Mapping[str, Lesson],
        wait: float = WAIT_S,
    ) -> None:
        self.glossary = glossary
        self.accounts, self.knowledge, self.sense, self.flows = accounts, knowledge, sense, flows
        self.lessons_of, self.wait = lessons, wait
        self.more: list[More] = []
        """Who else knows phrasings."""
        self.own: list[Callable[[str, str], Awaitable[Sequence[str]]]] = []
        """Who knows which of them a model has labelled itself."""
        self.books: dict[str, Playbook] = {}
        self.packs: dict[str, Playbook] = {}
        self.dirty: dict[str, float] = {}
        self.task: asyncio.Task[None] | None = None
        self.quiet = asyncio.Event()
        self.quiet.set()

    async def book(self, tenant: str) -> Playbook:
        """The playbook of a tenant."""
        found = self.books.get(tenant)
        return found if found is not None else await self.open_book(tenant)

    async def open_book(self, tenant: str) -> Playbook:
        """Reads the packs that the inboxes of a tenant use."""
        packs = dict.fromkeys(inbox.pack for inbox in await self.accounts.inboxes(tenant) if inbox.pack)
        book = merged([self._pack(name) for name in packs if name in self.lessons_of])
        book = with_flows(book, self.flows.phrasings(tenant))
        self.books[tenant] = book
        self.sense.number_patterns(tenant, book.orders)
        await self.own_words(tenant)
        return book

    async def own_words(self, tenant: str) -> None:
        """Lets a tenant's glossary hold for what is read from now on."""
        words = await self.glossary.words(tenant)
        self.sense.glossary(tenant, words.expand, words.vocabulary)

    def soon(self, tenant: str, wait: float | None = None) -> None:
        """Something changed: learn after a short wait, anew with each further change."""
        self.dirty[tenant] = asyncio.get_running_loop().time() + (self.wait if wait is None else wait)
        self.quiet.clear()
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._work())

    async def start(self) -> None:
        """Learns what no stored model fits, in the background."""
        for tenant in await self.accounts.tenants():
            self.soon(tenant, 0)

    async def stop(self) -> None:
        """Ends the work under way."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    async def settled(self) -> None:
        """Waits until everything known so far is learned."""
        await self.quiet.wait()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self.dirty:
            tenant = min(self.dirty, key=lambda t: self.dirty[t])
            rest = self.dirty[tenant] - loop.time()
            if rest > 0:
                await asyncio.sleep(rest)
                continue
            del self.dirty[tenant]
            try:
                await self.learn(tenant)
            except YingdaError as error:
                log.warning("learning failed", tenant=tenant, error=str(error))
            except Exception:
                log.exception("learning failed", tenant=tenant)
        self.quiet.set()

    async def learn(self, tenant: str) -> None:
        """Gathers and trains every language of a tenant."""
        await self.open_book(tenant)
        for language in LANGUAGES:
            texts, labels = await self.lessons(tenant, language)
            taught = {text for ask in self.own for text in await ask(tenant, language)} & set(texts)
            await self.sense.train(tenant, language, texts, labels, sorted(taught))

    async def lessons(
        self, tenant: str, language: str, more: Sequence[tuple[str, str]] = ()
    ) -> tuple[list[str], list[str]]:
        """All that the model of a language is learned from: phrasings with their labels, and `more` of them. What has
        no answer any more is left out."""
        pairs = self.phrasings(tenant, language, await self.book(tenant))
        known = {label for _, label in pairs}
        for ask in self.more:
            pairs += [pair for pair in await ask(tenant, language) if pair[1] in known]
        pairs = list(dict.fromkeys([*pairs, *(pair for pair in more if pair[1] in known)]))
        return [text for text, _ in pairs], [label for _, label in pairs]

    async def held_out(self, tenant: str, language: str) -> list[tuple[str, str]]:
        """The test questions that came with the packs of a tenant, as (text, label or "none"); those whose answer is not
        there are left out."""
        packs = dict.fromkeys(inbox.pack for inbox in await self.accounts.inboxes(tenant) if inbox.pack)
        book, found = await self.book(tenant), []
        for name in packs:
            rows = _yaml(self.lessons_of[name].folder / "heldout.yaml") if name in self.lessons_of else None
            for row in rows or ():
                if row["lang"] == language and (label := self.label(tenant, book, row["expect"], language)):
                    found.append((row["text"], label))
        return found

    def label(self, tenant: str, book: Playbook, expect: str, language: str = "zh") -> str:
        """The label that an expectation means: "none", `article:` with a slug or an id, `intent:` with a name; empty for
        what is not there."""
        kind, _, name = expect.partition(":")
        if kind == "article":
            live = self.knowledge.article(tenant, name) or self.knowledge.by_slug(tenant, name, LANGUAGES[language])
            return f"article:{live.id}" if live else ""
        intent = book.intents.get(name) if kind == "intent" else None
        if intent is not None and intent.action == ARTICLE:
            return self.label(tenant, book, f"article:{intent.target}", language)
        return intent.label if intent else "none" if expect == "none" else ""

    def phrasings(self, tenant: str, language: str, book: Playbook) -> list[tuple[str, str]]:
        """(text, label) of articles and packs. An intent that stands for an article is that article."""
        tag = LANGUAGES[language]
        pairs = [(text, f"article:{article}") for text, article in self.knowledge.phrasings(tenant, tag)]
        for intent in book.intents.values():
            label = intent.label
            if intent.action == ARTICLE:
                article = self.knowledge.by_slug(tenant, intent.target, tag)
                label = f"article:{article.id}" if article else ""
            if label:
                pairs += [(text, label) for text in intent.phrasings.get(language, ())]
        return pairs

    def _pack(self, name: str) -> Playbook:
        if name not in self.packs:
            self.packs[name] = read_pack(self.lessons_of[name].folder)
        return self.packs[name]


def read_pack(folder: Path) -> Playbook:
    """The playbook in a pack's folder; files that are missing count as empty."""
    intents = _yaml(folder / "intents.yaml")
    entities = _yaml(folder / "entities.yaml") or {}
    return playbook(
        intents, _yaml(folder / "smalltalk.yaml"), _yaml(folder / "skills.yaml"), entities.get("order") or (),
        where=f"{folder.name}/intents.yaml",
    )  # fmt: skip


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
