"""One decision on each engine: `python -m bench engines`.

The decision is the product's own "receive a message" (`rooms/conversations`), durable, with its events. Counted is the
processor time of this process and, for PostgreSQL, of the server and all its sessions. Every round runs both engines, one
after the other, so that what else the machine does falls on both.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from tests.support import database, postgres
from tests.support.needs import postgres_programs

from bench.load import TEXT
from bench.processes import ROOT
from yingda.kernel import Inbound, SystemClock, Visitor, new_id
from yingda.main import schema
from yingda.rooms.conversations import Conversations

RESULTS = ROOT / "bench" / "engines.json"
ROOMS = {"conversations": database.ROOMS / "conversations" / "migrations"}
Cpu = Callable[[], float]


def ticks(pid: int, *, children: bool) -> float:
    """Processor seconds of a process, and of its ended children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = fields[11:15] if children else fields[11:13]
    return sum(map(int, own)) / os.sysconf("SC_CLK_TCK")


def of_server(cluster: postgres.Cluster) -> Cpu:
    """Of a PostgreSQL: the postmaster and all its sessions."""
    pid = int((cluster.data / "postmaster.pid").read_text().split()[0])

    def cpu() -> float:
        total = ticks(pid, children=True)
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            try:
                total += ticks(int(child), children=False)
            except OSError:
                continue
        return total

    return cpu


async def talk(desk: Conversations, who: int, count: int) -> None:
    """One visitor writes, each message after the last was kept."""
    visitor = Visitor("bench", "inbox", f"contact{who}", "zh-CN")
    for _ in range(count):
        await desk.receive(visitor, Inbound(new_id(), TEXT), name=f"访客 {who}")


async def rounds(db: Any, cpu: Cpu, callers: int, talks: int, messages: int) -> tuple[float, float]:
    """Microseconds of processor time for each message, and messages a second."""
    desk = Conversations(db, SystemClock())
    await asyncio.gather(*(talk(desk, who, 1) for who in range(talks)))
    begun, spent = time.perf_counter(), cpu() + time.process_time()
    await asyncio.gather(*(talk(desk, who % talks, messages // callers) for who in range(callers)))
    seconds, spent = time.perf_counter() - begun, cpu() + time.process_time() - spent
    done = messages // callers * callers
    return spent / done * 1e6, done / seconds


@contextmanager
def server() -> Iterator[postgres.Cluster]:
    """A PostgreSQL with the settings it comes with, durable."""
    cluster = postgres.Cluster(postgres_programs())
    try:
        yield cluster.start()
    finally:
        cluster.remove()


async def measure(asked: argparse.Namespace) -> dict[str, float]:
    """Everything."""
    from yingda.engines import postgres as scaled
    from yingda.engines import sqlite as embedded

    found: dict[str, list[float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yingda-bench-")))
        cluster = stack.enter_context(server())
        url = cluster.url()
        await asyncio.to_thread(schema.upgrade, url, ROOMS)
        await asyncio.to_thread(schema.upgrade, folder / "bench.db", ROOMS)
        engines: dict[str, tuple[Any, Cpu]] = {
            "sqlite": (await embedded.connect(folder / "bench.db"), lambda: 0.0),
            "postgres": (await scaled.connect(url), of_server(cluster)),
        }
        for _ in range(asked.rounds):
            for name, (db, cpu) in engines.items():
                for load, callers, talks, share in (
                    ("", asked.callers, asked.callers, 1), ("_one", 1, 1, 16), ("_hot", asked.callers, 2, 4),
                ):  # fmt: skip
                    us, rate = await rounds(db, cpu, callers, talks, asked.messages // share)
                    found.setdefault(f"{name}{load}_cpu_us", []).append(us)
                    found.setdefault(f"{name}{load}_per_s", []).append(rate)
        for db, _ in engines.values():
            await db.close()
    results = {name: round(median(values), 1) for name, values in found.items()}
    results["ratio"] = round(results["postgres_cpu_us"] / results["sqlite_cpu_us"], 2)
    return results


def main(argv: Sequence[str] | None = None) -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(prog="python -m bench engines", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--callers", type=int, default=128, help="who write at once, each in a conversation of his own")
    parser.add_argument("--messages", type=int, default=8_000, help="in each round")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(argv)
    results = uvloop.run(measure(asked))
    print(f"{asked.callers} callers; `one`: a single caller; `hot`: all callers in two conversations")
    for name, value in results.items():
        print(f"{name:28}{value:>12,.1f}")
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
