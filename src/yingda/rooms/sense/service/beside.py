"""Learning with a meaning model, in the background: vectors of the phrasings, then weights over them beside the words.
What was learned lies in a file, so that a restart learns nothing anew; until it is there, and whenever it fails, words
answer."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from yingda.kernel import YingdaError

from ..model import Model, normalise
from ..model.classifier import Array
from .meaning import Meaning
from .shared import Shared
from .shelf import Shelf

log = structlog.get_logger("sense")
AGAIN_S = (30.0, 120.0, 600.0)
"""When a failure is tried again; the last one from then on."""
Attach = Callable[[str, str, Model | None, "Heard | None"], None]
Lessons = tuple[Sequence[str], Sequence[str], Sequence[str]]


class Heard:
    """`Encoder` of messages: the vectors that `Meaning.hear` has brought, and no others."""

    def __init__(self, meaning: Meaning, key: str, languages: tuple[str, ...]) -> None:
        self.meaning, self.name, self.languages = meaning, key, languages

    def one(self, text: str) -> Array | None:
        """The vector of a message, None when it did not come in time."""
        return self.meaning.one(self.name, text)

    def many(self, texts: Sequence[str]) -> Array:
        """Nobody learns from messages that were heard: to ask for it is a mistake of the caller."""
        raise TypeError("vectors of messages are not for learning")


class Beside:
    """One task for each business and language."""

    def __init__(self, meaning: Meaning, shelf: Shelf, shared: Callable[[], Shared | None], attach: Attach) -> None:
        self.meaning, self.shelf, self.shared, self.attach = meaning, shelf, shared, attach
        self.lessons: dict[tuple[str, str], Lessons] = {}
        self.tasks: dict[tuple[str, str], asyncio.Task[None]] = {}

    def soon(
        self, tenant: str, language: str, texts: Sequence[str], labels: Sequence[str], taught: Sequence[str] = ()
    ) -> None:
        """New lessons of a language; what was being learned from the old ones is left."""
        self.lessons[tenant, language] = texts, labels, taught
        self._begin(tenant, language)

    def again(self, tenant: str) -> None:
        """Another meaning model, or none."""
        for owner, language in list(self.lessons):
            if owner == tenant:
                self._begin(tenant, language)

    def waiting(self, tenant: str) -> list[str]:
        """Languages that are still being learned."""
        return [language for (owner, language), task in self.tasks.items() if owner == tenant and not task.done()]

    def _begin(self, tenant: str, language: str) -> None:
        if old := self.tasks.pop((tenant, language), None):
            old.cancel()
        self.tasks[tenant, language] = asyncio.create_task(self._work(tenant, language))

    async def settled(self) -> None:
        """Waits until everything known so far is learned."""
        while running := [task for task in self.tasks.values() if not task.done()]:
            await asyncio.wait(running)

    async def close(self) -> None:
        """Ends what is under way; it begins anew at the next start."""
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)

    async def _work(self, tenant: str, language: str) -> None:
        tried = 0
        while True:
            try:
                await self._learn(tenant, language)
            except YingdaError as error:
                log.warning("learning with the meaning model failed", tenant=tenant, error=error.code)
            except Exception:
                log.exception("learning with the meaning model failed", tenant=tenant)
            else:
                return
            await asyncio.sleep(AGAIN_S[min(tried, len(AGAIN_S) - 1)])
            tried += 1

    async def _learn(self, tenant: str, language: str) -> None:
        setting = await self.meaning.using(tenant, language)
        if setting is None:
            self.attach(tenant, language, None, None)
            return
        texts, labels, taught = self.lessons[tenant, language]
        key = self.meaning.mark(setting)
        path = self.shelf.place(tenant, language, texts, labels, key, taught)
        model = await asyncio.to_thread(self.shelf.model, path)
        if model is None:
            shared = self.shared()

            async def learn() -> None:
                said = [normalise(text, language).standard for text in texts]
                vectors = await self.meaning.many(setting, language, said)
                await self.shelf.learn(path, language, texts, labels, vectors, taught)

            await (learn() if shared is None else shared.learn(tenant, path, learn, None))
            model = await asyncio.to_thread(self.shelf.model, path)
        if model is not None:
            self.attach(tenant, language, model, Heard(self.meaning, key, setting.languages))
            self.shelf.tidy(path, f"meaning-{language}")
            log.info("meaning model in use", tenant=tenant, language=language, texts=len(texts))
