"""What holds for every flow and every thing that is said: generated flows, generated talk."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yingda.kernel import BadInput, ToolCall
from yingda.rooms.flows.model import (
    AnyInput,
    Began,
    Failed,
    Flow,
    Heard,
    Returned,
    Run,
    Said,
    begin,
    compiled,
    replay,
    step,
)
from yingda.rooms.flows.model.understand import (
    asks_why,
    corrects,
    is_question,
    says_no,
    says_stop,
    says_yes,
    wants_person,
)

WHO = ToolCall("t", "c", False)
CHANGING = {"pay": {"zh": "付款", "en": "Pay"}}
TEXT = {"zh": "好", "en": "ok"}
SLOTS: dict[str, Any] = {
    "order": {"type": "order_no", "title": TEXT, "ask": TEXT, "pattern": r"QH-\d{6}"},
    "kind": {
        "type": "choice", "title": TEXT, "ask": TEXT, "after": ["order"],
        "options": [{"id": "a", "text": {"zh": "红", "en": "red"}}, {"id": "b", "text": {"zh": "蓝", "en": "blue"}}],
    },
    "note": {"type": "text", "title": TEXT, "ask": TEXT},
    "sure": {"type": "yes_no", "title": TEXT, "ask": TEXT},
    "many": {"type": "number", "title": TEXT, "ask": TEXT, "most": 9},
    "pick": {"type": "choice", "title": TEXT, "ask": TEXT, "free": True},
}  # fmt: skip
TALK = st.sampled_from(
    [
        "是", "好的", "不", "不对", "不对，是 QH-222222", "算了", "为什么要问", "转人工", "红", "蓝色那个", "3", "三",
        "QH-111111", "QH-222222 和 QH-111111", "怎么退货？", "yes", "no", "never mind", "the first one", "", "?" * 50,
        "好的但是改成蓝", "第二个",
    ]
) | st.text(max_size=30)  # fmt: skip


@st.composite
def flows(draw: Any) -> Flow:
    """Any flow that the checker lets pass: loops, dead branches, changes without a confirmation, all of it."""
    ids = [f"s{i}" for i in range(draw(st.integers(1, 8)))]
    to = st.sampled_from(ids)
    steps = []
    for id in ids:
        kind = draw(st.sampled_from(["say", "ask", "tool", "pay", "branch", "confirm", "handover", "end", "pass"]))
        do: dict[str, Any] = {"id": id}
        if kind == "say":
            do["say"] = {"zh": "值 {order} {x.y}", "en": "v {order}"}
        elif kind == "ask":
            do |= {"ask": draw(st.sampled_from(list(SLOTS)))}
            if draw(st.booleans()):
                do |= {"options_from": "x.options", "single": draw(st.sampled_from(["take", "ask"]))}
        elif kind in ("tool", "pay"):
            do |= {"tool": "look" if kind == "tool" else "pay", "save": "x", "args": {"order": "{order}"}}
            if draw(st.booleans()):
                do["on_error"] = draw(to)
        elif kind == "branch":
            do["branch"] = [{"if": "x.ok", "is": True, "goto": draw(to)}, {"goto": draw(to)}]
        elif kind == "confirm":
            do |= {"confirm": TEXT}
            if draw(st.booleans()):
                do |= {"refused": draw(to)}
        elif kind == "handover":
            do["handover"] = TEXT
        elif kind == "end":
            do["end"] = "done"
        if kind not in ("handover", "end", "branch") and (id == ids[-1] or draw(st.booleans())):
            do["goto"] = draw(to)
        if draw(st.integers(0, 9)) == 0:
            do["clear"] = [draw(st.sampled_from(list(SLOTS)))]
        steps.append(do)
    return compiled({"name": "f", "title": TEXT, "slots": SLOTS, "steps": steps})


TWO = [{"id": "1", "text": "甲", "words": ["红"]}, {"id": "2", "text": {"zh": "乙", "en": "B"}}]
ANSWERS = st.sampled_from(
    [
        Returned({"ok": True, "options": TWO}), Returned({"ok": False}), Returned({"options": TWO[:1]}),
        Returned({"options": "no list", "y": 1}), Failed("refused", {"zh": "不行", "en": "no"}),
    ]
)  # fmt: skip


@given(flows(), st.lists(TALK, min_size=1, max_size=25), st.lists(ANSWERS, min_size=1, max_size=12), st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_run_is_bounded_replayable_and_changes_nothing_without_a_yes(
    flow: Flow, talk: list[str], answers: list[AnyInput], pressing: bool
) -> None:
    heard = Heard(talk[0])
    inputs: list[AnyInput] = [Began(heard)]
    move = begin(flow, "r", WHO, "zh-CN", heard, CHANGING)
    last, calls = talk[0], 0
    agreed_now = False
    for turn in range(len(talk)):
        while move.call is not None:
            if move.call.tool == "pay":
                assert agreed_now, "something was changed without a yes right before it"
            agreed_now = False
            answer = answers[calls % len(answers)]
            calls += 1
            inputs.append(answer)
            move = step(flow, move.run, answer, CHANGING)
        if move.run.outcome:
            break
        assert move.run.waiting in ("ask", "confirm", "consent")
        assert move.says, "it waits, so it has asked"
        if turn + 1 == len(talk):
            break
        last = talk[turn + 1]
        option = move.says[-1].options[0]["id"] if pressing and move.says[-1].options and turn % 3 == 0 else ""
        said = Said(Heard(last, option))
        agreed_now = move.run.waiting != "ask" and (option == "yes" or says_yes(last))
        inputs.append(said)
        move = step(flow, move.run, said, CHANGING)
    assert calls <= 31
    assert move.run.outcome in ("", "done", "cancelled", "handover", "failed")
    start = Run("r", "f", WHO, "zh-CN")
    assert replay(flow, start, inputs, CHANGING) == move.run
    assert step(flow, move.run, Returned({}), CHANGING).run == move.run


@given(flows(), st.sampled_from(["啊啊啊啊", "嗯哼", "xyzzy"]))
@settings(max_examples=100, deadline=None)
def test_who_is_never_understood_gets_a_person(flow: Flow, noise: str) -> None:
    move = begin(flow, "r", WHO, "zh-CN", Heard(""), CHANGING)
    for _ in range(1_300):
        if move.run.outcome:
            break
        input: AnyInput = Returned({}) if move.call else Said(Heard(noise))
        move = step(flow, move.run, input, CHANGING)
    assert move.run.outcome in ("handover", "done", "failed")


@pytest.mark.parametrize(
    "text",
    [
        "是", "好的", "好的，麻烦了", "对，就这样", "可以", "确认", "行", "嗯", "Yes please", "OK!", "sure, go ahead",
        "没问题", "好的好的", "是的，谢谢", "对对对", "好，帮我办吧", "嗯嗯，可以的", "yes, that's right", "Okay thanks",
    ],
)  # fmt: skip
def test_a_plain_yes(text: str) -> None:
    assert says_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "是不是要运费", "好的吗", "好的但是地址错了", "可以改吗", "对不起", "不", "行不行", "yes but wait", "okay, cancel",
        "是换货不是退货", "好像不对", "可能吧，再想想", "", "确定要收费？", "嗯不要了", "对了，运费谁出", "yesterday",
        "好贵",
        "是我昨天买的那个", "行李箱", "对面那家", "可以退吗", "好的退两件", "right after", "sure?", "ok？", "谢谢", "请",
    ],
)  # fmt: skip
def test_anything_else_is_no_yes(text: str) -> None:
    assert not says_yes(text)


def test_other_meanings() -> None:
    for text in ("算了", "算了吧", "不用了，谢谢", "取消", "不退了", "Never mind.", "cancel", "forget it", "先不办了"):
        assert says_stop(text), text
    for text in ("取消订单", "算了，换货吧", "我的取消了吗", "cancel my order QH-1", "停用怎么办"):
        assert not says_stop(text), text
    for text in ("为什么要问这个", "干嘛要我手机号呀要填", "why do you need my phone number?", "为什么"):
        assert asks_why(text), text
    for text in ("转人工", "我要人工客服", "talk to a human", "人工", "叫个真人来"):
        assert wants_person(text), text
    assert not wants_person("这是人工智能吗")
    assert corrects("不对，是昨天那单") == "昨天那单"
    assert corrects("不对") == ""
    assert corrects("No, I meant the keyboard") == "the keyboard"
    assert corrects("不错的") is None
    assert corrects("nothing") is None
    assert says_no("不要")
    assert is_question("运费谁出")
    assert not is_question("左边没声音")


def test_what_is_wrong_with_a_flow_is_told() -> None:
    bad = {
        "name": "x", "title": {"zh": "甲"}, "slots": {"a": {"title": TEXT, "ask": TEXT, "pattern": "("}},
        "steps": [{"id": "one", "ask": "b", "goto": "nowhere"}, {"id": "one", "say": TEXT, "tool": "t"}],
    }  # fmt: skip
    with pytest.raises(BadInput) as wrong:
        compiled(bad, {"u"})
    parts = (
        "two steps",
        "no slot b",
        "no step nowhere",
        "does 2 things",
        "no tool t",
        "no en text",
        "slot a:",
        "nowhere",
    )
    for part in parts:
        assert part in wrong.value.en, part
    with pytest.raises(BadInput):
        compiled({"name": "x", "title": TEXT, "steps": [], "colour": "red"})


def test_no_text_takes_long() -> None:
    started = time.perf_counter()
    for text in ("是的" * 400 + "x", "嗯" * 900 + "x", "好的了" * 300 + "?", "不" * 900, "1" * 900, " " * 900 + "a"):
        for meaning in (says_yes, says_no, says_stop, asks_why, wants_person, corrects, is_question):
            meaning(text)
    assert time.perf_counter() - started < 0.5
