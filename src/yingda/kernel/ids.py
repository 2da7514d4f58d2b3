"""Identifiers: 20 characters of Crockford's base 32 that sort by the time they were made.

Nine characters of milliseconds, eleven of chance (55 bits). Within one process they strictly increase, also when the
clock stands still or steps back, so rows made one after another lie one after another in an index. Made before a
decision, never inside it: a decision may run twice.
"""

import os
import secrets
import threading
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = tuple(a + b for a in ALPHABET for b in ALPHABET)
CHANCE = 55
BYTES = 7
POOL = 512 * BYTES
LENGTH = 20

_lock = threading.Lock()
_last = 0
_begun = (-1, "")
"""The nine characters of a millisecond are the same for all that is made in it."""
_pool, _at = b"", 0
"""Chance comes from a pool: asking the system each time would give up the interpreter lock each time."""


def _spell(value: int) -> str:
    global _begun  # noqa: PLW0603 - what was spelled last
    ms = value >> CHANCE
    known, head = _begun
    if ms != known:
        head = ALPHABET[ms >> 40 & 31] + "".join([PAIRS[ms >> shift & 1023] for shift in range(30, -1, -10)])
        _begun = ms, head
    a, b, c = PAIRS[value >> 45 & 1023], PAIRS[value >> 35 & 1023], PAIRS[value >> 25 & 1023]
    return f"{head}{a}{b}{c}{PAIRS[value >> 15 & 1023]}{PAIRS[value >> 5 & 1023]}{ALPHABET[value & 31]}"


def new_id() -> str:
    """A new identifier, unique across nodes for all practical purposes (2^55 per millisecond)."""
    global _last, _pool, _at  # noqa: PLW0603 - the one counter and the one pool of the process
    with _lock:
        if _at >= len(_pool):
            _pool, _at = os.urandom(POOL), 0
        chance = int.from_bytes(_pool[_at : _at + BYTES], "big") >> 1
        _at += BYTES
        value = (time.time_ns() // 1_000_000) << CHANCE | chance
        if value <= _last:
            value = _last + 1 + (chance & 0xFFFF)
        _last = value
    return _spell(value)


def id_at(ms: int) -> str:
    """The smallest identifier that could be made at this time (ms since 1970)."""
    return _spell(max(ms, 0) << CHANCE)


def _forget() -> None:
    """A forked process must not hand out its parent's chance."""
    global _pool, _at
    _pool, _at = b"", 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def new_secret(size: int = 32) -> str:
    """A random token for URLs and cookies, `size` bytes of chance."""
    return secrets.token_urlsafe(size)


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an identifier."""
    return len(text) == LENGTH and all(c in ALPHABET for c in text)
