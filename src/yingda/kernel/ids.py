"""Identifiers: 20 characters of Crockford's base 32 that sort by the time they were made.

Nine characters of milliseconds, eleven of chance (55 bits). Within one process they strictly increase, also when the
clock stands still or steps back, so rows made one after another lie one after another in an index. Made before a
decision, never inside it: a decision may run twice.
"""

import secrets
import threading
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = tuple(a + b for a in ALPHABET for b in ALPHABET)
CHANCE = 55
LENGTH = 20

_lock = threading.Lock()
_last = 0


def _spell(value: int) -> str:
    return "".join([PAIRS[value >> shift & 1023] for shift in range(90, -1, -10)])


def new_id() -> str:
    """A new identifier, unique across nodes for all practical purposes (2^55 per millisecond)."""
    global _last  # noqa: PLW0603 - the one counter of the process
    value = (time.time_ns() // 1_000_000) << CHANCE | secrets.randbits(CHANCE)
    with _lock:
        if value <= _last:
            value = _last + 1 + secrets.randbits(16)
        _last = value
    return _spell(value)


def new_secret(size: int = 32) -> str:
    """A random token for URLs and cookies, `size` bytes of chance."""
    return secrets.token_urlsafe(size)


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an identifier."""
    return len(text) == LENGTH and all(c in ALPHABET for c in text)
