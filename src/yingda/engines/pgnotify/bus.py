"""Listeners on this node are called at once; those on other nodes hear by NOTIFY, on a connection of its own. After a
quiet moment what is told goes out at once; then what is told within some milliseconds goes out in one commit, as few
notices as it fits into: committing a NOTIFY takes a lock of the whole server, so one for each frame would be dear. A
frame that is too large for a notice is not sent: the others are told to look. Every node hears every notice and
passes over what nobody there listens to.
"""

import asyncio
import random
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import asyncpg
import structlog
from msgspec import DecodeError, json

from yingda.kernel import Hub, Measure, counter, new_id

log = structlog.get_logger("notify")

CHANNEL = "yingda"
GATHER_S = 0.01
"""Commits are at least so far apart: what is told meanwhile goes out together."""
NOTICE = 7_900
"""Bytes of one notice; PostgreSQL takes fewer than 8000."""
BUFFER = 4 << 20
"""Bytes that wait while the server is away; the oldest go first."""
FIRST_S, CAP_S, PULSE_S = 0.2, 5.0, 3.0


class NotifyBus(Hub):
    """`Bus` over the PostgreSQL at `url`."""

    up = False

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.id = new_id()
        self.out: deque[bytes] = deque()
        self.size = self.sent = self.received = self.dropped = self.connects = 0
        self.more = asyncio.Event()
        self.closing = False
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connects in the background, for ever."""
        self.task = asyncio.create_task(self._stay())

    async def close(self) -> None:
        """Sends what waits, then leaves."""
        self.closing = True
        self.more.set()
        if self.task is not None:
            with suppress(TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(self.task, 1.0)
        self.up = False

    def publish(self, topic: str, seq: int, frame: bytes) -> None:
        """See `kernel.ports.Bus`."""
        self.tell(topic, seq, frame)
        one = json.encode([topic, seq, frame.decode()])
        if len(one) + len(self.id) + 6 > NOTICE:
            one = b'["",0,""]'
        self.sent += 1
        self.out.append(one)
        self.size += len(one)
        while self.size > BUFFER:
            self.size -= len(self.out.popleft())
            self.dropped += 1
        self.more.set()

    def wanted(self, topic: str) -> bool:
        """Others may listen to anything."""
        return True

    def measures(self) -> Iterable[Measure]:
        """See `kernel.measure`."""
        yield from super().measures()
        yield counter("yingda_bus_sent_total", "Frames sent to other nodes", self.sent)
        yield counter("yingda_bus_received_total", "Frames that other nodes sent", self.received)
        yield counter("yingda_bus_dropped_total", "Frames dropped because the server was away or slow", self.dropped)
        yield counter("yingda_bus_connects_total", "Connections to the server", self.connects)

    def notices(self) -> list[str]:
        """All that waits, as notices: `["who", [topic, seq, frame], …]`. Empties the buffer."""
        found: list[str] = []
        parts: list[bytes] = []
        size = begun = len(self.id) + 4
        while self.out:
            one = self.out.popleft()
            if size + len(one) + 1 > NOTICE:
                found.append(self._notice(parts))
                parts, size = [], begun
            parts.append(one)
            size += len(one) + 1
        self.size = 0
        return [*found, self._notice(parts)] if parts else found

    def _notice(self, parts: list[bytes]) -> str:
        return '["' + self.id + '",' + b",".join(parts).decode() + "]"

    def _heard(self, *notice: Any) -> None:
        try:
            who, *parts = json.decode(notice[-1])
            if who == self.id:
                return
            for topic, seq, frame in parts:
                self.received += 1
                if not topic or topic in self.sinks:
                    self.arrived(topic, seq, frame.encode())
        except (DecodeError, ValueError, TypeError, AttributeError):
            log.warning("a notice that cannot be read")

    async def _stay(self) -> None:
        """Connected, or about to be."""
        tries = 0
        while not self.closing:
            db: Any = None
            try:
                db = await asyncpg.connect(self.url, timeout=5.0)
                await db.add_listener(CHANNEL, self._heard)
                tries = 0
                await self._live(db)
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                if tries == 0:
                    log.warning("the bus is gone: other nodes look by themselves", error=str(error))
            finally:
                self.up = False
                if db is not None:
                    db.terminate()
            if not self.closing:
                await asyncio.sleep(random.random() * min(CAP_S, FIRST_S * 2**tries))  # noqa: S311 - jitter
                tries = min(tries + 1, 8)

    async def _live(self, db: Any) -> None:
        self.connects += 1
        self.up = True
        self.arrived("", 0, b"")  # what was told meanwhile
        loop, last = asyncio.get_running_loop(), 0.0
        while not (self.closing and not self.out):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.more.wait(), PULSE_S)
            if not self.closing and (early := last + GATHER_S - loop.time()) > 0:
                await asyncio.sleep(early)
            self.more.clear()
            last = loop.time()
            said = self.notices()
            await db.execute("select pg_notify($1, said) from unnest($2::text[]) said", CHANNEL, said, timeout=5.0)
