"""The load: people who write and people who hear, the same for the floor and the product.

A stage is a server with its sockets ready: `senders` (one conversation each) and those who hear them. Servers differ
only in how the stage is set (`bench.stages`).
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.wire import Wire

TEXT = "请问这款耳机拆开试戴过还能七天无理由退货吗？订单是上周三下的，运费谁出"
ACK, ENTRY, ERROR, MARK = b'{"op":"ack"', b'{"op":"entry"', b'{"op":"error"', b'"client_id":"'


@dataclass
class Round:
    """What one round gave. Times in seconds."""

    delivered: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.delivered / self.seconds

    @property
    def cpu_us(self) -> float:
        """Processor time of the server for one message that was kept, acknowledged and delivered."""
        return self.cpu / self.delivered * 1e6

    def quantile(self, q: float) -> float:
        """Delivery time in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * q))] * 1000


class Sender:
    """One who writes, at most `1 / gap` messages a second."""

    def __init__(self, load: "Load", number: int) -> None:
        self.load, self.number = load, number
        self.wire: Wire | None = None
        self.left = self.count = 0
        self.gap = self.last = 0.0
        self.waits = True

    def hear(self, payload: bytes) -> None:
        if payload.startswith(ACK):
            self.load.acked += 1
            self.load.check()
            if self.waits and self.left:
                self.next()
        elif payload.startswith(ERROR):
            self.load.fail(payload)

    def next(self) -> None:
        """Writes as soon as it may."""
        now = time.perf_counter()
        wait = self.last + self.gap - now
        if wait > 0.0005:
            asyncio.get_running_loop().call_later(wait, self.write)
        else:
            self.write()

    def write(self) -> None:
        if not self.left or self.wire is None:
            return
        self.left -= 1
        self.count += 1
        name = f"b{self.number}-{self.count}"
        self.last = self.load.sent[name] = time.perf_counter()
        self.wire.say(self.load.frame(self, name))
        if not self.waits and self.left:
            asyncio.get_running_loop().call_later(self.gap, self.write)


class Load:
    """All senders of one server, and the counting of what arrives. `frame(sender, client_id)` makes a frame."""

    def __init__(self, count: int, frame: Callable[[Sender, str], bytes]) -> None:
        self.frame = frame
        self.senders = [Sender(self, number) for number in range(count)]
        self.sent: dict[str, float] = {}
        self.acked = self.delivered = self.expected = 0
        self.latencies: list[float] = []
        self.done = asyncio.Event()
        self.trouble = ""

    def fail(self, payload: bytes) -> None:
        self.trouble = self.trouble or payload.decode()[:300]
        self.done.set()

    def hear(self, payload: bytes) -> None:
        """What a receiver hears."""
        if not payload.startswith(ENTRY):
            if payload.startswith(ERROR):
                self.fail(payload)
            return
        at = payload.find(MARK) + len(MARK)
        begun = self.sent.pop(payload[at : payload.index(b'"', at)].decode(), None)
        if begun is None:
            return
        self.delivered += 1
        self.latencies.append(time.perf_counter() - begun)
        self.check()

    def check(self) -> None:
        """Whether all is kept and heard."""
        if self.delivered >= self.expected and self.acked >= self.expected:
            self.done.set()

    async def run(self, messages: int, cpu: Callable[[], float], *, gap: float, rate: float = 0.0) -> Round:
        """One round. With `rate` messages are sent at that rate whatever happens; without, each sender sends its next
        when the last was acknowledged, `gap` seconds apart at least."""
        each = messages // len(self.senders)
        self.sent.clear()
        self.latencies = []
        self.acked = self.delivered = 0
        self.expected = each * len(self.senders)
        self.done.clear()
        loop, step = asyncio.get_running_loop(), len(self.senders) / rate if rate else gap
        begun, spent = time.perf_counter(), cpu()
        for number, sender in enumerate(self.senders):
            sender.left, sender.gap, sender.waits, sender.last = each, step, not rate, 0.0
            loop.call_later(step * number / len(self.senders), sender.write)
        try:
            async with asyncio.timeout(60 + messages / (rate or 500)):
                await self.done.wait()
        except TimeoutError as error:
            closed = [s.wire.closed for s in self.senders if s.wire and s.wire.closed]
            raise RuntimeError(f"only {self.delivered} of {self.expected} arrived; {closed[:3]}") from error
        if self.trouble:
            raise RuntimeError(self.trouble)
        seconds, spent = time.perf_counter() - begun, cpu() - spent
        return Round(self.delivered, seconds, spent, self.latencies)


def merged(rounds: Sequence[Round]) -> Round:
    """Many rounds as one."""
    every = [value for each in rounds for value in each.latencies]
    return Round(
        sum(r.delivered for r in rounds), sum(r.seconds for r in rounds), sum(r.cpu for r in rounds), every
    )  # fmt: skip
