"""What holds for every flow and every customer: nothing forbidden is called, a restart changes nothing, cancelling and
asking for a person work anywhere, answers count whatever their order, with corrections and other questions in between."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace
from tests.rooms.flows.test_engine import ANSWERS, CHANGING, TALK, TEXT, WHO, flows

from yingda.kernel import Tool, ToolCall
from yingda.rooms.flows.model import (
    AnyInput,
    Began,
    Call,
    Failed,
    Flow,
    Heard,
    Move,
    Returned,
    Run,
    Said,
    begin,
    collected,
    compiled,
    replay,
    step,
)
from yingda.rooms.flows.model.understand import says_yes
from yingda.rooms.flows.service.calls import Toolbox

talks = st.lists(TALK, min_size=2, max_size=14)


class Shop:
    """Tools that watch who calls them: `look` only for somebody who has signed in, `pay` only after a yes."""

    def __init__(self, answers: list[AnyInput]) -> None:
        self.answers, self.calls = answers, 0
        self.agreed: dict[str, Any] | None = None
        self.forbidden: list[str] = []
        """What must not have happened; a tool that raises is a tool that failed, so it is told here."""

    def box(self) -> Toolbox:
        return Toolbox(
            {
                "look": Tool("look", TEXT, {}, self.look, needs_verified=True),
                "pay": Tool("pay", TEXT, {}, self.pay, changes=True),
            }
        )

    def answer(self) -> Mapping[str, Any]:
        self.calls += 1
        given = self.answers[self.calls % len(self.answers)]
        return given.result if isinstance(given, Returned) else {}

    async def look(self, call: ToolCall, args: Mapping[str, Any]) -> Mapping[str, Any]:
        if not call.verified:
            self.forbidden.append("a tool for customers who are known ran for another")
        return self.answer()

    async def pay(self, call: ToolCall, args: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.agreed is None:
            self.forbidden.append("something was changed without a yes")
        elif args["order"] != self.agreed.get("order"):
            self.forbidden.append("what it was about was changed after the yes")
        self.agreed = None
        return self.answer()


def talked(flow: Flow, talk: list[str], shop: Shop, signs_in: int) -> Iterator[tuple[Move, list[AnyInput]]]:
    """Each move of a conversation in which the customer signs in before message number `signs_in`."""
    box, inputs = shop.box(), list[AnyInput]()
    move: Move | None = None
    for number, text in enumerate(talk):
        who = ToolCall("t", "c", number >= signs_in, "C1", "talk", "zh-CN")
        if move is None:
            inputs.append(Began(Heard(text), who))
            move = begin(flow, "r", who, "zh-CN", Heard(text), CHANGING)
        else:
            yes = move.run.waiting in ("confirm", "consent") and says_yes(text)
            shop.agreed = dict(move.run.slots) if yes else None
            inputs.append(Said(Heard(text), who))
            move = step(flow, move.run, inputs[-1], CHANGING)
        while move.call is not None:
            inputs.append(asyncio.run(box.call(move.run.who, move.call)))
            move = step(flow, move.run, inputs[-1], CHANGING)
        yield move, inputs
        if move.run.outcome:
            return


@given(flows(), talks, st.lists(ANSWERS, min_size=1, max_size=6), st.integers(0, 14))
@settings(max_examples=150, deadline=None)
def test_no_forbidden_call_and_the_same_state_after_a_replay(
    flow: Flow, talk: list[str], answers: list[AnyInput], signs_in: int
) -> None:
    shop = Shop(answers)
    for move, inputs in talked(flow, talk, shop, signs_in):
        assert not shop.forbidden
        assert move.run.outcome or move.run.waiting in ("ask", "confirm", "consent")
        assert replay(flow, Run("r", "f", WHO, "zh-CN"), inputs, CHANGING) == move.run


@given(flows(), talks, st.lists(ANSWERS, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_restart_in_the_middle_changes_nothing(flow: Flow, talk: list[str], answers: list[AnyInput]) -> None:
    for move, _ in talked(flow, talk, Shop(answers), 0):
        kept = json.decode(json.encode(move.run), type=Run)
        for text in ("QH-123456", "好的", "不对，是红的", "为什么要问", ""):
            before, after = (step(flow, run, Said(Heard(text)), CHANGING) for run in (move.run, kept))
            assert json.encode(before) == json.encode(after)


@given(flows(), talks, st.lists(ANSWERS, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_cancelling_and_a_person_anywhere(flow: Flow, talk: list[str], answers: list[AnyInput]) -> None:
    for move, _ in talked(flow, talk, Shop(answers), 0):
        if move.run.outcome:
            break
        gone = step(flow, move.run, Said(Heard("算了")), CHANGING)
        assert (gone.run.outcome, gone.call) == ("cancelled", None)
        person = step(flow, move.run, Said(Heard("转人工")), CHANGING)
        assert (person.run.outcome, person.call) == ("handover", None)
        assert person.run.slots == move.run.slots, "all that was gathered goes along"
        assert collected(flow, person.run) == collected(flow, move.run)


@given(flows(), talks, st.lists(ANSWERS, min_size=1, max_size=6), st.sampled_from(["", "  ", "。", "？"]))
@settings(max_examples=100, deadline=None)
def test_silence_fills_nothing_and_sets_nothing_in_motion(
    flow: Flow, talk: list[str], answers: list[AnyInput], silence: str
) -> None:
    for move, _ in talked(flow, talk, Shop(answers), 0):
        if not move.run.outcome:
            after = step(flow, move.run, Said(Heard(silence)), CHANGING)
            assert after.call is None
            assert after.run.slots == move.run.slots


@given(
    flows(), flows(), st.lists(TALK | st.sampled_from(["好的", "yes"]), min_size=2, max_size=14),
    st.lists(ANSWERS, min_size=1, max_size=6), st.integers(0, 13), st.data(),
)  # fmt: skip
@settings(max_examples=250, deadline=None)
def test_a_change_needs_a_yes_to_these_very_words_sent_after_them(
    flow: Flow, other: Flow, talk: list[str], answers: list[AnyInput], swapped: int, data: Any
) -> None:
    """However the flow is exchanged under a run, whatever is pressed, and whichever messages were sent too early."""
    asked, calls, titles = "", 0, dict(CHANGING)
    move = begin(flow, "r", WHO, "zh-CN", Heard(talk[0]), CHANGING)
    for number, text in enumerate(talk[1:]):
        if number == swapped:
            flow, titles = other, {"pay": {"zh": data.draw(st.sampled_from(["付款", "退款"])), "en": "Pay"}}
        shown, asked = asked, ""
        if move.run.waiting in ("confirm", "consent"):
            asked = shown = move.says[-1].text
        heard = Heard(text, data.draw(st.sampled_from(["", "", "yes", "no"])), early=data.draw(st.booleans()))
        yes = not heard.early and (heard.option == "yes" or (not heard.option and says_yes(text)))
        was = move.run
        move = step(flow, was, Said(heard), titles)
        while move.call is not None:
            assert move.call.agreed == (move.call.tool == "pay")
            if move.call.tool == "pay":
                assert yes, "sent after the question"
                assert shown.endswith(_words_of(flow, was, titles)), "a yes to the words that he read"
                yes = False
            calls += 1
            move = step(flow, move.run, answers[calls % len(answers)], titles)
        if move.run.outcome:
            return


@pytest.mark.parametrize("changed", ["words", "title", "tool", "arguments"])
def test_a_yes_to_other_words_is_asked_for_again(changed: str) -> None:
    def written(**other: Any) -> Flow:
        pay = {"id": "pay", "tool": other.get("tool", "pay"), "args": other.get("args", {"order": "QH-118233"})}
        sure = [{"id": "pay", "confirm": other["words"]}, {**pay, "id": "do"}] if "words" in other else [pay]
        return compiled({"name": "f", "title": TEXT, "slots": {}, "steps": [*sure, {"id": "end", "end": "done"}]})

    titles = {"pay": {"zh": "付款", "en": "Pay"}, "close": {"zh": "销户", "en": "Close"}}
    before, after, later = written(), written(), titles
    if changed == "words":
        before, after = written(words=TEXT), written(words={"zh": "注销账号吗", "en": "Close it?"})
    elif changed == "title":
        later = {**titles, "pay": {"zh": "全额退款", "en": "Refund"}}
    else:
        after = written(tool="close") if changed == "tool" else written(args={"order": "QH-999999"})
    asked = begin(before, "r", WHO, "zh-CN", Heard("付款"), titles)
    again = step(after, asked.run, Said(Heard("好的")), later)
    assert (again.call, bool(again.says)) == (None, True), "what he agreed to is no longer what would be done"
    assert step(after, again.run, Said(Heard("好的")), later).call is not None
    assert step(before, asked.run, Said(Heard("好的")), titles).call is not None


def _words_of(flow: Flow, run: Run, titles: Mapping[str, dict[str, str]]) -> str:
    """What the flow, as it is now, asks where the run stands."""
    here = flow.at(run.at)
    assert here is not None
    return here.confirm["zh"] if here.confirm else f"接下来要为您办理「{titles['pay']['zh']}」，确认吗？"


def test_a_tool_that_changes_something_refuses_a_call_without_a_yes() -> None:
    shop = Shop([Returned({})])
    refused = asyncio.run(shop.box().call(WHO, Call("pay", {"order": "1"}, "r.1")))
    assert isinstance(refused, Failed)
    assert (refused.code, shop.calls, shop.forbidden) == ("no_consent", 0, [])


def _form() -> Flow:
    patterns = {"order": r"QH-\d{6}", "phone": r"(?<!\d)1\d{10}(?!\d)", "mail": r"[a-z]{2,9}@[a-z]{2,9}\.com"}
    slots = {
        n: {"type": "text", "title": TEXT, "ask": {"zh": f"{n}？", "en": n}, "pattern": p} for n, p in patterns.items()
    }
    steps = [
        *({"id": name, "ask": name} for name in slots),
        {"id": "sure", "confirm": TEXT},
        {"id": "end", "end": "done"},
    ]
    return compiled({"name": "form", "title": TEXT, "slots": slots, "steps": steps})


FORM = _form()
VALUES = {
    "order": ["QH-118233", "QH-116502", "QH-000001"],
    "phone": ["13800002071", "15912345678"],
    "mail": ["wang@example.com", "li@example.com"],
}


@st.composite
def customers(draw: Any) -> list[tuple[str, dict[str, str]]]:
    """Messages of a customer who means what he says: (text, what it tells), in any order, with other questions between."""
    said: list[tuple[str, dict[str, str]]] = [("帮我登记", {})]
    for _ in range(draw(st.integers(0, 6))):
        names = draw(st.lists(st.sampled_from(list(VALUES)), unique=True, min_size=0, max_size=3))
        told = {name: draw(st.sampled_from(VALUES[name])) for name in names}
        lead = draw(st.sampled_from(["", "不对，是 ", "是 ", "嗯 "])) if told else ""
        said.append(
            (lead + "，".join(told.values()) if told else draw(st.sampled_from(["运费多少钱？", "谢谢"])), told)
        )
    return said


@given(customers())
@settings(max_examples=200, deadline=None)
def test_the_last_word_counts_whatever_the_order(said: list[tuple[str, dict[str, str]]]) -> None:
    known: dict[str, str] = {}
    first, told = said[0]
    move = begin(FORM, "r", WHO, "zh-CN", Heard(first), {})
    for text, told in said[1:]:
        if told and told.items() <= known.items():
            continue  # who only says the same again is not understood, and gets a person after a while
        before = move.run
        move = step(FORM, before, Said(Heard(text)), {})
        known |= told
        assert move.run.slots == known
        assert not move.run.outcome
        missing = [name for name in VALUES if name not in known]
        at = FORM.at(move.run.at)
        assert at is not None
        assert at.id == (missing[0] if missing else "sure"), (
            "it asks for what is missing, and goes back after a question"
        )
    for name in [name for name in VALUES if name not in known]:
        move = step(FORM, move.run, Said(Heard(VALUES[name][0])), {})
        known[name] = VALUES[name][0]
    move = step(FORM, move.run, Said(Heard("好的")), {})
    assert (move.run.outcome, move.run.slots) == ("done", known)


def test_a_yes_is_about_what_was_known_when_it_was_said() -> None:
    steps = [
        {"id": "sure", "confirm": TEXT},
        {"id": "pick", "ask": "pick", "options_from": "x.options", "single": "take"},
        {"id": "pay", "tool": "pay", "args": {"order": "{pick}"}},
        {"id": "end", "end": "done"},
    ]
    slots = {"pick": {"type": "choice", "title": TEXT, "ask": TEXT}}
    flow = compiled({"name": "f", "title": TEXT, "slots": slots, "steps": steps})
    asked = begin(flow, "r", WHO, "zh-CN", Heard("付款"), CHANGING).run
    run = replace(asked, kept={"x": {"options": [{"id": "1", "text": "甲"}]}})
    move = step(flow, run, Said(Heard("好的")), CHANGING)
    assert (move.run.slots, move.call, move.run.waiting) == ({"pick": "1"}, None, "consent")
    assert step(flow, move.run, Said(Heard("好的")), CHANGING).call is not None
