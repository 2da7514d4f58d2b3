"""What happens after a commit: live clients are told, then the reactions run.

The rows of `reaction` are the truth, written in the commit of their event; what is queued here is only the fast way.
The node that committed runs them at once, in order for each `event.key`, different keys side by side. One that fails
is tried again in place for a few seconds, so that order holds; then it steps aside and comes back later, so that it
holds up nobody; after `TRIES` it is parked: kept, visible, logged. A sweeper takes up what was left by a crash.

Businesses take turns: one that calls for ten thousand reactions waits for itself. What is beyond its part of the queue
stays in the table, while the queue is open to the others.

Where several nodes serve, a row carries the node that runs it. The rows of a node that is gone get another one, in one
commit (`cluster.nodes`); a node that is not sure to be counted in any more waits before it runs the next.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import structlog
from msgspec.structs import replace

from yingda.kernel import Event, House, Reaction, YingdaError, frame, passing, revive
from yingda.kernel.shares import Turns

from . import store

log = structlog.get_logger("reactor")

TRIES = 8
BACKOFF_S = (0.1, 0.5, 2.0, 10.0, 30.0, 120.0, 600.0)
PATIENCE_S = 2.0
"""A retry that is due within this time is waited for in place."""
AT_ONCE = 64
"""Reactions that run side by side."""
QUEUED = 10_000
"""Beyond this many the rest stay in the table until there is room: memory is bounded, nothing is lost. One business may
fill half of what the others leave."""
SWEEP_S, LEFT_MS = 2.0, 10_000
SOON_S = 0.05
DOUBT_S = 0.2
LONGEST_S = 120.0
FOREVER = 1 << 62


class Task(NamedTuple):
    """One reaction to run."""

    row: Reaction
    event: Event


Mark = tuple[str, str, str]


def _mark(row: Reaction) -> Mark:
    return (row.tenant, row.event, row.name)


class Reactor:
    """Installed as `db.told`. `start` takes up what is pending and begins to sweep; `stop` ends what is under way."""

    def __init__(self, house: House, *, backoff: Sequence[float] = BACKOFF_S, sweep: float = SWEEP_S) -> None:
        self.house, self.backoff, self.every = house, backoff, sweep
        self.lanes: dict[tuple[str, str], deque[Task]] = {}
        self.known: set[Mark] = set()
        self.mine: Counter[str] = Counter()
        """How many of `known` each business has."""
        self.behind: dict[str, bool] = {}
        """Businesses of which more is in the table, and whether something was added to it since the last look."""
        self.running: set[Mark] = set()
        self.done: list[Reaction] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self.slots = Turns(AT_ONCE)
        self.quiet = asyncio.Event()
        self.quiet.set()
        self.forgetting = self.stopped = False
        self.sweeper: asyncio.Task[None] | None = None
        self.certain: Callable[[], bool] = lambda: True
        """Whether what is this node's own surely still is."""
        self.first: Callable[[], bool] = lambda: True
        """Whether this node takes up what nobody runs."""
        self.spread: Callable[[Event, bytes], None] = lambda event, body: None
        """Called with the facts that every node wants to hear."""

    def told(self, events: list[tuple[Event, bytes]]) -> None:
        """Takes the events of a commit, in order."""
        for event, body in events:
            kind = type(event)
            try:
                if kind.op:
                    self._spread(event, body)
                if kind.kept and kind in self.house.hearers:
                    self.spread(event, body)
                if kind.kept and (wanted := self.house.reactions.get(kind)):
                    names = [name for name, when in wanted if when is None or when(event)]
                    self._take(event, names)
            except Exception:
                log.exception("an event could not be told", kind=kind.__name__, id=event.id)

    def _spread(self, event: Event, body: bytes) -> None:
        bus, data = self.house.bus, b""
        for topic in event.topics():
            if bus.wanted(topic):
                data = data or frame(event, body)
                bus.publish(topic, event.position(), data)
        for topic in event.passes():
            if bus.wanted(topic):
                bus.publish(topic, event.position(), passing(event))

    def _take(self, event: Event, names: Sequence[str]) -> None:
        if self.stopped or not names:
            return
        tenant = event.tenant
        if tenant in self.behind or not self._room(tenant):
            self.behind[tenant] = True  # the sweeper brings them, in order, when there is room
            return
        for name in names:
            row = Reaction(event.tenant, event.id, name, event.key, event.at, node=self.house.node)
            self._queue(Task(row, event))

    def _room(self, tenant: str) -> bool:
        return self.mine[tenant] < QUEUED - len(self.known)

    def _drop(self, mark: Mark) -> None:
        if mark in self.known:
            self.known.discard(mark)
            self.mine[mark[0]] -= 1
            if not self.mine[mark[0]]:
                del self.mine[mark[0]]

    def _queue(self, task: Task) -> None:
        mark = _mark(task.row)
        if mark in self.known:
            return
        self.known.add(mark)
        self.mine[mark[0]] += 1
        self.quiet.clear()
        key = (task.row.tenant, task.row.about)
        lane = self.lanes.get(key)
        if lane is not None:
            lane.append(task)
            return
        self.lanes[key] = deque((task,))
        self._spawn(self._serve(key))

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _serve(self, key: tuple[str, str]) -> None:
        """Runs all of one lane; it ends when nothing is left in it."""
        lane = self.lanes[key]
        while lane:
            while not self.certain():  # noqa: ASYNC110 - time makes it uncertain, a kept beat certain again
                await asyncio.sleep(DOUBT_S)
            if not lane:
                break
            task = lane[0]
            self.running.add(_mark(task.row))
            try:
                ran = await self._run(task)
            except Exception:
                log.exception("a failure could not be kept", reaction=task.row.name, cause=task.row.event)
                ran = False
            lane.popleft()
            self.running.discard(_mark(task.row))
            if ran:
                self._forget(task.row)
            else:
                self._drop(_mark(task.row))
        del self.lanes[key]
        self._rest()

    async def _run(self, task: Task) -> bool:
        """Whether it ran to its end. A failure is kept in the row; one that can be tried again soon is waited for."""
        row = task.row
        while True:
            await self.slots.enter(row.tenant)
            try:
                async with asyncio.timeout(LONGEST_S):
                    await self.house.handlers[row.name](task.event)
                return True
            except Exception as error:  # noqa: BLE001 - whatever a handler raises is a failure of this one reaction
                failed = error
            finally:
                self.slots.leave(row.tenant)
            delay, row = await self._failed(row, failed)
            if delay > PATIENCE_S:
                return False
            await asyncio.sleep(delay)

    async def _failed(self, row: Reaction, error: Exception) -> tuple[float, Reaction]:
        """Keeps the failure; answers after how many seconds it is tried again."""
        tries = row.tries + 1
        parked = tries >= TRIES
        delay = FOREVER if parked else self.backoff[min(tries, len(self.backoff)) - 1]
        due = row.at if parked else self.house.clock.now() + int(delay * 1000)
        row = replace(row, tries=tries, due=due, error=f"{type(error).__name__}: {error}"[:500])
        say = log.error if parked else log.warning
        say(
            "reaction parked" if parked else "reaction failed",
            reaction=row.name, cause=row.event, key=row.about, tries=tries, error=row.error,
            exc_info=None if isinstance(error, YingdaError) else error,
        )  # fmt: skip
        await self.house.db.decide(store.note, row)
        return delay, row

    def give_up(self) -> None:
        """The others have taken over what is this node's: what has not begun here is theirs."""
        for lane in self.lanes.values():
            while lane and _mark(lane[-1].row) not in self.running:
                self._drop(_mark(lane.pop().row))

    def _forget(self, row: Reaction) -> None:
        """Rows of what has run are removed together, a commit for many."""
        self.done.append(row)
        if not self.forgetting:
            self.forgetting = True
            self._spawn(self._remove())

    async def _remove(self) -> None:
        while self.done:
            rows, self.done = self.done[: store.PAGE], self.done[store.PAGE :]
            try:
                await self.house.db.decide(store.forget, rows)
            except YingdaError as error:  # they will run again, which changes nothing
                log.warning("reactions that have run could not be removed", error=str(error))
            for row in rows:
                self._drop(_mark(row))
        self.forgetting = False
        self._rest()

    def _rest(self) -> None:
        if not self.lanes and not self.forgetting:
            self.quiet.set()

    async def start(self) -> None:
        """Takes up everything that is pending, then sweeps until `stop`."""
        await self.sweep(FOREVER)
        self.sweeper = asyncio.create_task(self._sweep())

    async def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + self.every
        while True:
            await asyncio.sleep(min(SOON_S, self.every) if self.behind else self.every)
            try:
                for tenant in tuple(self.behind):
                    await self._bring(tenant, FOREVER)
                if loop.time() < due:
                    continue
                due = loop.time() + self.every
                if self.house.node and self.first():
                    await self.house.db.tx(store.adopt, self.house.node, self.house.clock.now() - LEFT_MS)
                await self.sweep(self.house.clock.now() - LEFT_MS)
            except Exception as error:  # noqa: BLE001 - the next round tries again
                log.warning("sweeping failed", error=str(error))

    async def sweep(self, at: int) -> None:
        """Takes up the reactions that were called for by `at`, are due and are not under way here."""
        house = self.house
        for tenant in await store.owing(house.db, TRIES, house.clock.now(), at, house.node):
            if tenant not in self.behind:
                await self._bring(tenant, at)

    async def _bring(self, tenant: str, at: int) -> None:
        """The same for one business, as much as there is room for."""
        house, after, whole = self.house, ("", ""), tenant in self.behind
        if whole and self.mine[tenant] > (QUEUED - len(self.known)) // 2:
            return
        while self._room(tenant):
            if whole:
                self.behind[tenant] = False
            page = await store.pending(house.db, TRIES, house.clock.now(), at, tenant, after, house.node)
            for found in page:
                await self._take_up(found)
            if len(page) == store.PAGE:
                after = (page[-1].row.event, page[-1].row.name)
            elif whole and self.behind[tenant]:  # something was kept while this was read
                after = ("", "")
            else:
                if whole:
                    del self.behind[tenant]
                return
        self.behind[tenant] = True

    async def _take_up(self, found: store.Pending) -> None:
        row = found.row
        if row.name not in self.house.handlers:  # of an extension that is not installed now
            return
        if _mark(row) in self.known:
            return
        try:
            event = revive(found.kind, found.body)
        except Exception as error:
            log.exception("an event cannot be read back", kind=found.kind, cause=row.event)
            await self.house.db.decide(store.note, replace(row, tries=TRIES, error=f"{type(error).__name__}: {error}"))
            return
        self._queue(Task(row, event))

    async def settle(self, within: float = 10.0) -> None:
        """Waits until nothing is queued or under way here (what failed and comes back later does not count). Raises
        `TimeoutError`, naming what is still running."""
        try:
            async with asyncio.timeout(within):
                while not self.quiet.is_set():
                    await self.quiet.wait()
        except TimeoutError as error:
            raise TimeoutError(f"still running: {sorted(mark[2] for mark in self.known)[:10]}") from error

    async def state(self) -> dict[str, int]:
        """For the health page: reactions under way here, still to run, parked."""
        waiting, parked = await store.counts(self.house.db, TRIES)
        return {"running": len(self.known), "waiting": waiting, "parked": parked}

    async def stop(self, grace: float = 2.0) -> None:
        """Ends within `grace` seconds. What has not run by then runs at the next start."""
        if self.stopped:
            return
        self.stopped = True
        if self.sweeper:
            self.sweeper.cancel()
        try:
            await self.settle(grace)
        except TimeoutError as error:
            log.warning("stopped before every reaction had run", detail=str(error))
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
