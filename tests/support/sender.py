"""Visitors who send as fast as they are answered and send again what was not acknowledged, through any trouble; and what
must be true of the result."""

import asyncio
import json
import random
import re
import sqlite3
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import websockets
from tests.support import postgres

from yingda.kernel import new_id

PASSING = ("too_many", "unavailable", "closing", "internal")
"""Errors after which a client tries again, as the panel does."""
TROUBLE = (OSError, websockets.WebSocketException, TimeoutError, EOFError)


class Sender:
    """One visitor. `acked` is what he was told is kept; `refused` the errors he was given, by code."""

    path, who = "/ws/visitor", "visitor"

    def __init__(self, url: str, inbox: str = "default", patience: float = 10.0, seed: int | str = 0) -> None:
        self.inbox, self.patience = inbox, patience
        self.headers: dict[str, str] = {}
        self.move(url)
        self.token = self.conversation = ""
        self.acked: dict[str, dict[str, Any]] = {}
        self.waiting: dict[str, str] = {}
        self.refused: Counter[str] = Counter()
        self.changed: list[str] = []
        """Retries that were given another answer than the first time."""
        self.n = 0
        self.chance = random.Random(f"sender {seed}")
        self.pushed: list[dict[str, Any]] = []

    def move(self, url: str) -> None:
        """The server is at this address now."""
        self.url = url.replace("http", "ws") + self.path

    def connect(self) -> Any:
        """A new connection."""
        return websockets.connect(
            self.url, open_timeout=self.patience, close_timeout=0.2, proxy=None, additional_headers=self.headers
        )

    async def run(self, stop: asyncio.Event, pause: float = 0.0) -> None:
        """Until told to stop, through every restart. `pause` in seconds lies between two messages."""
        while not stop.is_set():
            try:
                async with self.connect() as wire:
                    await self._talk(wire, stop, pause)
            except TROUBLE:
                await asyncio.sleep(0.01 + self.chance.random() * 0.05)

    async def ask(self, wire: Any, op: str, **body: Any) -> Any:
        """One operation and its answer; what else comes is kept in `pushed`."""
        ref = new_id()
        await wire.send(json.dumps({"op": op, "ref": ref, **body}, ensure_ascii=False))
        async with asyncio.timeout(self.patience):
            while True:
                frame = json.loads(await wire.recv())
                if frame.get("ref") == ref:
                    return frame
                self.pushed.append(frame)

    async def greet(self, wire: Any, **more: Any) -> Any:
        """Says hello until he is let in; the welcome."""
        while True:
            hello = await self.ask(wire, "hello", inbox=self.inbox, token=self.token, **more)
            if hello["op"] == "ack":
                self.token = hello["data"]["token"]
                return hello["data"]
            await self._wait(hello["error"])

    async def _wait(self, error: dict[str, Any]) -> None:
        self.refused[error["code"]] += 1
        if error["code"] == "bad_token":  # he was welcomed, and now nobody knows him
            self.changed.append("token")
            self.token = ""
            return
        assert error["code"] in PASSING, error
        await asyncio.sleep(min(error.get("retry_after", 0.05), 2.0))

    async def _talk(self, wire: Any, stop: asyncio.Event, pause: float) -> None:
        await self.greet(wire)
        while not stop.is_set():
            await self.say(wire)
            if pause:
                await asyncio.sleep(pause)

    async def say(self, wire: Any) -> bool:
        """Sends the next message, or again the one that was not acknowledged; whether it was acknowledged."""
        if not self.waiting:
            self.n += 1
            self.waiting[new_id()] = f"第 {self.n} 句"
        client_id, text = next(iter(self.waiting.items()))
        answer = await self.ask(wire, "send", client_id=client_id, text=text, **self.about())
        if answer["op"] == "error":
            await self._wait(answer["error"])
            return False
        if self.acked.setdefault(client_id, answer["data"]) != answer["data"]:
            self.changed.append(client_id)
        self.conversation = answer["data"]["conversation"]
        del self.waiting[client_id]
        return True

    async def again(self, wire: Any, client_id: str, text: str) -> None:
        """Sends what was acknowledged once more, as a client does whose acknowledgement was lost."""
        answer = await self.ask(wire, "send", client_id=client_id, text=text, **self.about())
        if answer["op"] == "ack" and self.acked.setdefault(client_id, answer["data"]) != answer["data"]:
            self.changed.append(client_id)

    def about(self) -> dict[str, str]:
        """What each message says beside its text."""
        return {}

    async def history(self) -> list[dict[str, Any]]:
        """All that the server shows him of his conversation, from the first entry on."""
        async with self.connect() as wire:
            data = await self.greet(wire)
            entries, more = data["entries"], data["more"]
            while more:
                page = await self.ask(
                    wire, "earlier", conversation=data["state"]["conversation"], before=entries[0]["seq"]
                )
                entries, more = page["data"]["entries"] + entries, page["data"]["more"]
            return list(entries)


class Agent(Sender):
    """A member of staff who writes into one conversation; `session` is the cookie of his session."""

    path, who = "/ws/agent", "agent"

    def __init__(self, url: str, session: str, conversation: str, patience: float = 10.0, seed: int | str = 0) -> None:
        super().__init__(url, patience=patience, seed=seed)
        self.conversation, self.headers = conversation, {"Cookie": f"yingda_session={session}"}

    def about(self) -> dict[str, str]:
        return {"conversation": self.conversation}

    async def greet(self, wire: Any, **more: Any) -> Any:
        """Watches his conversation."""
        while True:
            seen = await self.ask(wire, "watch", conversation=self.conversation, **more)
            if seen["op"] == "ack":
                return seen["data"]
            await self._wait(seen["error"])


def sign_in(url: str, email: str, password: str) -> str:
    """The cookie of a new session."""
    body = json.dumps({"email": email, "password": password}).encode()
    asked = urllib.request.Request(url + "/api/session", body, {"content-type": "application/json"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        found = re.search(r"yingda_session=([^;]+)", answer.headers["set-cookie"])
    assert found
    return found[1]


class Tally(NamedTuple):
    """What went wrong, counted; all zero when nothing did."""

    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    disordered: int = 0

    def __add__(self, other: Any) -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


def judge(sender: Sender, entries: list[dict[str, Any]]) -> Tally:
    """What became of one sender's messages; `entries` is what there is of them, by seq."""
    mine = [e for e in entries if e["from"] == sender.who and e["text"].startswith("第")]
    by_client = {e["client_id"]: e for e in mine}
    lost = sum(by_client.get(c, {}).get("seq") != kept["seq"] for c, kept in sender.acked.items())
    numbers = [int(found[1]) for e in mine if (found := re.search(r"(\d+)", e["text"]))]
    seqs = [e["seq"] for e in entries]
    return Tally(
        lost=lost + len(sender.changed),
        doubled=len(numbers) - len(set(numbers)),
        gaps=len(seqs) - len(set(seqs)),
        disordered=int(numbers != sorted(numbers)) + int(seqs != sorted(seqs)),
    )


Query = Callable[[str], Sequence[Sequence[Any]]]
"""Rows of a statement."""


@contextmanager
def opened(where: Path | str) -> Iterator[Query]:
    """Queries of a SQLite file (a path) or of PostgreSQL (a URL)."""
    if isinstance(where, str):
        yield lambda sql: postgres.execute(where, sql)
        return
    with closing(sqlite3.connect(where)) as db:
        yield lambda sql: db.execute(sql).fetchall()


def shelves(where: Path | str) -> dict[str, list[dict[str, Any]]]:
    """All entries of a database by conversation, in order of seq."""
    found: dict[str, list[dict[str, Any]]] = {}
    with opened(where) as rows:
        for conversation, *rest in rows(
            "select conversation, seq, id, sender, client_id, text from entry order by 1, 2"
        ):
            line = dict(zip(("seq", "id", "from", "client_id", "text"), rest, strict=True))
            found.setdefault(conversation, []).append(line)
    return found


def audit(where: Path | str) -> Tally:
    """What must be true of every database: it is whole, seq is 1..n, the head agrees, each entry has its event and its
    reactions their event, one open conversation for each contact and inbox."""
    with opened(where) as rows:
        if isinstance(where, Path):
            assert rows("pragma integrity_check") == [("ok",)]

        def one(sql: str) -> int:
            return int(rows(sql)[0][0])

        gaps = one(
            "select count(*) from conversation c where c.seq <> (select count(*) from entry e where e.tenant = c.tenant"
            " and e.conversation = c.id) or c.seq <> (select coalesce(max(seq), 0) from entry e where e.tenant = c.tenant"
            " and e.conversation = c.id)"
        )
        untold = one("select count(*) from entry") - one(
            "select count(*) from event where name in ('MessageReceived', 'MessagePosted')"
        )
        orphans = one(
            "select count(*) from reaction r where not exists"
            " (select 1 from event e where e.tenant = r.tenant and e.id = r.event)"
        )
        split = one(
            "select count(*) from (select 1 from conversation where status = 'open'"
            " group by tenant, inbox, contact having count(*) > 1) as twofold"
        )
        twice = one(
            "select count(*) from (select 1 from entry where cause <> '' and sender = 'bot'"
            " group by tenant, conversation, cause, kind, text having count(*) > 1) as again"
        )
    return Tally(lost=abs(untold) + orphans, doubled=split + twice, gaps=gaps)


def settle(senders: list[Sender], where: Path | str) -> Tally:
    """The whole judgement over a database."""
    entries = shelves(where)
    total = audit(where)
    for sender in senders:
        total += judge(sender, entries.get(sender.conversation, []))
    return total
