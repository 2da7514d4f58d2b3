"""A disk that is full or fails: refused at once and in words, nothing acknowledged is lost, reads go on, and when the disk
is well again so is the house, without a restart."""

import asyncio
import errno
import random
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import SEED, Figures, Lab, broken, dose
from tests.faults.test_power import cuts
from tests.support.nursery import Child
from tests.support.sender import Sender, Tally, settle
from tests.support.shim import Disk, records

from yingda.kernel import new_id

FAULTS = {
    "disk full": {"write_error": errno.ENOSPC},
    "I/O error on write": {"write_error": errno.EIO},
    "I/O error on fsync": {"sync_error": errno.EIO},
}


async def refused(sender: Sender, wire: Any) -> tuple[str, float]:
    """Tries to say something: the code of the refusal and the seconds it took."""
    begun = time.monotonic()
    if not sender.waiting:
        sender.n += 1
        sender.waiting[new_id()] = f"第 {sender.n} 句"
    client_id, text = next(iter(sender.waiting.items()))
    answer = await sender.ask(wire, "send", client_id=client_id, text=text)
    assert answer["op"] == "error", answer
    assert answer["error"]["message"]
    return answer["error"]["code"], time.monotonic() - begun


async def ailing(lab: Lab, fault: str, rounds: int, **settings: str) -> tuple[Tally, float]:
    """The disk fails and is well again, `rounds` times: what is wrong afterwards, and how slow the slowest refusal was."""
    server = await asyncio.to_thread(Child(lab.nursery, lab.data, **settings).start)
    sender, slowest = Sender(server.url), 0.0
    async with sender.connect() as wire:
        await sender.greet(wire)
        for _ in range(5):
            await sender.say(wire)
        for _ in range(rounds):
            lab.shim.set(**FAULTS[fault])
            for _ in range(3):
                code, took = await refused(sender, wire)
                assert code == "unavailable"
                slowest = max(slowest, took)
            assert len(await sender.history()) >= 5, "reads go on"
            lab.shim.set(write_error=0, sync_error=0)
            assert await sender.say(wire), "well again, and the retry is kept"
            await asyncio.sleep(0.25)  # no faster than a socket may
    await asyncio.to_thread(server.kill)
    return settle([sender], lab.data / "yingda.db"), slowest


@pytest.mark.parametrize("fault", FAULTS)
async def test_refused_then_recovered(lab: Lab, fault: str, figures: Figures) -> None:
    tally, slowest = await ailing(lab, fault, dose(2, 20))
    figures(fault, refusals_s=round(slowest, 3), **tally._asdict())
    assert tally == Tally()
    assert slowest < 1.0


@pytest.mark.parametrize(
    ("name", "fault", "what"),
    [("gullible", "disk full", "ack"), ("stubborn", "I/O error on write", "well again")],
)
async def test_the_test_notices(lab: Lab, name: str, fault: str, what: str) -> None:
    with pytest.raises(AssertionError, match=what):
        await ailing(lab, fault, 1, **broken(name))


async def forgotten(lab: Lab, left: Path, lives: int, **settings: str) -> tuple[Tally, int]:
    """Lives with a failing fsync, a crash, a new start and a power cut: what is wrong, and how many were acknowledged. It
    ends when something is."""
    chance, total, senders = random.Random(SEED), Tally(), [Sender("", seed=i, patience=3.0) for i in range(3)]
    for _ in range(lives):
        before = Disk(lab.data)
        lab.shim.set(logging=1)
        server, done = Child(lab.nursery, lab.data, **settings), []
        for last in (False, True):
            await asyncio.to_thread(server.start)
            pid, stop = server.pid, asyncio.Event()
            for sender in senders:
                sender.move(server.url)
            tasks = [asyncio.create_task(s.run(stop)) for s in senders]
            await asyncio.sleep(0.3)
            if not last:
                lab.shim.set(sync_error=errno.EIO)
                await asyncio.sleep(0.1 + chance.random() * 0.1)
            if chance.random() < 0.5 or last:
                lab.shim.set(sync_error=0)
                await asyncio.sleep(0.2)
            await asyncio.to_thread(server.kill)
            lab.shim.set(sync_error=0)
            stop.set()
            await asyncio.gather(*tasks)
            done += list(records(lab.shim.records(pid)))
        lab.shim.set(logging=0)
        total += cuts(before, done, 20, chance, left)
        shutil.rmtree(lab.data)
        shutil.copytree(left, lab.data)
        if total != Tally():
            break
    return total + settle(senders, lab.data / "yingda.db"), sum(len(s.acked) for s in senders)


async def test_what_a_failed_fsync_forgot_is_not_built_upon(lab: Lab, paper: Path, figures: Figures) -> None:
    """After a failed fsync the system calls the lost bytes clean; a later fsync does not bring them back. What is
    acknowledged afterwards, and after a crash and a new start, survives a power cut all the same."""
    total, acked = await forgotten(lab, paper / "left", dose(2, 30))
    figures("failed fsync, crash, power loss", acknowledged=acked, **total._asdict())
    assert total == Tally()


async def test_the_test_notices_building_on_what_was_forgotten(lab: Lab, paper: Path) -> None:
    try:
        total, _ = await forgotten(lab, paper / "left", 6, **broken("trusting"))
    except (AssertionError, sqlite3.DatabaseError):
        return  # the database is damaged
    assert total.lost
