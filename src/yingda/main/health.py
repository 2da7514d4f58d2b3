"""How this node is, part by part: for people, for load balancers, and for `yingda doctor`.

`/health/live`: the process answers; if it does not, restart it. `/health/ready`: it can serve; if not, send nobody here.
`/health`: every part by itself. A part is `ok`, `warn` (it serves, somebody should look) or `down` (it cannot serve).
"""

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar import Response, get

from yingda import __version__
from yingda.kernel import PUBLIC

from .build import Node

OK, WARN, DOWN = "ok", "warn", "down"
APART = time.time() - time.monotonic()
"""How far the wall clock and the steady one were apart when the process began."""
ROOM_BYTES = 2_000_000_000
"""With less than this somebody should make room on the disk."""
LATE_MS = 60_000
"""Work that waits longer than this is late."""
JUMP_S = 2.0
"""So far the wall clock may have moved against the steady one before it counts as a jump."""
OPEN: dict[str, Any] = {"permission": PUBLIC}
Part = dict[str, Any]


def clock() -> Part:
    """Whether somebody moved the clock of the machine while this process ran."""
    moved = time.time() - time.monotonic() - APART
    return {"state": OK if abs(moved) < JUMP_S else WARN, "moved_s": round(moved, 1)}


def disk(folder: Path) -> Part:
    """Room where the data are kept."""
    free = shutil.disk_usage(folder).free
    state = WARN if free < ROOM_BYTES else OK
    return {"state": state, "free_mb": free // 1_000_000}


def bus(node: Node) -> Part:
    """Whether other nodes are told at once. Without it they look by themselves: later, and nothing is lost."""
    measures = getattr(node.bus, "measures", None)
    up = next((one.value for one in (measures() if measures else ()) if one.name == "yingda_bus_up"), 1)
    return {"state": OK if up else WARN}


async def reactions(node: Node) -> Part:
    """Work that a fact called for: under way here, still to run, put aside."""
    found: dict[str, Any] = dict(await node.reactor.state())
    late = node.clock.now() - found["oldest"] > LATE_MS if found.get("oldest") else False
    found.pop("oldest", None)
    return {"state": WARN if found["parked"] or late else OK, **found}


async def parts(node: Node) -> dict[str, Part]:
    """Every part of the node."""
    alive = await node.db.healthy()
    found: dict[str, Part] = {"database": {"state": OK if alive else DOWN}, "bus": bus(node)}
    if alive:
        found["reactions"] = await reactions(node)
    told = figures(node)
    found["disk"] = disk(node.settings["data"])
    found["clock"] = clock()
    found["index"] = index(told)
    found["models"] = {"state": OK, "loaded": int(told.get("yingda_models", 0))}
    return found


def figures(node: Node) -> dict[str, float]:
    """What the services of this node tell of themselves, by the names of `/metrics`."""
    sources = [each.measures() for each in node.services.values() if hasattr(each, "measures")]
    return {one.name: one.value for source in sources for one in source}


def index(told: Mapping[str, float]) -> Part:
    """What can be searched, and how far it is behind."""
    lag = round(told.get("yingda_index_lag_seconds", 0.0), 1)
    return {
        "state": WARN if lag * 1000 > LATE_MS else OK,
        "articles": int(told.get("yingda_index_articles", 0)),
        "lag_s": lag,
    }


def serving(found: Mapping[str, Part]) -> bool:
    """Whether a node with these parts can serve: without its database it cannot, the rest only hurts."""
    return all(part["state"] != DOWN for part in found.values())


def routes(node: Node) -> list[Any]:
    """GET /health, /health/live, /health/ready."""

    def answer(body: Mapping[str, Any]) -> Response[Any]:
        return Response(body, status_code=200 if body["ok"] else 503, headers={"Cache-Control": "no-store"})

    @get("/health", opt=OPEN)
    async def health() -> Response[dict[str, Any]]:
        """Every part; 503 when this node cannot serve."""
        found = await parts(node)
        ok = serving(found) and not node.draining
        return answer({"ok": ok, "version": __version__, "draining": node.draining, "parts": found})

    @get("/health/live", opt=OPEN, sync_to_thread=False)
    def live() -> Response[dict[str, Any]]:
        """The process is there and answers."""
        return answer({"ok": True, "version": __version__})

    @get("/health/ready", opt=OPEN)
    async def ready() -> Response[dict[str, Any]]:
        """Whether to send people here: 503 while it closes and while nothing could be kept."""
        return answer({"ok": not node.draining and await node.db.healthy(), "draining": node.draining})

    return [health, live, ready]
