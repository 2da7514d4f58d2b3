"""What a talk teaches, how signals become proposals, and when a candidate is better: pure rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from yingda.kernel import Clash
from yingda.rooms.learning.model import (
    ARTICLE,
    PHRASING,
    REVIEW,
    Answer,
    Line,
    Proposal,
    Round,
    Signal,
    Turn,
    accepted,
    alike,
    compared,
    gathered,
    own_words,
    refused,
    seen,
    signals,
)

FRESH = Proposal("t", "p1", "", "zh", "", (), 1, 1)
REPLY = "可以的，我们给您补寄一个新的充电盒。"


def test_what_was_pressed_names_what_was_meant() -> None:
    turns = [Turn(1, "那个怎么弄回去", "zh"), Turn(3, "退货怎么申请", "zh", ("a1",), answered=True)]
    lines = [
        Line(1, "visitor", "那个怎么弄回去"), Line(2, "bot", "您是想问"), Line(3, "visitor", "退货怎么申请", "article:a1"),
    ]  # fmt: skip
    assert signals(turns, lines) == [Signal(PHRASING, "chose", "那个怎么弄回去", "zh", "a1")]


def test_an_answer_that_was_followed_by_a_call_for_a_person_is_blamed() -> None:
    turns = [Turn(1, "运费谁出", "zh", ("a1",), answered=True), Turn(3, "转人工", "zh", left="asked")]
    lines = [Line(1, "visitor", "运费谁出"), Line(2, "bot", "您出"), Line(3, "visitor", "转人工")]
    assert signals(turns, lines) == [Signal(REVIEW, "left", "运费谁出", "zh", "a1")]


def test_feedback_is_about_the_answer_it_was_given_to() -> None:
    turns = [Turn(1, "运费谁出", "zh", ("a1",), answered=True), Turn(3, "多久退款", "zh", ("a2",), answered=True)]
    lines = [
        Line(1, "visitor", "运费谁出"), Line(2, "bot", "您出"), Line(3, "visitor", "多久退款"), Line(4, "bot", "三天"),
        Line(5, "bot", "抱歉", cause="feedback:4"),
    ]  # fmt: skip
    assert signals(turns, lines) == [Signal(REVIEW, "unhelpful", "多久退款", "zh", "a2")]


@pytest.mark.parametrize(
    ("score", "people", "found"), [(1, False, 1), (2, False, 1), (5, False, 0), (0, False, 0), (1, True, 0)]
)
def test_a_bad_rating_blames_the_bot_only_where_it_was_alone(score: int, people: bool, found: int) -> None:
    lines = [Line(1, "visitor", "运费谁出"), Line(2, "bot", "您出"), *([Line(3, "agent", "好")] if people else [])]
    assert len(signals([Turn(1, "运费谁出", "zh", ("a1",), answered=True)], lines, score)) == found


def test_what_a_person_answered_becomes_a_draft() -> None:
    turns = [Turn(1, "充电盒丢了能单买吗", "zh", unknown=True), Turn(3, "转人工", "zh", left="asked")]
    lines = [
        Line(1, "visitor", "充电盒丢了能单买吗"), Line(3, "visitor", "转人工"), Line(4, "agent", "您好"),
        Line(5, "agent", REPLY),
    ]  # fmt: skip
    assert signals(turns, lines) == [Signal(ARTICLE, "answered", "充电盒丢了能单买吗", "zh", answer=REPLY)]
    assert signals(turns, lines[:3]) == []


def test_alike_questions_gather_and_one_talk_counts_once() -> None:
    first = Signal(ARTICLE, "answered", "充电盒丢了能单买吗", "zh", answer=REPLY)
    one = gathered([], first, "c1", FRESH) or pytest.fail("new")
    assert gathered([one], first, "c1", FRESH) is None
    two = gathered([one], replace(first, text="耳机充电盒丢了怎么单买"), "c2", replace(FRESH, id="p2", last_at=9))
    assert two is not None
    assert (two.id, two.times, two.texts, two.why, two.last_at) == (
        "p1", 2, ("充电盒丢了能单买吗", "耳机充电盒丢了怎么单买"), {"answered": 2}, 9,
    )  # fmt: skip
    other = gathered([two], replace(first, text="发票抬头怎么改"), "c3", replace(FRESH, id="p3"))
    assert other is not None
    assert other.id == "p3"


def test_what_was_refused_does_not_come_back() -> None:
    signal = Signal(PHRASING, "chose", "那个怎么弄回去", "zh", "a1")
    one = gathered([], signal, "c1", FRESH) or pytest.fail("new")
    gone = refused(one, "boss", 5)
    assert gathered([gone], signal, "c2", replace(FRESH, id="p2")) is None
    with pytest.raises(Clash):
        accepted(gone, "boss", 6)
    assert accepted(one, "boss", 6, texts=["怎么退回去"], article="a2").texts == ("怎么退回去",)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0.0 <= alike(one, other) <= 1.0
    assert alike(one, other) == alike(other, one)


ANSWERS = st.builds(Answer, st.sampled_from(["answer", "ask", "none"]), st.sampled_from(["a", "b", ""]))


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "none"]), ANSWERS, ANSWERS), max_size=12))
def test_comparing(rows: list[tuple[str, Answer, Answer]]) -> None:
    cases = [(f"q{i}", expect) for i, (expect, _, _) in enumerate(rows)]
    found = compared(cases, [a for _, a, _ in rows], [b for _, _, b in rows])
    back = compared(cases, [b for _, _, b in rows], [a for _, a, _ in rows])
    assert found.right == back.right[::-1]
    assert found.wrong == back.wrong[::-1]
    assert (found.verdict == "better") <= (back.verdict != "better")
    if [a for _, a, _ in rows] == [b for _, _, b in rows]:
        assert (found.verdict, found.changes) == ("same", ())


def test_a_candidate_that_breaks_more_than_it_mends_is_worse() -> None:
    right, wrong = Answer("answer", "a"), Answer("answer", "b")
    found = compared([("q1", "a"), ("q2", "a"), ("q3", "a")], [right, right, wrong], [wrong, wrong, right])
    assert found.verdict == "worse"
    assert [one.better for one in found.changes] == [False, False, True]
    assert compared([("q", "none")], [wrong], [Answer("none", "")]).verdict == "better"


def test_a_comparison_that_a_restart_broke_off_has_failed() -> None:
    begun = Round("t", "r", "zh", 1_000, "boss")
    assert seen(begun, 1_000 + 60_000) is begun
    late = seen(begun, 1_000 + 16 * 60_000)
    assert (late.state, late.error) == ("failed", "interrupted")
    done = replace(begun, state="on")
    assert seen(done, 10**12) is done


def test_nothing_that_may_name_somebody_is_learned() -> None:
    said = ["电话 13800138000", "我叫张三，要退", "a@b.cn 收不到", "怎么退货", "怎么退货 ", "怎么开票", "没用的回答"]
    assert own_words(said, ["怎么开票"], ["没用的回答"]) == ["怎么退货"]


@given(st.lists(st.text(max_size=100), max_size=9), st.lists(st.text(max_size=20), max_size=4))
def test_own_words_are_new_and_each_once(said: list[str], known: list[str]) -> None:
    found = own_words(said, known, [])
    assert len(set(found)) == len(found)
    assert not {one.casefold() for one in found} & {one.casefold() for one in known}
    assert set(found) <= {one.strip() for one in said}
