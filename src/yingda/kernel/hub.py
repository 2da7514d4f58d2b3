"""Who listens on this node: the part of a bus that every engine shares."""

from collections.abc import Callable, Iterable

import structlog

from .measure import Measure, counter, gauge
from .ports import Sink

log = structlog.get_logger("bus")


class Hub:
    """Listeners by topic. Telling calls each of them at once; one that fails harms no other."""

    up = True

    def __init__(self) -> None:
        self.sinks: dict[str, dict[object, Sink]] = {}
        self.arrived: Callable[[str, int, bytes], None] = self.tell
        self.published = self.frames = 0

    async def start(self) -> None:
        """Nothing to do where there is one node."""

    async def close(self) -> None:
        """Nothing to do where there is one node."""

    def publish(self, topic: str, seq: int, frame: bytes) -> None:
        """Calls every listener of `topic`, in the order they came."""
        self.tell(topic, seq, frame)

    def tell(self, topic: str, seq: int, frame: bytes) -> None:
        """Calls every listener of `topic` on this node, in the order they came."""
        sinks = self.sinks.get(topic)
        if not sinks:
            return
        self.published += 1
        self.frames += len(sinks)
        for sink in tuple(sinks.values()):
            try:
                sink(seq, frame)
            except Exception:
                log.exception("a listener failed", topic=topic)

    def listen(self, topic: str, sink: Sink) -> Callable[[], None]:
        """Adds a listener; the answer takes it away, once or more often."""
        token = object()
        sinks = self.sinks.get(topic)
        if sinks is None:
            sinks = self.sinks[topic] = {}
            self.joined(topic)
        sinks[token] = sink

        def leave() -> None:
            sinks = self.sinks.get(topic)
            if sinks and sinks.pop(token, None) and not sinks:
                del self.sinks[topic]
                self.parted(topic)

        return leave

    def joined(self, topic: str) -> None:
        """Somebody listens to a topic to which nobody did."""

    def parted(self, topic: str) -> None:
        """Nobody listens to a topic any more."""

    def listeners(self, topic: str) -> int:
        """How many listen on this node."""
        return len(self.sinks.get(topic, ()))

    def wanted(self, topic: str) -> bool:
        """Whether anybody listens."""
        return topic in self.sinks

    def measures(self) -> Iterable[Measure]:
        """What was told to how many."""
        yield gauge(
            "yingda_bus_up", "Whether other nodes can be told at once (1), or look by themselves (0)", int(self.up)
        )
        yield gauge("yingda_bus_topics", "Topics that somebody on this node listens to", len(self.sinks))
        yield counter("yingda_bus_published_total", "Frames told to a topic that somebody listens to", self.published)
        yield counter("yingda_bus_frames_total", "Frames given to listeners: by published, the fan-out", self.frames)
