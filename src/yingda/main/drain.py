"""Leaving without dropping anybody: readiness says no, open sockets are told one after another to come back elsewhere, work
under way ends. Clients return with jitter and what they had seen, so nothing is lost and no other node is overrun.
"""

import asyncio
import random
import time
from collections.abc import Callable

import structlog

from yingda.kernel.socket import LINES, RESTART

from .build import Node

log = structlog.get_logger("drain")

A_SECOND = 200.0
"""Sockets that are told to move in a second, where the time that is given allows it."""
LAST_S = 0.4
"""How long the last of them may take to go."""


async def drain(node: Node, within: float, hurry: Callable[[], bool] = lambda: False) -> None:
    """Says that nobody should be sent here and moves who is, spread at random over up to `within` seconds; at once when
    `hurry` says so."""
    node.draining = True
    lines = list(LINES)
    random.shuffle(lines)
    spread = min(within, len(lines) / A_SECOND)
    if lines:
        log.info("moving sockets", count=len(lines), seconds=round(spread, 1))
    begun = time.monotonic()
    for n, line in enumerate(lines):
        wait = begun + spread * n / len(lines) - time.monotonic()
        if wait > 0 and not hurry():
            await asyncio.sleep(wait)
        line.close(RESTART)
    end = time.monotonic() + LAST_S
    while LINES and time.monotonic() < end and not hurry():  # noqa: ASYNC110 - they go one by one
        await asyncio.sleep(0.02)
