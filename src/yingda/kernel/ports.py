"""The sockets in the wall. An engine is anything that fits one; a port stands for an engine, never for a table.

What a port promises stands here and in one shared test suite (`tests/engines/`) that every engine passes.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from .envelope import Outbound
from .event import Event
from .rows import Changes, R, Reactions, Row

T = TypeVar("T")
Sink = Callable[[int, bytes], None]
"""Takes `(seq, frame)`; must not block. `seq` is 0 for what has no place in a conversation."""


class Read(Protocol):
    """What a use case may ask while it decides."""

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""

    async def first(self, kind: type[R], *once: Any) -> R | None:
        """The row with this `once` key."""

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind: `where` is what follows that word in a query. What was found so, or by key, and is changed
        afterwards, is written only where it differs. Only `store` modules call it."""

    async def rows(self, sql: str, *args: Any) -> Sequence[Any]:
        """Plain rows of a query; parameters are written ?1, ?2 on every engine. Only `store` modules call it."""

    async def turn(self, *name: str) -> None:
        """Before a decision reads what many decisions at once would read and then all but one lose over (the largest
        number so far): those that name the same turn run one after another on this node. The last thing that a decision
        waits for before it reads that."""


class Tx(Read, Protocol):
    """The escape hatch: reads between writes."""

    async def run(self, sql: str, *args: Any) -> int:
        """Runs one statement and answers how many rows it touched. Only `store` modules call it."""

    async def apply(self, changes: Changes) -> Row | None:
        """As the changes of `decide`, inside this transaction."""


class Database(Read, Protocol):
    """`get`, `first` and `rows` on the database itself read what is committed. Both verbs below return once their work
    is durable; many share one commit, yet each stands or falls alone. Their work awaits nothing but its reads, and may
    be run again: ids and times are made before it."""

    shared: bool
    """Whether other processes may serve from it at the same time."""
    reactions: Reactions
    """What each event calls for; kept by reference, so it may be filled later."""
    told: Callable[[list[tuple[Event, bytes]]], None]
    """Called on the event loop with the events of every commit, in order, before those who wait for it go on."""

    async def decide(self, work: Callable[..., Awaitable[Changes]], *args: Any) -> Row | None:
        """`work(read, *args)` reads, decides, returns its changes. Answers the row now kept under its `once` key: the new
        one, or on a retry the earlier one (then nothing is written). Without such a row: None. Raises what `work`
        raises, and `Unavailable` when nothing could be kept."""

    async def tx(self, work: Callable[..., Awaitable[T]], *args: Any) -> T:
        """`work(tx, *args)` may read between its writes. For rare work."""

    async def report(self, sql: str, *args: Any) -> Sequence[Any]:
        """A long query, on a connection of its own, that delays nobody."""

    async def healthy(self) -> bool:
        """Whether a decision would be kept now."""

    async def close(self) -> None:
        """Ends what is under way, then closes."""


class Bus(Protocol):
    """A wake-up, never the truth: whoever listens also knows how to look. Nothing here blocks or raises."""

    up: bool
    """Whether other nodes can be told now; True where there are none."""
    arrived: Callable[[str, int, bytes], None]
    """Called with what other nodes told, if somebody here listens to it; at first it is `tell`."""

    async def start(self) -> None:
        """Begins to speak with other nodes. What cannot be reached is tried again for ever."""

    async def close(self) -> None:
        """Ends that; what was told a moment ago still goes out."""

    def publish(self, topic: str, seq: int, frame: bytes) -> None:
        """Tells all that listen to `topic` now: on this node at once, on the others soon, if they can be reached."""

    def tell(self, topic: str, seq: int, frame: bytes) -> None:
        """Tells all that listen to `topic` on this node."""

    def listen(self, topic: str, sink: Sink) -> Callable[[], None]:
        """Adds a listener; the answer takes it away."""

    def listeners(self, topic: str) -> int:
        """How many listen on this node."""

    def wanted(self, topic: str) -> bool:
        """Whether anybody may listen, here or elsewhere: nobody need encode what nobody hears."""


class Blobs(Protocol):
    """Files by generated names. A name is never made from what a person sent."""

    async def put(self, name: str, data: AsyncIterator[bytes], limit: int) -> int:
        """Keeps the bytes durably and answers their number; `TooLarge` beyond `limit`, and then nothing is kept."""

    async def get(self, name: str) -> bytes:
        """The bytes, or `NotFound`."""

    async def remove(self, name: str) -> None:
        """Forgets them; no error when they are gone."""

    def names(self) -> AsyncIterator[str]:
        """The names of all that is kept, in no order; for those who care for the whole installation (backup, moving)."""


class Fetched(Protocol):
    """What the guarded client brought."""

    @property
    def url(self) -> str:
        """Where it was found in the end."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def type(self) -> str:
        """The media type, without parameters."""

    @property
    def body(self) -> bytes:
        """The bytes."""


class Streamed(Protocol):
    """An answer whose body is still coming."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def type(self) -> str:
        """The media type, perhaps with parameters."""

    @property
    def headers(self) -> Mapping[str, str]:
        """All headers, names in small letters."""

    @property
    def chunks(self) -> AsyncIterator[bytes]:
        """The bytes as they come, to be read once."""


class Fetch(Protocol):
    """The guarded client: the only way out. No private addresses, the address pinned at connect, hosts allowed by name,
    bounded in bytes, time and redirects."""

    async def get(self, url: str, *, hosts: Sequence[str], limit: int = 5_000_000) -> Fetched:
        """GET over http(s) from one of `hosts`; `BadInput` for what is not allowed, `Unavailable` for what fails."""

    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b"", hosts: Sequence[str],
        limit: int = 1_000_000, within: float = 10.0,
    ) -> Fetched:  # fmt: skip
        """One request to a system on one of `hosts`, and what it answered, whatever its status. No redirect is followed.
        At most `limit` bytes of answer `within` seconds. `BadInput` for what is not allowed, `Unavailable` for what
        fails; neither tells what was sent."""

    def stream(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b"", hosts: Sequence[str],
        limit: int = 1_000_000, within: float = 10.0,
    ) -> AbstractAsyncContextManager[Streamed]:  # fmt: skip
        """As `send`, the body read while it comes."""

    async def close(self) -> None:
        """Lets go of its connections."""


class Channel(Protocol):
    """Two verbs: it hands in what came (through `Reception`), and sends what is to go out."""

    name: str
    live: bool
    """Its clients listen to the bus by themselves: nothing has to be carried out to them."""

    async def send(self, message: Outbound) -> None:
        """Hands one message to the outside. A live channel may do nothing: its sockets listen to the bus."""
