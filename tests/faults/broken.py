"""Deliberately broken builds: each replaces one function of a server, so that a test can show that it would notice.

Loaded only in a test's own process: `YINGDA_EXTENSIONS=tests.faults.broken`, and `TESTS_BROKEN` names what breaks.
"""

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from yingda.kernel import House, new_id


def hasty(house: Any) -> None:
    """Acknowledges before the commit."""
    from yingda.engines.sqlite.writer import Writer

    class Hasty(Writer):
        def _transaction(self, group: Any, run: Any) -> Any:
            self.tx.begin()
            results = self._run(group, run)
            events, self.tx.events = self.tx.events, []
            self.loop.call_soon_threadsafe(self.finish, group, results, events)
            time.sleep(0.1)
            self.tx.db.execute("commit")
            return results

        def _answer(self, group: Any) -> None:
            self._commit(group)

    house.db.writer.__class__ = Hasty


def forgetful(house: Any) -> None:
    """No dedupe: every delivery of a message counts as a new one."""
    from yingda.rooms.conversations import Conversations

    receive = Conversations.receive

    async def each_anew(self: Any, visitor: Any, message: Any, **more: Any) -> Any:
        return await receive(self, visitor, replace(message, client_id=new_id()), **more)

    Conversations.receive = each_anew  # type: ignore[method-assign]


def off_by_one(house: Any) -> None:
    """Resumes one entry too late."""
    from yingda.rooms.conversations import store

    after = store.after
    store.after = lambda read, tenant, talk, seq, limit: after(read, tenant, talk, seq + 1, limit)


def normal(house: Any) -> None:
    """Commits without waiting for the disk."""
    house.db.writer.tx.db.execute("pragma synchronous=normal")


def careless(house: Any) -> None:
    """Leaves numbers out: the next entry takes the number after the next one."""
    from yingda.rooms.conversations.model import rules

    hear = rules.hear

    def skip(talk: Any, heard: Any, number: int = 0) -> Any:
        return hear(None if talk is None else replace(talk, seq=talk.seq + 1), heard, number)

    rules.hear = skip


def twice(house: Any) -> None:
    """What a reaction writes does not carry its cause: a second run writes it a second time."""
    from yingda.rooms.conversations import Conversations

    post = Conversations.post

    async def each_anew(self: Any, tenant: str, conversation: str, **more: Any) -> Any:
        kept = await post(self, tenant, conversation, **{**more, "client_id": new_id()})
        await asyncio.sleep(0.1)  # the window in which a kill leaves the reaction to run again
        return kept

    Conversations.post = each_anew  # type: ignore[method-assign]


def patient(house: Any) -> None:
    """Never gives up a slow reader: what waits for him grows without end."""
    from yingda.kernel import socket

    socket.PENDING_FRAMES = socket.PENDING_BYTES = 1 << 60
    socket.STUCK_S = 1e9


def endless(house: Any) -> None:
    """Never parks a poisoned reaction."""
    from yingda.main import reactor

    reactor.TRIES = 1 << 30


def one_line(house: Any) -> None:
    """All businesses stand in one line: who comes after a flood waits behind it, and is refused as it is."""
    from yingda.kernel.shares import Shares, Turns
    from yingda.main.reactor import QUEUED, Reactor

    enter, leave = Turns.enter, Turns.leave
    limited = Shares.enter
    Turns.enter = lambda self, tenant: enter(self, "all")  # type: ignore[method-assign]
    Turns.leave = lambda self, tenant: leave(self, "all")  # type: ignore[method-assign]
    Shares.enter = lambda self, tenant: limited(self, "all")  # type: ignore[method-assign]
    Shares.part = lambda self, whole: whole  # type: ignore[method-assign]
    Reactor._room = lambda self, tenant: len(self.known) < QUEUED  # type: ignore[method-assign]


def gullible(house: Any) -> None:
    """Takes what the disk refused for kept: acknowledges it all the same."""
    import sqlite3

    from yingda.engines.sqlite.writer import Writer

    class Gullible(Writer):
        def _transaction(self, group: Any, run: Any) -> Any:
            self.tx.begin()
            results = self._run(group, run)
            try:
                self.tx.db.execute("commit")
            except sqlite3.Error:
                self.tx.events = []
                self.tx.db.execute("rollback") if self.tx.db.in_transaction else None
            return results

    house.db.writer.__class__ = Gullible


def stubborn(house: Any) -> None:
    """Never takes a fresh connection after the disk failed."""
    from yingda.engines.sqlite.writer import Writer
    from yingda.kernel import Unavailable

    class Stubborn(Writer):
        def _transaction(self, group: Any, run: Any) -> Any:
            if self.broken:
                raise Unavailable
            return super()._transaction(group, run)

    house.db.writer.__class__ = Stubborn


def trusting(_: Any) -> None:
    """Builds upon the log that a crash left, without writing it once more."""
    from yingda.engines.sqlite import writer

    writer.steady = lambda db, path: None


def deaf(house: Any) -> None:
    """Takes the bus for the truth: never looks for what it did not bring."""
    from yingda.main.cluster.follower import Follower

    async def look(self: Any) -> None:
        """Nothing."""

    Follower.look = look  # type: ignore[method-assign]


def orphaned(house: Any) -> None:
    """What a dead node left to run stays its own."""
    from yingda.main import store

    async def bury(tx: Any, gone: Any, heir: str, fact: Any) -> bool:
        return bool(await tx.run("delete from node where tenant = '' and id = ?1", gone.id))

    async def adopt(tx: Any, heir: str, at: int) -> int:
        return 0

    store.bury, store.adopt = bury, adopt


def echo(house: Any) -> None:
    """A timer that has fired stays, and fires once more."""
    from yingda.main import store

    fire, fired = store.fire, set[str]()

    async def again(read: Any, now: int, ids: Any) -> Any:
        changes = await fire(read, now, ids)
        first = {t.about for t in changes.removed} - fired
        fired.update(first)
        return replace(changes, removed=tuple(t for t in changes.removed if t.about not in first))

    store.fire = again


def amnesia(house: Any) -> None:
    """Knows the tokens that this process gave out, and no others."""
    from yingda.rooms.people import People

    tokens = house.need(People).tokens
    make, read, given = tokens.make, tokens.read, set[str]()

    def noted(ticket: Any) -> str:
        given.add(token := make(ticket))
        return str(token)

    tokens.make = noted
    tokens.read = lambda token: read(token) if token in given else None


def hurry(house: Any) -> None:
    """Not broken: nodes beat and are given up five times as fast, for tests that wait for it."""
    from yingda.main.cluster.nodes import Nodes

    Nodes.__init__.__kwdefaults__ = {"beat": 0.2, "lost": 1.0}  # type: ignore[attr-defined]


def brisk(house: Any) -> None:
    """Not broken: a reader who takes nothing is given up after two seconds, for tests that wait for it."""
    from yingda.kernel import socket

    socket.STUCK_S = 2.0


EARLY = {"trusting"}
"""Breaks that must come before the database is opened."""


def _lines() -> list[tuple[Any, str]]:
    from yingda.kernel.shares import Shares, Turns
    from yingda.main.reactor import Reactor

    return [(Turns, "enter"), (Turns, "leave"), (Shares, "enter"), (Shares, "part"), (Reactor, "_room")]


PLACES: dict[str, Callable[[], list[tuple[Any, str]]]] = {"one_line": _lines}

BREAKS: dict[str, Callable[[Any], None]] = {
    f.__name__: f
    for f in (
        hasty,
        forgetful,
        off_by_one,
        normal,
        careless,
        twice,
        patient,
        endless,
        one_line,
        gullible,
        stubborn,
        trusting,
        deaf,
        orphaned,
        echo,
        amnesia,
        hurry,
        brisk,
    )
}


def kept(put: Callable[..., None], name: str) -> None:
    """In a test's own process: what build `name` replaces is put back afterwards, by `put` (monkeypatch.setattr)."""
    for place, what in PLACES[name]():
        put(place, what, getattr(place, what))


def install(house: House) -> None:
    """Breaks what `TESTS_BROKEN` names, with commas, if anything. `TESTS_NARROW` makes room for few operations at once."""
    if os.environ.get("TESTS_NARROW"):
        house.shares.at_once, house.shares.in_line = 8, 32
    for name in named() - EARLY:
        BREAKS[name](house)


def named() -> set[str]:
    """What is to be broken in this process."""
    return set(filter(None, os.environ.get("TESTS_BROKEN", "").split(",")))


def early() -> None:
    """Breaks what must be broken before anything is opened."""
    for name in named() & EARLY:
        BREAKS[name](None)
