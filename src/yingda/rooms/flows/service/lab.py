"""Trying a draft: reading it, running its dialogues, and talking to it with tools that do no harm."""

import asyncio
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput, ToolCall

from ..model import (
    AnyInput,
    Call,
    Flow,
    Heard,
    Opened,
    Returned,
    Run,
    Said,
    Utterance,
    bad,
    begin,
    collected,
    line_of,
    opened,
    step,
    written,
)
from . import dialogues
from .calls import NOT_VERIFIED, Known, Toolbox

SAID = 2_000


class Called(Struct, frozen=True):
    """A tool call of a trial. `simulated`: it did not run, its answer came from the file's own dialogues."""

    tool: str
    args: dict[str, Any]
    answer: AnyInput
    simulated: bool


class Trial(Struct, frozen=True):
    """What came of one message to a draft."""

    says: list[Utterance]
    run: Run
    outcome: str
    collected: dict[str, str]
    path: list[str]
    calls: list[Called]


class Checked(Struct, frozen=True):
    """A dialogue's result with the lines of the file where it stands and where it failed."""

    result: dialogues.Result
    line: int
    lines: list[int]


class Lab:
    """Nothing here is kept, and no tool that changes something runs."""

    def __init__(self, tools: Known) -> None:
        self.tools = tools

    async def read(self, tenant: str, text: str, raw: Mapping[str, Any] | None = None) -> Opened:
        """Reads a file; with `raw`, the file that says these values in the words of `text`."""
        tools = Toolbox(await self.tools(tenant))
        now = await asyncio.to_thread(written, raw, text) if raw is not None else text
        return await asyncio.to_thread(opened, now, tools.names())

    async def test(self, tenant: str, text: str) -> tuple[list[Checked], dialogues.Coverage]:
        """Runs the dialogues of a file; `BadInput` when it is no flow."""
        return await asyncio.to_thread(_test, text, Toolbox(await self.tools(tenant)))

    async def talk(
        self, who: ToolCall, text: str, said: str, option: str = "", run: Run | None = None, *, real: bool = False
    ) -> Trial:
        """Says something to a draft: begins it, or goes on with `run`. `real`: tools that only look things up run, as
        `who`; else, and always for those that change something, the answers of the file's dialogues are given."""
        tools = Toolbox(await self.tools(who.tenant))
        flow = await asyncio.to_thread(_flow, text, tools)
        heard, changing = Heard(said[:SAID], option), tools.changing()
        if run is None:
            move = begin(flow, "trial", who, who.language, heard, changing)
        else:
            if run.outcome:
                raise BadInput("trial_over", "这次试跑已经结束，请重新开始", "This trial is over, begin again")
            move = step(flow, replace(run, who=who), Said(heard), changing)
        says, path, calls, digress = list(move.says), list(move.path), list[Called](), move.digress
        while move.call is not None:
            called = await _call(flow, tools, who, move.call, real=real)
            calls.append(called)
            move = step(flow, move.run, called.answer, changing)
            says += move.says
            path += move.path
        outcome = "digress" if digress else move.run.outcome
        return Trial(says, move.run, outcome, collected(flow, move.run), path, calls)


def _flow(text: str, tools: Toolbox) -> Flow:
    read = opened(text, tools.names())
    if read.flow is None or not read.sound:
        raise bad(str(read.raw.get("name", "?")), [problem for problem in read.problems if not problem.hint])
    return read.flow


def _test(text: str, tools: Toolbox) -> tuple[list[Checked], dialogues.Coverage]:
    flow = _flow(text, tools)
    results = dialogues.check(flow, tools.changing(), tools.guarded())
    checked = [
        Checked(
            result, line_of(text, "tests", place),
            [line_of(text, "tests", place, *(("turns", w.turn - 1) if w.turn else ())) for w in result.problems],
        )
        for place, result in enumerate(results)
    ]  # fmt: skip
    return checked, dialogues.coverage(flow, results)


async def _call(flow: Flow, tools: Toolbox, who: ToolCall, call: Call, *, real: bool) -> Called:
    if real and call.tool not in tools.changing():
        return Called(call.tool, call.args, await tools.call(who, call), simulated=False)
    if call.tool in tools.guarded() and not who.verified:
        return Called(call.tool, call.args, NOT_VERIFIED, simulated=True)
    return Called(call.tool, call.args, Returned(_sample(flow, call.tool)), simulated=True)


def _sample(flow: Flow, tool: str) -> dict[str, Any]:
    """What a tool answers in the first dialogue in which it answers anything."""
    for test in flow.tests:
        given = test.tools.get(tool)
        for answer in given if isinstance(given, list) else [given] if given else []:
            if "error" not in answer:
                return answer
    return {}
