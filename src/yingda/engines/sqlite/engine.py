"""The engine: decisions go to the writer, committed reads stay on the loop, long reports get threads of their own."""

import asyncio
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import structlog

from yingda.kernel import Changes, Event, Measure, Row, TooMany, Unavailable, counter, gauge
from yingda.kernel.rows import Reactions

from .session import Session
from .statements import open_file
from .writer import Job, Writer

log = structlog.get_logger("sqlite")
T = TypeVar("T")

WAITING = 20_000
"""Decisions that may wait; beyond it new ones are refused before they are accepted."""
REPORTS = 2
PROBE_S = 2.0
HANDOVER_S = 0.0005
"""The loop and the writer hand the interpreter lock to each other at every statement. With Python's own 5 ms a busy loop
lets the writer run one statement every 5 ms; measured at 256 callers: 1,200 instead of 3,100 decisions a second."""


def _nobody(events: list[tuple[Event, bytes]]) -> None:
    """Until somebody wants to be told."""


class Sqlite(Session):
    """`Database` on one SQLite file. Made on a running event loop; its verbs are called there."""

    shared = False

    def __init__(self, path: str | Path, reactions: Reactions | None = None, *, waiting: int = WAITING) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        self.told: Callable[[list[tuple[Event, bytes]]], None] = _nobody
        self.loop = asyncio.get_running_loop()
        sys.setswitchinterval(min(sys.getswitchinterval(), HANDOVER_S))
        self.limit, self.pending, self.closed = waiting, 0, False
        self.kept = self.failed = self.refused = 0
        self.writer = Writer(self.path, {} if reactions is None else reactions, self.loop, self._finish)
        super().__init__(open_file(self.path, read_only=True))
        self.own = threading.local()
        self.reporting: set[sqlite3.Connection] = set()
        self.reports: ThreadPoolExecutor | None = None

    @property
    def reactions(self) -> Reactions:
        """What each event calls for. Kept by reference: what is installed later counts from then on."""
        return self.writer.tx.reactions

    @reactions.setter
    def reactions(self, reactions: Reactions) -> None:
        self.writer.tx.reactions = reactions

    async def decide(self, work: Callable[..., Awaitable[Changes]], *args: Any) -> Row | None:
        """See `kernel.ports.Database`. The answer is the first of the new rows that has a `once` key."""
        return await self._put(True, work, args)  # type: ignore[no-any-return]

    async def tx(self, work: Callable[..., Awaitable[T]], *args: Any) -> T:
        """See `kernel.ports.Database`."""
        return await self._put(False, work, args)  # type: ignore[no-any-return]

    def _put(self, decides: bool, work: Callable[..., Any], args: tuple[Any, ...]) -> "asyncio.Future[Any]":
        if self.closed:
            raise Unavailable("closing", "服务正在重启，请稍后重试", "The service is restarting. Please try again")
        if self.pending >= self.limit:
            self.refused += 1
            raise TooMany(1.0)
        self.pending += 1
        done = self.loop.create_future()
        self.writer.waiting.put(Job(done, decides, work, args))
        return done

    def _finish(self, group: Sequence[Job], results: Sequence[Any], events: list[tuple[Event, bytes]]) -> None:
        """On the loop, after the commit. Everybody is told before those who wait go on, which they do on the loop's next
        turn; that they are called first lets what is told to them and their answer leave together."""
        self.pending -= len(group)
        self.kept += len(group)
        for job, result in zip(group, results, strict=True):
            if job.done.done():
                continue
            if isinstance(result, BaseException):
                self.failed += 1
                job.done.set_exception(result)
            else:
                job.done.set_result(result)
        if events:
            try:
                self.told(events)
            except Exception:
                log.exception("telling what was committed failed")

    async def report(self, sql: str, *args: Any) -> Sequence[Any]:
        """See `kernel.ports.Database`."""
        if self.closed:
            raise Unavailable
        if self.reports is None:
            self.reports = ThreadPoolExecutor(REPORTS, thread_name_prefix="yingda-report")
        return await self.loop.run_in_executor(self.reports, self._report, sql, args)

    def _report(self, sql: str, args: tuple[Any, ...]) -> Sequence[Any]:
        db = getattr(self.own, "db", None)
        if db is None:
            db = self.own.db = open_file(self.path, read_only=True)
            self.reporting.add(db)
        return db.execute(sql, args).fetchall()

    def measures(self) -> Iterable[Measure]:
        """What was decided, and what waits."""
        writer = self.writer
        yield gauge("yingda_decisions_waiting", "Decisions that wait for their commit", self.pending)
        yield gauge("yingda_decisions_limit", "How many may wait before new ones are refused", self.limit)
        for outcome, count in ("kept", self.kept - self.failed), ("failed", self.failed), ("refused", self.refused):
            yield counter("yingda_decisions_total", "Decisions by what became of them", count, outcome=outcome)
        yield counter("yingda_decisions_retried_total", "Decisions that were run again", writer.replayed)
        yield counter("yingda_decisions_lost_total", "Decisions that lost to others for good", writer.lost)
        yield writer.sizes.measure("yingda_commit_batch", "Decisions in one commit")
        yield writer.times.measure("yingda_commit_seconds", "From the first decision of a group to its durable commit")

    async def backup(self, path: str | Path) -> None:
        """Writes a consistent copy of everything committed by now to `path`, while work goes on. The copy appears under
        its name only when it is whole and on the disk."""
        await asyncio.to_thread(self._backup, Path(path))

    def _backup(self, path: Path) -> None:
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        source, copy = open_file(self.path, read_only=True), sqlite3.connect(part)
        try:
            source.backup(copy)
            copy.execute("pragma journal_mode=delete")  # one file, complete in itself
        finally:
            copy.close()
            source.close()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    async def healthy(self) -> bool:
        """Whether a decision would be kept now: one was kept a moment ago, or a trial write is."""
        if self.closed or not self.writer.thread.is_alive():
            return False
        if time.monotonic() - self.writer.kept_at < PROBE_S and not self.writer.broken:
            return True
        try:
            await asyncio.wait_for(self.tx(_probe), PROBE_S)
        except (Unavailable, TooMany, TimeoutError, sqlite3.Error):
            return False
        return True

    async def close(self) -> None:
        """Ends what is queued, refuses what comes later, then closes."""
        if self.closed:
            return
        self.closed = True
        self.writer.waiting.put(None)
        await asyncio.to_thread(self.writer.thread.join)
        if self.reports is not None:
            for db in tuple(self.reporting):
                db.interrupt()
            await asyncio.to_thread(self.reports.shutdown)
        for db in (*self.reporting, self.db):
            db.close()


async def _probe(tx: Any) -> None:
    """Writes the file's own header: durable, and in nobody's table."""
    await tx.run("pragma user_version=1")


async def connect(path: str | Path, reactions: Reactions | None = None, *, waiting: int = WAITING) -> Sqlite:
    """Opens (or makes) the file at `path`. `reactions` is kept by reference, so it may be filled later. Migrate first:
    `main.schema.upgrade`. Raises `Unavailable` when the file cannot be opened."""
    try:
        return Sqlite(path, reactions, waiting=waiting)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable("database", f"无法打开数据库：{error}", f"Cannot open the database: {error}") from error
