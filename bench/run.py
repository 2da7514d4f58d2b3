"""`python -m bench`: the floor and the product under the same load, round about; a table, and `bench/results.json`.

`…_cpu_us` is processor time of the server for one message that was kept durably, acknowledged and delivered (median of
the rounds), `spine_ratio` product over floor, `console_cpu_us` what each open console adds (it hears of every change in
the list), `message_with_mood_cpu_us` the whole cost of a visitor's message to an agent at an easy pace, his mood read,
which the spine, on an inbox without a bot, leaves out. `spine_msgs_per_s`: senders wait only for their
acknowledgement and keep to 20 a second each. `delivery_…`: from sending to the visitor's other tab, at a quarter of the
floor's own rate.
`idle_rss_mb`: the whole server with the demo. `ws_kib`: each of 1,000 visitors who have the panel open. `start_s`: the
second start until /health answers. `…_gz_bytes`: what a browser loads first.
"""

import argparse
import asyncio
import gzip
import json
import re
import resource
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import uvloop

from bench import gate, product
from bench.load import Load, Round, merged
from bench.processes import ROOT, Server, read_port, running
from bench.stages import floor_stage

GAP = 1 / 19
"""A visitor may send 20 messages a second."""
RESULTS = ROOT / "bench" / "results.json"
STATIC = ROOT / "src" / "yingda" / "static"


def options() -> argparse.Namespace:
    """What can be chosen."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the product against its floor.")
    parser.add_argument("--senders", type=int, default=256)
    parser.add_argument("--messages", type=int, default=10_000, help="in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sockets", type=int, default=1_000, help="idle ones, to weigh them")
    parser.add_argument("--floor-only", action="store_true")
    parser.add_argument("--keep", action="store_true", help="let this ratio hold from now on (bench/baseline.json)")
    return parser.parse_args()


async def with_floor(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Only the floor."""
    with running(Server("-m", "bench.floor", str(folder / "floor.db"))) as server:
        load, _ = await floor_stage(read_port(server), asked.senders, asked.senders)
        rounds = [await load.run(asked.messages, server.cpu, gap=GAP) for _ in range(asked.rounds)]
        fast = await load.run(asked.messages, server.cpu, gap=0.0)
    one = merged(rounds)
    return {"floor_cpu_us": one.cpu_us, "floor_msgs_per_s": fast.rate, "floor_p50_ms": one.quantile(0.5)}


async def compared(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Both, round about."""
    data = folder / "data"
    data.mkdir()
    first, port, first_s = product.serve(data)
    with running(first):
        await product.settled(port)
    second, _, start_s = product.serve(data)
    with running(second):
        await asyncio.sleep(3)
        idle_rss = second.rss()
    spine, port, _ = product.serve(data)
    with running(spine), running(Server("-m", "bench.floor", str(folder / "floor.db"))) as floor:
        results: dict[str, Any] = {"first_start_s": first_s, "start_s": start_s, "idle_rss_mb": idle_rss}
        stage = await product.Stage(port, asked.senders).set(await product.quiet_inbox(port))
        loads = {
            "floor": ((await floor_stage(read_port(floor), asked.senders, asked.senders))[0], floor),
            "spine": (stage.load, spine),
        }
        results |= await speed(loads, asked)
        await stage.consoles()
        watched = [(await stage.load.run(asked.messages, spine.cpu, gap=GAP)).cpu_us for _ in range(asked.rounds)]
        results["console_cpu_us"] = max(0.0, median(watched) - results["spine_cpu_us"]) / len(stage.agents)
    return results


async def speed(loads: dict[str, tuple[Load, Server]], asked: argparse.Namespace) -> dict[str, Any]:
    """Cost, rate and delivery."""
    results: dict[str, Any] = {}
    rounds: dict[str, list[Round]] = {name: [] for name in loads}
    for load, server in loads.values():
        await load.run(asked.messages // 4, server.cpu, gap=GAP)
    for _ in range(asked.rounds):
        for name, (load, server) in loads.items():
            rounds[name].append(await load.run(asked.messages, server.cpu, gap=GAP))
    for name in loads:
        results[f"{name}_cpu_us"] = median(each.cpu_us for each in rounds[name])
        results[f"{name}_msgs_per_s"] = max(each.rate for each in rounds[name])
    load, server = loads["floor"]
    results["floor_msgs_per_s"] = (await load.run(asked.messages, server.cpu, gap=0.0)).rate
    rate = results["floor_msgs_per_s"] / 4
    paced: dict[str, list[Round]] = {name: [] for name in loads}
    for _ in range(max(2, asked.rounds // 2)):
        for name, (load, server) in loads.items():
            paced[name].append(await load.run(min(asked.messages, int(rate * 4)), server.cpu, gap=0.0, rate=rate))
    results["delivery_rate"] = rate
    for name in loads:
        one = merged(paced[name])
        results |= {f"{name}_p50_ms": one.quantile(0.5), f"{name}_p99_ms": one.quantile(0.99)}
        results[f"{name}_paced_cpu_us"] = one.cpu_us
    results["spine_ratio"] = results["spine_cpu_us"] / results["floor_cpu_us"]
    pairs = zip(rounds["spine"], rounds["floor"], strict=True)
    results["spine_ratios"] = [spine.cpu_us / floor.cpu_us for spine, floor in pairs]
    for q in ("p50", "p99"):
        results[f"delivery_{q}_ratio"] = results[f"spine_{q}_ms"] / results[f"floor_{q}_ms"]
    return results


async def read_too(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Processor time of a visitor's message when his mood is read as well: at an easy pace, all reactions awaited."""
    server, port, _ = product.serve(folder / "data")
    with running(server):
        stage = await product.Stage(port, 32).set("qinghe")
        await product.settled(port)
        begun, count = server.cpu(), asked.messages // 16
        one = await stage.load.run(count, server.cpu, gap=0.0, rate=80)
        await product.settled(port)
        spent = server.cpu() - begun
    return {"message_with_mood_cpu_us": spent / one.delivered * 1e6}


async def weight(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """KiB for each idle socket, on a server that does nothing else."""
    server, port, _ = product.serve(folder / "data")
    with running(server):
        warm = await product.idle(port, 50)
        await asyncio.sleep(2)
        before = server.rss()
        idle = await product.idle(port, asked.sockets)
        await asyncio.sleep(2)
        kib = (server.rss() - before) * 1024 / asked.sockets
        for each in [*warm, *idle]:
            each.close()
    return {"ws_kib": kib}


def first_load(folder: Path, page: str) -> int | None:
    """Compressed bytes that a browser loads first: the page and what it names."""
    start = folder / page
    if not start.exists():
        return None
    names = [start]
    if start.suffix == ".html":
        for link in re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', start.read_text("utf-8")):
            names.append(folder / link.removeprefix(f"/{folder.name}/").removeprefix("./"))
    return sum(len(gzip.compress(name.read_bytes(), 9, mtime=0)) for name in names)


def sizes() -> dict[str, Any]:
    """Of the built front end; nothing for what is not built."""
    found = {
        "loader_gz_bytes": first_load(STATIC / "loader", "yingda.js"),
        "panel_gz_bytes": first_load(STATIC / "panel", "index.html"),
        "console_gz_bytes": first_load(STATIC / "console", "index.html"),
    }
    return {name: size for name, size in found.items() if size is not None}


ROWS = (
    ("CPU for one durable, delivered message", "µs", "floor_cpu_us", "spine_cpu_us", "spine_ratio"),
    ("  at a quarter of the floor's rate", "µs", "floor_paced_cpu_us", "spine_paced_cpu_us", ""),
    ("  more for each open console", "µs", "", "console_cpu_us", ""),
    ("  with the visitor's mood read, easy pace", "µs", "", "message_with_mood_cpu_us", ""),
    ("messages a second", "/s", "floor_msgs_per_s", "spine_msgs_per_s", ""),
    ("delivery, half of all", "ms", "floor_p50_ms", "spine_p50_ms", "delivery_p50_ratio"),
    ("delivery, 99 of 100", "ms", "floor_p99_ms", "spine_p99_ms", "delivery_p99_ratio"),
    ("idle memory, demo loaded", "MiB", "", "idle_rss_mb", ""),
    ("one idle socket", "KiB", "", "ws_kib", ""),
    ("start, first time, with the demo", "s", "", "first_start_s", ""),
    ("start, second time", "s", "", "start_s", ""),
    ("loader, compressed", "B", "", "loader_gz_bytes", ""),
    ("panel, compressed", "B", "", "panel_gz_bytes", ""),
    ("console, compressed", "B", "", "console_gz_bytes", ""),
)


def table(results: dict[str, Any]) -> str:
    """For people."""

    def number(name: str) -> str:
        value = results.get(name)
        return (
            ""
            if value is None
            else f"{value:,.2f}"
            if value < 10
            else f"{value:,.1f}"
            if value < 100
            else f"{value:,.0f}"
        )

    lines = [f"{'':44}{'floor':>10}{'Yingda':>10}{'ratio':>8}"]
    for title, unit, floor, spine, ratio in ROWS:
        lines.append(f"{f'{title} ({unit})':44}{number(floor):>10}{number(spine):>10}{number(ratio):>8}")
    return "\n".join(lines)


async def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """Everything."""
    with tempfile.TemporaryDirectory(prefix="yingda-bench-") as name:
        folder = Path(name)
        if asked.floor_only:
            return await with_floor(folder, asked)
        results = await compared(folder, asked)
        return results | await read_too(folder, asked) | await weight(folder, asked) | sizes()


def main() -> None:
    """Measures, prints, writes."""
    asked = options()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    found = uvloop.run(measure(asked))
    ratios = found.pop("spine_ratios", [])
    results = {name: round(value, 3) for name, value in found.items()}
    print(table(results))
    if asked.floor_only:
        return
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
    print(f"\n{RESULTS.relative_to(ROOT)}")
    if asked.keep:
        gate.keep(results["spine_ratio"])
    elif gate.failed(ratios, held := gate.baseline()):
        rounds = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        sys.exit(f"slower than before: the ratio to the floor was {held}, now in the rounds {rounds}")
