"""The WebSocket protocol that `serve` gives to uvicorn: uvicorn's own, with a short way out for text frames.

A server's frame is two to ten bytes and the text, unmasked and, since nothing is compressed here, nothing more; going
through the general machinery costs three times as much. Everything else - handshake, pings, closing, what comes in,
a client who does not read - is uvicorn's.
"""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

TEXT = 0x81
"""One whole text frame (RFC 6455, 5.2)."""
LINGER_S = 5.0
"""So long a client who does not read may take to read that he was closed."""


def head(size: int) -> bytes:
    """What stands before a text of `size` bytes."""
    if size < 126:
        return bytes((TEXT, size))
    if size < 65_536:
        return bytes((TEXT, 126)) + size.to_bytes(2, "big")
    return bytes((TEXT, 127)) + size.to_bytes(8, "big")


class Frames(WebSocketsSansIOProtocol):
    """uvicorn's protocol with a fast `send` for text. Needs `ws_per_message_deflate=False`."""

    def put(self, frames: list[bytes]) -> bool:
        """Sends text frames in one write; False, and nothing sent, when that cannot be done now."""
        open = self.handshake_complete and not self.close_sent and not self.disconnected and self.writable.is_set()
        if not open or self.conn.state is not State.OPEN or self.conn.extensions:
            return False
        if len(frames) == 1:
            self.transport.write(head(len(frames[0])) + frames[0])
        else:
            self.transport.write(b"".join([part for frame in frames for part in (head(len(frame)), frame)]))
        return True

    async def send(self, message: Any) -> None:
        """Text of an open connection goes straight to the transport; all else as ever."""
        text = message.get("text")
        swift = text is not None and self.handshake_complete and not self.close_sent and not self.disconnected
        if swift and self.writable.is_set() and self.conn.state is State.OPEN and not self.conn.extensions:
            data = text.encode()
            self.transport.write(head(len(data)) + data)
            return
        if message["type"] == "websocket.close" and self.handshake_complete and not self.writable.is_set():
            self.writable.set()  # the close goes behind what he does not read, without waiting for him
            self.loop.call_later(LINGER_S, self.transport.abort)
        await super().send(message)
