"""What is seen of a running node from its roof: how long reactions take, how late events reach the sockets, who is
connected; and which reaction a line of the log belongs to. Put around what is installed, so that no room knows of it.
"""

import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from yingda.kernel import Event, Histogram, House, Measure, counter, doing, gauge
from yingda.kernel.extension import Handler

from .traces import Tracer

Told = Callable[[list[tuple[Event, bytes]]], None]
Asgi = Callable[[Any, Any, Any], Awaitable[None]]


class Observed:
    """The figures of one node."""

    def __init__(self, tracer: Tracer | None = None) -> None:
        self.tracer = tracer
        self.lag, self.events = Histogram(), 0
        self.ran: dict[str, Histogram] = {}
        self.failed: dict[str, int] = {}
        self.open: dict[str, int] = {}
        self.opened: dict[str, int] = {}

    def around(self, house: House) -> None:
        """Puts itself around every reaction of `house`, and with traces around its decisions."""
        for name, handler in house.handlers.items():
            house.handlers[name] = self.handler(name, handler)
        if self.tracer:
            self.tracer.decisions(house.db)

    def handler(self, name: str, handler: Handler) -> Handler:
        """`handler` with its duration taken, its failures counted and its event noted for the log."""
        times = self.ran.setdefault(name, Histogram())
        self.failed.setdefault(name, 0)

        async def run(event: Event) -> None:
            doing.set((name, event, None))
            begun = time.perf_counter()
            try:
                if self.tracer is None:
                    await handler(event)
                else:
                    with self.tracer.span(f"reaction {name}", cause=event.id, tenant=event.tenant, key=event.key):
                        await handler(event)
            except Exception:
                self.failed[name] += 1
                raise
            finally:
                times.add(time.perf_counter() - begun)

        return run

    def told(self, told: Told) -> Told:
        """`told` with the time taken from when the facts happened until the sockets were given them."""

        def tell(events: list[tuple[Event, bytes]]) -> None:
            told(events)
            now, add = time.time() * 1000, self.lag.add
            self.events += len(events)
            for event, _ in events:
                if event.op:
                    add(max(0.0, now - event.at) / 1000)

        return tell

    def socket(self, kind: str, handle: Asgi) -> Asgi:
        """`handle` with the sockets of its kind counted."""
        self.open[kind] = self.opened[kind] = 0

        async def count(scope: Any, receive: Any, send: Any) -> None:
            self.open[kind] += 1
            self.opened[kind] += 1
            try:
                await handle(scope, receive, send)
            finally:
                self.open[kind] -= 1

        return count

    def measures(self) -> Iterable[Measure]:
        """See `kernel.measure`."""
        yield self.lag.measure("yingda_event_lag_seconds", "From a fact until it was given to the sockets of this node")
        yield counter("yingda_events_total", "Facts and signals told after a commit of this node", self.events)
        for kind, count in self.open.items():
            yield gauge("yingda_sockets", "Open WebSockets", count, kind=kind)
        for kind, count in self.opened.items():
            yield counter("yingda_sockets_opened_total", "WebSockets opened since the start", count, kind=kind)
        for name, times in self.ran.items():
            yield times.measure(
                "yingda_reaction_seconds", "How long reactions ran; bot.turn is the bot's", reaction=name
            )
        for name, count in self.failed.items():
            yield counter("yingda_reaction_failures_total", "Runs of reactions that failed", count, reaction=name)
