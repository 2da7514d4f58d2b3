"""The room over a real database and the real engine, asking an endpoint on this machine."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.database import fresh
from tests.support.outside import Outside, outside
from tests.support.talking import saying
from tests.walks.conftest import town, town_data

from yingda.engines.fetch import GuardedFetch
from yingda.engines.openai import OpenAIModel
from yingda.kernel import SystemClock
from yingda.rooms.accounts import Seal
from yingda.rooms.llm import Llm
from yingda.rooms.llm.model import USES, Change

__all__ = ["town", "town_data"]
KEY = "sk-model-556677"


class Bench:
    """The room, and the endpoint."""

    def __init__(self, llm: Llm, there: Outside) -> None:
        self.llm, self.there = llm, there

    def change(self, **more: Any) -> Change:
        url = f"http://127.0.0.1:{self.there.port}/v1"
        return Change(**{"url": url, "model": "m", "key": KEY, "uses": USES, "within": 2.0} | more)

    async def on(self, **more: Any) -> None:
        """Turns it on, or changes it."""
        version = (await self.llm.settings("t"))["version"]
        await self.llm.put("t", "a1", self.change(**more), version)

    def says(self, text: str) -> None:
        """What the model says from now on."""
        self.there.reply = saying(text)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    fetch = GuardedFetch(private_hosts=["127.0.0.1"])
    async with fresh(tmp_path, "llm") as db, outside(saying("好")) as there:
        seal = Seal("0123456789" * 4, "llm")
        yield Bench(Llm(db, OpenAIModel(fetch), SystemClock(), seal, lambda host: host == "127.0.0.1"), there)
        await fetch.close()
