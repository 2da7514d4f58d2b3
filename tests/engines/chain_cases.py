"""Decisions of one row that many want at once. Each that changes the row writes its number into it (`tags`), so that the
row itself tells in which order they came true; they are then run one after another on a dictionary, and everything must be
as it was there: the rows, the answers, the errors."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace
from tests.engines.database_cases import Label, Message, Received, Seen, Talk

from yingda.kernel import Changes, Clash, NotFound, Row, Unavailable

KINDS = (
    "say", "say", "retry", "retry", "edit", "edit", "quiet", "urge", "label", "relabel", "unlabel", "lean", "look",
    "refuse", "nothing", "signal", "null", "badge",
)  # fmt: skip


class Op(NamedTuple):
    """One decision: what it does, in which talk, under which key a retry would find it."""

    number: int
    kind: str
    talk: str
    client: str


Calls = list[tuple[str, str, str]]
CALLS: st.SearchStrategy[Calls] = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from("ab"), st.sampled_from("123456789")), min_size=8, max_size=60
)


def ops(calls: Calls, talks: str) -> list[Op]:
    """The decisions of a round, in talks of its own."""
    return [
        Op(i, kind, talks + talk, f"again{int(client) % 2}" if kind in ("retry", "edit") else f"{client}-{i}")
        for i, (kind, talk, client) in enumerate(calls)
    ]


class Refused(Exception):
    """What a decision saw when it refused."""


async def act(read: Any, op: Op, seen: dict[int, int]) -> Changes:
    """The decision. `seen` keeps how many had changed the row when it was decided last."""
    talk = await read.get(Talk, "t", op.talk)
    seen[op.number] = len(talk.tags)
    label = await read.get(Label, "t", op.talk) if "label" in op.kind or op.kind == "lean" else None
    moved = replace(talk, version=talk.version + 1, tags=(*talk.tags, str(op.number)))
    if op.kind in ("refuse", "nothing"):
        if op.kind == "refuse":
            raise Refused(len(talk.tags))
        return Changes()
    if op.kind in ("urge", "signal"):
        events = (Seen(tenant="t", key=op.talk, at=1, seq=talk.seq),) if op.kind == "signal" else ()
        return Changes(changed=(replace(moved, urgent=not talk.urgent),), events=events)
    if op.kind == "edit":
        return await edit(read, op, moved)
    if "label" in op.kind:
        return labelled(op, moved, label)
    if op.kind == "lean" and label is None:
        raise NotFound
    if op.kind == "look":  # a query, which cannot be answered from what is not written yet
        ((count,),) = await read.rows("select count(*) from message where tenant=?1 and talk=?2", "t", op.talk)
        if count != talk.seq:
            raise AssertionError(f"{count} messages seen, and {talk.seq} in the row")
    text = None if op.kind == "null" else f"{op.kind} {op.number}"
    badge = f"{op.talk} gold" if op.kind == "badge" else None
    return Changes(
        new=(Message("t", op.talk, talk.seq + 1, op.client, text, badge),),  # type: ignore[arg-type]
        changed=(replace(moved, seq=talk.seq + 1),), relied=(label,) if op.kind == "lean" and label else (),
        events=() if op.kind == "quiet" else (Received(tenant="t", key=op.talk, at=1, seq=talk.seq + 1, text="HI"),),
    )  # fmt: skip


async def edit(read: Any, op: Op, moved: Talk) -> Changes:
    """Changes a message that is found by its key of a retry."""
    found = await read.first(Message, "t", op.talk, op.client)
    if found is None:
        raise NotFound
    return Changes(changed=(moved, replace(found, text=f"{found.text}, edited by {op.number}")))


def labelled(op: Op, moved: Talk, label: Label | None) -> Changes:
    """Adds, changes or removes what has no version."""
    if (label is None) != (op.kind == "label"):
        raise NotFound
    if label is None:
        return Changes(new=(Label("t", op.talk, {"by": str(op.number)}),), changed=(moved,))
    if op.kind == "relabel":
        return Changes(changed=(replace(label, words={"by": str(op.number)}), moved))
    return Changes(changed=(moved,), removed=(label,))


class Plainly:
    """`Read` on a dictionary, on which decisions run one after another."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.kept = {(row.table, *self._key(row)): row for row in rows}

    @staticmethod
    def _key(row: Row) -> tuple[Any, ...]:
        return tuple(getattr(row, c) for c in row.key)

    async def get(self, kind: type[Row], *key: Any) -> Any:
        return self.kept.get((kind.table, *key))

    async def first(self, kind: type[Row], *once: Any) -> Any:
        return next((r for r in self.all(kind) if tuple(getattr(r, c) for c in kind.once) == once), None)

    async def rows(self, sql: str, tenant: str, talk: str) -> Any:
        return [(sum(row.talk == talk for row in self.all(Message)),)]

    def all(self, kind: type[Row]) -> list[Any]:
        return [row for row in self.kept.values() if type(row) is kind]

    async def decide(self, op: Op, seen: dict[int, int]) -> Any:
        """The answer, or the error."""
        try:
            changes = await act(self, op, seen)
        except Exception as error:
            return error
        new = next((row for row in changes.new if isinstance(row, Message)), None)
        if new is not None:
            if new.text is None:
                return ValueError("null")
            if (earlier := await self.first(Message, "t", new.talk, new.client)) is not None:
                return earlier
            if new.badge and any(row.badge == new.badge for row in self.all(Message)):
                return Clash("changed", "", "")
        for row in (*changes.new, *changes.changed):
            self.kept[row.table, *self._key(row)] = row
        for row in changes.removed:
            del self.kept[row.table, *self._key(row)]
        return new


async def persist(db: Any, op: Op, seen: dict[int, int]) -> Any:
    """Asks again while the server is away, as clients do."""
    while True:
        try:
            return await db.decide(act, op, seen)
        except Unavailable:
            await asyncio.sleep(0.02)


async def together(db: Any, round: Sequence[Op], run: Callable[..., Any] = persist) -> None:
    """All of them at once; then everything is compared with the same, one after another."""
    talks = sorted({op.talk for op in round})
    before = [Talk("t", id, id) for id in talks]
    await db.decide(_new, before)
    seen: dict[int, int] = {}

    async def soon(op: Op) -> Any:  # most come together, some while those are on their way
        await asyncio.sleep(op.number * 7 % 4 * 0.002)
        return await run(db, op, seen)

    answers = await asyncio.gather(*(soon(op) for op in round), return_exceptions=True)
    for id in talks:
        kept = await db.get(Talk, "t", id)
        own = [op for op in round if op.talk == id]
        plain = Plainly([Talk("t", id, id)])
        for op in in_order(own, kept, seen):
            compare(op, answers[op.number], await plain.decide(op, {}))
        assert await db.get(Talk, "t", id) == await plain.get(Talk, "t", id)
        assert await db.get(Label, "t", id) == await plain.get(Label, "t", id)
        stored = await db.find(Message, "tenant=?1 and talk=?2 order by seq", "t", id)
        assert stored == sorted(plain.all(Message), key=lambda row: row.seq)
        loud = sum(not row.text.startswith("quiet") for row in stored)
        assert await db.rows("select count(*) from event where about=?1 and name='Received'", id) == [(loud,)]
        assert await db.rows("select count(*) from reaction where about=?1", id) == [(2 * loud,)]


def in_order(own: Sequence[Op], kept: Talk, seen: dict[int, int]) -> list[Op]:
    """As the row tells it; those that changed nothing stand where they looked."""
    done = {int(tag): at for at, tag in enumerate(kept.tags)}
    return sorted(own, key=lambda op: (done[op.number], 1) if op.number in done else (seen[op.number], 0))


def compare(op: Op, answer: Any, expected: Any) -> None:
    """The same, or an error of the same kind."""
    if op.kind == "null" and isinstance(answer, Message):  # the key of a retry was looked at first: as well
        raise AssertionError(f"{op} was kept")
    if op.kind == "null":
        assert isinstance(answer, Exception), op
    elif isinstance(expected, Exception):
        assert type(answer) is type(expected), (op, answer)
        assert not isinstance(expected, Refused) or answer.args == expected.args, op
    elif isinstance(answer, Message) and isinstance(expected, Message):
        mine, theirs = replace(answer, text=""), replace(expected, text="")  # an edited one may be answered either way
        assert mine == theirs, (op, answer, expected)
    else:
        assert answer == expected, (op, answer, expected)


async def _new(_: Any, rows: Sequence[Row]) -> Changes:
    return Changes(new=tuple(rows))
