"""A knowledge room on a fresh database."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from tests.support.database import fresh

from yingda.kernel import SystemClock, Unavailable
from yingda.rooms.knowledge import Knowledge


class Got(Struct):
    url: str
    status: int
    type: str
    body: bytes


class Net:
    """Pages by address, as the guarded client would bring them."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}

    async def get(self, url: str, *, hosts: Sequence[str], limit: int = 5_000_000) -> Any:
        if url not in self.pages:
            raise Unavailable("fetch_failed", "取不到", "Cannot be fetched")
        return Got(url, *self.pages[url])


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture
async def knowledge(tmp_path: Path, net: Net) -> AsyncIterator[Knowledge]:
    async with fresh(tmp_path, "knowledge") as db:
        room = Knowledge(db, net, SystemClock())
        await room.start()
        yield room
        await room.stop()
