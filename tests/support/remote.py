"""A server in another process as if it were an application in this one: `Wire` and `Web` speak to it over the network."""

import asyncio
import contextlib
from typing import Any

import httpx2 as httpx
import websockets


class Remote:
    """The application behind `url`, as ASGI has it."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One connection."""
        await (self._socket if scope["type"] == "websocket" else self._request)(scope, receive, send)

    async def _socket(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        headers = [(k.decode(), v.decode()) for k, v in scope["headers"] if k not in (b"host",)]
        url = self.url.replace("http", "ws", 1) + scope["path"]
        async with websockets.connect(url, proxy=None, close_timeout=0.5, additional_headers=headers) as wire:
            await send({"type": "websocket.accept"})
            told = asyncio.create_task(self._told(wire, send))
            with contextlib.suppress(websockets.ConnectionClosed):
                while (message := await receive())["type"] != "websocket.disconnect":
                    await wire.send(message.get("text") or message["bytes"])
            if wire.close_code is not None:
                await told
            told.cancel()

    async def _told(self, wire: Any, send: Any) -> None:
        try:
            async for text in wire:
                await send({"type": "websocket.send", "text": text})
        finally:
            await send({"type": "websocket.close", "code": wire.close_code or 1006})

    async def _request(self, scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        query = scope["query_string"].decode()
        url = f"{self.url}{scope['path']}{'?' + query if query else ''}"
        headers = [(k.decode(), v.decode()) for k, v in scope["headers"] if k not in (b"host", b"content-length")]
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            found = await client.request(scope["method"], url, content=body, headers=headers)
        await send({"type": "http.response.start", "status": found.status_code, "headers": found.headers.raw})
        await send({"type": "http.response.body", "body": found.content})
