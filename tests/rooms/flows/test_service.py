"""Runs in the database: restarts, repetition, tools that fail."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.flows.support import offered
from tests.support.database import fresh

from yingda.kernel import Clash, Lesson, NotFound, SystemClock, Tool, ToolCall, YingdaError
from yingda.rooms.flows import Flows

CALL = ToolCall("t", "c", False, "", "talk", "zh-CN")
FLOW = """
name: pay
title: {zh: 付款, en: Pay}
slots:
  many: {type: number, title: {zh: 数量, en: How many}, ask: {zh: 几个？, en: 'How many?'}, most: 9}
steps:
- {id: ask, ask: many}
- {id: pay, tool: pay, args: {many: '{many}'}, save: paid}
- {id: tell, say: {zh: '付了 {paid.sum}', en: 'Paid {paid.sum}'}}
- {id: end, end: done}
"""


class Till:
    """A tool that changes something, and counts."""

    def __init__(self) -> None:
        self.paid: dict[str, int] = {}
        self.broken: Exception | None = None

    async def pay(self, call: ToolCall, args: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.broken:
            raise self.broken
        self.paid[str(args["once"])] = int(args["many"])
        return {"sum": sum(self.paid.values())}


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
async def flows(tmp_path: Path, till: Till) -> AsyncIterator[Flows]:
    folder = tmp_path / "content"
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "pay.yaml").write_text(FLOW, "utf-8")
    tools = {"pay": Tool("pay", {"zh": "付款", "en": "Pay"}, {}, till.pay, changes=True)}
    async with fresh(tmp_path, "flows") as db:
        yield Flows(db, offered(tools), {"p": Lesson("p", folder)}, SystemClock())


async def test_the_engine_asks_before_a_change_though_the_author_forgot(flows: Flows, till: Till) -> None:
    step = await flows.begin(CALL, "pay", "我要付款")
    step = await flows.advance(step.run, "三个")
    assert step.run.waiting == "consent"
    assert till.paid == {}
    step = await flows.advance(step.run, "好的")
    assert (step.outcome, step.says[-1].text, step.tools_called) == ("done", "付了 3", ["pay"])


async def test_a_restart_loses_nothing(flows: Flows, till: Till) -> None:
    await flows.begin(CALL, "pay", "我要付款")
    later = Flows(flows.db, flows.tools, flows.library.lessons, flows.clock)
    run = await later.active("t", "talk")
    assert run is not None
    step = await later.advance(run, "2")
    assert await later.replayed("t", "talk") == step.run
    step = await flows.advance(step.run, "确认")
    assert step.done
    assert await flows.replayed("t", "talk") == step.run
    assert await flows.active("t", "talk") is None


async def test_one_cause_one_answer(flows: Flows, till: Till) -> None:
    step = await flows.begin(CALL, "pay", "付款", cause="1")
    assert (await flows.begin(CALL, "pay", "付款", cause="1")).run == step.run
    step = await flows.advance(step.run, "2", cause="2")
    before = step.run
    first = await flows.advance(before, "是", cause="3")
    again = await flows.advance(before, "是", cause="3")
    assert first == again == await flows.answered("t", "talk", "3")
    assert await flows.answered("t", "talk", "2") is None
    assert await flows.answered("t", "other", "3") is None
    assert len(till.paid) == 1


async def test_two_answers_at_once_are_one(flows: Flows, till: Till) -> None:
    step = await flows.begin(CALL, "pay", "付款")
    step = await flows.advance(step.run, "2")
    both = await asyncio.gather(*(flows.advance(step.run, "是") for _ in range(2)), return_exceptions=True)
    assert sum(isinstance(one, Clash) for one in both) == 1
    assert len(till.paid) == 1, "both carry the same key, so the tool has done it once"


@pytest.mark.parametrize("broken", [RuntimeError("boom"), YingdaError("no_funds", "余额不足", "No funds")])
async def test_a_tool_that_fails_leads_to_a_person(flows: Flows, till: Till, broken: Exception) -> None:
    till.broken = broken
    step = await flows.begin(CALL, "pay", "付款")
    step = await flows.advance(step.run, "2")
    step = await flows.advance(step.run, "是")
    assert (step.outcome, step.reason, step.collected) == ("handover", "tool_failed", {"数量": "2"})
    if isinstance(broken, YingdaError):
        assert "余额不足" in step.says[0].text


async def test_a_new_flow_ends_the_old_one_and_stop_ends_any(flows: Flows) -> None:
    first = await flows.begin(CALL, "pay", "付款")
    second = await flows.begin(CALL, "pay", "付款")
    assert first.run.id != second.run.id
    with pytest.raises(NotFound):
        await flows.advance(first.run, "2")
    await flows.stop("t", "talk")
    assert await flows.active("t", "talk") is None
    after = await flows.advance(second.run, "2")
    assert (after.done, after.outcome) == (True, "cancelled")
    with pytest.raises(NotFound):
        await flows.begin(CALL, "nothing")
    assert flows.names("t") == {"pay": {"zh": "付款", "en": "Pay"}}
