"""Turns and shares: whatever comes and goes, in any order."""

import asyncio
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from yingda.kernel import TooMany
from yingda.kernel.shares import GREED, IN_LINE, LEAST, Shares, Turns

PLACES = 16
MOVES = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(("come", "come", "end", "go"))), max_size=120)


class Room:
    """Turns under a test: who has a place, who waits, who was refused."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.inside: list[str] = []
        self.outside: list[tuple[str, asyncio.Task[None]]] = []
        self.refused: list[str] = []

    async def come(self, who: str) -> None:
        """One more asks for a place."""
        task = asyncio.create_task(self.turns.enter(who))
        self.outside.append((who, task))
        await self.look()

    async def look(self) -> None:
        """Who waited and has a place now."""
        for _ in range(3):
            await asyncio.sleep(0)
        for one in [one for one in self.outside if one[1].done()]:
            self.outside.remove(one)
            if one[1].cancelled():
                continue
            if isinstance(one[1].exception(), TooMany):
                self.refused.append(one[0])
            else:
                self.inside.append(one[0])

    async def end(self, who: str) -> None:
        """One of his has ended."""
        if who in self.inside:
            self.inside.remove(who)
            self.turns.leave(who)
            await self.look()

    async def go(self, who: str) -> None:
        """One of his does not wait any longer."""
        if task := next((task for name, task in self.outside if name == who), None):
            task.cancel()
            await self.look()

    async def play(self, moves: list[tuple[str, str]]) -> None:
        """All of it, and after each the books are right."""
        for who, what in moves:
            await getattr(self, what)(who)
            counted = {name: self.inside.count(name) for name in set(self.inside)}
            assert self.turns.running == counted
            assert self.turns.all == len(self.inside)
        for _ in range(1_000):
            if not self.inside:
                break
            await self.end(self.inside[0])
        assert not self.outside, "everybody had his turn"
        assert (self.turns.lines, self.turns.running, self.turns.all, self.turns.waiting) == ({}, {}, 0, 0)


@settings(deadline=None, max_examples=60)
@given(MOVES)
def test_places_are_bounded_and_nobody_is_forgotten(moves: list[tuple[str, str]]) -> None:
    class Bounded(Turns):
        def _run(self, tenant: str) -> None:
            super()._run(tenant)
            assert self.all <= self.at_once
            assert self.running[tenant] <= GREED * (self.at_once - self.all + 1), "some are left for others"

    asyncio.run(Room(Bounded(PLACES)).play(moves))


@settings(deadline=None, max_examples=60)
@given(MOVES)
def test_shares_keep_their_books(moves: list[tuple[str, str]]) -> None:
    asyncio.run(Room(Shares(PLACES, 8)).play(moves))


async def test_a_line_of_another_refuses_nobody() -> None:
    """With the node full of one business's line, others find their part of the line empty."""
    room = Room(Shares(LEAST, IN_LINE))
    await room.come("quiet")
    for _ in range(2 * IN_LINE):
        await room.come("flood")
    before = len(room.refused)
    for _ in range(LEAST + IN_LINE // 8):
        await room.come("quiet")
    assert before > 0
    assert set(room.refused) == {"flood"}
    await room.play([])


async def test_businesses_are_called_in_turn() -> None:
    """Of several lines each moves once before any moves twice."""
    turns, order = Turns(8), list[str]()

    async def one(who: str) -> None:
        await turns.enter(who)
        order.append(who)
        await asyncio.sleep(0)
        turns.leave(who)

    for _ in range(7):
        await turns.enter("first")
    names = [name for name in "abcd" for _ in range(20)]
    random.Random(1).shuffle(names)
    tasks = [asyncio.create_task(one(name)) for name in names]
    await asyncio.gather(*tasks)
    for at in range(4, len(order) - 8, 4):
        assert set(order[at : at + 4]) == set("abcd"), order
