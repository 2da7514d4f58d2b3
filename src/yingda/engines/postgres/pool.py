"""Connections: opened when they are needed, kept, and opened again when they are lost.

`Link` knows whether the server answers. While it does not, one task asks again and everybody else waits for it, for a
bounded time; later questions are refused at once.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import asyncpg
import structlog

from yingda.kernel import Unavailable, new_id

from .failures import Away, gone

log = structlog.get_logger("postgres")

PATIENCE_S = 5.0
"""How long work waits for a server that is away."""
AGAIN_S = 0.2
CONNECT_S = 5.0
COMMAND_S = 15.0
"""No statement of ours takes as long: a connection that is silent for this time is given up."""
GENERATED = {
    "plan_cache_mode": "force_generic_plan", "enable_seqscan": "off", "enable_hashjoin": "off",
    "enable_mergejoin": "off", "enable_bitmapscan": "off",
}  # fmt: skip
"""For generated statements, which look rows up by key and nothing else: planned once, by the index, also while the
tables are young and without statistics."""
READING = {"default_transaction_read_only": "on"}
HOLDING = {"idle_in_transaction_session_timeout": "60s"}
Db = Any
"""A connection of asyncpg, which is not typed."""


class Session(asyncpg.Connection):  # type: ignore[misc]
    """A connection with the name that its session has at the server."""

    __slots__ = ("name",)


class Link:
    """The server of this node."""

    def __init__(self, url: str) -> None:
        self.url, self.node, self.numbers = url, new_id()[-10:], count(1)
        self.up = asyncio.Event()
        self.up.set()
        self.since = 0.0
        self.closed = False
        self.asking: asyncio.Task[None] | None = None

    async def open(self, settings: dict[str, str], longest: float | None = COMMAND_S) -> Db:
        """A new connection, with a name of its own; `Away` when there is none to be had."""
        try:
            db = await self._connect(settings, longest)
        except Exception as error:
            self.lost(error)
            raise Away(str(error)) from error
        self.up.set()
        return db

    async def _connect(self, settings: dict[str, str], longest: float | None) -> Db:
        name = f"yingda {self.node} {next(self.numbers)}"
        db = await asyncpg.connect(
            self.url, timeout=CONNECT_S, command_timeout=longest, statement_cache_size=1_000,
            max_cached_statement_lifetime=0, max_cacheable_statement_size=0,
            connection_class=Session,
            server_settings={"application_name": name, "jit": "off", "timezone": "UTC", **settings},
        )  # fmt: skip
        await db.set_type_codec("numeric", schema="pg_catalog", encoder=str, decoder=_number, format="text")
        db.name = name
        return db

    def lost(self, error: BaseException) -> None:
        """The server does not answer: from now on one task asks again."""
        if self.closed or not self.up.is_set():
            return
        log.error("the database does not answer", error=f"{type(error).__name__}: {error}")
        self.up.clear()
        self.since = asyncio.get_running_loop().time()
        self.asking = asyncio.create_task(self._ask())

    async def _ask(self) -> None:
        while not self.up.is_set():
            try:
                db = await self._connect({}, COMMAND_S)
            except Exception:  # noqa: BLE001 - whatever it is, the next question may be answered
                await asyncio.sleep(AGAIN_S)
                continue
            db.terminate()
            self.up.set()
        log.info("the database answers again")

    async def ready(self) -> None:
        """Waits until the server answers; `Unavailable` when it has not for `PATIENCE_S`."""
        if self.closed:
            raise Unavailable
        if self.up.is_set():
            return
        left = self.since + PATIENCE_S - asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(max(left, 0)):
                await self.up.wait()
        except TimeoutError as error:
            raise Unavailable from error

    def close(self) -> None:
        """Nobody asks any more."""
        self.closed = True
        if self.asking:
            self.asking.cancel()


def _number(text: str) -> int | float:
    """A sum of whole numbers is a whole number here, as in SQLite."""
    return float(text) if "." in text else int(text)


class Pool:
    """At most `size` connections for one purpose."""

    def __init__(self, link: Link, size: int, settings: dict[str, str], longest: float | None = COMMAND_S) -> None:
        self.link, self.size, self.settings, self.longest = link, size, settings, longest
        self.free: list[Db] = []
        self.every: set[Db] = set()
        self.count = 0
        self.waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Db]:
        """A connection for a while. One that was lost, or left in the middle of something, is not used again."""
        db = await self._take()
        try:
            yield db
        except BaseException as error:
            if gone(error) or not isinstance(error, Exception) or db.is_in_transaction():
                db.terminate()
            raise
        finally:
            self._give(db)

    async def _take(self) -> Db:
        while True:
            while self.free:
                db = self.free.pop()
                if not db.is_closed():
                    return db
                self._drop(db)
            if self.count < self.size:
                return await self._open()
            turn = asyncio.get_running_loop().create_future()
            self.waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._wake()
                raise

    async def _open(self) -> Db:
        self.count += 1
        try:
            db = await self.link.open(self.settings, self.longest)
        except BaseException:
            self.count -= 1
            self._wake()
            raise
        self.every.add(db)
        return db

    def _give(self, db: Db) -> None:
        if db.is_closed():
            self._drop(db)
        else:
            self.free.append(db)
        self._wake()

    def _drop(self, db: Db) -> None:
        self.every.discard(db)
        self.count -= 1

    def _wake(self) -> None:
        while self.waiting:
            turn = self.waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    async def close(self) -> None:
        """Closes what is idle, and breaks off what is not."""
        for db in tuple(self.every):
            if db in self.free:
                try:
                    await db.close(timeout=1)
                except Exception:  # noqa: BLE001 - it is gone already
                    db.terminate()
            else:
                db.terminate()
        self.free.clear()
