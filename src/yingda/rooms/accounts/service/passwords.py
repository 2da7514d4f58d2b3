"""Passwords: argon2id, away from the event loop, a few at a time since each takes memory on purpose."""

import asyncio
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 4


def hasher() -> PasswordHasher:
    """argon2id with 19 MiB, three passes, one lane: the OWASP minimum and one pass more, about 30 ms."""
    return PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)


class Passwords:
    """Hashes and checks. The same password typed on different keyboards is one: it is normalised (NFC) first."""

    def __init__(self, how: PasswordHasher | None = None) -> None:
        self.how = how or hasher()
        self.room = asyncio.Semaphore(AT_ONCE)
        self.nobody = ""

    async def hash(self, password: str) -> str:
        """What is kept of `password`."""
        async with self.room:
            return await asyncio.to_thread(self.how.hash, _plain(password))

    async def right(self, kept: str, password: str) -> bool:
        """Whether `password` is the one of which `kept` was kept. With nothing kept it takes just as long and is wrong, so
        that nobody learns by the clock who has an account."""
        if not self.nobody:
            self.nobody = await self.hash("nobody knows this one")
        async with self.room:
            right = await asyncio.to_thread(self._right, kept or self.nobody, _plain(password))
        return right and bool(kept)

    def _right(self, kept: str, password: bytes) -> bool:
        try:
            return self.how.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    def aged(self, kept: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self.how.check_needs_rehash(kept)


def _plain(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
