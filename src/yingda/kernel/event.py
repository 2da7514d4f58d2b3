"""A fact that has happened: named in the past tense, frozen, told in the same commit as the rows it speaks of.

An event is encoded once. The same bytes go to the table of events and, with its wire name put in front, to every
socket that listens.
"""

from typing import Any, ClassVar

from msgspec import Struct, field, json

from .ids import new_id

encode = json.Encoder().encode


class Event(Struct, frozen=True, kw_only=True):
    """Base of all facts. `key` orders reactions: facts with one key are reacted to one at a time, in order; where there is
    a conversation, its id. `id` is the cause that everything written in reaction carries."""

    op: ClassVar[str] = ""
    """Name of the frame that live clients receive; empty: never sent to clients."""
    kept: ClassVar[bool] = True
    """False for a signal that matters only to those who listen right now (a list row that changed): no row is written."""
    registry: ClassVar[dict[str, type["Event"]]] = {}

    tenant: str
    key: str
    at: int
    id: str = field(default_factory=new_id)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Event.registry[cls.__name__] = cls

    def topics(self) -> tuple[str, ...]:
        """Where it is told live; see `kernel.topics`."""
        return ()

    def passes(self) -> tuple[str, ...]:
        """Where only its place is told (`passing`): whoever listens there is not to see it, but has not lost it."""
        return ()

    def position(self) -> int:
        """Its `seq` within its conversation, 0 for what has no place there."""
        return 0


def frame(event: Event, body: bytes | None = None) -> bytes:
    """The event as a client sees it: its JSON with `"op"` in front."""
    return b'{"op":"' + type(event).op.encode() + b'",' + (body or encode(event))[1:]


PASS = b'{"op":"pass","key":"'


def passing(event: Event) -> bytes:
    """What is told where an event is not to be seen. Sockets take note of its place and send nothing."""
    return PASS + event.key.encode() + b'"}'


def revive(name: str, body: bytes) -> Event:
    """An event read back from the table. Fields that a newer version no longer knows are ignored."""
    return json.decode(body, type=Event.registry[name])


class NodeLost(Event, frozen=True, kw_only=True):
    """A node serves no longer: it ended, or gave no sign of life. `key` and `node` name it; the tenant is empty."""

    node: str
