"""Power loss, and death at every single write: what was acknowledged is on the disk before it is acknowledged.

A server runs under the shim (`tests/support/shim.c`), which records every change to its files and everything it says over
its sockets, in order. From that record a cut can be made at any operation: what had been acknowledged by then, and
nothing else, must be found by a server that starts on what the cut left.
"""

import asyncio
import random
import re
import shutil
from pathlib import Path

import pytest
from tests.faults.conftest import FULL, SEED, Figures, Lab, broken, dose
from tests.support.nursery import Child
from tests.support.sender import Sender, Tally, audit, settle, shelves
from tests.support.shim import Disk, Record, records

SENDERS = 4
PARTS, LIVES = 10, 20
ACK = re.compile(rb'"op":"ack","ref":"\w+","data":\{"conversation":"(\w+)","seq":(\d+),"id":"(\w+)"')


async def life(lab: Lab, senders: list[Sender], how_long: float, **settings: str) -> tuple[Disk, list[Record]]:
    """One life of a server, from its start to its sudden end: the disk before, and all it did."""
    before = Disk(lab.data)
    lab.shim.set(logging=1)
    server = Child(lab.nursery, lab.data, **settings)
    await asyncio.to_thread(server.start)
    pid, stop = server.pid, asyncio.Event()
    for sender in senders:
        sender.move(server.url)
    tasks = [asyncio.create_task(s.run(stop)) for s in senders]
    await asyncio.sleep(how_long)
    await asyncio.to_thread(server.kill)
    stop.set()
    await asyncio.gather(*tasks)
    lab.shim.set(logging=0)
    return before, list(records(lab.shim.records(pid)))


def promised(done: list[Record]) -> list[tuple[int, str, int, str]]:
    """The messages acknowledged: at which operation, conversation, seq and id."""
    found = []
    for at, record in enumerate(done):
        if record.kind == "O":
            found += [(at, c.decode(), int(s), i.decode()) for c, s, i in ACK.findall(record.data)]
    return found


def missing(folder: Path, kept: list[tuple[int, str, int, str]], at: int) -> int:
    """How many of the messages acknowledged before operation `at` a cut there has lost."""
    have = {(c, e["seq"], e["id"]) for c, entries in shelves(folder / "yingda.db").items() for e in entries}
    return sum((c, s, i) not in have for when, c, s, i in kept if when < at)


def cuts(before: Disk, done: list[Record], count: int, chance: random.Random, target: Path, first: int = 0) -> Tally:
    """Cuts at `count` operations drawn by lot, from `first` on, and one at the end; that one is left in `target`."""
    kept, total, at = promised(done), Tally(), 0
    for place in (*sorted(chance.randint(first, len(done)) for _ in range(count)), len(done)):
        for record in done[at:place]:
            before.do(record)
        at = place
        before.cut(target, chance.choice((None, chance, chance)))
        total += Tally(lost=missing(target, kept, place)) + audit(target / "yingda.db")
    return total


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(dose(1, PARTS)))
async def test_only_what_was_synced_survives(lab: Lab, paper: Path, part: int, figures: Figures) -> None:
    """Lives that end in a power cut, each beginning with what the last cut left; and in each more cuts on paper. In parts,
    each with a business of its own: a cut reads the whole database, which would grow with every life."""
    lives, on_paper, chance = dose(3, LIVES), 20, random.Random(f"{SEED} {part}")
    senders = [Sender("", seed=f"power {SEED} {part} {i}", patience=3.0) for i in range(SENDERS)]
    total, left = Tally(), paper / "left"
    for _ in range(lives):
        before, done = await life(lab, senders, 0.4 + chance.random() * 0.4)
        total += cuts(before, done, on_paper, chance, left)
        shutil.rmtree(lab.data)
        shutil.copytree(left, lab.data)
    acked = sum(len(s.acked) for s in senders)
    total += settle(senders, lab.data / "yingda.db")
    name = f"power loss, part {part + 1} of {PARTS}" if FULL else "power loss"
    figures(name, cuts=lives, on_paper=lives * on_paper, acknowledged=acked, **total._asdict())
    assert total == Tally()
    assert acked > lives * SENDERS


async def test_the_test_notices_commits_that_do_not_wait(lab: Lab, paper: Path, figures: Figures) -> None:
    senders = [Sender("", seed=i, patience=3.0) for i in range(SENDERS)]
    before, done = await life(lab, senders, 1.0, **broken("normal"))
    total = cuts(before, done, 20, random.Random(SEED), paper / "left", promised(done)[0][0])
    figures("power loss, synchronous=NORMAL", cuts=20, lost=total.lost)
    assert total.lost > 0


async def test_the_test_notices_hasty_acknowledgements(lab: Lab, paper: Path) -> None:
    senders = [Sender("", seed=i, patience=3.0) for i in range(SENDERS)]
    before, done = await life(lab, senders, 1.0, **broken("hasty"))
    assert cuts(before, done, 20, random.Random(SEED), paper / "left", promised(done)[0][0]).lost > 0
