"""A bad network between a client and a server, on one machine: latency, fragments, a cut after n bytes, a line that is open
but dead, an answer that is lost. Each connection draws its own trouble from a seeded sequence."""

import asyncio
import contextlib
import random
from typing import Any, NamedTuple

KINDS = ("latency", "cut", "half-open", "lost answer", "fragments")
NEVER = 1 << 60
GREETING = 600
"""So many bytes of handshake and welcome pass before the trouble begins, in most scenarios."""


class Trouble(NamedTuple):
    """What happens to one connection. Bytes are counted from its beginning, in each direction by itself."""

    kind: str
    latency: float = 0.0
    """Longest delay of a piece, in seconds."""
    up: int = NEVER
    """After so many bytes from the client nothing more of his passes."""
    down: int = NEVER
    """After so many bytes from the server nothing more of its passes."""
    hold: float = 0.0
    """The line is cut so many seconds after that; 0: at once."""
    piece: int = 65_536
    """Largest piece that passes at once."""

    @classmethod
    def draw(cls, chance: random.Random) -> "Trouble":
        """One by lot."""
        kind = chance.choice(KINDS)
        place = chance.choice((0, GREETING, GREETING)) + chance.randint(1, 4_000)
        if kind == "latency":
            return cls(kind, latency=chance.random() * 0.05)
        if kind == "cut":
            return cls(kind, **{chance.choice(("up", "down")): place}, piece=chance.choice((7, 65_536)))
        if kind == "half-open":
            return cls(kind, up=place, down=place, hold=60.0)
        if kind == "lost answer":
            return cls(kind, down=place, hold=chance.random() * 0.3)
        return cls(kind, piece=chance.randint(1, 40), up=NEVER if chance.random() < 0.7 else place)


class Proxy:
    """Forwards `port` to the server's; `met` counts the connections by the kind of their trouble. Without a `seed` it
    forwards faithfully, and `part` and `heal` make a partition."""

    def __init__(self, to: int, seed: int | str | None = 0, host: str = "127.0.0.1") -> None:
        self.to, self.host, self.port = to, host, 0
        self.chance = None if seed is None else random.Random(f"proxy {seed}")
        self.met: dict[str, int] = dict.fromkeys(KINDS, 0)
        self.open: set[asyncio.Task[None]] = set()
        self.whole = asyncio.Event()
        self.whole.set()

    async def __aenter__(self) -> "Proxy":
        self.server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: Any) -> None:
        self.server.close()
        for task in tuple(self.open):
            task.cancel()
        await asyncio.gather(*self.open, return_exceptions=True)

    @property
    def url(self) -> str:
        """Where a client finds it."""
        return f"http://127.0.0.1:{self.port}"

    def part(self) -> None:
        """Nothing passes any more, and nobody is told."""
        self.whole.clear()

    def heal(self) -> None:
        """What waited passes."""
        self.whole.set()

    def cut(self) -> None:
        """Every connection ends now."""
        for task in tuple(self.open):
            task.cancel()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.open.add(task)
        trouble = Trouble.draw(self.chance) if self.chance else Trouble("none")
        if trouble.kind in self.met:
            self.met[trouble.kind] += 1
        there: asyncio.StreamWriter | None = None
        try:
            back, there = await asyncio.open_connection(self.host, self.to)
            await asyncio.wait(
                (
                    asyncio.ensure_future(self._pass(reader, there, trouble, trouble.up)),
                    asyncio.ensure_future(self._pass(back, writer, trouble, trouble.down)),
                ),
                return_when=asyncio.FIRST_COMPLETED,
            )
        except OSError:
            pass
        finally:
            for one in (writer, there):
                if one is not None:
                    with contextlib.suppress(Exception):
                        one.transport.abort()
            self.open.discard(task)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, trouble: Trouble, limit: int
    ) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := await reader.read(trouble.piece):
                await self.whole.wait()
                if trouble.latency:
                    assert self.chance
                    await asyncio.sleep(self.chance.random() * trouble.latency)
                if passed + len(data) > limit:
                    writer.write(data[: max(0, limit - passed)])
                    await asyncio.sleep(trouble.hold)
                    return
                passed += len(data)
                writer.write(data)
                await writer.drain()
