"""The bus over NATS: the contract of every bus, between two nodes, and what becomes of it while the server is away."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from tests.engines.bus_contract import NodesContract, heard_by, up
from tests.support.nats import Nats, nats

from yingda.engines.nats import NatsBus
from yingda.engines.nats import bus as engine


@pytest.fixture(scope="module")
def server() -> Iterator[Nats]:
    with nats() as found:
        yield found


@pytest.fixture
async def pair(server: Nats) -> AsyncIterator[tuple[NatsBus, NatsBus]]:
    buses = NatsBus(server.url, "here"), NatsBus(server.url, "here")
    for bus in buses:
        await bus.start()
    await up(*buses)
    yield buses
    for bus in buses:
        await bus.close()


class TestNats(NodesContract):
    """All that is promised, kept."""


async def test_another_installation_on_the_same_server_hears_nothing(
    server: Nats, pair: tuple[NatsBus, NatsBus]
) -> None:
    stranger = NatsBus(server.url, "elsewhere")
    await stranger.start()
    await up(stranger)
    heard: list[int] = []
    stranger.listen("t", lambda seq, frame: heard.append(seq))
    known: list[int] = []
    pair[1].listen("t", lambda seq, frame: known.append(seq))
    await asyncio.sleep(0.1)
    pair[0].publish("t", 1, b"")
    await heard_by(known, 1)
    assert heard == []
    await stranger.close()


async def test_a_server_that_dies_and_comes_back_is_found_and_asked_for_everything_again() -> None:
    with nats() as server:
        here, there = NatsBus(server.url, "x"), NatsBus(server.url, "x")
        for bus in (here, there):
            await bus.start()
        await up(here, there)
        heard: list[int] = []
        looked: list[str] = []
        there.arrived = lambda topic, seq, frame: looked.append(topic) if not topic else there.tell(topic, seq, frame)
        for i in range(200):
            there.listen(f"t/{i}", lambda seq, frame: heard.append(seq))
        await asyncio.sleep(0.1)
        server.kill()
        for _ in range(500):
            if not (here.up or there.up):
                break
            await asyncio.sleep(0.01)
        assert not here.up
        here.publish("t/3", 1, b"while it is away")
        await asyncio.to_thread(server.start)
        await up(here, there)
        assert "" in looked, "whoever was away is told to look"
        for _ in range(200):
            here.publish("t/150", 2, b"")
            await asyncio.sleep(0.01)
            if 2 in heard:
                break
        assert 2 in heard
        for bus in (here, there):
            await bus.close()


async def test_what_waits_for_a_server_is_bounded_and_the_newest_stays() -> None:
    bus = NatsBus("nats://127.0.0.1:1", "x")
    await bus.start()
    for seq in range(200):
        bus.publish("t", seq, b"x" * 100_000)
    assert bus.size <= engine.BUFFER
    assert bus.dropped > 100
    assert b"PUB " in bus.out[-1]
    await bus.close()


async def test_a_server_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PULSE_S", 0.1)
    monkeypatch.setattr(engine, "DEAD_S", 0.4)
    with nats() as server:
        bus = NatsBus(server.url, "x")
        await bus.start()
        await up(bus)
        server.stop()
        try:
            for _ in range(500):
                if not bus.up:
                    break
                await asyncio.sleep(0.01)
            assert not bus.up
        finally:
            server.go()
        await up(bus)
        await bus.close()
