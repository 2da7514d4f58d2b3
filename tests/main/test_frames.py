"""Text goes the short way, everything else uvicorn's: seen from a client of another make."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from msgspec import Struct
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from yingda.kernel import Line, Op, Ops
from yingda.main.frames import Frames

App = Callable[[Any, Any, Any], Any]


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[str]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, ws=Frames, ws_per_message_deflate=False, lifespan="off", log_config=None, loop="none",
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield f"ws://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    await task


async def echo(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        if message.get("text") == "close":
            await send({"type": "websocket.close", "code": 1013, "reason": "slow"})
            await asyncio.sleep(0.05)
            with pytest.raises((RuntimeError, OSError)):
                await send({"type": "websocket.send", "text": "too late"})
            return
        await send({"type": "websocket.send", **{k: message[k] for k in ("text", "bytes") if k in message}})


async def asked(client: ClientConnection, what: str | bytes) -> str | bytes:
    await client.send(what)
    return await asyncio.wait_for(client.recv(), 5)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
async def test_text_of_every_length(size: int) -> None:
    async with serving(echo) as url, connect(url) as client:
        assert await asked(client, "x" * size) == "x" * size


async def test_chinese_binary_and_closing() -> None:
    async with serving(echo) as url, connect(url) as client:
        assert await asked(client, "退货" * 50) == "退货" * 50
        assert await asked(client, b"\0\1") == b"\0\1"
        assert await (await client.ping()) < 5
        with pytest.raises(ConnectionClosed) as closed:
            await asked(client, "close")
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1013, "slow")


async def test_a_client_who_asks_for_compression_gets_none() -> None:
    async with serving(echo) as url, connect(url, compression="deflate") as client:
        assert client.protocol.extensions == []
        assert await asked(client, "x" * 1000) == "x" * 1000


async def test_one_who_does_not_read_is_waited_for() -> None:
    sent = [0]

    async def flood(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        for n in range(2000):
            await send({"type": "websocket.send", "text": f"{n:06}" + "x" * 20_000})
            sent[0] = n + 1
        await receive()

    async with serving(flood) as url, connect(url, max_queue=1) as client:
        await asyncio.sleep(0.3)
        stuck = sent[0]
        assert stuck < 2000
        await asyncio.sleep(0.1)
        assert sent[0] == stuck
        got = [int((await client.recv())[:6]) for _ in range(2000)]
    assert got == list(range(2000))


class Chatter:
    """A session that answers one frame with several, of every length that has a head of its own."""

    tenant = ""

    def __init__(self, line: Line) -> None:
        self.line = line


class Ask(Struct):
    """How many frames, how long."""

    count: int
    size: int


async def chatter(session: Chatter, frame: Ask) -> str:
    for number in range(frame.count):
        session.line.say({"n": number, "text": "字" * frame.size})
    return "done"


async def lines(scope: Any, receive: Any, send: Any) -> None:
    line = Line(receive, send)
    await line.serve(Chatter(line), Ops({"ask": Op(Ask, "public", chatter)}), lambda permission: True)


@pytest.mark.parametrize("size", [1, 60, 30_000])
async def test_what_one_turn_says_leaves_together_and_in_order(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    puts: list[int] = []
    put = Frames.put

    def counted(self: Frames, frames: list[bytes]) -> bool:
        puts.append(len(frames))
        return put(self, frames)

    monkeypatch.setattr(Frames, "put", counted)
    async with serving(lines) as url, connect(url) as client:
        await client.send(json.dumps({"op": "ask", "ref": 1, "count": 5, "size": size}))
        heard = [json.loads(await client.recv()) for _ in range(6)]
    assert [each["n"] for each in heard[:5]] == list(range(5))
    assert all(each["text"] == "字" * size for each in heard[:5])
    assert heard[5] == {"op": "ack", "ref": 1, "data": "done"}
    assert puts == [6]
