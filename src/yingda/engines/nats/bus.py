"""Listeners on this node are called at once; those on other nodes hear by NATS, each topic on a subject of its own to which
a node subscribes while somebody on it listens.

A subject is a hash of the topic under the name of the installation, so nothing in a topic can reach beyond it; the topic
itself travels in the message. What is told in one turn of the loop goes out in one write. While the server is away a
bounded buffer keeps the newest; whoever listens can look by himself.
"""

import asyncio
import random
import struct
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from urllib.parse import SplitResult, urlsplit

import structlog

from yingda.kernel import Hub, Measure, Unavailable, counter

from .wire import Wire, connect

log = structlog.get_logger("nats")

BUFFER = 4 << 20
"""Bytes that wait while the server is away, or does not keep up; the oldest go first."""
LARGEST = 1 << 20
"""A larger frame is not sent: the others are told to look."""
FIRST_S, CAP_S = 0.2, 5.0
"""A new attempt comes anywhere between zero and a ceiling that doubles from the first to the second."""
PULSE_S, DEAD_S = 3.0, 8.0
"""How often the server is asked for a sign of life, and after which silence the line counts as dead."""
HEAD = struct.Struct(">HQ")
LOOK = HEAD.pack(0, 0)


class NatsBus(Hub):
    """`Bus` over the servers of `url` (`nats://user:password@host:4222`, `tls://…`; several with commas). `name` is the
    installation's: what has another name is not heard."""

    up = False

    def __init__(self, url: str, name: str) -> None:
        super().__init__()
        self.urls: list[SplitResult] = [urlsplit(one.strip()) for one in url.split(",")]
        self.name = name
        self.sids: dict[str, int] = {}
        self.topics: dict[int, str] = {}
        self.last = 0
        self.out: deque[bytes] = deque()
        self.size = self.sent = self.received = self.dropped = self.connects = 0
        self.flushing = False
        self.wire: Wire | None = None
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connects in the background, for ever."""
        self.task = asyncio.create_task(self._stay())

    async def close(self) -> None:
        """Sends what waits, then leaves."""
        if self.wire is not None:
            self._flush()
        if self.task is not None:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task
        if self.wire is not None and self.wire.transport is not None:
            self.wire.transport.close()
        self.up, self.wire = False, None

    def publish(self, topic: str, seq: int, frame: bytes) -> None:
        """See `kernel.ports.Bus`."""
        self.tell(topic, seq, frame)
        name = topic.encode()
        payload = HEAD.pack(len(name), seq) + name + frame if len(frame) < LARGEST else LOOK
        self._send(b"PUB %b %d\r\n%b\r\n" % (self._subject(topic), len(payload), payload))
        self.sent += 1

    def wanted(self, topic: str) -> bool:
        """Others may listen to anything."""
        return True

    def joined(self, topic: str) -> None:
        """Subscribes."""
        self.last += 1
        self.sids[topic], self.topics[self.last] = self.last, topic
        if self.wire is not None:
            self._send(self._sub(topic))

    def parted(self, topic: str) -> None:
        """Subscribes no longer."""
        sid = self.sids.pop(topic)
        del self.topics[sid]
        if self.wire is not None:
            self._send(b"UNSUB %d\r\n" % sid)

    def measures(self) -> Iterable[Measure]:
        """See `kernel.measure`."""
        yield from super().measures()
        yield counter("yingda_bus_sent_total", "Frames sent to other nodes", self.sent)
        yield counter("yingda_bus_received_total", "Frames that other nodes sent", self.received)
        yield counter("yingda_bus_dropped_total", "Frames dropped because the server was away or slow", self.dropped)
        yield counter("yingda_bus_connects_total", "Connections to the server", self.connects)

    def _subject(self, topic: str) -> bytes:
        return b"yingda.%b.%b" % (self.name.encode(), blake2b(topic.encode(), digest_size=10).hexdigest().encode())

    def _sub(self, topic: str) -> bytes:
        return b"SUB %b %d\r\n" % (self._subject(topic), self.sids[topic])

    def _send(self, data: bytes) -> None:
        self.out.append(data)
        self.size += len(data)
        while self.size > BUFFER:
            self.size -= len(self.out.popleft())
            self.dropped += 1
        if not self.flushing and self.wire is not None:
            self.flushing = True
            asyncio.get_running_loop().call_soon(self._flush)

    def _flush(self) -> None:
        self.flushing = False
        if self.wire is None or self.wire.waiting() > BUFFER:
            return
        data = b"".join(self.out)
        self.out.clear()
        self.size = 0
        self.wire.write(data)

    def _heard(self, sid: int, payload: bytes) -> None:
        self.received += 1
        size, seq = HEAD.unpack_from(payload)
        topic = payload[HEAD.size : HEAD.size + size].decode()
        if not topic or self.topics.get(sid) == topic:
            self.arrived(topic, seq, payload[HEAD.size + size :])

    async def _stay(self) -> None:
        """Connected, or about to be."""
        tries = 0
        while True:
            try:
                url = self.urls[(self.connects + tries) % len(self.urls)]
                self.wire = await connect(url, self._heard)
            except (OSError, TimeoutError, Unavailable) as error:
                if tries == 0:
                    log.warning("the bus cannot be reached: other nodes look by themselves", error=str(error))
                await asyncio.sleep(random.random() * min(CAP_S, FIRST_S * 2**tries))  # noqa: S311 - jitter
                tries = min(tries + 1, 8)
                continue
            tries = 0
            await self._live(self.wire)

    async def _live(self, wire: Wire) -> None:
        log.info("connected to the bus")
        self.connects += 1
        self.out = deque(one for one in self.out if one.startswith(b"PUB "))
        self.size = sum(map(len, self.out))
        wire.write(b"".join(map(self._sub, self.sids)))
        self.up = True
        self._flush()
        self.arrived("", 0, b"")  # what was told meanwhile
        try:
            while not wire.gone.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(wire.gone.wait(), PULSE_S)
                wire.write(b"PING\r\n")
                self._flush()
                if wire.loop.time() - wire.heard_at > DEAD_S:
                    wire.abort()
        finally:
            self.up = False
            if wire.gone.is_set():
                self.wire = None
                log.warning("the bus is gone: other nodes look by themselves", error=wire.error)
