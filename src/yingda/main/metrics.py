"""`GET /metrics`: what can be measured, as Prometheus reads it. Figures are gathered here, when somebody asks; see
`kernel.measure`.

With `YINGDA_METRICS_TOKEN` whoever brings the token is answered. Without one only the machine itself is, directly: what
came through a proxy, or to an installation that names a public address, is refused.
"""

import gc
import hmac
import os
import time
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from litestar import Request, Response, get

from yingda import __version__
from yingda.kernel import MACHINE, Forbidden, Line, Measure, counter, gauge
from yingda.kernel.measure import HISTOGRAM

from .build import Node

TYPE = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")
STARTED = time.time()
_escapes = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


def text(measures: Iterable[Measure]) -> str:
    """The figures in Prometheus' text format, those of one name together."""
    families: dict[str, list[Measure]] = {}
    for one in measures:
        families.setdefault(one.name, []).append(one)
    return "".join(line + "\n" for family in families.values() for line in _family(family))


def _family(family: list[Measure]) -> Iterator[str]:
    first = family[0]
    yield f"# HELP {first.name} {first.help.translate(_escapes)}"
    yield f"# TYPE {first.name} {first.kind}"
    for one in family:
        if one.kind != HISTOGRAM:
            yield f"{one.name}{_labels(one.labels)} {_number(one.value)}"
            continue
        for bound, count in one.buckets:
            yield f"{one.name}_bucket{_labels({**one.labels, 'le': _number(bound)})} {count}"
        yield f"{one.name}_bucket{_labels({**one.labels, 'le': '+Inf'})} {one.total}"
        yield f"{one.name}_sum{_labels(one.labels)} {_number(one.value)}"
        yield f"{one.name}_count{_labels(one.labels)} {one.total}"


def _labels(labels: Any) -> str:
    inner = ",".join(f'{name}="{str(value).translate(_escapes)}"' for name, value in labels.items())
    return f"{{{inner}}}" if inner else ""


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


async def gather(node: Node) -> list[Measure]:
    """Every figure of this node."""
    found: list[Measure] = [gauge("yingda_info", "Version and engines", 1, version=__version__, **engines(node))]
    own = (node.db, node.bus, node.blobs, node.reactor, node.observed, node.cluster)
    for source in (*own, *dict.fromkeys(node.services.values())):
        if measures := getattr(source, "measures", None):
            found += measures()
    found += await reactions(node)
    found.append(counter("yingda_sockets_slow_total", "Sockets closed because their reader was too slow", Line.slow))
    refused = sum(node.shares.refused.values())
    found.append(
        counter("yingda_shares_refused_total", "Operations refused because their business asked for too much", refused)
    )
    found.append(
        gauge("yingda_shares_waiting", "Operations that wait for the turn of their business", node.shares.waiting)
    )
    return [*found, *process()]


def engines(node: Node) -> dict[str, str]:
    """Which engines run, by the names of their classes."""
    return {name: type(getattr(node, name)).__name__.lower() for name in ("db", "bus", "blobs")}


async def reactions(node: Node) -> list[Measure]:
    """Work still to be done, here and in the table."""
    state = await node.reactor.state()
    names = {"running": "Reactions under way or queued on this node", "waiting": "Reactions that have not run yet",
             "parked": "Reactions that failed too often and were put aside"}  # fmt: skip
    found = [gauge(f"yingda_reactions_{name}", words, state[name]) for name, words in names.items() if name in state]
    oldest = max(0.0, (node.clock.now() - state["oldest"]) / 1000) if state.get("oldest") else 0.0
    return [*found, gauge("yingda_reactions_age_seconds", "Age of the oldest reaction that is still to run", oldest)]


def process() -> Iterator[Measure]:
    """The process itself, by the names that Prometheus' own clients use."""
    times = os.times()
    yield counter("process_cpu_seconds_total", "Processor time, user and system", times.user + times.system)
    yield gauge("process_start_time_seconds", "When it started, Unix time", STARTED)
    yield gauge(
        "yingda_gc_collections", "Rounds of the garbage collector", sum(g["collections"] for g in gc.get_stats())
    )
    here = Path("/proc/self")
    if here.exists():
        pages = (here / "statm").read_text().split()
        size = os.sysconf("SC_PAGE_SIZE")
        yield gauge("process_virtual_memory_bytes", "Virtual memory", int(pages[0]) * size)
        yield gauge("process_resident_memory_bytes", "Resident memory", int(pages[1]) * size)
        yield gauge("process_open_fds", "Open files and sockets", sum(1 for _ in (here / "fd").iterdir()))


def admitted(headers: Any, client: str, token: str, public: bool) -> bool:
    """Whether a request may see the figures: by the token when there is one, else only the machine itself, directly."""
    if token:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
    if public or any(name in headers for name in FORWARDED):
        return False
    try:
        return ip_address(client).is_loopback
    except ValueError:
        return False


def route(node: Node) -> Any:
    """GET /metrics."""

    @get("/metrics", opt={"permission": MACHINE}, include_in_schema=False)
    async def ask(request: Request[Any, Any, Any]) -> Response[str]:
        settings = node.given
        client = request.client.host if request.client else ""
        if not admitted(request.headers, client, settings.metrics_token, bool(settings.public_url)):
            zh = "这里只对本机开放；从别处读取请设置 YINGDA_METRICS_TOKEN 并带上它"
            en = "Open to this machine only; to read it from elsewhere set YINGDA_METRICS_TOKEN and send it"
            raise Forbidden("metrics_closed", zh, en)
        return Response(text(await gather(node)), media_type=TYPE, headers={"Cache-Control": "no-store"})

    return ask
