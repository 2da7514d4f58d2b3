"""Understanding, as others use it: `read` at once, `train` in the background. All rules are in `model`; here are the
models in use and the switch between them.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from msgspec.structs import replace

from yingda.kernel import Clock, Measure, YingdaError, gauge

from ..model import (
    ORDER_PATTERNS,
    Context,
    Defaults,
    Encoder,
    Expand,
    Felt,
    Model,
    Mood,
    Reading,
    Rhythm,
    Trained,
    feel,
    normalise,
    read,
    respelled,
    same,
    selftaught,
    short,
    variants,
)
from ..model.reading import worded
from . import corpus, exam
from .beside import Beside
from .exam import Pupil
from .meaning import Meaning
from .shared import Shared
from .shelf import Shelf

log = structlog.get_logger("sense")
ZONE = "Asia/Shanghai"
BUILT_IN = "built-in"
"""The folder of the models that belong to no tenant."""
SETTLE_S = 30.0
"""How long a first start goes on before the built-in models are learned: a few seconds of a processor, and a server that
has just started has other things to do."""


class Sense:
    """Reads messages with the models of each tenant, one a language (zh, en)."""

    def __init__(self, folder: Path, clock: Clock, shared: Callable[[], Shared | None] = lambda: None) -> None:
        self.shelf, self.clock, self.shared = Shelf(folder), clock, shared
        self.models: dict[str, dict[str, Trained]] = {}
        self.files: dict[tuple[str, str], Path] = {}
        self.orders: dict[str, tuple[str, ...]] = {}
        self.products: dict[str, dict[str, str]] = {}
        self.called: dict[str, Expand] = {}
        self.own: dict[str, tuple[str, ...]] = {}
        self.defaults = Defaults()
        self.settling: asyncio.Task[None] | None = None
        self.encoded: Meaning | None = None
        self.beside: Beside | None = None

    def use(self, meaning: Meaning) -> Beside:
        """Lets businesses have meaning models; without this words alone answer."""
        self.encoded, self.beside = meaning, Beside(meaning, self.shelf, self.shared, self._attach)
        return self.beside

    def _attach(self, tenant: str, language: str, model: Model | None, encoder: Encoder | None) -> None:
        held = self.models.get(tenant, {})
        if language in held:
            self.models[tenant] = {**held, language: replace(held[language], beside=model, encoder=encoder)}

    def meant(self, tenant: str) -> list[str]:
        """The languages in which a meaning model has its say now."""
        return [language for language, own in self.models.get(tenant, {}).items() if own.beside is not None]

    async def listen(self, tenant: str, text: str, language_hint: str = "") -> None:
        """Brings what the meaning model of the business makes of a message, for the `read` that follows. Waits no longer
        than is set, never raises; at once where there is no meaning model."""
        if self.encoded is None or not self.meant(tenant):
            return
        models = self.models.get(tenant, {})
        language, said, _, _ = worded(normalise(text, language_hint), models, self.called.get(tenant, same))
        if language in models and models[language].beside is not None:
            await self.encoded.hear(tenant, said)

    def read(
        self, tenant: str, text: str, language_hint: str = "", rhythm: Rhythm | None = None, *,
        before: Mood | None = None, zone: str = ZONE,
    ) -> Reading:  # fmt: skip
        """What a message says. `before` is the mood of the talk so far; `zone` decides what "tomorrow" is. Never raises
        for any text; without a model the verdict is "none" and `gate.ready` false."""
        context = Context(
            self._now(zone), language_hint, rhythm or Rhythm(), before or Mood(),
            self.orders.get(tenant, ORDER_PATTERNS), self.products.get(tenant, {}),
            self.called.get(tenant, same), self.defaults,
        )  # fmt: skip
        return read(text, context, self.models.get(tenant, {}))

    def feel(
        self, text: str, language_hint: str = "", rhythm: Rhythm | None = None, *, before: Mood | None = None
    ) -> Felt:
        """How the writer of a message feels, and any risk: what a talk with a person needs, at a part of the cost of
        `read`. Never raises for any text."""
        return feel(
            text, Context(self._now(ZONE), language_hint, rhythm or Rhythm(), before or Mood(), defaults=self.defaults)
        )

    async def settle(self, folder: Path) -> None:
        """Takes into use what comes with the product: the models of risk and of tone, learned from the corpus in `folder`.
        Where they have not been learned yet, that is done in the background after a while; until then the word lists
        answer."""
        path = self.shelf.folder / BUILT_IN / f"{await asyncio.to_thread(corpus.mark, folder)}.model"
        if not await self._take(path):
            self.settling = asyncio.create_task(self._settle(folder, path))

    async def _settle(self, folder: Path, path: Path) -> None:
        await asyncio.sleep(SETTLE_S)
        shared = self.shared()
        try:
            if shared is None:
                await self.shelf.make(path, "built_in", str(folder))
            else:
                await shared.learn(BUILT_IN, path, lambda: self.shelf.make(path, "built_in", str(folder)), None)
        except YingdaError:
            log.exception("the built-in models could not be learned; word lists answer")
            return
        await self._take(path)
        self.shelf.clear(path)

    async def _take(self, path: Path) -> bool:
        found = await asyncio.to_thread(self.shelf.defaults, path)
        if found is None:
            return False
        self.defaults = found
        log.info("built-in models in use", file=path.name)
        return True

    def readings(self, tenant: str, text: str, language_hint: str = "") -> list[str]:
        """The ways in which a few words can be read, as typed first: pinyin as characters, slips and sound-alikes as the
        words of the tenant that they may stand for. For searches, which can try them all."""
        normal, expand = normalise(text, language_hint), self.called.get(tenant, same)
        others = [said for _, said in variants(normal, self.models.get(tenant, {}), expand)]
        return list(dict.fromkeys([normal.standard, expand(normal.standard), *others]))

    def meaning(self, tenant: str, text: str) -> str:
        """A text with the names of the tenant's glossary replaced by what they stand for."""
        return self.called.get(tenant, same)(text)

    async def train(
        self, tenant: str, language: str, texts: Sequence[str], labels: Sequence[str], taught: Sequence[str] = ()
    ) -> bool:
        """Learns from phrasings and switches to the new model at once; what was learned from the same phrasings before is
        taken from its file. False when there is too little to learn from (two labels). Raises `Unavailable` when learning
        failed: the earlier model stays in use. `taught` are those texts that a model has labelled itself."""
        language = short(language)
        if len(set(labels)) < 2:
            self.models.get(tenant, {}).pop(language, None)
            return False
        path = self.shelf.place(tenant, language, texts, labels, taught=taught)
        if self.files.get((tenant, language)) == path and language in self.models.get(tenant, {}):
            return True
        model = self.shelf.take(path)
        if model is None:
            await self._learn(tenant, path, language, texts, labels, taught)
            model = self.shelf.take(path)
        if model is None:
            return False
        own = self.own.get(tenant, ())
        self.models[tenant] = {**self.models.get(tenant, {}), language: respelled(model, own) if own else model}
        self.files[tenant, language] = path
        self.shelf.tidy(path, language)
        if self.beside is not None:
            self.beside.soon(tenant, language, texts, labels, taught)
        log.info("model in use", tenant=tenant, language=language, **model.model.about)
        return True

    async def selftaught(self, tenant: str, language: str, texts: Sequence[str]) -> list[tuple[str, str]]:
        """(text, label) of those texts that the model in use is surest of, as it would teach them to itself; empty without
        a model."""
        held = self.models.get(tenant, {}).get(short(language))
        if held is None:
            return []
        normal = [normalise(text, language).standard for text in texts]
        return await asyncio.to_thread(selftaught, held.model, normal)

    async def weigh(
        self,
        tenant: str,
        language: str,
        texts: Sequence[str],
        labels: Sequence[str],
        asked: Sequence[str],
        taught: Sequence[str] = (),
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What the model in use and a candidate learned from these phrasings make of the texts `asked`: (verdict, best
        label) of each. The candidate is not switched to; `train` with the same phrasings does that at once. Raises
        `Unavailable` when learning failed."""
        language = short(language)
        path = self.shelf.place(tenant, language, texts, labels, taught=taught)
        candidate = self.shelf.take(path)
        if candidate is None:
            await self._learn(tenant, path, language, texts, labels, taught)
            candidate = self.shelf.take(path)
        held = dict(self.models.get(tenant, {}))
        fresh = {**held, language: respelled(candidate, self.own.get(tenant, ()))} if candidate else held
        context = Context(
            self._now(ZONE), language, orders=self.orders.get(tenant, ORDER_PATTERNS),
            expand=self.called.get(tenant, same),
        )  # fmt: skip

        def answers(models: dict[str, Trained]) -> list[tuple[str, str]]:
            return [(found.verdict, found.best) for found in (read(text, context, models) for text in asked)]

        return await asyncio.to_thread(answers, held), await asyncio.to_thread(answers, fresh)

    async def _learn(
        self, tenant: str, path: Path, language: str, texts: Sequence[str], labels: Sequence[str], taught: Sequence[str]
    ) -> None:
        """Here, or on another node."""
        shared = self.shared()
        if shared is None:
            await self.shelf.learn(path, language, texts, labels, taught=taught)
            return
        before = self.files.get((tenant, language))
        await shared.learn(tenant, path, lambda: self.shelf.learn(path, language, texts, labels, taught=taught), before)

    def ready(self, tenant: str) -> tuple[str, ...]:
        """The languages (zh, en) that have a model; empty until the first is trained."""
        return tuple(self.models.get(tenant, {}))

    def about(self, tenant: str) -> dict[str, dict[str, float]]:
        """How each model was learned: texts, labels, accuracy on held-out phrasings."""
        return {language: dict(t.model.about) for language, t in self.models.get(tenant, {}).items()}

    def measures(self) -> Iterable[Measure]:
        """How many models are in use."""
        yield gauge("yingda_models", "Models of intents in use on this node", sum(map(len, self.models.values())))

    def number_patterns(self, tenant: str, patterns: Sequence[str]) -> None:
        """What order numbers of a tenant look like (regular expressions, at least one)."""
        if patterns:
            self.orders[tenant] = tuple(patterns)

    def product_names(self, tenant: str, names: Mapping[str, str]) -> None:
        """What the products of a tenant are called: names and aliases with the name that each stands for."""
        self.products[tenant] = dict(names)

    def glossary(self, tenant: str, expand: Expand, vocabulary: Sequence[str]) -> None:
        """The tenant's own words: `expand` replaces names by what they stand for, `vocabulary` are words that may have been
        meant where something was misspelled. Holds from the next message on."""
        own = tuple(vocabulary)
        self.called[tenant] = expand
        if own != self.own.get(tenant, ()):
            self.own[tenant] = own
            self.models[tenant] = {lang: respelled(model, own) for lang, model in self.models.get(tenant, {}).items()}

    async def close(self) -> None:
        """Ends a training under way; it begins anew at the next start."""
        if self.settling is not None:
            self.settling.cancel()
            await asyncio.gather(self.settling, return_exceptions=True)
        if self.beside is not None:
            await self.beside.close()
        await self.shelf.stop()

    def _now(self, zone: str) -> datetime:
        try:
            where: ZoneInfo | None = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            where = None
        return datetime.fromtimestamp(self.clock.now() / 1000, where or UTC)


__all__ = ["Pupil", "Sense", "exam"]
