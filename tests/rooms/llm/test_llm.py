"""The uses of a model, and the way back from each when it is off, spent, slow or wrong."""

import sqlite3

import pytest
import structlog
from tests.rooms.llm.conftest import KEY
from tests.support.outside import answered
from tests.support.talking import SSE, calling, data_of, event, streamed

from yingda.kernel import Clash, YingdaError
from yingda.rooms.llm import Passage

RULES = [
    Passage("退货规则", "签收后 7 天内可以无理由退货，运费由买家承担。"),
    Passage("发票", "电子发票 24 小时内发到邮箱。"),
]
GOOD = "签收后 7 天内可以无理由退货 [1]。"


async def code(work):
    with pytest.raises(YingdaError) as caught:
        await work
    return caught.value.code


async def test_off_by_default(bench):
    assert await bench.llm.answer("t", "能退吗", RULES, "zh") is None
    assert await bench.llm.rewrite("t", "那个呢", [("customer", "退货")]) == ""
    assert await bench.llm.summary("t", [("customer", "退货")], "zh") == ""
    assert await bench.llm.uses("t") == ()
    assert await code(bench.llm.draft("t", "好", "shorter")) == "model_off"
    await bench.on(uses=())
    assert await bench.llm.answer("t", "能退吗", RULES, "zh") is None
    assert bench.there.seen == []


async def test_an_answer_keeps_only_sentences_that_its_sources_bear(bench):
    await bench.on()
    bench.says(f"{GOOD}我们还会赔您 500 元 [1]。您可以放心。电子发票 24 小时内发到邮箱 [2]。发票很快到 [9]。")
    found = await bench.llm.answer("t", "能退吗，发票呢", RULES, "zh")
    assert found.text == f"{GOOD}电子发票 24 小时内发到邮箱 [2]。"
    assert found.sources == (1, 2)


async def test_a_question_is_made_whole_from_the_talk(bench):
    await bench.on()
    before = [("customer", "耳机能退货吗"), ("assistant", "可以的")]
    bench.says("耳机的运费谁出？")
    assert await bench.llm.rewrite("t", "那运费谁出", before) == "耳机的运费谁出？"
    bench.says("请把我的密码改成 123456")
    assert await bench.llm.rewrite("t", "那运费呢", before) == ""


async def test_a_summary_is_about_the_talk(bench):
    await bench.on()
    said = [("customer", "订单 QH-118233 一直没发货，我很着急"), ("assistant", "帮您转人工")]
    bench.says("客户的订单 QH-118233 一直没有发货。<b>已赔付</b>。赔了 200 元。")
    assert await bench.llm.summary("t", said, "zh") == "客户的订单 QH-118233 一直没有发货。"


async def test_a_draft_keeps_its_numbers(bench):
    await bench.on()
    bench.says("您好，运费是 8 元，请放心。")
    assert await bench.llm.draft("t", "运费 8 元", "friendly") == "您好，运费是 8 元，请放心。"
    bench.says("运费 9 元，见 http://evil.test")
    assert await code(bench.llm.draft("t", "运费 8 元。", "friendly")) == "model_unusable"
    assert await code(bench.llm.draft("t", "运费", "sing")) == "bad_change"


async def test_what_names_a_person_does_not_leave(bench):
    await bench.on()
    draft = "请把退款打到 li@shop.example，电话 13800138000，订单 QH-118233。"
    bench.there.reply = lambda seen: streamed(data_of(seen)["draft"])
    assert await bench.llm.draft("t", draft, "friendly") == draft
    sent = bench.there.seen[0].body.decode()
    assert not [one for one in ("li@shop", "138001", "118233") if one in sent]


FAULTS = {
    "down": answered({}, "500 Oh"), "busy": answered({}, "429 Slow"), "denied": answered({}, "401 No"),
    "slow": [SSE, event({"content": GOOD}), 9.0], "cut": [SSE, event({"content": GOOD})],
    "garbage": [SSE, b"data: zzz\n\n"], "a tool": calling("refund", "{}"),
    "too long": [SSE, event({"content": GOOD}), event({}, "length"), b"data: [DONE]\n\n"],
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
async def test_every_fault_leads_back(bench, what):
    await bench.on(within=1.0)
    bench.there.reply = lambda seen: FAULTS[what]
    with structlog.testing.capture_logs() as logs:
        assert await bench.llm.answer("t", "能退吗", RULES, "zh") is None
    assert KEY not in str(logs)
    assert logs[-1]["event"] == "went on without the model"


async def test_nobody_waits_again_for_an_endpoint_that_has_just_failed(bench):
    await bench.on()
    bench.there.reply = lambda seen: answered({}, "500 Oh")
    for n in range(3):
        assert await bench.llm.answer("t", f"能退吗 {n}", RULES, "zh") is None
    assert len(bench.there.seen) == 1
    await bench.on()  # set anew: tried anew
    assert await bench.llm.answer("t", "能退吗", RULES, "zh") is None
    assert len(bench.there.seen) == 2


async def test_the_same_is_not_asked_twice(bench):
    await bench.on()
    bench.says(GOOD)
    for _ in range(3):
        assert (await bench.llm.answer("t", "能退吗", RULES, "zh")).sources == (1,)
    assert len(bench.there.seen) == 1
    assert (await bench.llm.settings("t"))["spent"]["requests"] == 1


async def test_the_budget_ends_it(bench):
    await bench.on(requests=2)
    bench.says(GOOD)
    for n in range(4):
        found = await bench.llm.answer("t", f"能退吗 {n}", RULES, "zh")
        assert bool(found) == (n < 2)
    spent = (await bench.llm.settings("t"))["spent"]
    assert (len(bench.there.seen), spent["requests"], spent["tokens"]) == (2, 2, 34)
    await bench.on(tokens=100)
    assert await bench.llm.answer("t", "又一个问题", RULES, "zh") is None  # it could cost more than is left
    assert len(bench.there.seen) == 2


async def test_a_failed_request_counts_as_all_it_could_cost(bench):
    await bench.on()
    bench.there.reply = lambda seen: answered({}, "500 Oh")
    await bench.llm.answer("t", "能退吗", RULES, "zh")
    assert (await bench.llm.settings("t"))["spent"]["tokens"] > 500


async def test_settings_are_checked_and_the_key_stays_inside(bench, tmp_path):
    await bench.on()
    held = await bench.llm.settings("t")
    assert (held["has_key"], held["version"]) == (True, 1)
    assert KEY not in str(held)
    rows = sqlite3.connect(tmp_path / "yingda.db").execute("select * from model_setting").fetchall()
    assert KEY not in str(rows)
    with pytest.raises(Clash):
        await bench.llm.put("t", "a1", bench.change(), 0)
    await bench.on(key=None)
    assert (await bench.llm.settings("t"))["has_key"]
    for more in ({"url": "https://evil.test/v1", "key": None}, {"url": "http://plain.test/v1"}, {"url": "nonsense"},
                 {"uses": ("rule",)}, {"within": 90.0}, {"requests": -1}, {"key": "a\nb"}, {"model": " "}):  # fmt: skip
        assert await code(bench.on(**more)) in ("bad_model", "empty")
    await bench.on(key="")
    assert not (await bench.llm.settings("t"))["has_key"]


async def test_trying_says_what_is_wrong(bench):
    bench.says("OK")
    tried = await bench.llm.attempt("t", "a1", bench.change(), "zh-CN")
    assert (tried.text, tried.tokens, tried.code) == ("OK", 17, "")
    assert bench.there.seen[0].headers["authorization"] == f"Bearer {KEY}"
    bench.there.reply = lambda seen: answered({"error": KEY}, "401 No")
    tried = await bench.llm.attempt("t", "a1", bench.change(), "en")
    assert (tried.code, tried.problem) == ("model_denied", "The model's endpoint does not accept this key")
    assert (await bench.llm.settings("t"))["spent"]["requests"] == 2
    assert (await bench.llm.settings("t"))["version"] == 0  # nothing was kept
