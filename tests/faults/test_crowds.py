"""Many at once: everybody back after a restart, and somebody who does not read. A business that floods: `test_flood`."""

import asyncio
import contextlib
import json
import random
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import websockets
from tests.faults.conftest import FULL, PASSWORD, SEED, Figures, broken, dose
from tests.support.nursery import Child, Nursery
from tests.support.sender import TROUBLE, Agent, Sender, sign_in
from tests.support.wire import Wire

from yingda.kernel import new_id
from yingda.main.build import Node
from yingda.main.web import app
from yingda.rooms.accounts import Accounts
from yingda.rooms.people import People

# Everybody back at once


def jitter(attempt: int, chance: random.Random) -> float:
    """How long a client waits before attempt n, in seconds: as `backoff` in web/core/link.ts."""
    return 0.5 + chance.random() * (min(15.0, 2.0 * 2**attempt) - 0.5)


async def returning(node: Node) -> list[str]:
    """What is asked of the database when somebody comes back who lacks nothing."""
    front, key = app(node, close=False), (await node.need(Accounts).inboxes("town"))[0].public_key
    async with Wire(front, "/ws/visitor") as wire:
        token = (await wire.ask("hello", inbox=key))["token"]
        kept = await wire.ask("send", client_id=new_id(), text="你好")
        await node.reactor.settle()
        seq = max(f["entry"]["seq"] for f in wire.frames if f["op"] == "entry")
    said: list[str] = []
    for _ in range(2):  # the first one reads the face of the inbox for all
        said.clear()
        node.db.db.set_trace_callback(said.append)  # type: ignore[attr-defined]
        async with Wire(front, "/ws/visitor") as wire:
            back = await wire.ask("hello", inbox=key, token=token, conversation=kept["conversation"], seq=seq)
        assert (back["entries"], back["reset"]) == ([], False)
    return said


async def test_a_return_costs_two_queries(node: Node) -> None:
    """His contact and his conversations are read, nothing else."""
    said = await returning(node)
    assert len(said) <= 2, said


async def test_the_test_notices_one_query_more(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive = People.arrive

    async def curious(self: People, *given: Any) -> Any:
        await self.db.rows("select 1 from contact where tenant = ?1 limit 1", "town")
        return await arrive(self, *given)

    monkeypatch.setattr(People, "arrive", curious)
    assert len(await returning(node)) > 2


class Herd(NamedTuple):
    """How many are back, how many of them as strangers, after how many seconds, and how many tries failed."""

    back: int
    strangers: int
    seconds: float
    vain: int


async def herd(servers: Nursery, data: Path, count: int, **settings: str) -> Herd:
    """So many sockets, a server that dies and starts again, and all of them come back."""
    chance, strangers = random.Random(SEED), 0
    server = await asyncio.to_thread(Child(servers, data, **settings).start)
    gate, back, met = asyncio.Semaphore(50), list[float](), Counter[str]()
    ready, down = asyncio.Semaphore(0), asyncio.Event()

    async def visitor(sender: Sender) -> None:
        nonlocal strangers
        async with gate, sender.connect() as wire:
            await sender.greet(wire)
        async with sender.connect() as wire:
            known = (await sender.greet(wire))["contact"]["id"]
            ready.release()
            with contextlib.suppress(*TROUBLE):
                await wire.recv()
        await down.wait()
        for attempt in range(40):
            await asyncio.sleep(jitter(attempt, chance))
            try:
                async with sender.connect() as wire:
                    strangers += (await sender.greet(wire))["contact"]["id"] != known
                    back.append(time.monotonic())
                    return
            except TROUBLE as trouble:
                met[type(trouble).__name__] += 1

    senders = [Sender(server.url, seed=i, patience=30.0) for i in range(count)]
    tasks = [asyncio.create_task(visitor(s)) for s in senders]
    for _ in range(count):
        await ready.acquire()
    await asyncio.to_thread(server.kill)
    down.set()
    await asyncio.to_thread(server.start)
    up = time.monotonic()
    await asyncio.gather(*tasks)
    await asyncio.to_thread(server.kill)
    strangers += sum(s.refused["bad_token"] for s in senders)
    return Herd(len(back), strangers, max(back) - up, sum(met.values()))


@pytest.mark.timeout(1200)
async def test_everybody_comes_back(servers: Nursery, data: Path, figures: Figures) -> None:
    count = dose(60, 5_000)
    found = await herd(servers, data, count)
    figures("thundering herd", sockets=count, back_s=round(found.seconds, 1), tries_in_vain=found.vain)
    assert (found.back, found.strangers) == (count, 0)
    if FULL:
        assert found.seconds <= 30


async def test_the_test_notices_who_is_not_known_again(servers: Nursery, data: Path) -> None:
    assert (await herd(servers, data, 10, **broken("amnesia"))).strangers


# A reader who does not read


POURED = 30


async def swamp(server: Child, within: float = 20.0) -> tuple[float, int, int]:
    """One of two who watch a conversation stops reading while long messages are posted: seconds until he is closed, the
    code that he finds when he reads again, and how many messages the other one missed."""
    session = await asyncio.to_thread(sign_in, server.url, "chen@t.example", PASSWORD)
    guest = Sender(server.url)
    async with guest.connect() as wire:
        await guest.greet(wire)
        await guest.say(wire)
    agents = [Agent(server.url, session, guest.conversation, seed=i, patience=30.0) for i in range(8)]
    heard: Counter[str] = Counter()
    slow = await websockets.connect(
        agents[0].url, additional_headers=agents[0].headers, max_queue=1, proxy=None, close_timeout=0.2
    )
    await agents[0].greet(slow)
    slow.transport.pause_reading()
    quick = await agents[1].connect()
    await agents[1].greet(quick)

    async def listen() -> None:
        async for raw in quick:
            frame = json.loads(raw)
            if frame["op"] == "entry":
                heard[frame["entry"]["client_id"]] += 1

    listening = asyncio.create_task(listen())
    text, said, begun = "长" * 7_900, [], time.monotonic()

    async def pour(agent: Agent) -> None:
        async with agent.connect() as wire:
            for _ in range(POURED):
                client_id = new_id()
                answer = await agent.ask(
                    wire, "send", client_id=client_id, text=text, conversation=agent.conversation, kind="note"
                )
                if answer["op"] == "ack":
                    said.append(client_id)
                else:
                    await asyncio.sleep(answer["error"].get("retry_after", 0.1))

    async def until_closed() -> float:
        while time.monotonic() - begun < within:
            if await asyncio.to_thread(closed, server):
                return time.monotonic() - begun
            await asyncio.sleep(0.1)
        return time.monotonic() - begun

    pouring = asyncio.gather(*(pour(a) for a in agents[2:]))
    took = await until_closed()
    slow.transport.resume_reading()
    code = 0
    try:
        async with asyncio.timeout(20):
            while True:
                await slow.recv()
    except websockets.ConnectionClosed as gone:
        code = gone.rcvd.code if gone.rcvd else 0
    except TimeoutError:
        pass
    await pouring
    await asyncio.sleep(0.5)
    listening.cancel()
    await quick.close()
    await slow.close()
    return took, code, sum(heard[c] != 1 for c in said)


def closed(server: Child) -> bool:
    """Whether the server has closed somebody as too slow."""
    with urllib.request.urlopen(server.url + "/metrics", timeout=5) as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith("yingda_sockets_slow") and not line.startswith("#"):
                return float(line.rsplit(" ", 1)[1]) > 0
    return False


async def test_a_slow_reader_harms_nobody(servers: Nursery, data: Path, figures: Figures) -> None:
    """In the short dose he is given up four times as fast as he is."""
    server = await asyncio.to_thread(Child(servers, data, **({} if FULL else broken("brisk"))).start)
    took, code, missed = await swamp(server)
    figures("slow reader", closed_s=round(took, 1), code=code, others_missed=missed)
    assert code == 1013, "he is told to come again"
    assert missed == 0
    await asyncio.to_thread(server.stop)


async def test_the_test_notices_endless_patience(servers: Nursery, data: Path) -> None:
    server = await asyncio.to_thread(Child(servers, data, **broken("patient")).start)
    _, code, _ = await swamp(server, 5.0)
    assert code != 1013
    await asyncio.to_thread(server.kill)
