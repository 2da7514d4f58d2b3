"""`yingda chat`: a visitor in the terminal. With texts (given or piped in) it asks them and ends; without, it is a
conversation.

It speaks the visitor's protocol over a socket like the panel does, so it also serves to try a server from outside.
"""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

import httpx2
import msgspec
import typer
from rich.text import Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from yingda.kernel import BadInput, Unavailable, new_id
from yingda.main.settings import Settings

from .words import err, language, out, say

SETTLE_S = 0.7
"""How long it is quiet after an answer before nothing more is expected with it."""
PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0)
COLOURS = {"visitor": "cyan", "bot": "magenta", "agent": "green", "system": "dim"}
Entry = dict[str, Any]


def add(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(help=say("像访客一样对话", "Talk like a visitor"))(chat)


def chat(
    texts: Annotated[
        list[str] | None, typer.Argument(help=say("要说的话；不写则进入对话", "What to say; none: converse"))
    ] = None,
    url: Annotated[str, typer.Option(help=say("服务地址", "Address of the server"))] = "",
    inbox: Annotated[
        str, typer.Option(help=say("收件箱的公开 key，默认第一个", "Key of the inbox; default: the first"))
    ] = "",
    json: Annotated[bool, typer.Option("--json", help=say("每个事件一行 JSON", "One JSON object a line"))] = False,
    lang: Annotated[str, typer.Option(help="zh-CN / en")] = "",
    identity: Annotated[str, typer.Option(help=say("签名身份 JWT", "A signed identity (JWT)"))] = "",
    wait: Annotated[float, typer.Option(help=say("最多等几秒", "Seconds to wait for an answer, at most"))] = 15.0,
) -> None:
    """Exit code 1 when there was no answer in time."""
    base = (url or Settings.read().url).rstrip("/")
    if urlsplit(base).scheme not in ("http", "https"):
        raise BadInput("bad_url", "--url 应以 http:// 或 https:// 开头", "--url must begin with http:// or https://")
    show = show_json if json else show_text
    if not texts and not sys.stdin.isatty():
        texts = [line.strip() for line in sys.stdin if line.strip()]
    visitor = Visitor(base, inbox or default_inbox(base), lang or language(), identity, show)
    try:
        answered = asyncio.run(visitor.ask(texts, wait) if texts else visitor.converse())
    except (OSError, WebSocketException) as error:
        raise unreachable(base) from error
    if not answered:
        err.print(say(f"{wait:g} 秒内没有回答", f"No answer within {wait:g} s"))
        sys.exit(1)


def default_inbox(base: str) -> str:
    """The key of the first inbox of the server at `base`."""
    try:
        answer = httpx2.get(f"{base}/api/web/inbox/default", timeout=10)
        answer.raise_for_status()
        return str(answer.json()["key"])
    except httpx2.HTTPStatusError as error:
        zh = f"{base} 上没有默认收件箱，请用 --inbox 指定"
        raise Unavailable("no_inbox", zh, f"{base} has no default inbox: name one with --inbox") from error
    except (httpx2.HTTPError, ValueError, KeyError) as error:
        raise unreachable(base) from error


def unreachable(base: str) -> Unavailable:
    """What to say when nobody answers."""
    zh = f"连不上 {base}，请确认 yingda serve 正在运行"
    return Unavailable("unreachable", zh, f"Cannot reach {base}: is yingda serve running?")


class Visitor:
    """One visitor: his token, his conversation, and what he has seen of it."""

    def __init__(self, base: str, inbox: str, language: str, identity: str, show: Callable[[Entry], None]) -> None:
        self.base, self.inbox, self.language, self.identity, self.show = base, inbox, language, identity, show
        self.token, self.conversation, self.seq, self.refs = "", "", 0, 0
        self.options: list[dict[str, str]] = []
        self.waiting: dict[int, asyncio.Future[Any]] = {}
        self.heard = asyncio.Event()
        self.answered = 0

    # the wire

    @asynccontextmanager
    async def dial(self) -> AsyncIterator[tuple[ClientConnection, asyncio.Task[None]]]:
        """A connection to the visitor's socket on which hello was said, and the task that reads from it."""
        parts = urlsplit(self.base)
        address = f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}/ws/visitor?inbox={quote(self.inbox)}"
        async with connect(address, max_size=4_000_000, open_timeout=10, proxy=None) as wire:
            ears = asyncio.create_task(self.listen(wire))
            try:
                await self.hello(wire)
                yield wire, ears
            finally:
                ears.cancel()
                await asyncio.gather(ears, return_exceptions=True)

    async def call(self, wire: ClientConnection, op: str, **body: Any) -> Any:
        """Sends an operation and waits for its acknowledgement; raises what the server refuses."""
        self.refs += 1
        done = self.waiting[self.refs] = asyncio.get_running_loop().create_future()
        try:
            await wire.send(msgspec.json.encode({"op": op, "ref": self.refs, **body}).decode())
            return await asyncio.wait_for(done, 15)
        finally:
            self.waiting.pop(self.refs, None)

    async def hello(self, wire: ClientConnection) -> None:
        """Arrives, or resumes where it was."""
        given: dict[str, Any] = {"inbox": self.inbox, "token": self.token, "language": self.language}
        given |= {"identity": self.identity, "conversation": self.conversation, "seq": self.seq}
        data = await self.call(wire, "hello", **given, page={"url": self.base + "/", "title": "yingda chat"})
        self.token = data["token"]
        for entry in data["entries"]:
            self.take(entry)

    async def listen(self, wire: ClientConnection) -> None:
        """Reads until the connection ends."""
        try:
            async for text in wire:
                frame = msgspec.json.decode(text)
                done = self.waiting.get(frame.get("ref") or 0)
                if frame["op"] == "entry":
                    self.take(frame["entry"])
                elif done and not done.done():
                    self.settle(done, frame)
        finally:
            for done in self.waiting.values():
                if not done.done():
                    done.set_exception(ConnectionError())

    def settle(self, done: asyncio.Future[Any], frame: dict[str, Any]) -> None:
        """Hands an acknowledgement or an error to whoever waits for it."""
        if frame["op"] == "ack":
            done.set_result(frame["data"])
        else:
            words = frame["error"]["message"]
            done.set_exception(BadInput(frame["error"]["code"], words, words))

    def take(self, entry: Entry) -> None:
        """Shows an entry, once, in order."""
        if entry["conversation"] == self.conversation and entry["seq"] <= self.seq:
            return
        self.conversation, self.seq = entry["conversation"], entry["seq"]
        self.show(entry)
        self.options = (entry.get("extra") or {}).get("options") or self.options
        if entry["from"] in ("bot", "agent"):
            self.answered = entry["seq"]
        self.heard.set()

    async def send(self, wire: ClientConnection, text: str, client_id: str) -> int:
        """Says `text`, or the option that it names by its number; answers its place."""
        chosen = self.options[int(text) - 1] if text.isdigit() and 0 < int(text) <= len(self.options) else None
        body = {"text": chosen["text"], "option": chosen["id"]} if chosen else {"text": text}
        kept = await self.call(wire, "send", client_id=client_id, **body)
        return int(kept["seq"])

    # one shot

    async def ask(self, texts: list[str], wait: float) -> bool:
        """Says one text after another, each when the one before was answered. False when one was not."""
        answered = True
        async with self.dial() as (wire, _):
            for text in texts:
                seq = await self.send(wire, text, new_id())
                answered = await self.answer_after(seq, wait) and answered
        return answered

    async def answer_after(self, seq: int, wait: float) -> bool:
        """Waits for an answer to what stands at `seq`, and until it is quiet."""
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                while self.answered <= seq:
                    self.heard.clear()
                    await self.heard.wait()
                while True:
                    self.heard.clear()
                    await asyncio.wait_for(self.heard.wait(), SETTLE_S)
        return self.answered > seq

    # a conversation

    async def converse(self) -> bool:
        """Until the person ends it. After a drop it comes back and says what was not acknowledged again, once."""
        lines = read_lines()
        zh = "输入内容后回车；数字选择按钮；/human 转人工；Ctrl-D 结束"
        en = "Type and press Enter; a number presses a button; /human asks for a person; Ctrl-D ends"
        err.print(say(zh, en))
        left: tuple[str, str] | None = None
        failed = 0
        while True:
            with suppress(OSError, WebSocketException):
                async with self.dial() as (wire, ears):
                    failed = 0
                    while (left := left or await self.next_line(lines, ears)) is not None:
                        await self.one(wire, *left)
                        left = None
                    return True
            if not self.token:
                raise unreachable(self.base)
            err.print(say("连接断开，正在重连…", "Disconnected, reconnecting …"), style="yellow")
            await asyncio.sleep(PAUSES_S[min(failed, len(PAUSES_S) - 1)])
            failed += 1

    async def next_line(self, lines: "asyncio.Queue[str]", ears: asyncio.Task[None]) -> tuple[str, str] | None:
        """What the person types next, with an id of its own; None at the end. Raises when the connection ends."""
        while True:
            line = asyncio.create_task(lines.get())
            await asyncio.wait((line, ears), return_when=asyncio.FIRST_COMPLETED)
            if not line.done():
                line.cancel()
                raise ConnectionError
            if not line.result():
                return None
            if text := line.result().strip():
                return text, new_id()

    async def one(self, wire: ClientConnection, text: str, client_id: str) -> None:
        """Says it; what the server refuses is told and forgotten."""
        try:
            if text == "/human":
                await self.call(wire, "human", client_id=client_id)
            else:
                await self.send(wire, text, client_id)
        except BadInput as error:
            err.print(Text(error.words(language()), style="red"))


def read_lines() -> "asyncio.Queue[str]":
    """Lines from the keyboard, read in a thread that nobody has to wait for; an empty string at the end."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        left = b""
        while piece := os.read(0, 4096):  # not `sys.stdin`, whose lock would be held when the process ends
            *whole, left = (left + piece).split(b"\n")
            for line in whole:
                loop.call_soon_threadsafe(lines.put_nowait, line.decode("utf-8", "replace") + "\n")
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    return lines


def show_json(entry: Entry) -> None:
    """One line of JSON, with what every entry has and what it carries."""
    extra = entry.get("extra") or {}
    told = {
        "seq": entry["seq"],
        "from": entry["from"],
        "text": entry["text"],
        "citations": extra.get("citations") or [],
    }
    told |= {"kind": entry["kind"], "name": entry["name"], "options": extra.get("options") or []}
    told |= {"event": extra.get("event", ""), "at": entry["at"], "conversation": entry["conversation"]}
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    sys.stdout.flush()


def show_text(entry: Entry) -> None:
    """As a person reads it; his own words he has just typed."""
    extra = entry.get("extra") or {}
    if entry["from"] == "visitor" and sys.stdin.isatty():
        return
    text = entry["text"] or extra.get("event", "")
    if text:
        name = entry["name"] or {"bot": say("机器人", "bot"), "system": "·"}.get(entry["from"], entry["from"])
        out.print(Text(f"{name} ", style=COLOURS.get(entry["from"], "")) + Text(text))
    for cited in extra.get("citations") or ():
        out.print(Text(f"  [{cited['n']}] {cited['title']}", style="dim"))
    for number, option in enumerate(extra.get("options") or (), 1):
        out.print(Text(f"  {number}. {option['text']}", style="cyan"))
