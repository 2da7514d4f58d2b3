"""The flows that there are: those of packs (`flows/*.yaml` in the folder of each lesson, read once) and those that a
business has published. The business's own one wins over a pack's of the same name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import structlog

from yingda.kernel import Database, Lesson, NotFound, YingdaError

from .. import store
from ..model import Flow, FlowVersion, compiled, values

log = structlog.get_logger("flows")
KEPT = 200
"""Older versions held in memory, for runs that began with them."""


def read(path: Path) -> Flow:
    """One flow file; `BadInput` says what is wrong with it."""
    return compiled(values(path.read_text("utf-8")))


def flows_in(folder: Path) -> dict[str, tuple[Flow, Path]]:
    """The flows of one lesson with their files, by name."""
    found = [(read(path), path) for path in sorted((folder / "flows").glob("*.yaml"))]
    return {flow.name: (flow, path) for flow, path in found}


class Held(NamedTuple):
    """A flow, and the published version that it is (0: a pack's)."""

    flow: Flow
    version: int


class Library:
    """Every flow, by name."""

    def __init__(self, db: Database, lessons: Mapping[str, Lesson]) -> None:
        self.db, self.lessons = db, lessons
        self.known: dict[str, dict[str, tuple[Flow, Path]]] = {}
        self.own: dict[str, dict[str, Held]] = {}
        self.older: dict[tuple[str, str, int], Flow] = {}

    # packs

    def packs(self) -> dict[str, tuple[Flow, Path]]:
        """Those of all packs; packs that came since the last time are read."""
        for name, lesson in self.lessons.items():
            if name not in self.known:
                self.known[name] = flows_in(lesson.folder)
        return {name: found for flows in self.known.values() for name, found in flows.items()}

    def pack_text(self, name: str) -> str:
        """The file of a pack's flow, empty when there is none."""
        found = self.packs().get(name)
        return found[1].read_text("utf-8") if found else ""

    # all

    def all(self, tenant: str) -> dict[str, Held]:
        """What visitors of a business can meet."""
        packs = {name: Held(flow, 0) for name, (flow, _) in self.packs().items()}
        return {**packs, **self.own.get(tenant, {})}

    def get(self, tenant: str, name: str) -> Held:
        """One of them as it is now; `NotFound`."""
        found = self.all(tenant).get(name)
        if found is None:
            raise NotFound("flow_not_found", "没有这个流程", "There is no such flow", flow=name)
        return found

    async def at(self, tenant: str, name: str, version: int) -> Flow | None:
        """A flow in the version with which a run began; None when that is no more."""
        if not version:
            found = self.packs().get(name)
            return found[0] if found else None
        now = self.own.get(tenant, {}).get(name)
        if now and now.version == version:
            return now.flow
        key = (tenant, name, version)
        if key not in self.older:
            row = await self.db.get(FlowVersion, *key)
            flow = _compiled(row) if row else None
            if flow is None:
                return None
            self.older[key] = flow
            while len(self.older) > KEPT:
                self.older.pop(next(iter(self.older)))
        return self.older[key]

    # a business's own

    async def load(self) -> None:
        """Reads what every business has live."""
        for row in await store.live(self.db):
            self._put(row)

    async def refresh(self, tenant: str, name: str) -> None:
        """Reads again what is live of one flow."""
        row = await store.live_one(self.db, tenant, name)
        if row is None:
            self.own.get(tenant, {}).pop(name, None)
        else:
            self._put(row)

    def _put(self, row: FlowVersion) -> None:
        flow = _compiled(row)
        if flow is not None:
            self.own.setdefault(row.tenant, {})[row.name] = Held(flow, row.number)


def _compiled(row: FlowVersion) -> Flow | None:
    try:
        return compiled(values(row.text))
    except YingdaError as error:
        log.error("a published flow cannot be read", tenant=row.tenant, flow=row.name, error=str(error))
        return None


Entities = Any
"""What `sense` found: objects or mappings with `kind` and `value`, or a mapping kind -> values."""


def by_kind(entities: Entities) -> dict[str, list[str]]:
    """Entities as kind -> values."""
    if isinstance(entities, Mapping):
        return {str(k): [str(x) for x in v] if isinstance(v, list | tuple) else [str(v)] for k, v in entities.items()}
    out: dict[str, list[str]] = {}
    for entity in entities or ():
        kind = entity.get("kind") if isinstance(entity, Mapping) else getattr(entity, "kind", "")
        value = entity.get("value") if isinstance(entity, Mapping) else getattr(entity, "value", "")
        if kind:
            out.setdefault(str(kind), []).append(str(value))
    return out
