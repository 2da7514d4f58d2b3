"""What administrators do with the meaning model: set it, try it, compare it on the business's own phrasings."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
import structlog
from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, Clash, Read, YingdaError, new_id

from ..events import MeaningChanged
from ..model import normalise
from ..model.meaning import (
    LANGUAGES,
    PAIRS,
    Gain,
    MeaningSetting,
    MeaningTrial,
    Plan,
    checked,
    covered,
    knows,
    language_of_model,
    split,
    unit_rows,
)
from .beside import Beside
from .meaning import BATCH, Meaning, sealed_for
from .shelf import Shelf

log = structlog.get_logger("sense")
TRIAL_MS = 600_000
"""A comparison that has said nothing for so long has died with its node."""
MOST = 2_000
"""Phrasings of a language that a comparison looks at."""
FEWEST = 12
"""With fewer held-out phrasings a comparison says nothing."""
WAIT_S = 10.0


class Tried(Struct, frozen=True):
    """What came of trying a model: `one_ms` for one message, `each_ms` for each of many, and how surely it tells what means
    the same, by language (0.5 is chance); or what went wrong."""

    width: int = 0
    one_ms: int = 0
    each_ms: float = 0.0
    knows: dict[str, float] = {}
    problem: str = ""
    code: str = ""


class Setup:
    """Behind the page of the meaning model."""

    def __init__(self, meaning: Meaning, beside: Beside, shelf: Shelf, in_use: Callable[[str], Sequence[str]]) -> None:
        self.meaning, self.beside, self.shelf, self.in_use = meaning, beside, shelf, in_use
        self.db, self.clock = meaning.db, meaning.clock
        self.tasks: set[asyncio.Task[None]] = set()

    async def state(self, tenant: str, language: str) -> dict[str, Any]:
        """The settings without the key, what is in use, and the last comparison."""
        held = await self.db.get(MeaningSetting, tenant)
        base = held or _none(tenant)
        trial, local = await self.db.get(MeaningTrial, tenant), self._local()
        return {
            "source": base.source, "url": base.url, "model": base.model, "has_key": bool(base.key_sealed),
            "languages": list(base.languages), "within": base.within, "version": held.version if held else 0,
            "local": {"name": local[0], "languages": list(local[1])} if local[0] else None,
            "in_use": list(self.in_use(tenant)), "learning": self.beside.waiting(tenant),
            "trial": _trial(trial, language, self.clock.now()) if trial else None,
        }  # fmt: skip

    def _local(self) -> tuple[str, tuple[str, ...]]:
        try:
            return self.meaning.local.name, self.meaning.local.languages
        except YingdaError as error:
            log.warning("the encoder on this machine cannot be used", error=error.code)
            return "", ()

    async def put(self, tenant: str, agent: str, plan: Plan, version: int) -> None:
        """Keeps the settings; `version` is the one that was read, 0 for none."""
        row = self._row(tenant, agent, plan, await self.db.get(MeaningSetting, tenant))
        event = MeaningChanged(tenant=tenant, key=tenant, at=row.updated_at, source=row.source)
        await self.db.decide(_put, replace(row, version=version + 1), event)
        self.meaning.forget(tenant)
        self.beside.again(tenant)  # here at once; other nodes hear of it

    def _row(self, tenant: str, agent: str, plan: Plan, held: MeaningSetting | None) -> MeaningSetting:
        plan = checked(plan, held, self.meaning.plain, self._local()[1])
        sealed = held.key_sealed if held and plan.key is None else ""
        if plan.key:
            sealed = self.meaning.seal.close(plan.key, sealed_for(tenant, plan.url))
        return MeaningSetting(
            tenant, plan.source, plan.url, plan.model, sealed, plan.languages, plan.within, self.clock.now(), agent,
            held.version if held else 1,
        )  # fmt: skip

    async def _given(self, tenant: str, agent: str, plan: Plan) -> MeaningSetting:
        if not plan.source:
            raise BadInput("bad_encoder", "请先选择来源", "Choose a source first", field="source")
        return self._row(tenant, agent, plan, await self.db.get(MeaningSetting, tenant))

    async def attempt(self, tenant: str, agent: str, plan: Plan, language: str) -> Tried:
        """Sends a few built-in sentences, with settings that need not be kept: how fast it is, which languages it knows."""
        setting = await self._given(tenant, agent, plan)
        pairs = {one: PAIRS[one] for one in LANGUAGES}
        texts = [text for some in pairs.values() for pair in some for text in pair]
        try:
            async with asyncio.timeout(WAIT_S):
                await self.meaning.ask(setting, texts[:1], WAIT_S)  # loads it, opens the connection
                began = time.monotonic()
                await self.meaning.ask(setting, texts[1:2], WAIT_S)
                one = time.monotonic() - began
                began = time.monotonic()
                rows = unit_rows(await self.meaning.ask(setting, texts, WAIT_S))
                many = time.monotonic() - began
        except TimeoutError:
            slow = "太久没有响应" if language.lower().startswith("zh") else "It took too long"
            return Tried(problem=slow, code="call_slow")
        except YingdaError as error:
            return Tried(problem=error.words(language), code=error.code)
        found, at = dict[str, float](), 0
        for name, some in pairs.items():
            part = rows[at : at + 2 * len(some)]
            found[name], at = knows(part[0::2], part[1::2]), at + 2 * len(some)
        return Tried(rows.shape[1], round(one * 1000), round(many * 1000 / len(texts), 2), found)

    async def compare(self, tenant: str, agent: str, plan: Plan) -> None:
        """Begins a comparison in the background. `Clash` while one is under way."""
        setting, now = await self._given(tenant, agent, plan), self.clock.now()
        held = await self.db.get(MeaningTrial, tenant)
        if held and not held.ended_at and now - held.at < TRIAL_MS:
            raise Clash("trial_running", "正在比较，请稍候", "A comparison is under way")
        name = setting.model or self._local()[0]
        row = MeaningTrial(tenant, name, now, 0, {}, ("", ""), held.version + 1 if held else 1)
        await self.db.decide(_note, row)
        task = asyncio.create_task(self._compare(row, setting))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _compare(self, row: MeaningTrial, setting: MeaningSetting) -> None:
        problem, result = ("", ""), dict[str, Any]()
        try:
            for language in setting.languages:
                gain = await self._gain(setting, language)
                if gain is not None:
                    result[language] = msgspec.to_builtins(gain)
            if not result:
                problem = "问法太少，比不出来", "There are too few phrasings to compare with"
        except YingdaError as error:
            problem = error.zh, error.en
        except Exception:
            log.exception("comparing failed", tenant=row.tenant)
            problem = "比较没有成功，请重试", "The comparison failed; please try again"
        done = replace(row, ended_at=self.clock.now(), result=result, problem=problem, version=row.version + 1)
        await self.db.decide(_note, done)

    async def _gain(self, setting: MeaningSetting, language: str) -> Gain | None:
        texts, labels, _ = self.beside.lessons.get((setting.tenant, language), ((), (), ()))
        learn, ask = split(texts, labels, MOST)
        if len(ask) < FEWEST or len({labels[n] for n in learn}) < 2:
            return None
        places = sorted([*learn, *ask])
        at = {n: i for i, n in enumerate(places)}
        said = [normalise(texts[n], language).standard for n in places]
        rows = np.concatenate([
            unit_rows(await self.meaning.ask(setting, some, WAIT_S)) for some in _batches(said)
        ])  # fmt: skip
        job = {
            "language": language_of_model(language), "texts": said, "labels": [labels[n] for n in places],
            "vectors": rows.astype(np.float16).tobytes(), "width": rows.shape[1],
            "learn": [at[n] for n in learn], "ask": [at[n] for n in ask],
        }  # fmt: skip
        path = self.shelf.folder / setting.tenant / f"trial-{new_id()}.json"
        try:
            await self.shelf.make(path, "compare", job)
            return msgspec.json.decode(await asyncio.to_thread(path.read_bytes), type=Gain)
        finally:
            path.unlink(missing_ok=True)

    async def close(self) -> None:
        """Ends comparisons under way."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def _batches(texts: Sequence[str]) -> list[list[str]]:
    return [[covered(text) for text in texts[at : at + BATCH]] for at in range(0, len(texts), BATCH)]


def _none(tenant: str) -> MeaningSetting:
    return MeaningSetting(tenant, "", "", "", "", (), 0.4, 0, "")


def _trial(trial: MeaningTrial, language: str, now: int) -> dict[str, Any]:
    running = not trial.ended_at and now - trial.at < TRIAL_MS
    dead = not trial.ended_at and not running
    zh, en = ("比较中断，请重试", "The comparison was interrupted; please try again") if dead else trial.problem
    return {
        "about": trial.about, "at": trial.at, "running": running, "result": trial.result,
        "problem": zh if language.lower().startswith("zh") else en,
    }  # fmt: skip


async def _put(read: Read, row: MeaningSetting, event: MeaningChanged) -> Changes:
    held = await read.get(MeaningSetting, row.tenant)
    if (held.version if held else 0) != row.version - 1:
        raise Clash("model_changed", "别人刚刚改过，请重新打开", "Somebody has changed this: open it again")
    return Changes(changed=(row,), events=(event,)) if held else Changes(new=(row,), events=(event,))


async def _note(read: Read, row: MeaningTrial) -> Changes:
    held = await read.get(MeaningTrial, row.tenant)
    if held is None:
        return Changes(new=(replace(row, version=1),))
    return Changes(changed=(replace(row, version=held.version + 1),))
