"""Another system on this machine, for tests of what goes out: a small HTTP server that notes every request and answers what
the test says, piece by piece."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Seen:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """Its JSON."""
        return json.loads(self.body)


Piece = bytes | float
"""Bytes to send, or seconds to wait."""
Reply = Callable[[Seen], Iterable[Piece]]


def answered(data: Any, status: str = "200 OK", kind: str = "application/json", more: str = "") -> list[Piece]:
    """A whole answer."""
    body = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    )
    return [head.encode() + body]


@dataclass
class Outside:
    """The server: `reply` may be changed at any time, `seen` are the requests so far."""

    reply: Reply
    port: int = 0
    seen: list[Seen] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            method, path, _ = head[0].split()
            self.seen.append(Seen(method, path, headers, body))
            for piece in self.reply(self.seen[-1]):
                if isinstance(piece, float):
                    await asyncio.sleep(piece)
                else:
                    writer.write(piece)
                    await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def outside(reply: Reply) -> AsyncIterator[Outside]:
    """A running server."""
    there = Outside(reply)
    server = await asyncio.start_server(there.serve, "127.0.0.1", 0)
    there.port = server.sockets[0].getsockname()[1]
    try:
        yield there
    finally:
        server.close()
