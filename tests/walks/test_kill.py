"""kill -9 of the real process while visitors send: what was acknowledged is there once, without a gap, in order. More
of it, and of everything else that can fail, is in tests/faults."""

import asyncio

from tests.support.sender import Sender, Tally, judge, shelves
from tests.support.server import Server

VISITORS, ROUNDS = 6, 2


async def test_nothing_acknowledged_is_lost(own_server: Server) -> None:
    senders, stop = [Sender(own_server.url, inbox="qinghe", seed=i) for i in range(VISITORS)], asyncio.Event()
    tasks = [asyncio.create_task(s.run(stop)) for s in senders]
    for i in range(ROUNDS):
        await asyncio.sleep(0.6 + 0.13 * i)
        await asyncio.to_thread(own_server.kill)
        await asyncio.to_thread(own_server.start)
    await asyncio.sleep(1.0)
    stop.set()
    await asyncio.gather(*tasks)
    for sender in senders:
        assert judge(sender, await sender.history()) == Tally(), "as the visitor sees it"
    kept = shelves(own_server.data / "yingda.db")
    assert all(judge(sender, kept[sender.conversation]) == Tally() for sender in senders), "as it is kept"
    assert sum(len(s.acked) for s in senders) >= VISITORS * ROUNDS
