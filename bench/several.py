"""Messages a second, and processor time for one message, on 1, 2 and 3 nodes of one PostgreSQL and one NATS, all started
here and all on this machine: with few cores the processor time is the honest number, the rate is what this machine gives.

Every visitor writes on one node and hears in a second tab on the next one, so each message crosses the bus. Counted are
messages that were kept durably, acknowledged and delivered. `..._us`: processor time for one of them, of all nodes
(without the learning that they do beside), of PostgreSQL, of NATS; `paced_...` at an easy pace, where hardly any two
share a commit. `idle_...`: of one node, and of the server for it, when nobody writes, in ms for each second.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from tests.support import postgres
from tests.support.nats import Nats, nats

from bench import product
from bench.engines import of_server, server, ticks
from bench.load import Load
from bench.processes import Server, free_port, wait_healthy

COMMAND = ("-c", "from yingda.main.cli import run; run()")
SECRET = "the secret of a benchmark, known to all"
GAP = 1 / 19
"""A visitor may send 20 messages a second."""
IDLE_S = 5.0
PACE = 150.0
"""Messages a second of a round in which hardly any two share a commit."""


class Fleet:
    """Nodes on one database, joined by one NATS."""

    def __init__(self, folder: Path, cluster: postgres.Cluster, bus: Nats) -> None:
        self.folder, self.nodes, self.ports = folder, list[Server](), list[int]()
        self.env = {
            "YINGDA_DATABASE_URL": cluster.url(), "YINGDA_BUS_URL": bus.url, "YINGDA_SECRET": SECRET,
            "YINGDA_LOG_LEVEL": "warning",
        }  # fmt: skip
        assert bus.process is not None
        pid = bus.process.pid
        self.parts: dict[str, Callable[[], float]] = {
            "node": lambda: sum(ticks(node.process.pid, children=False) for node in self.nodes),
            "postgres": of_server(cluster),
            "nats": lambda: ticks(pid, children=False),
        }
        (folder / "files").mkdir()

    def add(self) -> None:
        """One more node; the first one fills the database with the demo business."""
        port, data = free_port(), self.folder / f"node{len(self.nodes)}"
        data.mkdir()
        (data / "files").symlink_to(self.folder / "files")
        env = {**self.env, "YINGDA_DATA": str(data), "YINGDA_PORT": str(port)}
        log = self.folder / "log"
        if not self.nodes:
            Server(*COMMAND, "demo", env=env, log=log).process.wait()
        self.nodes.append(Server(*COMMAND, "serve", env=env, log=log))
        wait_healthy(port, self.nodes[-1], 120)
        self.ports.append(port)

    async def rest(self) -> None:
        """Until the work of their start is done: half a minute at most."""
        for _ in range(15):
            before = self.parts["node"]()
            await asyncio.sleep(2)
            if self.parts["node"]() - before < 0.1 * len(self.nodes):
                return

    def spent(self) -> dict[str, float]:
        """Processor seconds so far."""
        return {name: cpu() for name, cpu in self.parts.items()}

    def stop(self) -> None:
        """Ends all nodes."""
        for node in self.nodes:
            node.stop()


async def stage(ports: list[int], senders: int, inbox: str) -> tuple[Load, list[product.Asking]]:
    """Visitors, each with his conversation in the hands of an agent, and with a second tab on the next node."""
    load, tabs = Load(senders, product.frame), list[product.Asking]()
    agents = [await product.Agent(ports[0], email).come() for email in product.AGENTS]
    for sender in load.senders:
        here, there = ports[sender.number % len(ports)], ports[(sender.number + 1) % len(ports)]
        tab, hello = await product.visitor(here, inbox)
        kept = await tab.ask("send", client_id=f"first{sender.number}", text="你好")
        await agents[sender.number % len(agents)].take(kept["conversation"])
        ear, _ = await product.visitor(there, inbox, hello["token"])
        tab.hear, ear.hear, sender.wire = sender.hear, load.hear, tab.wire
        tabs += [tab, ear]
    await asyncio.sleep(1.5)
    return load, tabs


async def of(fleet: Fleet, inbox: str, asked: argparse.Namespace) -> dict[str, Any]:
    """The figures of the nodes that run now."""
    load, tabs = await stage(fleet.ports, asked.senders, inbox)
    await fleet.rest()
    before = fleet.spent()
    await asyncio.sleep(IDLE_S)
    idle = {name: (now - before[name]) / IDLE_S / len(fleet.nodes) for name, now in fleet.spent().items()}
    await load.run(asked.load_messages // 4, lambda: 0.0, gap=GAP)
    found: dict[str, list[float]] = {}
    for _ in range(asked.rounds):
        before = fleet.spent()
        one = await load.run(asked.load_messages, lambda: 0.0, gap=GAP)
        figures = {f"{name}_us": (now - before[name]) / one.delivered * 1e6 for name, now in fleet.spent().items()}
        figures |= {"per_s": one.rate, "p50_ms": one.quantile(0.5), "p99_ms": one.quantile(0.99)}
        for name, value in figures.items():
            found.setdefault(name, []).append(value)
    before = fleet.spent()
    one = await load.run(asked.load_messages // 4, lambda: 0.0, gap=0.0, rate=PACE)
    paced = {f"paced_{name}_us": (now - before[name]) / one.delivered * 1e6 for name, now in fleet.spent().items()}
    paced |= {"paced_p50_ms": one.quantile(0.5), "paced_all_us": sum(paced.values())}
    for tab in tabs:
        tab.close()
    await asyncio.sleep(1)
    figures = {name: round(median(values), 1) for name, values in found.items()}
    figures["all_us"] = round(sum(figures[f"{name}_us"] for name in fleet.parts), 1)
    figures |= {name: round(value, 1) for name, value in paced.items()}
    return figures | {f"idle_{name}_ms_per_s": round(value * 1000, 1) for name, value in idle.items()}


async def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """1 node, 2 nodes, 3 nodes, one after another on the same database."""
    found: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    with ExitStack() as stack:
        cluster = stack.enter_context(server())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yingda-bench-")))
        fleet = Fleet(folder, cluster, stack.enter_context(nats()))
        stack.callback(fleet.stop)
        inbox = ""
        for count in range(1, asked.most + 1):
            await asyncio.to_thread(fleet.add)
            inbox = inbox or await product.quiet_inbox(fleet.ports[0])
            found[f"nodes_{count}"] = await of(fleet, inbox, asked)
    return found | {"load_after": os.getloadavg()[0]}
