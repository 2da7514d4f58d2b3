"""A WebSocket client with as little as possible in it, so that one process can play thousands of people."""

import asyncio
import base64
import os
from collections.abc import Callable
from typing import Any

Hear = Callable[[bytes], None]


class Wire(asyncio.Protocol):
    """One client socket. `hear(payload)` gets every text frame. Frames are masked with zeros, which changes nothing and
    costs nothing."""

    transport: Any

    def __init__(self, host: str, path: str, headers: dict[str, str], hear: Hear) -> None:
        self.host, self.path, self.headers, self.hear = host, path, headers, hear
        self.data = b""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = ""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        lines = [
            f"GET {self.path} HTTP/1.1", f"Host: {self.host}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]  # fmt: skip
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def data_received(self, data: bytes) -> None:
        self.data += data
        if not self.opened.done():
            head, gap, rest = self.data.partition(b"\r\n\r\n")
            if not gap:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                self.opened.set_exception(ConnectionError(head.decode()[:200]))
                return
            self.data = rest
            self.opened.set_result(None)
        self.frames()

    def frames(self) -> None:
        data, at = self.data, 0
        while len(data) - at >= 2:
            size, begin = data[at + 1] & 127, at + 2
            if size == 126:
                begin += 2
                size = int.from_bytes(data[at + 2 : begin])
            elif size == 127:
                begin += 8
                size = int.from_bytes(data[at + 2 : begin])
            if len(data) < begin + size:
                break
            payload, code = data[begin : begin + size], data[at] & 15
            at = begin + size
            if code in (1, 2):
                self.hear(payload)
            elif code == 9:
                self.frame(10, payload)
            elif code == 8:
                self.closed = f"closed with {int.from_bytes(payload[:2])} {payload[2:].decode()}"
                self.transport.close()
        self.data = data[at:]

    def frame(self, code: int, payload: bytes) -> None:
        size = len(payload)
        head = bytes((128 | code, 128 | size)) if size < 126 else bytes((128 | code, 254)) + size.to_bytes(2)
        self.transport.write(head + b"\0\0\0\0" + payload)

    def say(self, payload: bytes) -> None:
        """Sends a text frame."""
        self.frame(1, payload)

    def connection_lost(self, error: Exception | None) -> None:
        self.closed = self.closed or f"lost: {error}"
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(self.closed))

    def close(self) -> None:
        """Leaves."""
        if self.transport:
            self.transport.close()


async def dial(port: int, path: str, hear: Hear, headers: dict[str, str] | None = None) -> Wire:
    """Opens one."""
    host = f"127.0.0.1:{port}"
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(lambda: Wire(host, path, headers or {}, hear), "127.0.0.1", port)
    await wire.opened
    return wire
