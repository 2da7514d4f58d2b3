"""The SQLite engine against a model in a dictionary: any mixture of sends, retries, failures, merges and restarts."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.engines.database_contract import REACTIONS, Message, Talk, block, hear, hear_and_open, merge, opened
from tests.engines.test_sqlite import prepared

from yingda.engines.sqlite import connect
from yingda.kernel import Changes, Clash, NotFound

TALKS, CLIENTS = ("a", "b", "c"), ("1", "2", "3", "4")
CALLS = st.lists(
    st.tuples(
        st.sampled_from(("say", "late", "null", "fail")), st.sampled_from((*TALKS, "none")), st.sampled_from(CLIENTS)
    ),
    max_size=12,
)


async def refuse(read: Any, talk: str, client: str, text: str) -> Changes:
    """Reads, then finds that it may not."""
    await hear(read, talk, client, text)
    raise PermissionError(client)


class Node(RuleBasedStateMachine):
    """What is kept is exactly what was answered, in the order in which it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = prepared(Path(self.folder.name))
        self.loop = asyncio.new_event_loop()
        self.told: list[tuple[str, int]] = []
        self.kept: dict[tuple[str, str], Any] = {}
        self.contact = {talk: talk for talk in TALKS}
        self.open()
        self.run(opened(self.db, *TALKS))

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def open(self) -> None:
        self.db = self.run(connect(self.path, REACTIONS))
        self.db.told = lambda events: self.told.extend((event.key, event.seq) for event, _ in events)

    async def together(self, calls: list[Any]) -> list[Any]:
        kinds = {"say": hear, "late": hear_and_open, "null": hear, "fail": refuse}
        work = [self.db.decide(block, 0.002)]
        for kind, talk, client in calls:
            work.append(self.db.decide(kinds[kind], talk, client, None if kind == "null" else f"{talk}{client}"))
        return (await asyncio.gather(*work, return_exceptions=True))[1:]

    @rule(calls=CALLS)
    def send(self, calls: list[Any]) -> None:
        for (kind, talk, client), result in zip(calls, self.run(self.together(calls)), strict=True):
            first = self.kept.get((talk, client))
            if talk == "none":
                assert isinstance(result, NotFound)
            elif kind == "fail":
                assert isinstance(result, PermissionError)
            elif kind == "null":
                # A NULL is noticed before the earlier answer is looked for, or after: both keep nothing.
                assert result == first or isinstance(result, Exception)
            elif first is not None:
                assert result == first
            elif kind == "late":
                assert isinstance(result, Clash)
            else:
                assert isinstance(result, Message), repr(result)
                self.kept[talk, client] = result

    @rule(keep=st.sampled_from(TALKS), gone=st.sampled_from(TALKS))
    def join(self, keep: str, gone: str) -> None:
        moved = [talk for talk, contact in self.contact.items() if contact == gone]
        assert self.run(self.db.tx(merge, keep, gone)) == len(moved)
        self.contact.update(dict.fromkeys(moved, keep))

    @rule()
    def restart(self) -> None:
        self.run(self.db.close())
        self.open()

    @invariant()
    def as_answered(self) -> None:
        stored = self.run(self.db.rows("select talk, client, seq from message"))
        assert {(talk, client): seq for talk, client, seq in stored} == {k: m.seq for k, m in self.kept.items()}
        for talk in TALKS:
            row = self.run(self.db.get(Talk, "t", talk))
            seqs = [seq for key, seq in self.told if key == talk]
            assert seqs == list(range(1, row.seq + 1))
            assert row.contact == self.contact[talk]
        assert self.run(self.db.rows("select count(*) from event")) == [(len(self.told),)]

    def teardown(self) -> None:
        self.run(self.db.close())
        self.loop.close()
        self.folder.cleanup()


def test_any_mixture() -> None:
    run_state_machine_as_test(Node, settings=settings(max_examples=15, stateful_step_count=12, deadline=None))  # type: ignore[no-untyped-call]
