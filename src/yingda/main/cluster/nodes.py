"""Which nodes serve from one database. Each beats once a second: a new version of its row. Whoever sees no new version
for `LOST_S`, by his own steady clock, gives the node up in one commit: its row goes, what it left to run is his, and
`NodeLost` is told. Clocks of machines need not agree.

A node that cannot beat stops running reactions before the others give it up, and joins anew when it was given up.
"""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from hashlib import blake2b

import structlog

from yingda.kernel import BadInput, House, NodeLost, new_id, topics

from .. import store
from ..store import Member

log = structlog.get_logger("nodes")

BEAT_S, LOST_S = 1.0, 5.0
DOUBT_S = 3.5
"""Without a beat kept for this long a node runs no further reaction: it may be given up soon."""
BEAT, LEFT = b"beat ", b"left "


async def _nothing() -> None:
    """Until somebody wants to know."""


class Nodes:
    """The node's own row, and what is known of the others. On an engine that nobody else can serve from: nothing."""

    def __init__(self, house: House, *, beat: float = BEAT_S, lost: float = LOST_S) -> None:
        self.house, self.every, self.lost = house, beat, lost
        self.id = new_id() if house.db.shared else ""
        self.others: frozenset[str] = frozenset()
        self.seen: dict[str, tuple[int, float]] = {}
        """Of each other node the version last seen, and since when."""
        self.heard: dict[str, float] = {}
        """When the bus last brought a sign of life of each."""
        self.kept = 0.0
        self.given_up: Callable[[], None] = lambda: None
        """Called when this node was given up by the others: what it has not begun is not its own any more."""
        self.inherited: Callable[[], Awaitable[None]] = _nothing
        """Called when there may be more to run here."""
        self.tasks: list[asyncio.Task[None]] = []

    @property
    def first(self) -> bool:
        """Whether this is the node that does what one is enough for; the others do it too, but later."""
        return all(self.id <= other for other in self.others)

    def certain(self) -> bool:
        """Whether the others surely still count this node in."""
        return not self.id or time.monotonic() - self.kept < DOUBT_S * self.lost / LOST_S

    def connected(self) -> bool:
        """Whether the bus brings signs of life of all others."""
        now = time.monotonic()
        return self.house.bus.up and all(now - self.heard.get(id, 0.0) < 3 * self.every for id in self.others)

    async def start(self) -> None:
        """Joins the others. Raises `BadInput` when they have another secret."""
        if not self.id:
            return
        secret = str(self.house.setting("secret", ""))
        mark = blake2b(secret.encode(), digest_size=8, person=b"yingda node").hexdigest()
        await self.look()
        for other in await store.members(self.house.db):
            if other.mark != mark and other.id in self.others:
                zh = f"YINGDA_SECRET 与正在运行的节点 {other.name} 不同；所有节点必须相同"
                en = f"YINGDA_SECRET differs from that of the running node {other.name}: all nodes must share one"
                raise BadInput("other_secret", zh, en)
        self.row = Member("", self.id, socket.gethostname(), mark, self.house.clock.now())
        await self.house.db.decide(store.join, self.row)
        self.kept = time.monotonic()
        self.tasks = [asyncio.create_task(self._beat()), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        """Leaves; another one runs what was not run here."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if not self.tasks:
            return
        heir = self.house.reactions.node = min(self.others, default="")
        try:
            await self.house.db.tx(store.leave, self.id, heir, self._fact(self.id))
        except Exception as error:  # noqa: BLE001 - then it is given up in a while
            log.warning("could not leave", error=str(error))
        self.house.bus.publish(topics.EVERYWHERE, 0, LEFT + self.id.encode())

    def hear(self, frame: bytes) -> None:
        """A sign of life, or a farewell, from the bus."""
        id = frame[len(BEAT) :].decode()
        if id == self.id:
            return
        if frame.startswith(LEFT):
            self.others -= {id}
            self.seen.pop(id, None)
            self._inherit()
            return
        self.heard[id] = time.monotonic()

    async def _beat(self) -> None:
        while True:
            begun = time.monotonic()
            try:
                if await self.house.db.tx(store.beat, self.id):
                    self.kept = begun
                else:
                    log.warning("this node was given up by the others and joins again")
                    self.given_up()
                    await self.house.db.decide(store.join, self.row)
            except Exception as error:  # noqa: BLE001 - the next beat tries again
                log.warning("a beat was not kept", error=str(error))
            self.house.bus.publish(topics.EVERYWHERE, 0, BEAT + self.id.encode())
            await asyncio.sleep(self.every)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self.every)
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the next look tries again
                log.warning("looking for other nodes failed", error=str(error))

    async def look(self) -> None:
        """Sees who beats, and gives up who does not."""
        now = time.monotonic()
        found = {row.id: row for row in await store.members(self.house.db) if row.id != self.id}
        gone = self.others - set(found)
        self.seen = {
            id: held if (held := self.seen.get(id)) and held[0] == row.version else (row.version, now)
            for id, row in found.items()
        }
        silent = {id for id, (_, since) in self.seen.items() if now - since > self.lost}
        self.others = frozenset(set(found) - silent)
        self.heard = {id: self.heard.get(id, now) for id in found}
        if self.tasks and self.certain():
            for id in silent:
                await self._bury(found[id])
        if gone:
            self._inherit()

    async def _bury(self, row: Member) -> None:
        if await self.house.db.tx(store.bury, row, self.id, self._fact(row.id)):
            log.warning("a node is gone; what it left runs here", node=row.id, host=row.name)
            self._inherit()

    def _fact(self, id: str) -> NodeLost:
        return NodeLost(tenant="", key=id, at=self.house.clock.now(), node=id)

    def _inherit(self) -> None:
        task = asyncio.get_running_loop().create_task(self._take())
        self.tasks.append(task)
        task.add_done_callback(lambda done: self.tasks.remove(done) if done in self.tasks else None)

    async def _take(self) -> None:
        try:
            await self.inherited()
        except Exception as error:  # noqa: BLE001 - the sweeper comes by as well
            log.warning("taking over failed", error=str(error))
