"""What silence costs, and what was wrong."""

from hypothesis import given
from hypothesis import strategies as st
from tests.walks.conftest import hello, say

from yingda.rooms.desk.model import LEFT, SERVED, silence
from yingda.rooms.desk.model.waits import MINUTE, QUIET_MS

NOW = 10**12
HEAD = st.tuples(
    st.integers(NOW - 10**9, NOW), st.integers(NOW - 10**9, NOW), st.sampled_from(["open", "resolved", "snoozed"]),
    st.sampled_from(["visitor", "bot", "agent", ""]), st.sampled_from([0, NOW - 5]),
)  # fmt: skip


@given(st.lists(HEAD), st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from([SERVED, LEFT]))))
def test_every_figure_is_part_of_another(heads, waits) -> None:
    found = silence(heads, waits, NOW - 10**8, NOW)
    assert 0 <= found.unanswered <= found.talks <= len(heads)
    assert found.waiting <= found.talks
    assert found.served + found.left == len(waits)
    assert found.waited + found.lost <= sum(ms for ms, _ in waits) / MINUTE


def test_whoever_spoke_last_and_got_nothing_was_left_alone() -> None:
    heads = [
        (NOW - 9, NOW - QUIET_MS, "open", "visitor", NOW - QUIET_MS), (NOW - 9, NOW - 5, "open", "visitor", NOW - 5),
        (NOW - 9, NOW - 5, "resolved", "visitor", 0), (NOW - 9, NOW - QUIET_MS, "open", "bot", 0),
        (NOW - 99, NOW - QUIET_MS, "open", "visitor", 0),
    ]  # fmt: skip
    found = silence(
        heads, [(3 * MINUTE, SERVED), (MINUTE, SERVED), (5 * MINUTE, SERVED), (2 * MINUTE, LEFT)], NOW - 50, NOW
    )
    assert (found.talks, found.unanswered, found.waiting) == (4, 2, 2)
    assert (found.served, found.waited, found.median, found.left, found.lost) == (3, 9, 3.0, 1, 2)


async def test_leaving_the_queue_and_a_wrong_answer_are_counted(town):
    boss = await town.agent("boss@t.example")
    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk = (await say(visitor, "怎么退货"))["conversation"]
        await town.settle()
        for _ in range(2):
            await boss.json("POST", f"/api/conversations/{talk}/turns/1/wrong")
        await town.settle()
        found = await boss.json("GET", "/api/bot/costs")
        assert found["wrong"]["times"] == 1, "twice is once"
        assert found["wrong"]["articles"][0]["title"] == "七天无理由退货怎么申请"
        (look,) = (await boss.json("GET", "/api/learning?kind=review"))["items"]
        assert look["why"] == {"agent": 1}
        await visitor.ask("human", client_id="h")
        await town.settle()
        await visitor.ask("leave")
        await town.settle()
        silence = (await boss.json("GET", "/api/bot/costs?days=7"))["silence"]
        assert (silence["talks"], silence["left"], silence["waiting"]) == (1, 1, 0)
