"""`GET /api/system`: what an administrator sees of the node that answers him, and which other nodes there are. The page
"System" of the console shows it; for programs there are `/health` and `/metrics`."""

from collections.abc import Iterable
from typing import Any

from litestar import Response, get

from yingda import __version__
from yingda.kernel import Measure

from . import health, metrics, store
from .build import Node

GONE_MS = 15_000
"""A node that has not told of itself for so long is shown as gone."""
SHOWN = {
    "yingda_decisions_waiting": "waiting",
    "yingda_decisions_limit": "limit",
    "yingda_bus_topics": "topics",
    "process_resident_memory_bytes": "memory",
    "process_cpu_seconds_total": "cpu_s",
    "process_start_time_seconds": "started_s",
    "yingda_reactions_age_seconds": "oldest_s",
}
SPREAD = {"yingda_commit_seconds": "commit", "yingda_event_lag_seconds": "lag", "yingda_commit_batch": "batch"}


def quantile(one: Measure, share: float) -> float:
    """The upper bound of the bucket below which this share of all values lies (0..1); 0.0 when there are none."""
    if not one.total:
        return 0.0
    return next((bound for bound, count in one.buckets if count >= share * one.total), one.buckets[-1][0])


def figures(measures: Iterable[Measure]) -> dict[str, Any]:
    """The few figures that say how a node is."""
    found: dict[str, Any] = {"sockets": {}}
    for one in measures:
        if one.name in SHOWN:
            found[SHOWN[one.name]] = one.value
        elif one.name in SPREAD:
            found[SPREAD[one.name]] = {"p50": quantile(one, 0.5), "p99": quantile(one, 0.99), "count": one.total}
        elif one.name == "yingda_sockets":
            found["sockets"][one.labels["kind"]] = one.value
    return found


async def nodes(node: Node) -> list[dict[str, Any]]:
    """Every node that serves from this database; the one that answers is `me`. Only one where it cannot be shared."""
    if not node.db.shared:
        return [{"id": "", "name": "", "at": node.clock.now(), "me": True, "gone": False}]
    late = node.clock.now() - GONE_MS
    return [
        {"id": one.id, "name": one.name, "at": one.at, "me": one.id == node.node, "gone": one.at < late}
        for one in await store.members(node.db)
    ]


def route(node: Node) -> Any:
    """GET /api/system."""

    @get("/api/system", opt={"permission": "system"})
    async def ask() -> Response[dict[str, Any]]:
        """Parts, figures and nodes."""
        parts = await health.parts(node)
        body = {
            "version": __version__, "ok": health.serving(parts), "draining": node.draining,
            "engines": metrics.engines(node), "parts": parts, "figures": figures(await metrics.gather(node)),
            "nodes": await nodes(node),
        }  # fmt: skip
        return Response(body, headers={"Cache-Control": "no-store"})

    return ask
