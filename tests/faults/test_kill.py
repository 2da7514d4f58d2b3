"""kill -9 at random moments under visitors who retry: nothing acknowledged is lost, nothing is there twice."""

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import SEED, Figures, broken, dose
from tests.support.nursery import Child, Nursery
from tests.support.sender import Sender, Tally, settle

SENDERS = 6


async def torment(
    server: Child, cycles: int, seed: int, until: Any = None, where: Path | str = ""
) -> tuple[list[Sender], Tally]:
    """Kills and restarts a server `cycles` times under senders; then judges its database (`where`, if it is not in its data
    folder). `until(tally)` may end it sooner."""
    where = where or server.data / "yingda.db"
    chance = random.Random(seed)
    await asyncio.to_thread(server.start)
    senders = [Sender(server.url, seed=f"{seed} {i}", patience=3.0) for i in range(SENDERS)]
    stop = asyncio.Event()
    tasks = [asyncio.create_task(s.run(stop)) for s in senders]
    for _ in range(cycles):
        acked = sum(len(s.acked) for s in senders)
        for _ in range(200):  # a cycle in which nobody was heard would show nothing
            await asyncio.sleep(0.01)
            if sum(len(s.acked) for s in senders) > acked:
                break
        await asyncio.sleep(chance.random() * 0.25)
        await asyncio.to_thread(server.kill)
        if until and until(settle(senders, where)):
            break
        await asyncio.to_thread(server.start)
    await asyncio.sleep(0.5)
    stop.set()
    await asyncio.gather(*tasks)
    await asyncio.to_thread(server.stop)
    return senders, settle(senders, where)


@pytest.mark.timeout(7200)
async def test_nothing_acknowledged_is_lost(servers: Nursery, data: Path, figures: Figures) -> None:
    cycles = dose(12, 1_000)
    senders, tally = await torment(Child(servers, data), cycles, SEED)
    acked = sum(len(s.acked) for s in senders)
    figures("kill -9", cycles=cycles, acknowledged=acked, **tally._asdict())
    assert tally == Tally()
    assert acked >= cycles * 5


@pytest.mark.parametrize(
    ("name", "seen"), [("hasty", "lost"), ("forgetful", "doubled"), ("careless", "gaps"), ("twice", "doubled")]
)
async def test_the_test_notices(servers: Nursery, data: Path, name: str, seen: str) -> None:
    def noticed(tally: Tally) -> bool:
        return bool(getattr(tally, seen))

    _, tally = await torment(Child(servers, data, **broken(name)), 12, SEED, noticed)
    assert noticed(tally), tally
