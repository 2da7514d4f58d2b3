"""The rows and queries of flows."""

from yingda.kernel import Read, plan

from .model import FlowInput, FlowRun, FlowVersion, OwnFlow

TABLES = (FlowRun, FlowInput, OwnFlow, FlowVersion)
INPUT, RUN, OWN, VERSION = (",".join(plan(kind).columns) for kind in (FlowInput, FlowRun, OwnFlow, FlowVersion))
LIVE = (
    "select v.tenant, v.name, v.number, v.at, v.author, v.text from flow f "
    "join flow_version v on v.tenant=f.tenant and v.name=f.name and v.number=f.live "
)


async def inputs(db: Read, tenant: str, run: str) -> list[FlowInput]:
    """All that went into a run, in order."""
    rows = await db.rows(f"select {INPUT} from flow_input where tenant=?1 and run=?2 order by number", tenant, run)
    return [plan(FlowInput).load(FlowInput, row) for row in rows]


async def inputs_in(db: Read, tenant: str, conversation: str) -> list[FlowInput]:
    """All that went into the runs of a conversation, in order."""
    rows = await db.rows(
        f"select {INPUT} from flow_input where tenant=?1 and conversation=?2 order by at, run, number",
        tenant, conversation,
    )  # fmt: skip
    return [plan(FlowInput).load(FlowInput, row) for row in rows]


async def runs_of(db: Read, tenant: str, contact: str) -> list[FlowRun]:
    """The runs of a customer, the oldest first."""
    rows = await db.rows(
        f"select {RUN} from flow_run where tenant=?1 and contact=?2 order by updated_at, conversation", tenant, contact
    )
    return [plan(FlowRun).load(FlowRun, row) for row in rows]


async def listed(db: Read, tenant: str) -> list[OwnFlow]:
    """Every flow that a business wrote, by name."""
    rows = await db.rows(f"select {OWN} from flow where tenant=?1 order by name", tenant)
    return [plan(OwnFlow).load(OwnFlow, row) for row in rows]


async def live(db: Read) -> list[FlowVersion]:
    """What every business has live."""
    rows = await db.rows(LIVE + "order by v.tenant, v.name")
    return [plan(FlowVersion).load(FlowVersion, row) for row in rows]


async def live_one(db: Read, tenant: str, name: str) -> FlowVersion | None:
    """The live version of one flow."""
    rows = await db.rows(LIVE + "where f.tenant=?1 and f.name=?2", tenant, name)
    return plan(FlowVersion).load(FlowVersion, rows[0]) if rows else None


async def versions(db: Read, tenant: str, name: str) -> list[FlowVersion]:
    """What was published of a flow, the newest first."""
    rows = await db.rows(
        f"select {VERSION} from flow_version where tenant=?1 and name=?2 order by number desc", tenant, name
    )
    return [plan(FlowVersion).load(FlowVersion, row) for row in rows]
