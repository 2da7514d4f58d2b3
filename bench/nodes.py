"""`python -m bench nodes`: several nodes on one PostgreSQL.

First two nodes, joined by NATS and then by NOTIFY. A visitor sends on the one; a tab of his on the same node and one on
the other hear it. `added_p50_ms` is what the way between the nodes costs: the difference of the two medians, of the same
messages in the same run. Then what 1, 2 and 3 nodes give: `bench.several`.

Starts a PostgreSQL and a NATS server of its own.
"""

import argparse
import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import asyncpg
import uvloop
import websockets
from tests.support.nats import nats

from bench import several
from bench.engines import server
from bench.processes import Server, free_port
from bench.several import COMMAND, SECRET
from yingda.kernel import new_id


class Tab:
    """One socket of the visitor; `heard` is when each text came."""

    def __init__(self, wire: Any) -> None:
        self.wire, self.heard = wire, dict[str, float]()

    async def ask(self, op: str, **body: Any) -> Any:
        """One operation and its answer, before anything is listened to."""
        await self.wire.send(json.dumps({"op": op, "ref": op, **body}))
        while (frame := json.loads(await self.wire.recv())).get("ref") != op:
            pass
        return frame["data"]

    async def listen(self) -> None:
        """Notes what comes."""
        async for text in self.wire:
            at = time.perf_counter()
            frame = json.loads(text)
            if frame.get("op") == "entry":
                self.heard[frame["entry"]["text"]] = at


@contextlib.asynccontextmanager
async def database(server: str) -> AsyncIterator[str]:
    """A database of its own."""
    name = f"yingda_bench_{os.getpid()}"
    db = await asyncpg.connect(f"{server}/postgres")
    await db.execute(f"create database {name}")
    try:
        yield f"{server}/{name}"
    finally:
        await db.execute(f"drop database {name} with (force)")
        await db.close()


@contextlib.contextmanager
def nodes(folder: Path, extra: dict[str, str]) -> Iterator[list[int]]:
    """Two nodes; their ports."""
    ports, servers = [free_port(), free_port()], []
    (folder / "files").mkdir(exist_ok=True)
    try:
        for n, port in enumerate(ports):
            data = folder / f"node{n}"
            data.mkdir(exist_ok=True)
            if not (data / "files").exists():
                (data / "files").symlink_to(folder / "files")
            env = {**extra, "YINGDA_DATA": str(data), "YINGDA_PORT": str(port)}
            if n == 0:
                Server(*COMMAND, "demo", env=env).process.wait()
            servers.append(Server(*COMMAND, "serve", env=env))
        for port in ports:
            wait(port)
        yield ports
    finally:
        for server in servers:
            server.stop()


def wait(port: int) -> None:
    """Until it is healthy, a minute at most."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2):
            return
        time.sleep(0.1)
    raise SystemExit("a node did not start")


async def measure(ports: list[int], messages: int) -> dict[str, float]:
    """Sends one after another, and compares the two tabs."""
    async with contextlib.AsyncExitStack() as stack:
        urls = [f"ws://127.0.0.1:{port}/ws/visitor" for port in (ports[0], ports[0], ports[1])]
        wires = [await stack.enter_async_context(websockets.connect(url, proxy=None)) for url in urls]
        sender, near, far = (Tab(wire) for wire in wires)
        token = (await sender.ask("hello", inbox="qinghe"))["token"]
        await sender.ask("human", client_id=new_id())
        for tab in (near, far):
            await tab.ask("hello", inbox="qinghe", token=token)
        listening = [asyncio.create_task(tab.listen()) for tab in (sender, near, far)]
        await asyncio.sleep(2)
        sent: dict[str, float] = {}
        for n in range(messages):
            text = f"message {n}"
            sent[text] = time.perf_counter()
            await sender.wire.send(json.dumps({"op": "send", "ref": text, "client_id": new_id(), "text": text}))
            await asyncio.sleep(0.06)
        await asyncio.sleep(2)
        for task in listening:
            task.cancel()
    ways = [[(tab.heard[t] - at) * 1000 for t, at in sent.items() if t in tab.heard] for tab in (near, far)]
    lost = messages - min(map(len, ways))
    same, other = (median(way) for way in ways)
    late = [quantiles(way, n=100)[98] for way in ways]
    return {
        "same_node_p50_ms": round(same, 2), "other_node_p50_ms": round(other, 2), "added_p50_ms": round(other - same, 2),
        "same_node_p99_ms": round(late[0], 1), "other_node_p99_ms": round(late[1], 1), "not_heard": lost,
    }  # fmt: skip


async def delays(asked: argparse.Namespace, server: str, bus: str) -> dict[str, Any]:
    """Both ways between nodes."""
    found = {}
    for name, url in (("nats", bus), ("notify", "")):
        async with database(server) as place:
            with tempfile.TemporaryDirectory() as folder:
                extra = {
                    "YINGDA_DATABASE_URL": place, "YINGDA_BUS_URL": url, "YINGDA_SECRET": SECRET,
                    "YINGDA_LOG_LEVEL": "warning",
                }  # fmt: skip
                with nodes(Path(folder), extra) as ports:
                    found[name] = await measure(ports, asked.messages)
    return found


async def run(asked: argparse.Namespace) -> dict[str, Any]:
    """What the way between nodes costs, and what several nodes give."""
    with ExitStack() as stack:
        url = asked.postgres or stack.enter_context(server()).url("").rstrip("/")
        found = await delays(asked, url, asked.nats or stack.enter_context(nats()).url)
    return found | (await several.measure(asked) if asked.most else {})


def main(words: list[str]) -> None:
    """Prints all as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench nodes", description=__doc__)
    parser.add_argument("--postgres", default="", help="a server for the delays; else one is started")
    parser.add_argument("--nats", default="", help="the same of NATS")
    parser.add_argument("--messages", type=int, default=300, help="for the delays")
    parser.add_argument("--most", type=int, default=3, help="nodes; 0: the delays alone")
    parser.add_argument("--senders", type=int, default=64)
    parser.add_argument("--load-messages", type=int, default=4_000, help="in each round of the load")
    parser.add_argument("--rounds", type=int, default=3)
    json.dump(uvloop.run(run(parser.parse_args(words))), sys.stdout, indent=2)
    print()
