"""A bad network: whatever happens to a connection, a retry never doubles, and what was acknowledged is there."""

import asyncio
import random
from pathlib import Path

import pytest
from tests.faults.conftest import PASSWORD, SEED, Figures, broken, dose
from tests.support.nursery import Child, Nursery
from tests.support.proxy import Proxy
from tests.support.sender import TROUBLE, Agent, Sender, Tally, settle, sign_in

SENDERS = 8
EACH = 3
"""Messages that a sender wants acknowledged on each connection."""


async def endure(sender: Sender, scenarios: int, chance: random.Random) -> None:
    """So many connections, each with its trouble. Now and then he sends again what was acknowledged."""
    for _ in range(scenarios):
        try:
            async with sender.connect() as wire:
                await sender.greet(wire)
                for _ in range(EACH):
                    if sender.waiting and chance.random() < 0.5:
                        client_id, text = next(iter(sender.waiting.items()))
                        await sender.say(wire)
                        await sender.again(wire, client_id, text)
                    else:
                        await sender.say(wire)
        except TROUBLE:
            await asyncio.sleep(0.01)


async def through(server: Child, scenarios: int, seed: int) -> tuple[list[Sender], Proxy, Tally]:
    """Visitors and an agent behind the bad network, then the judgement."""
    await asyncio.to_thread(server.start)
    session = await asyncio.to_thread(sign_in, server.url, "chen@t.example", PASSWORD)
    async with Proxy(server.port, seed) as proxy:
        senders = [Sender(proxy.url, seed=f"{seed} {i}", patience=1.0) for i in range(SENDERS - 2)]
        for _ in range(2):  # a conversation for an agent to write into
            guest = Sender(server.url)
            async with guest.connect() as wire:
                await guest.greet(wire)
                await guest.say(wire)
            senders.append(Agent(proxy.url, session, guest.conversation, seed=f"{seed} {guest.token}", patience=1.0))
        lots = [random.Random(f"{seed} {i}") for i in range(SENDERS)]
        await asyncio.gather(*(endure(s, scenarios // SENDERS, c) for s, c in zip(senders, lots, strict=True)))
    for sender in senders:  # a good line at last, and time
        sender.move(server.url)
        sender.patience = 30.0
        async with sender.connect() as wire:
            await sender.greet(wire)
            while sender.waiting:
                await sender.say(wire)
    await asyncio.to_thread(server.stop)
    return senders, proxy, settle(senders, server.data / "yingda.db")


@pytest.mark.timeout(1200)
async def test_retries_never_double(servers: Nursery, data: Path, figures: Figures) -> None:
    scenarios = dose(64, 500)
    senders, proxy, tally = await through(Child(servers, data), scenarios, SEED)
    acked = sum(len(s.acked) for s in senders)
    figures("bad network", scenarios=scenarios, acknowledged=acked, **proxy.met, **tally._asdict())
    assert tally == Tally()
    assert acked > scenarios / 2
    assert all(proxy.met.values()), "every kind of trouble was met"


@pytest.mark.parametrize("name", ["forgetful", "twice"])
async def test_the_test_notices(servers: Nursery, data: Path, name: str) -> None:
    _, _, tally = await through(Child(servers, data, **broken(name)), 40, SEED)
    assert tally != Tally(), "it keeps something twice, or not where it said"
