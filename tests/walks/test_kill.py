"""kill -9 while visitors send: what was acknowledged is there once, without a gap, in order."""

import asyncio
import json
from typing import Any

import websockets
from tests.support.server import Server

from yingda.kernel import new_id

VISITORS, ROUNDS = 6, 3


class Sender:
    """One visitor who sends as fast as he is answered, and sends again what was not acknowledged."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.token = ""
        self.acked: dict[str, dict[str, Any]] = {}
        self.waiting: dict[str, str] = {}
        self.n = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop, through every restart."""
        while not stop.is_set():
            try:
                async with websockets.connect(self.server.url.replace("http", "ws") + "/ws/visitor") as wire:
                    await self._talk(wire, stop)
            except (OSError, websockets.WebSocketException, TimeoutError):
                await asyncio.sleep(0.05)

    async def ask(self, wire: Any, op: str, **body: Any) -> Any:
        """One operation and its answer; whatever else comes is passed over."""
        ref = new_id()
        await wire.send(json.dumps({"op": op, "ref": ref, **body}))
        while True:
            frame = json.loads(await asyncio.wait_for(wire.recv(), 10))
            if frame.get("ref") == ref:
                return frame

    async def _talk(self, wire: Any, stop: asyncio.Event) -> None:
        hello = await self.ask(wire, "hello", inbox="qinghe", token=self.token)
        self.token = hello["data"]["token"]
        while not stop.is_set():
            if not self.waiting:
                self.n += 1
                self.waiting[new_id()] = f"第 {self.n} 句"
            client_id, text = next(iter(self.waiting.items()))
            answer = await self.ask(wire, "send", client_id=client_id, text=text)
            if answer["op"] == "error":
                assert answer["error"]["code"] == "too_many", answer
                await asyncio.sleep(answer["error"]["retry_after"])
                continue
            if client_id in self.acked:
                assert self.acked[client_id] == answer["data"]
            self.acked[client_id] = answer["data"]
            del self.waiting[client_id]

    async def history(self, server: Server) -> list[dict[str, Any]]:
        """All that the server has of his conversation, from the first entry on."""
        async with websockets.connect(server.url.replace("http", "ws") + "/ws/visitor") as wire:
            data = (await self.ask(wire, "hello", inbox="qinghe", token=self.token))["data"]
            entries, more = data["entries"], data["more"]
            while more:
                page = await self.ask(
                    wire, "earlier", conversation=data["state"]["conversation"], before=entries[0]["seq"]
                )
                entries, more = page["data"]["entries"] + entries, page["data"]["more"]
            return entries


async def test_nothing_acknowledged_is_lost(own_server: Server) -> None:
    senders = [Sender(own_server) for _ in range(VISITORS)]
    stop = asyncio.Event()
    tasks = [asyncio.create_task(s.run(stop)) for s in senders]
    for i in range(ROUNDS):
        await asyncio.sleep(0.6 + 0.13 * i)
        await asyncio.to_thread(own_server.kill)
        await asyncio.to_thread(own_server.start)
    await asyncio.sleep(1.0)
    stop.set()
    await asyncio.gather(*tasks)
    total = 0
    for sender in senders:
        entries = await sender.history(own_server)
        seqs = [e["seq"] for e in entries]
        assert seqs == sorted(set(seqs)), "in order, none twice"
        mine = [e for e in entries if e["from"] == "visitor"]
        by_client = {e["client_id"]: e for e in mine}
        assert len(by_client) == len(mine), "no message twice"
        for client_id, kept in sender.acked.items():
            assert by_client[client_id]["seq"] == kept["seq"], "acknowledged and there, at the same place"
        numbers = [int(e["text"].split()[1]) for e in mine]
        assert numbers == sorted(numbers), "in the order in which they were sent"
        total += len(sender.acked)
    assert total >= VISITORS * ROUNDS
