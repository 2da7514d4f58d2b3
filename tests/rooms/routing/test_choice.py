"""The choice of an agent, as properties."""

from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.routing.model import Candidate, Wish, choose, expected_wait, suitable

SKILLS = ("aftersales", "billing")
candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids().map(str),
        name=st.just("x"),
        title=st.just(""),
        skills=st.lists(st.sampled_from(SKILLS), unique=True).map(tuple),
        languages=st.lists(st.sampled_from(("zh-CN", "en")), unique=True).map(tuple),
        capacity=st.integers(0, 3),
        load=st.integers(0, 3),
        free_since=st.integers(0, 9),
    ),
    max_size=6,
)
wishes = st.builds(Wish, skill=st.sampled_from(("", *SKILLS)), language=st.sampled_from(("", "zh-CN", "en")))


@given(candidates, wishes)
def test_who_is_chosen_is_suitable_has_room_and_is_the_longest_free(some, wish):
    chosen = choose(some, wish)
    free = [c for c in suitable(some, wish) if c.load < c.capacity]
    if chosen is None:
        assert not free
        return
    assert chosen in free
    assert (chosen.load > 0, chosen.free_since) == min((c.load > 0, c.free_since) for c in free)


@given(candidates, wishes)
def test_a_skill_that_nobody_has_keeps_nobody_waiting(some, wish):
    if some:
        assert suitable(some, wish)


@given(candidates.filter(bool), wishes)
def test_who_had_it_before_comes_first(some, wish):
    before = some[-1]
    chosen = choose(some, Wish(wish.skill, wish.language, before.id))
    if before in suitable(some, wish) and before.load < before.capacity:
        assert chosen == before


@given(st.integers(1, 50), st.floats(1_000, 100_000), st.integers(0, 5))
def test_the_wait_grows_with_the_place(place, gap, online):
    wait = expected_wait(place, gap, online)
    assert (wait is None) == (online == 0)
    if wait is not None:
        assert wait <= expected_wait(place + 1, gap, online)
