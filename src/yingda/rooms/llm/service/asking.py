"""The way to the model: settings, budget before every request, a memory of answers, no waiting longer than is set."""

import time
from collections import OrderedDict
from hashlib import blake2b

import structlog
from msgspec.structs import replace

from yingda.kernel import Changes, Clock, Database, Read, Unavailable
from yingda.kernel.language import LanguageModel, ModelPlace, ModelReply
from yingda.rooms.accounts import Seal

from ..model import ModelSetting, ModelSpend, Prompt, host_of, month, spent

log = structlog.get_logger("llm")
REMEMBERED = 2_000
REMEMBERED_S = 3_600.0
PAUSE_S = 30.0
"""After a failure nobody waits for this endpoint again for so long."""
FAILURES = frozenset({"call_slow", "call_failed", "model_down", "model_busy", "fetch_no_host"})


class Asking:
    """Sends prompts for one business after another."""

    def __init__(self, db: Database, model: LanguageModel, clock: Clock, seal: Seal) -> None:
        self.db, self.model, self.clock, self.seal = db, model, clock, seal
        self.known: OrderedDict[bytes, tuple[float, str]] = OrderedDict()
        self.paused: dict[str, float] = {}

    async def setting(self, tenant: str, use: str = "") -> ModelSetting | None:
        """The settings of a business; with `use` only when that is on."""
        held = await self.db.get(ModelSetting, tenant)
        return held if held and (not use or use in held.uses) else None

    async def spend(self, tenant: str) -> ModelSpend:
        """What this month has cost so far."""
        now = month(self.clock.now())
        return await self.db.get(ModelSpend, tenant, now) or ModelSpend(tenant, now)

    async def text(self, setting: ModelSetting, prompt: Prompt) -> str:
        """What the model says; the same question within an hour is not asked again. `Unavailable` for a spent budget, a
        failing endpoint (and for half a minute after that), a reply that was cut off or that calls for tools."""
        key = blake2b(repr((setting.tenant, setting.version, prompt)).encode(), digest_size=16).digest()
        held = self.known.get(key)
        if held and time.monotonic() - held[0] < REMEMBERED_S:
            return held[1]
        if time.monotonic() < self.paused.get(setting.tenant, 0.0):
            raise Unavailable("model_paused", "模型接口刚才出错，稍后再试", "The model has just failed; try again soon")
        try:
            reply = await self.reply(setting, prompt)
        except Unavailable as error:
            if error.code in FAILURES:
                self.paused[setting.tenant] = time.monotonic() + PAUSE_S
            raise
        if reply.calls or reply.ended not in ("stop", "eos"):
            raise Unavailable("model_unusable", "模型的答复不能用", "What the model said cannot be used")
        self.known[key] = (time.monotonic(), reply.text)
        if len(self.known) > REMEMBERED:
            self.known.popitem(last=False)
        return reply.text

    async def reply(self, setting: ModelSetting, prompt: Prompt) -> ModelReply:
        """One request, paid for before it is sent and settled afterwards."""
        about = (setting.tenant, month(self.clock.now()))
        await self.db.decide(_reserve, about, setting, prompt.most)
        began, outcome, cost = time.monotonic(), "failed", prompt.most
        try:
            reply = await self.model.chat(
                place(setting, self.seal), prompt.messages, tokens=prompt.tokens, within=setting.within
            )
            outcome, cost = "answered", (reply.asked + reply.told) or prompt.most
            return reply
        finally:
            ms = int((time.monotonic() - began) * 1000)
            log.info("a model was asked", tenant=setting.tenant, outcome=outcome, tokens=cost, ms=ms)
            if cost != prompt.most:
                await self.db.decide(_settle, about, cost - prompt.most)


def place(setting: ModelSetting, seal: Seal) -> ModelPlace:
    """Where to ask, with the key opened."""
    about = sealed_for(setting.tenant, setting.url)
    return ModelPlace(setting.url, setting.model, seal.open(setting.key_sealed, about) if setting.key_sealed else "")


def sealed_for(tenant: str, url: str) -> str:
    """What a key is bound to: it opens for this business and this host only."""
    return f"model|{tenant}|{host_of(url)}"


async def _reserve(read: Read, about: tuple[str, str], setting: ModelSetting, tokens: int) -> Changes:
    held = await read.get(ModelSpend, *about)
    if held is None:
        return Changes(new=(replace(spent(ModelSpend(*about), setting, tokens), version=1),))
    return Changes(changed=(spent(held, setting, tokens),))


async def _settle(read: Read, about: tuple[str, str], more: int) -> Changes:
    held = await read.get(ModelSpend, *about)
    if held is None:
        return Changes()
    return Changes(changed=(replace(held, tokens=max(0, held.tokens + more), version=held.version + 1),))
