"""What can be measured while it runs. Whoever has something to tell keeps plain integers and answers `measures()`; they are
gathered only when somebody asks. On the way of a message there is an addition, never a lock, a label or a call out.

Names follow Prometheus: `yingda_` in front, the unit in the name, `_total` behind what only grows.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

COUNTER, GAUGE, HISTOGRAM = "counter", "gauge", "histogram"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds for a duration."""
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Upper bounds for how many were in a group."""


class Measure(NamedTuple):
    """One figure as it is now. `buckets` of a histogram are (upper bound, how many up to it), `value` is their sum."""

    name: str
    kind: str
    help: str
    value: float
    labels: Mapping[str, str] = {}
    buckets: Sequence[tuple[float, int]] = ()
    total: int = 0


class Measured(Protocol):
    """Anything that can be asked for its figures. An engine may have this beside what its port promises."""

    def measures(self) -> Iterable[Measure]:
        """All its figures, as they are now; must not block."""


def counter(name: str, help: str, value: float, **labels: str) -> Measure:
    """What only grows since the process began."""
    return Measure(name, COUNTER, help, value, labels)


def gauge(name: str, help: str, value: float, **labels: str) -> Measure:
    """What goes up and down."""
    return Measure(name, GAUGE, help, value, labels)


class Histogram:
    """How often a value lay below each of `bounds` (ascending upper bounds, inclusive)."""

    __slots__ = ("bounds", "counts", "sum")

    def __init__(self, bounds: Sequence[float] = SECONDS) -> None:
        self.bounds, self.sum = tuple(bounds), 0.0
        self.counts = [0] * (len(self.bounds) + 1)

    def add(self, value: float) -> None:
        """One more value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def measure(self, name: str, help: str, **labels: str) -> Measure:
        """As it is now."""
        counts, total, buckets = tuple(self.counts), 0, []
        for bound, count in zip(self.bounds, counts, strict=False):
            total += count
            buckets.append((bound, total))
        return Measure(name, HISTOGRAM, help, self.sum, labels, tuple(buckets), total + counts[-1])
