"""The client's side of the NATS protocol, as far as a bus needs it: core subjects, no streams.

Subscribing to a subject costs an entry in a dictionary, so that every socket may have a subject of its own.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import SplitResult, unquote

from msgspec import json

from yingda.kernel import Unavailable

CONNECT_S = 5.0
Heard = Callable[[int, bytes], None]


class Refused(Unavailable):
    """The server does not let us in, or closes with an error."""


class Wire(asyncio.Protocol):
    """One connection. `heard(sid, payload)` is called for each message; `gone` is set when it ends."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.rest = b""
        self.transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self.info: asyncio.Future[dict[str, Any]] = loop.create_future()
        self.welcome: asyncio.Future[None] = loop.create_future()
        self.gone = asyncio.Event()
        self.error = ""
        self.heard_at = loop.time()
        self.loop = loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio."""
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        """See asyncio."""
        self.gone.set()
        for waiting in (self.info, self.welcome):
            if not waiting.done():
                waiting.set_exception(Refused(self.error or str(error or "closed")))
                waiting.exception()

    def data_received(self, data: bytes) -> None:
        """Reads as many whole lines and messages as there are."""
        self.heard_at = self.loop.time()
        data, at = (self.rest + data if self.rest else data), 0
        while (end := data.find(b"\r\n", at)) >= 0:
            if data.startswith(b"MSG ", at):
                words = data[at:end].split()
                size = int(words[-1])
                if len(data) < end + 4 + size:
                    break
                self.heard(int(words[2]), data[end + 2 : end + 2 + size])
                at = end + 4 + size
            else:
                self._line(data[at:end])
                at = end + 2
        self.rest = data[at:]

    def _line(self, line: bytes) -> None:
        if line.startswith(b"PING"):
            self.write(b"PONG\r\n")
        elif line.startswith(b"PONG"):
            if not self.welcome.done():
                self.welcome.set_result(None)
        elif line.startswith(b"INFO "):
            if not self.info.done():
                self.info.set_result(json.decode(line[5:]))
        elif line.startswith(b"-ERR"):
            self.error = line[4:].decode(errors="replace").strip(" '")

    def write(self, data: bytes) -> None:
        """Sends; nothing when the connection is gone."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(data)

    def waiting(self) -> int:
        """Bytes that the server has not taken yet."""
        return self.transport.get_write_buffer_size() if self.transport else 0

    def abort(self) -> None:
        """Ends at once."""
        if self.transport is not None:
            self.transport.abort()


async def connect(url: SplitResult, heard: Heard) -> Wire:
    """A connection that is let in. Raises `Unavailable`, `OSError` or `TimeoutError`."""
    loop = asyncio.get_running_loop()
    wire = Wire(heard)
    async with asyncio.timeout(CONNECT_S):
        transport, _ = await loop.create_connection(lambda: wire, url.hostname or "", url.port or 4222)
        try:
            info = await wire.info
            if url.scheme == "tls" or info.get("tls_required"):
                context = ssl.create_default_context()
                upgraded = await loop.start_tls(transport, wire, context, server_hostname=url.hostname)
                wire.transport = upgraded
            wire.write(b"CONNECT " + json.encode(_hello(url)) + b"\r\nPING\r\n")
            await wire.welcome
        except BaseException:
            wire.abort()
            raise
    return wire


def _hello(url: SplitResult) -> dict[str, Any]:
    hello: dict[str, Any] = {
        "verbose": False, "pedantic": False, "echo": False, "protocol": 1, "lang": "python", "version": "1",
        "name": "yingda",
    }  # fmt: skip
    if url.username and url.password is not None:
        hello |= {"user": unquote(url.username), "pass": unquote(url.password)}
    elif url.username:
        hello["auth_token"] = unquote(url.username)
    return hello
