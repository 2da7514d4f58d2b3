"""A disk that is full or fails: refused at once and in words, nothing acknowledged is lost, reads go on, and when the disk
is well again so is the house, without a restart."""

import asyncio
import errno
import random
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import SEED, Figures, Lab, dose
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


@pytest.mark.parametrize("fault", FAULTS)
async def test_refused_then_recovered(lab: Lab, fault: str, figures: Figures) -> None:
    server = await asyncio.to_thread(Child(lab.nursery, lab.data).start)
    sender, slowest = Sender(server.url), 0.0
    async with sender.connect() as wire:
        await sender.greet(wire)
        for _ in range(5):
            await sender.say(wire)
        for _ in range(dose(2, 20)):
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
    tally = settle([sender], lab.data / "yingda.db")
    figures(fault, refusals_s=round(slowest, 3), **tally._asdict())
    assert tally == Tally()
    assert slowest < 1.0


async def test_what_a_failed_fsync_forgot_is_not_built_upon(lab: Lab, tmp_path: Path, figures: Figures) -> None:
    """After a failed fsync the system calls the lost bytes clean; a later fsync does not bring them back. What is
    acknowledged afterwards, and after a crash and a new start, survives a power cut all the same."""
    chance, total, senders = random.Random(SEED), Tally(), [Sender("", seed=i, patience=3.0) for i in range(3)]
    for _ in range(dose(2, 30)):
        before = Disk(lab.data)
        lab.shim.set(logging=1)
        server, done = Child(lab.nursery, lab.data), []
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
        total += cuts(before, done, 20, chance, tmp_path / "left")
        shutil.rmtree(lab.data)
        shutil.copytree(tmp_path / "left", lab.data)
    total += settle(senders, lab.data / "yingda.db")
    figures("failed fsync, crash, power loss", acknowledged=sum(len(s.acked) for s in senders), **total._asdict())
    assert total == Tally()
