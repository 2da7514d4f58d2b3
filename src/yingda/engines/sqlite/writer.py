"""The writer: one thread that takes all who wait, has them run one after another and commits once for all.

Decisions run on the loop's thread, between the writer's `begin` and `commit`, while the writer sleeps: every statement
gives up the interpreter lock, and two busy threads that pass it to each other at each statement cost more than the work
(94 µs a decision alone, 140-170 with both busy). What takes long - the commit, a file that is locked by another process,
a `tx` - stays in the writer's thread and holds up nobody.

A group runs without savepoints, since almost every one succeeds. Where a use case fails after it has written something,
the group is rolled back and run again with a savepoint before each, so that the one at fault harms nobody else.
"""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

import structlog

from yingda.kernel import Clash, Event, Histogram, Unavailable
from yingda.kernel.measure import SIZES
from yingda.kernel.rows import Reactions

from .session import Conflict, Writing, drive, name_of
from .statements import broken, open_file, steady, taken

log = structlog.get_logger("sqlite")

GROUP = 256
SLICE = 32
"""Decisions that run in one go on the loop: some 3 ms."""
TRIES = 4
SLOW_NS, VERY_SLOW_NS = 5_000_000, 100_000_000


class Job(NamedTuple):
    """One decision (`decides`) or one `tx`, and who waits for it."""

    done: "asyncio.Future[Any]"
    decides: bool
    work: Callable[..., Any]
    args: tuple[Any, ...]


Finish = Callable[[Sequence[Job], Sequence[Any], list[tuple[Event, bytes]]], None]


class Replay(Exception):
    """A use case failed after it had written something."""


class Writer:
    """Owns the only connection that writes. `finish(jobs, results, events)` is called on the loop after each commit."""

    def __init__(self, path: Path, reactions: Reactions, loop: asyncio.AbstractEventLoop, finish: Finish) -> None:
        self.path, self.loop, self.finish = path, loop, finish
        self.tx = Writing(open_file(path), reactions)
        steady(self.tx.db, path)
        self.waiting: SimpleQueue[Job | None] = SimpleQueue()
        self.kept_at = 0.0
        self.broken = False
        self.sizes, self.times = Histogram(SIZES), Histogram()
        self.replayed = self.lost = 0
        self.thread = threading.Thread(target=self._serve, name="yingda-writer", daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        take, size = self.waiting.get, self.waiting.qsize
        job = take()
        while job is not None:
            group = [job]
            while len(group) < GROUP and size() and (job := take()) is not None:
                group.append(job)
            self._answer(group)
            if job is not None:
                job = take()
        self.tx.db.close()

    def _answer(self, group: list[Job]) -> None:
        try:
            results = self._commit(group)
        except BaseException as error:
            if not broken(error):
                log.error("a group of decisions failed", size=len(group), exc_info=error)
            elif not self.broken:
                log.error("nothing can be kept now", error=str(error))
            self.broken = True
            self._mend()
            results = [Unavailable() for _ in group]
        events, self.tx.events = self.tx.events, []
        try:
            self.loop.call_soon_threadsafe(self.finish, group, results, events)
        except RuntimeError:
            log.warning("the loop was closed before its decisions were answered", size=len(group))

    def _commit(self, group: list[Job]) -> list[Any]:
        """The results of a group, after its commit."""
        begun = time.monotonic()
        try:
            results = self._transaction(group, self._swift)
        except Replay:
            self.replayed += len(group)
            results = self._transaction(group, self._careful)
        self.kept_at = time.monotonic()
        self.sizes.add(len(group))
        self.times.add(self.kept_at - begun)
        if self.broken:
            self.broken = False
            log.info("decisions are kept again")
        return results

    def _transaction(self, group: list[Job], run: Callable[[Job], Any]) -> list[Any]:
        db = self.tx.db
        self.tx.events = []
        self.tx.begin()
        try:
            results = self._run(group, run)
            if not db.in_transaction:  # SQLite itself rolled back
                raise Unavailable
            db.execute("commit")
        except BaseException:
            self.tx.forget()
            if db.in_transaction:
                db.execute("rollback")
            raise
        return results

    def _run(self, group: list[Job], run: Callable[[Job], Any]) -> list[Any]:
        """The results of a group: decisions on the loop, a slice at a time, so that sockets are served in between."""
        results: list[Any] = []
        for decides, jobs in groupby(group, attrgetter("decides")):
            some = list(jobs)
            for at in range(0, len(some), SLICE):
                part = some[at : at + SLICE]
                results += self._on_loop(part, run) if decides else self._timed(part, run)
        return results

    def _on_loop(self, jobs: list[Job], run: Callable[[Job], Any]) -> list[Any]:
        """Runs jobs on the loop and waits. Only one of the two threads ever uses the connection."""
        done: Future[list[Any]] = Future()

        def now() -> None:
            try:
                done.set_result(self._timed(jobs, run))
            except BaseException as error:  # noqa: BLE001 - it is raised where the group is settled
                done.set_exception(error)

        self.loop.call_soon_threadsafe(now)
        return done.result()

    def _timed(self, group: list[Job], run: Callable[[Job], Any]) -> list[Any]:
        """Runs each job and logs the slow ones: they delay everybody. Time spent waiting for the interpreter lock is
        not the job's own, so its processor time decides, or a very long wait."""
        results = []
        wall, own = time.perf_counter_ns(), time.thread_time_ns()
        for count, job in enumerate(group, 1):
            results.append(run(job))
            now = time.perf_counter_ns()
            slow = now - wall > SLOW_NS
            if slow or not count % 16:  # asking for processor time is a system call
                cpu, own = time.thread_time_ns() - own, time.thread_time_ns()
                if slow and (cpu > SLOW_NS or now - wall > VERY_SLOW_NS):
                    ms, cpu_ms = round((now - wall) / 1e6, 1), round(cpu / 1e6, 1)
                    log.warning("slow decision", use_case=name_of(job.work), ms=ms, cpu_ms=cpu_ms)
            wall = now
        return results

    def _swift(self, job: Job) -> Any:
        """A decision without a savepoint; an exception that harmed nothing is its result."""
        if not job.decides:
            return self._careful(job)
        tx = self.tx
        tx.known.clear()
        try:
            changes = drive(job.work, tx, *job.args)
        except Exception as error:
            if broken(error):
                raise
            return error
        before = tx.db.total_changes
        try:
            return tx.write(changes)
        except Exception as error:
            if broken(error):
                raise
            if tx.db.total_changes != before:
                raise Replay from error
        return self._careful(job)

    def _careful(self, job: Job) -> Any:
        """One job behind a savepoint, decided again while it loses to others."""
        db, events = self.tx.db, self.tx.events
        error: Exception = Conflict()
        for tries in range(TRIES):
            db.execute("savepoint one")
            mark = len(events)
            self.tx.known.clear()
            try:
                result = drive(job.work, self.tx, *job.args)
                if job.decides:
                    result = self.tx.write(result)
                db.execute("release one")
                return result
            except Exception as failed:
                if broken(failed):
                    raise
                db.execute("rollback to one")
                db.execute("release one")
                self.tx.kept.clear()
                del events[mark:]
                error = failed
            if not isinstance(error, Conflict) and not (taken(error) and tries == 0):
                break
        if isinstance(error, Conflict) or taken(error):
            self.lost += 1
            log.warning("a decision lost for good", use_case=name_of(job.work), error=str(error))
            return Clash("changed", "内容刚刚被别人改动了，请刷新后再试", "This has just been changed by somebody else")
        return error

    def _mend(self) -> None:
        """A fresh connection after the disk or the file failed; the next group tries again."""
        self.tx.forget()
        try:
            fresh = open_file(self.path)
        except sqlite3.Error:
            return
        self.tx.db.close()
        self.tx.db = fresh
