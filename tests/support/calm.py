"""A house in which nothing happens by itself: no thread, no disk to wait for, no door to the outside, nothing that looks at
a clock of its own. What it decides and keeps is the product's own code; a story in it is the same each time, and quick.

`calm(monkeypatch)` before a house is opened; for tests that play thousands of steps. That threads, disks and clocks do not
spoil it either is what the other tests of faults show.
"""

import asyncio
import importlib.metadata
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from litestar import params
from litestar.handlers.http_handlers import base as http

from yingda.engines.sqlite import engine
from yingda.engines.sqlite.session import Writing
from yingda.engines.sqlite.statements import open_file, steady
from yingda.engines.sqlite.writer import GROUP, Job, Writer
from yingda.kernel import Histogram
from yingda.kernel.measure import SIZES
from yingda.main import build
from yingda.main.build import Node


class Calm(Writer):
    """The writer on the loop itself: whatever waits by the next turn of the loop is one group and one commit."""

    def __init__(self, path: Any, reactions: Any, loop: asyncio.AbstractEventLoop, finish: Any) -> None:
        self.path, self.finish = path, finish
        self.loop = SimpleNamespace(call_soon_threadsafe=loop.call_soon)  # type: ignore[assignment]
        self.tx = Writing(open_file(path), reactions)
        steady(self.tx.db, path)
        self.tx.db.execute("pragma synchronous=off")
        self.kept_at, self.broken, self.replayed, self.lost = 0.0, False, 0, 0
        self.sizes, self.times = Histogram(SIZES), Histogram()
        self.jobs: list[Job] = []
        self.waiting = self.thread = self  # type: ignore[assignment]

    def put(self, job: Job | None) -> None:
        """As the queue's."""
        if job is None:
            self._work()
            self.tx.db.close()
        else:
            if not self.jobs:
                self.loop.call_soon_threadsafe(self._work)
            self.jobs.append(job)

    def _work(self) -> None:
        while self.jobs:
            group, self.jobs = self.jobs[:GROUP], self.jobs[GROUP:]
            self._answer(group)

    def _on_loop(self, jobs: list[Job], run: Callable[[Job], Any]) -> list[Any]:
        return self._timed(jobs, run)

    def is_alive(self) -> bool:
        """As a thread's."""
        return True

    def join(self) -> None:
        """As a thread's."""


def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on houses are calm, until the test ends."""
    monkeypatch.setattr(engine, "Writer", Calm)
    monkeypatch.setattr(build, "entry_points", cache(importlib.metadata.entry_points))
    for kind in (params.ParameterKwarg, params.BodyKwarg):  # half of what opening costs is comparing these
        monkeypatch.setattr(kind, "__hash__", object.__hash__)
    monkeypatch.setattr(http.HTTPRouteHandler, "__init__", lambda self, *args, **given: None)
    monkeypatch.setattr(http.HTTPRouteHandler, "__call__", lambda self, handler: self)


async def hush(node: Node) -> None:
    """Nothing looks for work by itself any more: what is due is looked for when the test says so."""
    await node.cluster.alarms.stop()
    if node.reactor.sweeper:
        node.reactor.sweeper.cancel()
