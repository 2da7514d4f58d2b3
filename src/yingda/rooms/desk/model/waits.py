"""What waiting and silence cost, and which answers staff found wrong. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from yingda.kernel import Row

SERVED, LEFT = "served", "left"
QUIET_MS = 30 * 60_000
"""Whoever has got no answer for so long has left without one."""
MINUTE = 60_000


class Waited(Row, frozen=True):
    """Somebody waited `ms` for a person, until he was served or left the queue. `id` is the event that ended it."""

    table: ClassVar[str] = "waited"
    key: ClassVar[tuple[str, ...]] = ("tenant", "id")
    once: ClassVar[tuple[str, ...]] = ("tenant", "id")

    tenant: str
    id: str
    conversation: str
    at: int
    ms: int
    outcome: str


class WrongAnswer(Row, frozen=True):
    """An agent found the bot's answer to the message at `seq` wrong; `article` is where it came from, empty for none."""

    table: ClassVar[str] = "wrong_answer"
    key: ClassVar[tuple[str, ...]] = ("tenant", "conversation", "seq")
    once: ClassVar[tuple[str, ...]] = ("tenant", "conversation", "seq")

    tenant: str
    conversation: str
    seq: int
    article: str
    agent: str
    at: int


class Silence(Struct, frozen=True):
    """Of `talks` begun in a time, `unanswered` ended with the visitor's words. People waited `waited` minutes in all, the
    half of them up to `median` minutes; `left` gave up, after `lost` minutes in all. `waiting` wait now."""

    talks: int = 0
    unanswered: int = 0
    waiting: int = 0
    served: int = 0
    left: int = 0
    waited: int = 0
    lost: int = 0
    median: float = 0.0


def silence(heads: Iterable[Sequence[Any]], waits: Iterable[Sequence[Any]], since: int, now: int) -> Silence:
    """Of heads (opened_at, updated_at, status, preview_from, waiting_since) and waits (ms, outcome)."""
    talks = unanswered = waiting = 0
    for opened, updated, status, last, waits_since in heads:
        if opened < since:
            continue
        talks += 1
        over = status == "resolved" or now - updated >= QUIET_MS
        unanswered += last == "visitor" and over
        waiting += bool(waits_since) and status == "open"
    known: dict[str, list[int]] = {SERVED: [], LEFT: []}
    for ms, outcome in waits:
        known.setdefault(outcome, []).append(int(ms))
    served = sorted(known[SERVED])
    median = served[len(served) // 2] / MINUTE if served else 0.0
    return Silence(
        talks, unanswered, waiting, len(served), len(known[LEFT]), sum(served) // MINUTE, sum(known[LEFT]) // MINUTE,
        round(median, 1),
    )  # fmt: skip


def most_wrong(articles: Iterable[str], most: int) -> list[tuple[str, int]]:
    """The articles whose answers were found wrong most often; "" are answers from none."""
    return Counter(articles).most_common(most)
