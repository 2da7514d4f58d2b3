"""Understanding, as others use it: `read` at once, `train` in the background. All rules are in `model`; here are the
models in use and the switch between them.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from yingda.kernel import Clock

from ..model import ORDER_PATTERNS, Context, Mood, Reading, Rhythm, Trained, read, short
from .shelf import Shelf

log = structlog.get_logger("sense")
ZONE = "Asia/Shanghai"


class Sense:
    """Reads messages with the models of each tenant, one a language (zh, en)."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.shelf, self.clock = Shelf(folder), clock
        self.models: dict[str, dict[str, Trained]] = {}
        self.files: dict[tuple[str, str], Path] = {}
        self.orders: dict[str, tuple[str, ...]] = {}

    def read(
        self, tenant: str, text: str, language_hint: str = "", rhythm: Rhythm | None = None, *,
        before: Mood | None = None, zone: str = ZONE,
    ) -> Reading:  # fmt: skip
        """What a message says. `before` is the mood of the talk so far; `zone` decides what "tomorrow" is. Never raises
        for any text; without a model the verdict is "none" and `gate.ready` false."""
        context = Context(
            self._today(zone), language_hint, rhythm or Rhythm(), before or Mood(),
            self.orders.get(tenant, ORDER_PATTERNS),
        )  # fmt: skip
        return read(text, context, self.models.get(tenant, {}))

    async def train(self, tenant: str, language: str, texts: Sequence[str], labels: Sequence[str]) -> bool:
        """Learns from phrasings and switches to the new model at once; what was learned from the same phrasings before is
        taken from its file. False when there is too little to learn from (two labels). Raises `Unavailable` when learning
        failed: the earlier model stays in use."""
        language = short(language)
        if len(set(labels)) < 2:
            self.models.get(tenant, {}).pop(language, None)
            return False
        path = self.shelf.place(tenant, language, texts, labels)
        if self.files.get((tenant, language)) == path and language in self.models.get(tenant, {}):
            return True
        model = self.shelf.take(path)
        if model is None:
            await self.shelf.learn(path, language, texts, labels)
            model = self.shelf.take(path)
        if model is None:
            return False
        self.models[tenant] = {**self.models.get(tenant, {}), language: model}
        self.files[tenant, language] = path
        self.shelf.tidy(path, language)
        log.info("model in use", tenant=tenant, language=language, **model.model.about)
        return True

    def ready(self, tenant: str) -> tuple[str, ...]:
        """The languages (zh, en) that have a model; empty until the first is trained."""
        return tuple(self.models.get(tenant, {}))

    def about(self, tenant: str) -> dict[str, dict[str, float]]:
        """How each model was learned: texts, labels, accuracy on held-out phrasings."""
        return {language: dict(t.model.about) for language, t in self.models.get(tenant, {}).items()}

    def number_patterns(self, tenant: str, patterns: Sequence[str]) -> None:
        """What order numbers of a tenant look like (regular expressions, at least one)."""
        if patterns:
            self.orders[tenant] = tuple(patterns)

    async def close(self) -> None:
        """Ends a training under way; it begins anew at the next start."""
        await self.shelf.stop()

    def _today(self, zone: str) -> date:
        try:
            where: ZoneInfo | None = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            where = None
        return datetime.fromtimestamp(self.clock.now() / 1000, where or UTC).date()
