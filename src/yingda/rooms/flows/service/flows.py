"""`Flows`, the door of the room: runs kept in the database, tools called with the customer's rights."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from yingda.kernel import (
    Changes,
    Clash,
    Clock,
    Database,
    Event,
    Lesson,
    NotFound,
    Read,
    ToolCall,
    new_id,
)

from .. import store
from ..events import FlowEnded, FlowStarted
from ..model import (
    AnyInput,
    Began,
    Flow,
    FlowInput,
    FlowRun,
    Heard,
    Move,
    Returned,
    Run,
    Said,
    Step,
    begin,
    collected,
    replay,
    step,
)
from .calls import Known, Toolbox
from .lab import Lab
from .library import Entities, Library, by_kind
from .writing import Writing


class Starts(NamedTuple):
    """What a flow is called, and what people say who want it, by language."""

    title: dict[str, str]
    texts: Mapping[Literal["zh", "en"], tuple[str, ...]]


class Flows:
    """Runs of flows, one at a time in each conversation."""

    def __init__(self, db: Database, tools: Known, lessons: Mapping[str, Lesson], clock: Clock) -> None:
        self.db, self.clock, self.tools = db, clock, tools
        self.library = Library(db, lessons)
        self.writing = Writing(db, clock, self.library, tools)
        self.lab = Lab(tools)

    def names(self, tenant: str) -> dict[str, dict[str, str]]:
        """The flows that there are for a business: name -> title in zh and en."""
        return {name: held.flow.title for name, held in self.library.all(tenant).items()}

    def phrasings(self, tenant: str) -> dict[str, Starts]:
        """What people say who want one of a business's own flows: name -> title, and texts by language."""
        return {name: Starts(h.flow.title, h.flow.starts) for name, h in self.library.own.get(tenant, {}).items()}

    async def active(self, tenant: str, conversation: str) -> Run | None:
        """The run that waits for an answer in this conversation."""
        row = await self.db.get(FlowRun, tenant, conversation)
        return row.run if row and not row.run.outcome else None

    async def answered(self, tenant: str, conversation: str, cause: str) -> Step | None:
        """The newest step of a conversation, also of a run that is over, when it was the answer to `cause`: what a
        repeated reaction says again instead of taking the message for a new one."""
        row = await self.db.get(FlowRun, tenant, conversation)
        return row.answer if row and cause and row.cause == cause else None

    async def begin(
        self, call: ToolCall, flow: str, text: str = "", language: str = "", entities: Entities = (), *, cause: str = ""
    ) -> Step:
        """Starts `flow` in the conversation of `call`, with the message that called for it; a run that was under way
        there ends. `cause`: the id of what this is the answer to; asked twice with one cause, the answer is the same."""
        old = await self.db.get(FlowRun, call.tenant, call.conversation)
        if old and cause and old.cause == cause:
            return old.answer
        known, version = self.library.get(call.tenant, flow)
        heard = Heard(text[:2_000], "", by_kind(entities))
        tools = Toolbox(await self.tools(call.tenant))
        move = begin(known, new_id(), call, language or call.language, heard, tools.changing(), version)
        return await self._carry_out(known, tools, move, [Began(heard, call)], old, cause, fresh=True)

    async def advance(
        self, run: Run, text: str, option: str = "", entities: Entities = (), *,
        call: ToolCall | None = None, cause: str = "", early: bool = False,
    ) -> Step:  # fmt: skip
        """Takes what the visitor says next. `call` (who he is now) replaces who he was; `cause` as for `begin`; `early`: it
        was sent before what is asked now was there to be read. `Clash` when the run has moved on meanwhile."""
        row = await self.db.get(FlowRun, run.who.tenant, run.who.conversation)
        if row is None or row.run.id != run.id:
            raise NotFound("flow_run_not_found", "这次办理已经结束", "This has ended meanwhile")
        if cause and row.cause == cause:
            return row.answer
        known = await self._flow_of(row.run)
        if known is None:
            gone = replace(row.run, outcome="failed", reason="flow_removed", waiting="")
            return await self._keep(Flow("", {}, ()), Move(gone), [], row, cause, [], fresh=False)
        input = Said(Heard(text[:2_000], option, by_kind(entities), early), call)
        tools = Toolbox(await self.tools(run.who.tenant))
        move = step(known, row.run, input, tools.changing())
        return await self._carry_out(known, tools, move, [input], row, cause, fresh=False)

    async def stop(self, tenant: str, conversation: str, outcome: str = "cancelled", reason: str = "stopped") -> None:
        """Ends the run of a conversation, when a person took over or the conversation was resolved."""
        row = await self.db.get(FlowRun, tenant, conversation)
        if row and not row.run.outcome:
            over = replace(row.run, outcome=outcome, reason=reason, waiting="")
            known = await self._flow_of(row.run) or Flow(row.run.flow, {}, ())
            await self._keep(known, Move(over), [], row, row.cause, [], fresh=False)

    async def replayed(self, tenant: str, conversation: str) -> Run | None:
        """The state of a conversation's run, made again from all that went into it: equal to what is kept."""
        row = await self.db.get(FlowRun, tenant, conversation)
        if row is None:
            return None
        inputs = [kept.input for kept in await store.inputs(self.db, tenant, row.run.id)]
        known = await self._flow_of(row.run)
        start = Run(row.run.id, row.run.flow, row.run.who, row.run.language, version=row.run.version)
        changing = Toolbox(await self.tools(tenant)).changing()
        return replay(known, start, inputs, changing) if known else None

    async def _flow_of(self, run: Run) -> Flow | None:
        """The flow of a run as it was when the run began."""
        return await self.library.at(run.who.tenant, run.flow, run.version)

    async def _carry_out(
        self, flow: Flow, tools: Toolbox, move: Move, inputs: list[AnyInput], row: FlowRun | None, cause: str,
        *, fresh: bool,
    ) -> Step:  # fmt: skip
        """Calls tools until the run waits for the visitor or is over, then keeps it."""
        says = list(move.says)
        called: list[str] = []
        answered: list[dict[str, str]] = []
        digress = move.digress
        while move.call is not None:
            called.append(move.call.tool)
            who = replace(move.run.who, language=move.run.language)
            answer = await tools.call(who, move.call)
            inputs.append(answer)
            if isinstance(answer, Returned) and (title := tools.title(move.call.tool)) not in answered:
                answered.append(title)
            move = step(flow, move.run, answer, tools.changing())
            says += move.says
        move = Move(move.run, tuple(says), None, digress)
        return await self._keep(flow, move, inputs, row, cause, called, fresh=fresh, answered=answered)

    async def _keep(
        self, flow: Flow, move: Move, inputs: list[AnyInput], row: FlowRun | None, cause: str, called: list[str],
        *, fresh: bool, answered: Sequence[dict[str, str]] = (),
    ) -> Step:  # fmt: skip
        now, run = self.clock.now(), move.run
        outcome = "digress" if move.digress else run.outcome
        answer = Step(
            list(move.says),
            bool(run.outcome),
            outcome,
            run,
            called,
            collected(flow, run),
            list(answered),
            run.reason,
            run.skill,
        )
        count = 0 if fresh or row is None else row.inputs
        after = FlowRun(
            run.who.tenant, run.who.conversation, run, cause, answer, count + len(inputs), now, run.who.contact,
            1 if row is None else row.version + 1,
        )  # fmt: skip
        log_rows = [
            FlowInput(after.tenant, run.id, count + i, now, input, after.conversation)
            for i, input in enumerate(inputs, 1)
        ]
        await self.db.decide(_keep_run, row, after, tuple(log_rows), fresh)
        return answer


async def _keep_run(
    read: Read, before: FlowRun | None, after: FlowRun, inputs: tuple[FlowInput, ...], fresh: bool
) -> Changes:
    """Keeps a run as it is now, unless it has moved on since it was read."""
    held = await read.get(FlowRun, after.tenant, after.conversation)
    if (held.version if held else 0) != (before.version if before else 0):
        raise Clash("flow_moved_on", "这一步刚刚已经处理过", "This step has been taken meanwhile")
    events: list[Event] = []
    key, at, run = after.conversation, after.updated_at, after.run
    if held and fresh and not held.run.outcome:
        events.append(_ended(held.run, key, at, "cancelled", "another_began"))
    if fresh:
        events.append(FlowStarted(tenant=after.tenant, key=key, at=at, flow=run.flow, run=run.id))
    if run.outcome and not (held and held.run.id == run.id and held.run.outcome):
        events.append(_ended(run, key, at, run.outcome, run.reason))
    if held:
        return Changes(changed=(after,), new=inputs, events=tuple(events))
    return Changes(new=(after, *inputs), events=tuple(events))


def _ended(run: Run, key: str, at: int, outcome: str, reason: str) -> FlowEnded:
    return FlowEnded(tenant=run.who.tenant, key=key, at=at, flow=run.flow, run=run.id, outcome=outcome, reason=reason)
