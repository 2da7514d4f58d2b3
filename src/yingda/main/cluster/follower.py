"""What other nodes told: brought by the bus, and looked for in the database, because the bus is never the truth.

Every kept event is found by looking, within `LOOK_S`. What the bus has brought already is passed over; what it has not
is told to the sockets here and to all who `hear`, and shows that the bus loses. While it does, or while it is away,
signals are lost too: what they would have said is drawn afresh.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Coroutine, Hashable, Iterable
from typing import Any

import structlog

from yingda.kernel import PASS, Event, House, Measure, counter, frame, gauge, passing, revive, topics
from yingda.kernel.order import key_of

from .. import store
from .nodes import BEAT, LEFT, Nodes

log = structlog.get_logger("follower")

LOOK_S, OFTEN_S = 1.0, 0.5
"""How often it looks; more often while the bus is not to be relied on."""
GRACE_S = 0.1
"""What the bus is just bringing is not taken for lost."""
DISTRUST_S = 10.0
"""How long a bus that lost something is not relied on."""
STALE_S = 2.0
"""How often everything is drawn afresh meanwhile: not every signal goes with a kept event."""
REMEMBERED = 50_000
MANY = 200
"""More conversations than this are not drawn one by one."""
FACT = b"fact "


class Known:
    """The last ones of a kind, to know them again."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self.size = size
        self.held: OrderedDict[Hashable, None] = OrderedDict()

    def add(self, one: Hashable) -> bool:
        """Whether it is new."""
        if one in self.held:
            return False
        self.held[one] = None
        if len(self.held) > self.size:
            self.held.popitem(last=False)
        return True

    def __contains__(self, one: Hashable) -> bool:
        return one in self.held


class Follower:
    """One node's ear."""

    def __init__(self, house: House, nodes: Nodes) -> None:
        self.house, self.nodes = house, nodes
        self.brought, self.facts, self.looked_at = Known(), Known(), Known()
        self.place: store.Place | None = None
        self.wake = asyncio.Event()
        self.lost_at = self.drawn_at = 0.0
        self.sound = True
        self.missed = self.found = 0
        self.tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listens, and begins to look where others may serve too; nothing that is kept from now on is overlooked."""
        self.house.bus.arrived = self.arrive
        self.house.bus.listen(topics.EVERYWHERE, self.hear)
        if self.house.db.shared:
            self.place = await store.present(self.house.db)
            self._spawn(self._follow())

    async def stop(self) -> None:
        """Ends."""
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    # The bus

    def told(self, event: Event, body: bytes) -> None:
        """A fact that all nodes want to hear was kept here."""
        self.house.bus.publish(topics.EVERYWHERE, 0, FACT + type(event).__name__.encode() + b"\n" + body)

    def arrive(self, topic: str, seq: int, data: bytes) -> None:
        """The bus brings what another node told. An empty topic: it could not bring all, look yourself."""
        if not topic:
            self.wake.set()
            return
        if seq and not data.startswith(PASS):
            self.brought.add((key_of(data), seq))
        self.house.bus.tell(topic, seq, data)

    def hear(self, seq: int, data: bytes) -> None:
        """What concerns every node."""
        del seq
        if data.startswith(FACT):
            kind, _, body = data[len(FACT) :].partition(b"\n")
            self._fact(kind.decode(), body)
        elif data.startswith((BEAT, LEFT)):
            self.nodes.hear(data)

    def _fact(self, kind: str, body: bytes) -> None:
        try:
            event = revive(kind, body)
        except Exception as error:  # noqa: BLE001 - of a version that knows other facts
            log.warning("a fact cannot be read", kind=kind, error=str(error))
            return
        if self.facts.add(event.id):
            for handler in self.house.hearers.get(type(event), ()):
                self._spawn(self._call(handler(event), kind))

    # Looking

    async def _follow(self) -> None:
        while True:
            try:
                async with asyncio.timeout(LOOK_S if self.sound else OFTEN_S):
                    await self.wake.wait()
            except TimeoutError:
                pass
            self.wake.clear()
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the next look finds the same
                log.warning("looking for what others told failed", error=str(error))

    async def look(self) -> None:
        """Finds what others have kept since the last look, and tells here what the bus has not brought."""
        if self.place is None:
            self.place = await store.present(self.house.db)
        found: list[store.Foreign] = []
        at: store.Place | None = self.place
        after = None
        while at is not None:
            page, at, begins = await store.foreign(self.house.db, at, self.nodes.id)
            after = after or begins
            found += [one for one in page if self.looked_at.add((one.tenant, one.id))]
        self.place = after
        if found:
            await asyncio.sleep(GRACE_S)
        drawn = {(one.tenant, one.about) for one in found if self._bring(one)}
        await self._judge(drawn, {(one.tenant, one.about) for one in found})

    def _bring(self, one: store.Foreign) -> bool:
        """Tells one event here; whether the bus should have brought it and did not."""
        kind = Event.registry.get(one.kind)
        if kind is None:
            return False
        self.found += 1
        if kind in self.house.hearers:
            self._fact(one.kind, one.body)
        if not kind.op:
            return False
        event = revive(one.kind, one.body)
        bus, seq = self.house.bus, event.position()
        where = [topic for topic in event.topics() if bus.listeners(topic)]
        silent = [topic for topic in event.passes() if bus.listeners(topic)]
        if not where and not silent:
            return False
        lost = (event.key, seq) not in self.brought
        if lost:
            data = frame(event, one.body)
            for topic in where:
                bus.tell(topic, seq, data)
            for topic in silent:
                bus.tell(topic, seq, passing(event))
        return lost and bool(where)

    async def _judge(self, lost: set[tuple[str, str]], touched: set[tuple[str, str]]) -> None:
        """Whether signals come through; while they do not, what they are about is drawn afresh."""
        now = time.monotonic()
        if lost:
            self.missed += len(lost)
            self.lost_at = now
        before, self.sound = self.sound, self.nodes.connected() and now - self.lost_at > DISTRUST_S
        if self.sound is not before:
            log.info("the bus brings everything" if self.sound else "the bus cannot be relied on: looking by itself")
        if before and self.sound:
            return
        if before is not self.sound or now - self.drawn_at >= STALE_S or len(touched) > MANY:
            self.drawn_at = now
            await self._redraw("", "")
        if len(touched) <= MANY:
            for tenant, about in touched:
                await self._redraw(tenant, about)

    async def _redraw(self, tenant: str, about: str) -> None:
        for handler in self.house.redraws:
            await self._call(handler(tenant, about), "redraw")

    # Helpers

    async def _call(self, work: Awaitable[None], name: str) -> None:
        try:
            await work
        except Exception:
            log.exception("one who hears failed", what=name)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def measures(self) -> Iterable[Measure]:
        """See `kernel.measure`."""
        yield gauge("yingda_nodes", "Nodes that serve from this database, this one too", len(self.nodes.others) + 1)
        yield gauge("yingda_bus_sound", "Whether the bus brings everything (1)", int(self.sound))
        yield counter("yingda_follow_found_total", "Events of other nodes found by looking", self.found)
        yield counter(
            "yingda_follow_missed_total", "Of those, what the bus should have brought and had not", self.missed
        )
