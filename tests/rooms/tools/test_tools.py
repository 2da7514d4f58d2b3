"""Tools that a business defines, called for real."""

import asyncio
import sqlite3

import pytest
import structlog
from msgspec.structs import replace
from tests.rooms.tools.conftest import SECRET, WHO
from tests.support.outside import answered

from yingda.kernel import BadInput, Clash, NotFound, Tool, YingdaError


async def code(work):
    with pytest.raises(YingdaError) as caught:
        await work
    return caught.value.code


async def test_a_call_keeps_only_what_it_says(bench):
    await bench.kept()
    assert await bench.run(order_no="QH/1 ?#") == {"status": "已发货", "first": "耳机"}
    (seen,) = bench.there.seen
    assert (seen.method, seen.path) == ("GET", "/orders/QH%2F1%20%3F%23?by=u-77")
    assert seen.headers["host"] == f"erp.test:{bench.there.port}"
    assert "idempotency-key" not in seen.headers


async def test_it_runs_with_the_customers_rights(bench):
    await bench.kept()
    tool = (await bench.tools.known("t"))["find_order"]
    assert tool.needs_verified  # it names the customer, so he must be known
    for who in (replace(WHO, verified=False), replace(WHO, external="")):
        assert await code(bench.run(who=who, order_no="1")) == "not_verified"
    assert await code(bench.run(order_no="")) == "tool_arg_missing"
    assert bench.there.seen == []


async def test_a_change_carries_its_key_and_is_sent_once(bench):
    body = '{"order": "{order_no}", "many": "{many}", "text": "退 {many} 件", "who": "{customer.contact}"}'
    await bench.kept(
        name="refund", method="POST", body=body, args={"order_no": "", "many": ""}, changes=True,
        url=f"http://erp.test:{bench.there.port}/refunds",
    )  # fmt: skip
    assert (await bench.tools.known("t"))["refund"].changes
    await bench.run("refund", order_no='x","evil":"1', many=2, once="key-1")
    await bench.run("refund", order_no="x", many=2, once="key-1")
    first, second = bench.there.seen
    assert first.data == {"order": 'x","evil":"1', "many": 2, "text": "退 2 件", "who": "c1"}
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == "key-1"
    bench.there.reply = lambda seen: answered({}, "503 Away")
    assert await code(bench.run("refund", order_no="x", many=2, once="key-2")) == "tool_down"
    assert len(bench.there.seen) == 3


async def test_a_question_is_asked_again_when_the_other_side_was_briefly_away(bench):
    await bench.kept()
    bench.there.reply = lambda seen: answered(
        {"data": {"status": "ok"}}, "503 Away" if len(bench.there.seen) == 1 else "200 OK"
    )
    assert (await bench.run(order_no="1"))["status"] == "ok"
    assert len(bench.there.seen) == 2


@pytest.mark.parametrize(
    ("status", "says"),
    [("404 No", "tool_nothing"), ("422 No", "tool_refused"), ("403 No", "tool_denied"), ("409 No", "tool_conflict"),
     ("429 No", "tool_busy"), ("500 No", "tool_down")],
)  # fmt: skip
async def test_refusals_have_words_of_ours(bench, status, says):
    await bench.kept()
    bench.there.reply = lambda seen: answered({"message": "SQLSTATE 42P01 at db7"}, status)
    with pytest.raises(YingdaError) as caught:
        await bench.run(order_no="1")
    assert caught.value.code == says
    assert "SQLSTATE" not in caught.value.zh + caught.value.en
    assert caught.value.zh != caught.value.en


async def test_secrets_go_to_their_host_and_show_nowhere(bench, tmp_path):
    url = f"http://erp.test:{bench.there.port}/x"
    headers = {"Authorization": "Bearer {secret.erp}"}
    assert await code(bench.kept(url=url, headers=headers)) == "bad_tool"  # there is none yet
    card = await bench.tools.put_secret("t", "a1", "erp", "ERP.test", SECRET)
    assert card.sealed == ""
    await bench.kept(url=url, headers=headers, keep={"echo": "echo"})
    bench.there.reply = lambda seen: answered({"echo": seen.headers["authorization"]})
    with structlog.testing.capture_logs() as logs:
        assert await bench.run(order_no="1") == {"echo": "Bearer ******"}
        tried = await bench.tools.attempt("t", bench.draft(url=url, headers=headers), {}, "", "zh-CN", send=True)
    assert bench.there.seen[0].headers["authorization"] == f"Bearer {SECRET}"
    assert tried.request["headers"]["Authorization"] == "Bearer ******"
    everything = f"{logs}{tried}{await bench.tools.own('t')}{await bench.tools.secrets('t')}"
    assert SECRET not in everything
    kept = sqlite3.connect(tmp_path / "yingda.db").execute("select * from tool_secret").fetchall()
    assert SECRET not in str(kept)

    elsewhere = bench.draft(name="steal", url="https://evil.test/", headers=headers)
    assert await code(bench.tools.put("t", "a1", elsewhere, 0)) == "bad_tool"
    assert await code(bench.tools.put_secret("t", "a1", "erp", "evil.test", "other")) == "secret_in_use"
    assert await code(bench.tools.remove_secret("t", "erp")) == "secret_in_use"
    await bench.tools.remove("t", "find_order")
    await bench.tools.remove_secret("t", "erp")
    assert await bench.tools.secrets("t") == []


async def test_businesses_do_not_see_each_other(bench):
    await bench.kept()
    await bench.tools.put_secret("t", "a1", "erp", "erp.test", SECRET)
    assert await bench.tools.known("other") == {}
    assert await bench.tools.own("other") == await bench.tools.secrets("other") == []
    with pytest.raises(NotFound):
        await bench.tools.remove("other", "find_order")
    draft = bench.draft(headers={"X-Key": "{secret.erp}"})
    assert await code(bench.tools.put("other", "a1", draft, 0)) == "bad_tool"


async def test_a_pack_goes_first_and_what_is_off_is_not_offered(bench):
    async def run(call, args):
        return {}

    await bench.kept()
    bench.tools.packs = {"find_order": Tool("find_order", {"zh": "包", "en": "Pack"}, {}, run)}
    assert [(t.name, t.origin) for t in await bench.tools.listed("t")] == [("find_order", "pack")]
    assert await code(bench.tools.put("t", "a1", bench.draft(), 1)) == "bad_tool"
    bench.tools.packs = {}
    assert [(t.name, t.origin) for t in await bench.tools.listed("t")] == [("find_order", "http")]
    with pytest.raises(Clash):
        await bench.tools.put("t", "a1", bench.draft(enabled=False), 0)
    await bench.tools.put("t", "a1", bench.draft(enabled=False), 1)
    assert await bench.tools.listed("t") == []


async def test_trying_shows_before_it_sends(bench):
    draft = bench.draft()
    shown = await bench.tools.attempt("t", draft, {"order_no": "7"}, "u-1", "zh-CN", send=False)
    assert (shown.sent, shown.request["url"].endswith("/orders/7?by=u-1"), bench.there.seen) == (False, True, [])
    tried = await bench.tools.attempt("t", draft, {"order_no": "7"}, "u-1", "zh-CN", send=True)
    assert (tried.status, tried.kept["status"], tried.code) == (200, "已发货", "")
    bench.there.reply = lambda seen: answered(b"<h1>oops</h1>", "200 OK", "text/html")
    tried = await bench.tools.attempt("t", draft, {"order_no": "7"}, "u-1", "en", send=True)
    assert (tried.code, tried.answer, tried.problem) == (
        "tool_unreadable", "<h1>oops</h1>", "The system's answer cannot be read",
    )  # fmt: skip


async def test_one_business_cannot_hold_all_lines(bench):
    await bench.kept(timeout=1.0)
    bench.there.reply = lambda seen: [0.5, *answered({})]
    answers = await asyncio.gather(*(bench.run(order_no=str(n)) for n in range(20)), return_exceptions=True)
    assert sum(getattr(a, "code", "") == "too_many" for a in answers) == 4
    assert await bench.run(order_no="later") == {"status": None, "first": None}


async def test_nobody_answers(bench):
    await bench.kept(url="http://erp.test:9/x")
    assert await code(bench.run(order_no="1")) == "call_failed"
    with pytest.raises(BadInput):
        await bench.kept(url="http://10.0.0.1/x")
