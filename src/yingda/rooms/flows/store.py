"""The rows and queries of flows."""

from yingda.kernel import Read, plan

from .model import FlowInput, FlowRun

TABLES = (FlowRun, FlowInput)
COLUMNS = ",".join(plan(FlowInput).columns)


async def inputs(db: Read, tenant: str, run: str) -> list[FlowInput]:
    """All that went into a run, in order."""
    rows = await db.rows(f"select {COLUMNS} from flow_input where tenant=?1 and run=?2 order by number", tenant, run)
    return [plan(FlowInput).load(FlowInput, row) for row in rows]
