"""Listeners by topic. Publishing calls each of them at once; a listener that fails harms no other."""

from collections.abc import Callable

import structlog

from yingda.kernel import Sink

log = structlog.get_logger("bus")


class InprocBus:
    """`Bus` for the one process of a small installation."""

    def __init__(self) -> None:
        self.sinks: dict[str, dict[object, Sink]] = {}

    def publish(self, topic: str, seq: int, frame: bytes) -> None:
        """Calls every listener of `topic`, in the order they came."""
        sinks = self.sinks.get(topic)
        if not sinks:
            return
        for sink in tuple(sinks.values()):
            try:
                sink(seq, frame)
            except Exception:
                log.exception("a listener failed", topic=topic)

    def listen(self, topic: str, sink: Sink) -> Callable[[], None]:
        """Adds a listener; the answer takes it away, once or more often."""
        token = object()
        self.sinks.setdefault(topic, {})[token] = sink

        def leave() -> None:
            sinks = self.sinks.get(topic)
            if sinks and sinks.pop(token, None) and not sinks:
                del self.sinks[topic]

        return leave

    def listeners(self, topic: str) -> int:
        """How many listen."""
        return len(self.sinks.get(topic, ()))
