"""Timers: what is to happen at a time, kept as rows until then.

A timer is set, moved and cut in the same commit as the rows it belongs to. When it is due its row becomes the fact
`TimerDue` in one commit, by one node; the reaction to that fact is the timer's handler. So it fires once, also when the
clock jumps or a node dies, and a restart changes nothing. Times are milliseconds since 1970, UTC: daylight saving does
not touch them.
"""

from typing import Any, ClassVar

from msgspec import field
from msgspec.structs import replace

from .event import Event
from .ports import Read
from .rows import Changes, Row


class Timer(Row, frozen=True):
    """To be fired at `due`. `name` is what `house.timer` calls it, `about` what it is for (a conversation, say): there is
    one of a name about one thing. `body` is given back to the handler, `cause` names what set it."""

    table: ClassVar[str] = "timer"
    key: ClassVar[tuple[str, ...]] = ("tenant", "name", "about")

    tenant: str
    name: str
    about: str
    due: int
    at: int = 0
    cause: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    version: int = 1


class TimerDue(Event, frozen=True, kw_only=True):
    """A timer came due. `key` is what it is about."""

    name: str
    due: int
    cause: str = ""
    body: dict[str, Any] = field(default_factory=dict)


async def put(read: Read, timer: Timer) -> Changes:
    """Sets a timer, or moves the one of this name about this."""
    held = await read.get(Timer, timer.tenant, timer.name, timer.about)
    if held is None:
        return Changes(new=(timer,))
    return Changes(changed=(replace(timer, version=held.version + 1),))


async def cut(read: Read, tenant: str, name: str, about: str) -> Changes:
    """Takes a timer away; nothing when there is none."""
    held = await read.get(Timer, tenant, name, about)
    return Changes(removed=(held,)) if held else Changes()


def both(one: Changes, other: Changes) -> Changes:
    """Two changes as one."""
    return Changes(
        one.new + other.new, one.changed + other.changed, one.removed + other.removed, one.relied + other.relied,
        one.events + other.events,
    )  # fmt: skip
