"""The bus over PostgreSQL's NOTIFY: the contract of every bus, between two nodes."""

import json
import os
from collections.abc import AsyncIterator

import asyncpg
import pytest
from tests.engines.bus_contract import NodesContract, up
from tests.support.needs import need

from yingda.engines.pgnotify import NotifyBus
from yingda.engines.pgnotify.bus import NOTICE

URL = os.environ.get("YINGDA_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture
async def url() -> str:
    try:
        db = await asyncpg.connect(URL, timeout=3)
    except (OSError, TimeoutError, asyncpg.PostgresError):
        return need(None, "PostgreSQL (YINGDA_TEST_POSTGRES)")
    await db.close()
    return URL


@pytest.fixture
async def pair(url: str) -> AsyncIterator[tuple[NotifyBus, NotifyBus]]:
    buses = NotifyBus(url), NotifyBus(url)
    for bus in buses:
        await bus.start()
    await up(*buses)
    yield buses
    for bus in buses:
        await bus.close()


class TestNotify(NodesContract):
    """All that is promised, kept."""


async def test_many_small_frames_share_a_notice_and_none_is_too_large() -> None:
    bus = NotifyBus(URL)
    for seq in range(500):
        bus.publish("t/c/1", seq, ("应" * (seq % 300)).encode())
    said = bus.notices()
    assert 10 < len(said) < 100
    assert all(len(one.encode()) < 8_000 for one in said)
    found = [part for one in said for part in json.loads(one)[1:]]
    assert [part[1] for part in found] == list(range(500))
    bus.publish("t", 1, b"x" * NOTICE)
    assert [json.loads(one)[1:] for one in bus.notices()] == [[["", 0, ""]]]
