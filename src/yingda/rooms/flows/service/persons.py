"""What flows hold about one person."""

from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from yingda.kernel import Changes, Database, Read

from .. import store
from ..model import FlowRun


class Persons:
    """Runs and what went into them, by customer."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def export(self, tenant: str, contact: str) -> Any:
        """All of it, as plain values."""
        runs = await store.runs_of(self.db, tenant, contact)
        inputs = [await store.inputs_in(self.db, tenant, run.conversation) for run in runs]
        return {"runs": to_builtins(runs), "inputs": to_builtins([one for some in inputs for one in some])}

    async def erase(self, tenant: str, contact: str) -> None:
        """Forgets it; a run under way ends with it."""
        await self.db.decide(_erase, tenant, contact)

    async def merged(self, tenant: str, gone: str, into: str) -> None:
        """What `gone` began belongs to `into`."""
        await self.db.decide(_merged, tenant, gone, into)


async def _erase(read: Read, tenant: str, contact: str) -> Changes:
    runs = await store.runs_of(read, tenant, contact)
    inputs = [one for run in runs for one in await store.inputs_in(read, tenant, run.conversation)]
    return Changes(removed=(*runs, *inputs))


async def _merged(read: Read, tenant: str, gone: str, into: str) -> Changes:
    def moved(row: FlowRun) -> FlowRun:
        run = replace(row.run, who=replace(row.run.who, contact=into))
        return replace(row, contact=into, run=run, version=row.version + 1)

    return Changes(changed=tuple(moved(row) for row in await store.runs_of(read, tenant, gone)))
