"""`Llm`: the uses of a model, each with its way back to how it is without one."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import (
    BadInput,
    Changes,
    Clash,
    Clock,
    Database,
    NotFound,
    Read,
    Unavailable,
    YingdaError,
    clean,
)
from yingda.kernel.language import LanguageModel, ModelMessage
from yingda.rooms.accounts import Seal

from ..model import (
    CHANGES,
    Change,
    Masked,
    ModelSetting,
    Passage,
    Prompt,
    Worded,
    answering,
    changed,
    drafted,
    drafting,
    grounded,
    question,
    rewriting,
    summed,
    summing,
)
from .asking import Asking, sealed_for

log = structlog.get_logger("llm")
DRAFT_CHARS = 4_000
HELLO = Prompt((ModelMessage("user", "Reply with the word OK."),), 200)
Said = Sequence[tuple[str, str]]
"""(who, text), oldest first."""


class Tried(Struct, frozen=True):
    """What came of trying the settings: its words, or what went wrong in words for staff."""

    text: str
    ms: int
    tokens: int
    problem: str = ""
    code: str = ""


class Llm:
    """Everything here is off until a business turns it on, and answers nothing (None, "") whenever the model does not help.
    `plain(host)`: whether plain http is allowed towards a host."""

    def __init__(
        self, db: Database, model: LanguageModel, clock: Clock, seal: Seal, plain: Callable[[str], bool]
    ) -> None:
        self.db, self.clock, self.seal, self.plain = db, clock, seal, plain
        self.asking = Asking(db, model, clock, seal)

    # what the bot uses

    async def rewrite(self, tenant: str, text: str, before: Said) -> str:
        """The question so that it stands alone, for searching only; "" when there is nothing better."""
        mask = Masked()
        said = await self._ask(tenant, "rewrite", lambda: rewriting(text, before, mask))
        better = question(mask.uncover(said), [text, *(line for _, line in before)]) if said else ""
        return "" if better == text.strip() else better

    async def answer(self, tenant: str, text: str, passages: Sequence[Passage], language: str) -> Worded | None:
        """An answer to `text` whose every sentence one of the passages bears."""
        if not passages:
            return None
        mask = Masked()
        said = await self._ask(tenant, "answer", lambda: answering(text, passages, language, mask))
        return grounded(mask.uncover(said), passages) if said else None

    async def summary(self, tenant: str, said: Said, language: str) -> str:
        """One or two sentences about a talk, for staff; "" when there are none."""
        mask = Masked()
        text = await self._ask(tenant, "summary", lambda: summing(said, language, mask)) if said else ""
        return summed(mask.uncover(text), [line for _, line in said]) if text else ""

    async def _ask(self, tenant: str, use: str, prompt: Callable[[], Prompt]) -> str:
        setting = await self.asking.setting(tenant, use)
        if setting is None:
            return ""
        try:
            return await self.asking.text(setting, prompt())
        except YingdaError as error:
            log.warning("went on without the model", tenant=tenant, use=use, code=error.code)
            return ""

    # what agents use

    async def uses(self, tenant: str) -> tuple[str, ...]:
        """What is on."""
        setting = await self.asking.setting(tenant)
        return setting.uses if setting else ()

    async def draft(self, tenant: str, text: str, how: str) -> str:
        """An agent's draft, changed as he asked (one of `CHANGES`). Errors have words for him."""
        if how not in CHANGES:
            raise BadInput("bad_change", "没有这种改法", "There is no such change")
        text = clean(text, DRAFT_CHARS)
        setting = await self.asking.setting(tenant, "draft")
        if setting is None:
            raise NotFound("model_off", "没有启用语言模型", "The language model is not turned on")
        mask = Masked()
        said = await self.asking.text(setting, drafting(text, how, mask)) if text else ""
        better = drafted(mask.uncover(said), text)
        if text and not better:
            zh, en = "模型改动了数字或网址，没有采用", "The model changed numbers or addresses: not used"
            raise Unavailable("model_unusable", zh, en)
        return better

    # what administrators do

    async def settings(self, tenant: str) -> dict[str, Any]:
        """The settings without the key, and what this month has cost."""
        held, spend = await self.asking.setting(tenant), await self.asking.spend(tenant)
        base = Change("", "") if held is None else held
        return {
            "url": base.url, "model": base.model, "has_key": bool(held and held.key_sealed), "uses": list(base.uses),
            "requests": base.requests, "tokens": base.tokens, "within": base.within,
            "version": held.version if held else 0,
            "spent": {"month": spend.month, "requests": spend.requests, "tokens": spend.tokens},
        }  # fmt: skip

    async def put(self, tenant: str, agent: str, change: Change, version: int) -> None:
        """Keeps the settings; `version` is the one that was read, 0 for none."""
        row = self._row(tenant, agent, change, await self.asking.setting(tenant))
        await self.db.decide(_put, replace(row, version=version + 1))
        self.asking.paused.pop(tenant, None)

    async def attempt(self, tenant: str, agent: str, change: Change, language: str) -> Tried:
        """Asks the model for one word with settings that need not be kept. It counts as a request."""
        row = self._row(tenant, agent, change, await self.asking.setting(tenant))
        began = time.monotonic()
        try:
            reply = await self.asking.reply(row, HELLO)
        except YingdaError as error:
            return Tried("", int((time.monotonic() - began) * 1000), 0, error.words(language), error.code)
        return Tried(clean(reply.text[:200]), int((time.monotonic() - began) * 1000), reply.asked + reply.told)

    def _row(self, tenant: str, agent: str, change: Change, held: ModelSetting | None) -> ModelSetting:
        change = changed(change, held, self.plain)
        sealed = held.key_sealed if held and change.key is None else ""
        if change.key:
            sealed = self.seal.close(change.key, sealed_for(tenant, change.url))
        return ModelSetting(
            tenant, change.url, change.model, sealed, change.uses, change.requests, change.tokens, change.within,
            self.clock.now(), agent, held.version if held else 1,
        )  # fmt: skip


async def _put(read: Read, row: ModelSetting) -> Changes:
    held = await read.get(ModelSetting, row.tenant)
    if (held.version if held else 0) != row.version - 1:
        raise Clash("model_changed", "别人刚刚改过，请重新打开", "Somebody has changed this: open it again")
    return Changes(changed=(row,)) if held else Changes(new=(row,))
