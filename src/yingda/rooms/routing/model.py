"""Who should have it: presence of agents, and the choice. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import Row

ONLINE, BUSY, AWAY, OFFLINE = "online", "busy", "away", "offline"
CHOICES = (ONLINE, BUSY, AWAY)
GONE_MS = 120_000
"""Whoever waits for the answer of an agent who left this long ago goes back to the queue."""
RELOAD_MS = 90_000
"""Whoever comes back within this time has only reloaded his page."""


class Presence(Row, frozen=True):
    """An agent at work. `status` is what he chose; `connected` whether a console of his is open on any node, since or
    until `seen_at`; `free_since` is when he last had nothing, or got something: the longest-free comes first."""

    table: ClassVar[str] = "presence"
    key: ClassVar[tuple[str, ...]] = ("tenant", "agent")

    tenant: str
    agent: str
    status: str
    connected: bool
    seen_at: int
    free_since: int
    version: int = 1


class Attendance(Row, frozen=True):
    """An agent has a console open on this node. It goes with the last of them, or with the node."""

    table: ClassVar[str] = "attendance"
    key: ClassVar[tuple[str, ...]] = ("tenant", "agent", "node")

    tenant: str
    agent: str
    node: str
    at: int


class Candidate(Struct, frozen=True):
    """An agent who might have it."""

    id: str
    name: str
    title: str
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    capacity: int
    load: int
    free_since: int


class Wish(Struct, frozen=True):
    """What a waiting conversation needs. `before` is who had it last: he knows it. `passed` is who passed it on: he is
    asked only when nobody else is there."""

    skill: str = ""
    language: str = ""
    before: str = ""
    passed: str = ""


def is_present(presence: Presence) -> bool:
    """Whether he can be given something."""
    return presence.status == ONLINE and presence.connected


def is_gone(presence: Presence, now: int, since: int) -> bool:
    """Whether he left so long ago that whoever waits for his answer should have somebody else's. `since` is when this
    node began to look: nobody could be seen before."""
    return shown(presence) == OFFLINE and now - max(presence.seen_at, since) >= GONE_MS


def changed(presence: Presence, now: int, fields: Mapping[str, Any]) -> Presence:
    """His presence with other `fields`. He is free since now when he comes back: from busy or away, or after he was gone
    for longer than it takes to reload a page."""
    after = replace(presence, **fields)
    back = not presence.connected and after.connected and now - presence.seen_at >= RELOAD_MS
    if back or (after.status == ONLINE and presence.status != ONLINE):
        after = replace(after, free_since=now)
    return after


def shown(presence: Presence | None) -> str:
    """His status as colleagues see it."""
    return presence.status if presence is not None and presence.connected else OFFLINE


def speaks(candidate: Candidate, language: str) -> bool:
    """Whether he can write the visitor's language. Nothing said about languages means: any."""
    return not language or not candidate.languages or language[:2] in {own[:2] for own in candidate.languages}


def suitable(candidates: Sequence[Candidate], wish: Wish) -> list[Candidate]:
    """Those who fit best among all who are present: by skill and language, else by language, else by skill, else all.
    A visitor is not kept waiting for a skill that nobody present has."""
    candidates = [c for c in candidates if c.id != wish.passed] or candidates
    skilled = [c for c in candidates if not wish.skill or wish.skill in c.skills]
    speaking = [c for c in candidates if speaks(c, wish.language)]
    both = [c for c in skilled if speaks(c, wish.language)]
    return both or speaking or skilled or list(candidates)


def choose(candidates: Sequence[Candidate], wish: Wish) -> Candidate | None:
    """The one to have it: suitable and with room; who had it before, else whoever has nothing and is the longest free,
    else whoever was given something the longest ago. None: it waits on."""
    free = [c for c in suitable(candidates, wish) if c.load < c.capacity]
    if not free:
        return None
    return min(free, key=lambda c: (c.id != wish.before, c.load > 0, c.free_since, c.load, c.id))


def expected_wait(place: int, gap_ms: float, online: int) -> int | None:
    """Seconds until place `place` (1 = next) is served, when one was served every `gap_ms` lately. None while nobody
    is there to serve."""
    if online == 0:
        return None
    return max(5, round(place * gap_ms / 1000))
