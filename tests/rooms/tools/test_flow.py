"""A flow that calls a tool of the business over HTTP."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.rooms.tools.conftest import WHO, here
from tests.support.database import fresh
from tests.support.outside import answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.kernel import Lesson, SystemClock
from yingda.rooms.accounts import Seal
from yingda.rooms.flows import Flows
from yingda.rooms.tools import Tools
from yingda.rooms.tools.model import Draft

FLOW = """
name: refund
title: {zh: 退款, en: Refund}
slots:
  order_no: {type: order_no, title: {zh: 订单号, en: Order}, ask: {zh: 哪个订单？, en: 'Which order?'}, pattern: 'QH-\\d+'}
steps:
- {id: ask, ask: order_no}
- {id: do, tool: refund_order, args: {order_no: '{order_no}'}, save: done}
- {id: tell, say: {zh: '退款单号 {done.number}', en: 'Refund {done.number}'}}
- {id: end, end: done}
"""


@pytest.fixture
async def flows(tmp_path: Path):
    """Flows over the tools of a business, and the system that they call."""
    folder = tmp_path / "content"
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "refund.yaml").write_text(FLOW, "utf-8")
    fetch = GuardedFetch(private_hosts=["erp.test"], ask=here)
    async with fresh(tmp_path, "flows", "tools") as db, outside(lambda seen: answered({"id": "R-1"})) as there:
        tools = Tools(db, fetch, SystemClock(), Seal("0123456789" * 4, "tools"), {}, lambda host: True)
        draft = Draft(
            "refund_order", {"zh": "退款"}, f"http://erp.test:{there.port}/refunds", {"order_no": "订单号"}, "POST",
            body='{"order": "{order_no}", "customer": "{customer.id}"}', keep={"number": "id"}, changes=True, timeout=2.0,
        )  # fmt: skip
        await tools.put("t", "a1", draft, 0)
        yield Flows(db, tools.known, {"p": Lesson("p", folder)}, SystemClock()), there
        await fetch.close()


async def test_it_asks_before_it_changes_and_says_what_came(flows):
    flow, there = flows
    step = await flow.begin(WHO, "refund", "我要退款 QH-118233")
    assert step.run.waiting == "consent"
    assert there.seen == []
    step = await flow.advance(step.run, "好的")
    assert (step.outcome, step.says[-1].text) == ("done", "退款单号 R-1")
    (seen,) = there.seen
    assert seen.data == {"order": "QH-118233", "customer": "u-77"}
    assert seen.headers["idempotency-key"]


async def test_somebody_unknown_moves_nothing(flows):
    flow, there = flows
    who = replace(WHO, verified=False, external="")
    step = await flow.begin(who, "refund", "我要退款 QH-118233")
    if not step.done:
        step = await flow.advance(step.run, "好的", call=who)
    assert there.seen == []
    assert step.outcome != "done"


async def test_another_business_has_no_such_tool(flows):
    flow, there = flows
    who = replace(WHO, tenant="other")
    step = await flow.begin(who, "refund", "我要退款 QH-118233")
    assert (step.outcome, there.seen) == ("handover", [])
