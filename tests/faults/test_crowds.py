"""Many at once: everybody back after a restart, somebody who does not read, and a business that floods the node."""

import asyncio
import contextlib
import json
import random
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
import websockets
from tests.faults.conftest import FULL, PASSWORD, SEED, Figures, broken, dose
from tests.support.nursery import Child, Nursery
from tests.support.sender import TROUBLE, Agent, Sender, sign_in
from tests.support.wire import Wire

from yingda.kernel import TooMany, new_id
from yingda.kernel.shares import Shares
from yingda.main.build import Node, close_house, open_house
from yingda.main.settings import Settings
from yingda.main.web import app
from yingda.rooms.accounts import Accounts


def percentile(values: list[float], part: float) -> float:
    """The value below which `part` of them lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


# Everybody back at once


def jitter(attempt: int, chance: random.Random) -> float:
    """How long a client waits before attempt n, in seconds: as `backoff` in web/core/link.ts."""
    return 0.5 + chance.random() * (min(15.0, 2.0 * 2**attempt) - 0.5)


async def test_a_return_costs_two_queries(node: Node) -> None:
    """Somebody who comes back and lacks nothing: his contact and his conversations are read, nothing else."""
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
    assert len(said) <= 2, said


@pytest.mark.timeout(1200)
async def test_everybody_comes_back(servers: Nursery, data: Path, figures: Figures) -> None:
    count, chance = dose(60, 5_000), random.Random(SEED)
    server = await asyncio.to_thread(Child(servers, data).start)
    gate, back, met = asyncio.Semaphore(50), list[float](), Counter[str]()
    ready, down = asyncio.Semaphore(0), asyncio.Event()

    async def visitor(sender: Sender) -> None:
        async with gate, sender.connect() as wire:
            await sender.greet(wire)
        async with sender.connect() as wire:
            await sender.greet(wire)
            ready.release()
            with contextlib.suppress(*TROUBLE):
                await wire.recv()
        await down.wait()
        for attempt in range(40):
            await asyncio.sleep(jitter(attempt, chance))
            try:
                async with sender.connect() as wire:
                    await sender.greet(wire)
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
    took = max(back) - up
    figures("thundering herd", sockets=count, back_s=round(took, 1), tries_in_vain=sum(met.values()))
    assert len(back) == count
    assert sum(s.refused["bad_token"] for s in senders) == 0
    if FULL:
        assert took <= 30


# A reader who does not read


POURED = 30


async def swamp(server: Child) -> tuple[float, int, int]:
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
        while time.monotonic() - begun < 20:
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
    server = await asyncio.to_thread(Child(servers, data).start)
    took, code, missed = await swamp(server)
    figures("slow reader", closed_s=round(took, 1), code=code, others_missed=missed)
    assert code == 1013, "he is told to come again"
    assert missed == 0
    await asyncio.to_thread(server.stop)


async def test_the_test_notices_endless_patience(servers: Nursery, data: Path) -> None:
    server = await asyncio.to_thread(Child(servers, data, **broken("patient")).start)
    _, code, _ = await swamp(server)
    assert code != 1013
    await asyncio.to_thread(server.kill)


# A business that takes more than its share


async def crowd(shares: Shares, flood: int, quiet: int) -> tuple[int, Counter[str]]:
    """One business asks for `flood` operations at once, four others for one now and then: the most operations of the
    flooder that ran while another waited for its own, and the refusals."""
    ran, worst, refused = 0, 0, Counter[str]()

    async def one(tenant: str) -> None:
        nonlocal ran, worst
        before = ran
        try:
            await shares.enter(tenant)
        except TooMany:
            refused[tenant] += 1
            return
        if tenant != "flood":
            worst = max(worst, ran - before)
        await asyncio.sleep(0)
        ran += tenant == "flood"
        shares.leave(tenant)

    for i in range(4):
        await one(f"quiet {i}")
    tasks = [asyncio.create_task(one("flood")) for _ in range(flood)]
    for n in range(quiet):
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(one(f"quiet {n % 4}")))
    await asyncio.gather(*tasks)
    assert not shares.lines
    assert not shares.running
    assert shares.all == 0
    return worst, refused


async def test_each_is_served_in_turn() -> None:
    shares = Shares()
    worst, refused = await crowd(shares, 2_000, 40)
    assert worst <= shares.at_once
    assert set(refused) == {"flood"}


async def test_the_test_notices_one_line_for_all() -> None:
    class First(Shares):
        async def enter(self, tenant: str) -> None:
            await super().enter("all")

        def leave(self, tenant: str) -> None:
            super().leave("all")

        def part(self, whole: int) -> int:
            return whole

    worst, refused = await crowd(First(at_once=128), 2_000, 40)
    assert worst > 128 or set(refused) != {"flood"}


async def businesses(data: Path, count: int) -> list[str]:
    """Founds `count` businesses; the public keys of their inboxes."""
    node = await open_house(Settings.read({"YINGDA_DATA": str(data)}))
    accounts, keys = node.need(Accounts), []
    for i in range(count):
        await accounts.found(f"店 {i}", "zh-CN", "Asia/Shanghai", "老板", f"b{i}@t.example", PASSWORD, f"shop{i}")
        inbox = await accounts.open_inbox(f"shop{i}", name="网站", languages=("zh-CN",), pack="", identity="optional")
        keys.append(inbox.public_key)
    await close_house(node)
    return keys


@pytest.mark.timeout(600)
async def test_a_flood_harms_only_the_flooder(servers: Nursery, data: Path, figures: Figures) -> None:
    """Four businesses with five messages a second each; then a fifth with as many sockets as it takes for fifty times that,
    which do not wait when they are refused."""
    keys = await businesses(data, 5)
    server = await asyncio.to_thread(Child(servers, data).start)
    quiet = [Sender(server.url, inbox=keys[i % 4], seed=i, patience=30.0) for i in range(8)]
    loud = [Sender(server.url, inbox=keys[4], seed=f"loud {i}", patience=30.0) for i in range(dose(100, 250))]
    took: dict[str, list[float]] = {"before": [], "during": []}
    phase, stop = "before", asyncio.Event()
    sent: Counter[str] = Counter()

    async def calm(sender: Sender) -> None:
        async with sender.connect() as wire:
            await sender.greet(wire)
            while not stop.is_set():
                begun, now = time.monotonic(), phase
                if await sender.say(wire):
                    took[now].append(time.monotonic() - begun)
                await asyncio.sleep(0.4)

    async def rage(sender: Sender) -> None:
        async with sender.connect() as wire:
            await sender.greet(wire)
            while not stop.is_set():
                answer = await sender.ask(wire, "send", client_id=new_id(), text="洪水")
                sent[answer["op"]] += 1
                if answer["op"] == "error":
                    assert answer["error"]["code"] == "too_many"
                    assert answer["error"]["retry_after"] > 0
                await asyncio.sleep(0.05)

    tasks = [asyncio.create_task(calm(s)) for s in quiet]
    await asyncio.sleep(dose(3, 20))
    phase = "during"
    tasks += [asyncio.create_task(rage(s)) for s in loud]
    await asyncio.sleep(dose(4, 30))
    stop.set()
    await asyncio.gather(*tasks)
    refused = sum((s.refused for s in quiet), Counter())
    p99 = {name: percentile(values, 0.99) for name, values in took.items()}
    figures(
        "flood at 50 x its share", others_p99_before_ms=round(p99["before"] * 1e3, 1),
        others_p99_during_ms=round(p99["during"] * 1e3, 1), ratio=round(p99["during"] / p99["before"], 2),
        flood_kept=sent["ack"], flood_refused=sent["error"], others_refused=sum(refused.values()),
    )  # fmt: skip
    assert not refused, "refusals only for the flooder"
    await asyncio.to_thread(server.kill)
