"""The bandit keeps its promises, and a talk says of a trial what it should."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.kernel import BadInput
from yingda.rooms.strategy.model import (
    BASE,
    LOST,
    WON,
    Arm,
    Talk,
    Turn,
    checked,
    choose,
    interval,
    judged,
    of_patience,
    of_wording,
    settled,
)
from yingda.rooms.strategy.model.bandit import ENOUGH, FLOOR, HARMS, HOPELESS, LEAST

COUNTS = st.integers(0, 400)
ARM = st.builds(lambda won, lost, more: Arm(won + lost + more, won, lost), COUNTS, COUNTS, COUNTS)
ARMS = st.lists(ARM, min_size=2, max_size=3).map(tuple)


@given(ARMS, st.text(max_size=20))
def test_a_talk_always_gets_the_same_arm_and_never_a_stopped_one(arms: tuple[Arm, ...], seed: str) -> None:
    arms = judged(arms, 7)
    n = choose(arms, seed)
    assert choose(arms, seed) == n
    assert not arms[n].stopped


@given(ARMS)
def test_the_first_arm_is_never_stopped_and_what_is_stopped_stays_so(arms: tuple[Arm, ...]) -> None:
    once = judged(arms, 7)
    assert not once[BASE].stopped
    assert judged(once, 9) == once
    for before, after in zip(arms, once, strict=True):
        assert not after.stopped or before.known >= ENOUGH, "never on little evidence"
        if after.stopped == HARMS:
            assert before.won * arms[BASE].known < arms[BASE].won * before.known, "only what did worse"


@given(ARMS, st.data())
def test_a_later_word_takes_the_place_of_an_earlier_one(arms: tuple[Arm, ...], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(arms) - 1))
    words = data.draw(st.lists(st.sampled_from(["", WON, LOST]), min_size=1))
    now, before = arms, ""
    for word in words:
        now, before = settled(now, n, before, word), word
    assert now[n].won - arms[n].won == (before == WON)
    assert now[n].lost - arms[n].lost == (before == LOST)
    assert [a for i, a in enumerate(now) if i != n] == [a for i, a in enumerate(arms) if i != n]


@given(COUNTS, COUNTS)
def test_the_bounds_hold_the_share(won: int, lost: int) -> None:
    low, high = interval(won, lost)
    assert 0 <= low <= high <= 1
    if won + lost:
        assert low - 1e-9 <= won / (won + lost) <= high + 1e-9
    more = interval(2 * won, 2 * lost)
    assert more[1] - more[0] <= high - low + 1e-9, "the more is known, the narrower"


def played(rates: list[float], talks: int, seed: int) -> tuple[Arm, ...]:
    """What becomes of arms that succeed so often."""
    dice, arms = Random(seed), tuple(Arm() for _ in rates)
    for talk in range(talks):
        n = choose(arms, f"{seed}|{talk}")
        arms = tuple(Arm(a.shown + (i == n), a.won, a.lost, a.stopped, a.stopped_at) for i, a in enumerate(arms))
        arms = judged(settled(arms, n, "", WON if dice.random() < rates[n] else LOST), talk)
    return arms


@pytest.mark.parametrize("seed", range(5))
def test_what_is_better_is_shown_more_and_what_harms_is_stopped(seed: int) -> None:
    arms = played([0.6, 0.85, 0.3], 1_500, seed)
    assert min(arm.shown for arm in arms) >= LEAST
    assert arms[1].shown > arms[0].shown >= FLOOR * 1_500 * 0.5, "the first one keeps its floor"
    assert arms[2].stopped in (HARMS, HOPELESS)
    assert arms[2].shown < 200


@pytest.mark.parametrize("seed", range(5))
def test_every_arm_gets_its_chance(seed: int) -> None:
    arms = played([0.7, 0.7], 400, seed)
    assert sum(arm.shown for arm in arms) == 400
    assert all(arm.shown >= LEAST for arm in arms)


def test_what_a_talk_says_of_a_wording() -> None:
    assert of_wording(Talk([Turn(1), Turn(3)]), 1, 2) == WON
    assert of_wording(Talk([Turn(1), Turn(3, "asked")]), 1, 2) == LOST
    assert of_wording(Talk([Turn(1), Turn(3), Turn(5), Turn(7, "asked")]), 1, 2) == WON, "long after"
    assert of_wording(Talk([Turn(1)], frozenset({2})), 1, 2) == LOST
    assert of_wording(Talk([Turn(1)], frozenset({9})), 1, 2) == WON, "another answer did not help"
    assert of_wording(Talk([Turn(1)], score=1), 1, 2) == LOST
    assert of_wording(Talk([Turn(1)], score=1, people=True), 1, 2) == WON, "the rating speaks of the person"
    assert of_wording(Talk([Turn(1)], solved=False), 1, 2) == LOST


def test_what_a_talk_says_of_when_a_person_was_offered() -> None:
    assert of_patience(Talk([Turn(1), Turn(3)])) == "", "it never mattered"
    failed = [Turn(1, failed=1), Turn(3, "failing", 2)]
    assert of_patience(Talk(failed)) == WON, "a hand-over is no failure"
    assert of_patience(Talk(failed, gave_up=True)) == LOST
    assert of_patience(Talk(failed, emotion="angry", strength=0.8)) == LOST
    assert of_patience(Talk(failed, emotion="angry", strength=0.8, score=5)) == WON
    assert of_patience(Talk(failed, score=2)) == LOST


def test_other_words_never_other_facts() -> None:
    own, whole = "7 天内可退。", "退货\n7 天内可退，运费 8 元。"
    assert checked(["一周内（7 天）都可以退。", " "], own, whole) == ("一周内（7 天）都可以退。",)
    for wrong in (["30 天内可退。"], [own], [], ["a", "b", "c"]):
        with pytest.raises(BadInput):
            checked(wrong, own, whole)
