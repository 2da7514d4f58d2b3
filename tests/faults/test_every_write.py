"""Death at every single write and every fsync of a message's path, and in the middle of each write: whatever the moment,
the message is there once, or it was not acknowledged and is there at most once after the retry."""

import asyncio
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import Figures, Lab, broken, dose
from tests.support.needs import need
from tests.support.nursery import Child
from tests.support.sender import TROUBLE, Sender, Tally, settle

MESSAGES = 2
"""Messages of one path: the first opens the conversation, the second continues it."""
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate"


async def speak(sender: Sender, count: int) -> bool:
    """Sends `count` messages; False when the server dies under it."""
    try:
        async with sender.connect() as wire:
            await sender.greet(wire)
            while len(sender.acked) < count:
                await sender.say(wire)
    except TROUBLE:
        return False
    return True


async def dies_at(lab: Lab, data: Path, k: int, *, half: bool, **settings: str) -> tuple[bool, Tally]:
    """A server that dies at operation `k` of a path; whether it died, and what was found after the retries."""
    shutil.rmtree(lab.data, ignore_errors=True)
    shutil.copytree(data, lab.data)
    lab.shim.set(kill_at=0)
    server = Child(lab.nursery, lab.data, **settings)
    await asyncio.to_thread(server.start)
    sender = Sender(server.url, seed=k, patience=3.0)
    lab.shim.set(half=int(half), kill_at=lab.shim.count + k)
    lived = await speak(sender, MESSAGES)
    lab.shim.set(kill_at=0, half=0)
    if not lived:
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        assert await speak(sender, MESSAGES)
    await asyncio.sleep(0.05)  # the reactions of the last message
    await asyncio.to_thread(server.kill)
    return not lived, settle([sender], lab.data / "yingda.db")


@pytest.mark.timeout(3600)
async def test_every_operation(lab: Lab, data: Path, tmp_path: Path, figures: Figures) -> None:
    """Every k until the path is shorter than that: all of them in the full dose, every seventh in the short one."""
    template = Path(shutil.copytree(data, tmp_path / "template"))
    deaths, total, k, step = 0, Tally(), 1, dose(7, 1)
    for half in (False, True):
        k = 1 + 3 * half
        while True:
            died, tally = await dies_at(lab, template, k, half=half)
            total += tally
            deaths += died
            if not died or k > 400:
                break
            k += step
    figures("death at every write and fsync", deaths=deaths, operations=k, **total._asdict())
    assert total == Tally()
    assert deaths >= 2 * (20 // step)


async def test_the_test_notices(lab: Lab, data: Path, tmp_path: Path) -> None:
    template = Path(shutil.copytree(data, tmp_path / "template"))
    for k in range(1, 60):
        died, tally = await dies_at(lab, template, k, half=False, **broken("forgetful"))
        if tally.doubled:
            return
        assert died, "the path ended and nothing was noticed"


def attach(pid: int, k: int, log: Path) -> "subprocess.Popen[bytes]":
    """strace on a running server: it dies when it enters the k-th call of a kind."""
    strace = need(shutil.which("strace"), "strace (apt install strace)")
    inject = f"inject={CALLS}:signal=KILL:when={k}"
    return subprocess.Popen(
        [strace, "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", "-e", inject, "-p", str(pid)],
        stderr=subprocess.PIPE,
    )


def traced(pid: int, strace: "subprocess.Popen[bytes]") -> bool:
    """Whether strace holds the process, every thread of it; where the system forbids it the test is skipped."""
    for _ in range(200):
        tasks = [(t / "status").read_text() for t in Path(f"/proc/{pid}/task").iterdir()]
        if all(re.search(rf"TracerPid:\t{strace.pid}\b", status) for status in tasks):
            return True
        if strace.poll() is not None:
            break
        time.sleep(0.02)
    return False


@pytest.mark.timeout(1800)
async def test_by_strace(servers: Any, data: Path, tmp_path: Path, figures: Figures) -> None:
    """The same from outside the process: the kernel delivers the signal at the call's entry."""
    template, total, deaths = Path(shutil.copytree(data, tmp_path / "template")), Tally(), 0
    k, step = 1, dose(9, 1)
    while k < 200:
        shutil.rmtree(data)
        shutil.copytree(template, data)
        server = Child(servers, data)
        await asyncio.to_thread(server.start)
        sender = Sender(server.url, seed=k, patience=3.0)
        strace = attach(server.pid, k, tmp_path / "strace.log")
        if not await asyncio.to_thread(traced, server.pid, strace):
            strace.kill()
            server.kill()
            pytest.skip("the system does not allow tracing another process")
        lived = await speak(sender, MESSAGES)
        if lived:
            strace.send_signal(signal.SIGINT)
        await asyncio.to_thread(strace.wait, 10)
        await asyncio.to_thread(server.kill)
        deaths += not lived
        if not lived:
            await asyncio.to_thread(server.start)
            assert await speak(sender, MESSAGES)
            await asyncio.to_thread(server.kill)
        total += settle([sender], data / "yingda.db")
        if lived:
            break
        k += step
    figures("death by strace at the k-th call", deaths=deaths, calls=k, **total._asdict())
    assert total == Tally()
    assert deaths > 2
