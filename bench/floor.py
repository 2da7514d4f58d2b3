"""The floor: the least that a durable chat message costs in Python. One file, no framework, nothing that is not needed.

A WebSocket server on bare asyncio (uvloop) and the sans-I/O layer of `websockets`; one writer thread that commits all who
wait in one SQLite transaction (WAL, synchronous=FULL), a unique index that makes a retry harmless; then the
acknowledgement to the sender and the same entry, encoded once, to everybody who has joined the conversation.
It knows no tenants, no permissions, no state of a conversation beyond its last number. `python -m bench.floor FILE`
prints its port.
"""

import asyncio
import sqlite3
import sys
import threading
import time
from collections import defaultdict
from queue import SimpleQueue
from typing import Any

import msgspec
import uvloop
from websockets.frames import Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol

GROUP = 256


class Frame(msgspec.Struct):
    """What a client sends."""

    op: str
    conversation: str = ""
    ref: int = 0
    client_id: str = ""
    text: str = ""


class Entry(msgspec.Struct):
    """One message as it is kept and told."""

    conversation: str
    seq: int
    id: str
    at: int
    sender: str = msgspec.field(name="from")
    text: str
    client_id: str


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Frame).decode


class Writer:
    """One thread, one connection; whatever waits is committed together."""

    def __init__(self, path: str, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.db.executescript(
            "pragma journal_mode=wal; pragma synchronous=full;"
            "create table if not exists entry(conversation text, seq int, id text, at int, sender text, text text,"
            " client_id text, primary key(conversation, seq), unique(conversation, client_id)) without rowid"
        )
        self.seqs: dict[str, int] = defaultdict(int)
        self.seqs.update(self.db.execute("select conversation, max(seq) from entry group by conversation"))
        self.waiting: SimpleQueue[tuple[Connection, Frame]] = SimpleQueue()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            group = [self.waiting.get()]
            while len(group) < GROUP and self.waiting.qsize():
                group.append(self.waiting.get())
            self.loop.call_soon_threadsafe(tell, self.commit(group))

    def commit(self, group: list[tuple["Connection", Frame]]) -> list[tuple["Connection", int, Entry]]:
        at, done, rows = time.time_ns() // 1_000_000, [], []
        self.db.execute("begin immediate")
        for connection, frame in group:
            again = self.db.execute(
                "select seq, id, at from entry where conversation=? and client_id=?",
                (frame.conversation, frame.client_id),
            ).fetchone()
            if again is None:
                self.seqs[frame.conversation] += 1
                again = (self.seqs[frame.conversation], f"{at:x}{frame.client_id}", at)
                row = (frame.conversation, *again, "visitor", frame.text, frame.client_id)
                self.db.execute("insert into entry values(?,?,?,?,?,?,?)", row)
                rows.append(row)
            entry = Entry(frame.conversation, *again, "visitor", frame.text, frame.client_id)
            done.append((connection, frame.ref, entry))
        self.db.execute("commit")
        return done


def tell(done: list[tuple["Connection", int, Entry]]) -> None:
    """Acknowledges and fans out, after the commit."""
    for connection, ref, entry in done:
        connection.say(encode({"op": "ack", "ref": ref, "data": {"seq": entry.seq, "id": entry.id, "at": entry.at}}))
        if listeners := joined.get(entry.conversation):
            frame = b'{"op":"entry","entry":' + encode(entry) + b"}"
            for each in listeners:
                each.say(frame)


joined: dict[str, set["Connection"]] = defaultdict(set)
writers: list[Writer] = []


class Connection(asyncio.Protocol):
    """One client."""

    transport: Any

    def connection_made(self, transport: Any) -> None:
        self.transport, self.ws, self.mine = transport, ServerProtocol(), set[str]()

    def data_received(self, data: bytes) -> None:
        self.ws.receive_data(data)
        for event in self.ws.events_received():
            if isinstance(event, Request):
                self.ws.send_response(self.ws.accept(event))
            elif event.opcode in (Opcode.TEXT, Opcode.BINARY):
                self.heard(decode(event.data))
            elif event.opcode == Opcode.CLOSE:
                break
        self.flush()

    def heard(self, frame: Frame) -> None:
        if frame.op == "send":
            writers[0].waiting.put((self, frame))
        elif frame.op == "join":
            joined[frame.conversation].add(self)
            self.mine.add(frame.conversation)
            self.say(encode({"op": "ack", "ref": frame.ref, "data": None}))

    def say(self, frame: bytes) -> None:
        self.ws.send_text(frame)
        self.flush()

    def flush(self) -> None:
        for data in self.ws.data_to_send():
            if data:
                self.transport.write(data)
            else:
                self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        for conversation in self.mine:
            joined[conversation].discard(self)


async def serve(path: str) -> None:
    loop = asyncio.get_running_loop()
    writers.append(Writer(path, loop))
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1]))
