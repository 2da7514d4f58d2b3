"""Time comes in through a port, so that rules can be tested at any hour. Milliseconds since 1970, UTC."""

import time
from typing import Protocol


class Clock(Protocol):
    """The time of day."""

    def now(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000
