"""The one extension interface. Rooms, channels, engines' helpers and packs all come in through `install(house)`.

`House` has a handful of verbs; what they cannot say is discussed in a decision record before there is a new one.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from .claims import Alone, Claims
from .clock import Clock
from .event import Event
from .ports import Blobs, Bus, Channel, Database, Fetch
from .rows import Calls, Row, When
from .shares import Shares
from .timers import TimerDue

T = TypeVar("T")
E = TypeVar("E", bound=Event)
Handler = Callable[[Any], Awaitable[None]]
Redraw = Callable[[str, str], Awaitable[None]]


class Extension(Protocol):
    """Anything with an `install`: a module of ours, or an entry point in the group `yingda.extensions`."""

    def install(self, house: "House") -> None:
        """Says what it offers and what it reacts to."""


class ToolCall(Struct, frozen=True):
    """On whose behalf a tool runs: always the customer, with his rights and no more. `external` is the customer's own id
    with the business, only when the host site has signed for it."""

    tenant: str
    contact: str
    verified: bool
    external: str = ""
    conversation: str = ""
    language: str = "zh-CN"


class Tool(Struct, frozen=True):
    """A typed function that flows may call. `run(call, args)` takes and returns plain JSON values; it raises `YingdaError`
    for what a person should hear. `args` names its parameters with one sentence each."""

    name: str
    title: Mapping[str, str]
    args: Mapping[str, str]
    run: Callable[[ToolCall, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
    needs_verified: bool = False
    changes: bool = False
    """It changes something outside: asked back before it runs."""


class Lesson(Struct, frozen=True):
    """What a pack teaches: a folder with `intents.yaml`, `smalltalk.yaml`, `flows/*.yaml`, `articles/<lang>/…`. The rooms
    that understand a part read it; a business takes a pack into use by name."""

    pack: str
    folder: Path


class Personal(Struct, frozen=True):
    """What a room holds about one person: how to export it, how to erase it."""

    room: str
    export: Callable[[str, str], Awaitable[Any]]
    erase: Callable[[str, str], Awaitable[None]]


class House:
    """Everything that is installed. Engines are chosen before; rooms, channels and packs come in through the verbs."""

    def __init__(
        self, db: Database, bus: Bus, blobs: Blobs, fetch: Fetch, clock: Clock, settings: Mapping[str, Any]
    ) -> None:
        self.db, self.bus, self.blobs, self.fetch, self.clock, self.settings = db, bus, blobs, fetch, clock, settings
        self.shares = Shares()
        self.services: dict[Any, Any] = {}
        self.rows: list[type[Row]] = []
        self.migrations: dict[str, Path] = {}
        self.claims: Claims = Alone()
        self.reactions = Calls()
        self.hearers: dict[type[Event], list[Handler]] = {}
        self.redraws: list[Redraw] = []
        self.handlers: dict[str, Handler] = {}
        self.routes: list[Any] = []
        self.channels: dict[str, Channel] = {}
        self.tools: dict[str, Tool] = {}
        self.lessons: dict[str, Lesson] = {}
        self.persons: dict[str, Personal] = {}
        self.starting: list[Callable[[], Awaitable[None]]] = []
        self.stopping: list[Callable[[], Awaitable[None]]] = []

    def tables(self, *kinds: type[Row], migrations: Path) -> None:
        """The row classes of an extension and the folder of its Alembic revisions (a branch of its own)."""
        self.rows.extend(kinds)
        self.migrations[migrations.parent.name] = migrations

    def offer(self, kind: type[T], service: T) -> None:
        """A service, under its class or under a protocol of the kernel, for those above."""
        self.services[kind] = service

    def need(self, kind: type[T]) -> T:
        """A service that something below offers."""
        return self.services[kind]  # type: ignore[no-any-return]

    def react(
        self, kind: type[E], name: str, handler: Callable[[E], Awaitable[None]], when: When | None = None
    ) -> None:
        """Calls `handler(event)` after each commit that told a `kind` for which `when(event)` holds: in order for each
        `event.key`, at least once, also after a crash. `name` (`room.what_it_does`) is kept in the database: never
        change it. What the handler writes carries `event.id` as its cause, so that a second run changes nothing."""
        if name in self.handlers:
            raise ValueError(f"two reactions are called {name}")
        self.reactions.setdefault(kind, []).append((name, when))
        self.handlers[name] = handler

    @property
    def node(self) -> str:
        """The name of this process among those that serve from one database; "" where it is the only one."""
        return self.reactions.node

    def hear(self, kind: type[E], handler: Callable[[E], Awaitable[None]]) -> None:
        """Calls `handler(event)` on every node, this one too, soon after each commit that told a `kind` (within two
        seconds when nodes can only look). Perhaps twice, in any order, and never for what happened before the node
        started: for what a node holds in memory, nothing else. What must happen once is a reaction."""
        self.hearers.setdefault(kind, []).append(handler)

    def redraw(self, handler: Redraw) -> None:
        """Calls `handler(tenant, key)` when signals about `key` may not have come through to this node (an empty key:
        about anything at all): it tells those who listen here how things are now, with `bus.tell`."""
        self.redraws.append(handler)

    def timer(self, name: str, handler: Callable[[TimerDue], Awaitable[None]]) -> None:
        """Calls `handler(event)` once for each `Timer` of this `name` that came due: a reaction like any other, so `name`
        is kept in the database and never changes. See `kernel.timers`."""
        self.react(TimerDue, name, handler, when=lambda event: event.name == name)

    def route(self, *handlers: Any) -> None:
        """Litestar route handlers, each with `opt={"permission": …}`; sockets also name their `ops`."""
        self.routes.extend(handlers)

    def channel(self, channel: Channel) -> None:
        """A way in and out."""
        self.channels[channel.name] = channel

    def teach(self, lesson: Lesson) -> None:
        """Content of a pack."""
        self.lessons[lesson.pack] = lesson

    def tool(self, *tools: Tool) -> None:
        """Functions that flows may call."""
        self.tools.update({tool.name: tool for tool in tools})

    def personal(self, personal: Personal) -> None:
        """What is held about one person."""
        self.persons[personal.room] = personal

    def life(
        self, start: Callable[[], Awaitable[None]] | None, stop: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Work to do when the node starts serving and when it stops: loading an index, ending a loop."""
        if start:
            self.starting.append(start)
        if stop:
            self.stopping.append(stop)

    def setting(self, name: str, default: Any = None) -> Any:
        """A value from the documented settings."""
        return self.settings.get(name, default)


Installed = Sequence[tuple[str, Callable[[House], None]]]
