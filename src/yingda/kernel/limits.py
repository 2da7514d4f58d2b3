"""Limits that hold everywhere, in one place, and the bucket that meters a sender. The guide lists them."""

import time
from collections import OrderedDict

TEXT_CHARS = 8_000
"""Longest text of one message, in characters."""
FRAME_BYTES = 65_536
"""Largest frame that a client may send over a socket."""
BODY_BYTES = 1_048_576
"""Largest JSON body of a request."""
FILE_BYTES = 20 * 1_048_576
"""Largest file."""
NAME_CHARS = 120
"""Longest name of anything."""
PAGE = 50
"""Rows of one page of a list."""
PENDING_FRAMES = 512
"""Frames that wait for a slow reader before his socket is closed with 1013 (he resumes where he was)."""
PENDING_BYTES = 524_288
"""Bytes that wait for him, likewise; the system's own buffer comes on top."""
STUCK_S = 8.0
"""Seconds that one frame may wait for a reader who takes nothing at all."""


class Bucket:
    """Tokens that fill at `rate` per second up to `burst`. One for each sender."""

    __slots__ = ("at", "burst", "rate", "tokens")

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst, self.tokens, self.at = rate, burst, burst, time.monotonic()

    def take(self) -> float:
        """0.0 when a token was taken, else the seconds until there is one."""
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.rate


class Buckets:
    """A bucket for each name, the least recently used forgotten beyond `keep`."""

    def __init__(self, rate: float, burst: float, keep: int = 100_000) -> None:
        self.rate, self.burst, self.keep = rate, burst, keep
        self.known: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, name: str) -> float:
        """As `Bucket.take`, for the sender `name`."""
        bucket = self.known.get(name)
        if bucket is None:
            bucket = self.known[name] = Bucket(self.rate, self.burst)
            if len(self.known) > self.keep:
                self.known.popitem(last=False)
        else:
            self.known.move_to_end(name)
        return bucket.take()
