"""The agent's socket: he hears of every list row, of the conversations he watches, and of what concerns him alone."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

from litestar import asgi
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send
from msgspec import Meta, Struct, json

from yingda.kernel import SELF, BadInput, Forbidden, Line, NotSignedIn, Op, Ops, Order, Principal, YingdaError, topics
from yingda.kernel.socket import REFUSED, RESTART

from ..service import Desk, Viewers

HEAD, KEY = b'{"op":"head"', b'"key":"'
SIGNED_OUT = b'{"op":"signed_out"'
CHECK_S = 60.0
"""How often a console that says nothing is asked whether its session still is one."""
CALM_S = 0.1
"""A list row is sent at most this often."""
WATCHED = 8
"""Conversations that one console may watch at once."""
Id = Annotated[str, Meta(max_length=64)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]


class Watch(Struct):
    """Wants to see a conversation as it goes on; holds everything up to `seq`."""

    conversation: Id
    seq: Seq = 0


class About(Struct):
    """A conversation."""

    conversation: Id = ""


class Mark(Struct):
    """A line of a conversation."""

    conversation: Id
    seq: Seq


class Say(Struct):
    """A reply, a note or a file."""

    conversation: Id
    client_id: Id
    text: str = ""
    kind: Id = "text"
    file: Id = ""
    anyway: bool = False
    """Although it holds a forbidden word."""


class Typing(Struct):
    """Types, or stopped."""

    conversation: Id
    on: bool = True


class Status(Struct):
    """Online, busy or away."""

    status: Id


class Nothing(Struct):
    """No fields."""


class Ended(Struct):
    """The frame that says which session of his ended; none named: all."""

    session: str = ""


class Console:
    """What one socket knows."""

    def __init__(self, line: Line, desk: Desk, viewers: Viewers, who: Principal, token: str) -> None:
        self.line, self.desk, self.viewers, self.who, self.token = line, desk, viewers, who, token
        self.watched: dict[str, Callable[[], None]] = {}
        """How to stop watching each conversation."""
        self.viewing = ""
        self.heads: dict[bytes, bytes] = {}
        self.later: asyncio.TimerHandle | None = None
        self.looking: asyncio.Task[None] | None = None
        self.ended = False
        bus = desk.bus
        self.leaving = [
            bus.listen(topics.inbox(who.tenant), self.hear_inbox),
            bus.listen(topics.agent(who.tenant, who.id), self.hear_own),
        ]
        self.check = asyncio.get_running_loop().call_later(CHECK_S, self.look)

    def hear_own(self, seq: int, frame: bytes) -> None:
        """What concerns him alone; when this session, or all of his, ended, it is the last he hears."""
        self.hear(seq, frame)
        if frame.startswith(SIGNED_OUT) and json.decode(frame, type=Ended).session in ("", self.who.session):
            self.end()
            self.line.close(REFUSED)

    def look(self) -> None:
        """Whether the session still is one: asked now and then, since whoever only listens asks for nothing."""
        self.check = asyncio.get_running_loop().call_later(CHECK_S, self.look)
        self.looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        with contextlib.suppress(YingdaError):
            await self.still()

    def hear(self, seq: int, frame: bytes) -> None:
        """A frame from the bus."""
        del seq
        self.line.tell(frame)

    def hear_inbox(self, seq: int, frame: bytes) -> None:
        """A list row that changed goes out at once; what changes again within a moment goes out as it is then, once.
        With many conversations going on, a list cannot be read faster anyway."""
        if not frame.startswith(HEAD):
            self.hear(seq, frame)
            return
        at = frame.find(KEY) + len(KEY)
        about = frame[at : frame.find(b'"', at)]
        if self.later is None:
            self.line.tell(frame)
            self.later = asyncio.get_running_loop().call_later(CALM_S, self.flush)
        else:
            self.heads[about] = frame

    def flush(self) -> None:
        """Sends the rows that changed meanwhile."""
        heads, self.heads, self.later = self.heads, {}, None
        for frame in heads.values():
            self.line.tell(frame)
        if heads:
            self.later = asyncio.get_running_loop().call_later(CALM_S, self.flush)

    def view(self, conversation: str) -> None:
        """Looks at another conversation, or none."""
        if conversation == self.viewing:
            return
        if self.viewing:
            self.viewers.go(self.who.tenant, self.viewing, self.who.id)
        self.viewing = conversation
        if conversation:
            self.viewers.come(self.who.tenant, conversation, self.who.id, self.who.name)

    def end(self) -> None:
        """The console is gone; said once or more often."""
        if self.ended:
            return
        self.ended = True
        self.view("")
        self.check.cancel()
        for task in (self.later, self.looking):
            if task:
                task.cancel()
        for leave in (*self.leaving, *self.watched.values()):
            leave()
        self.desk.routing.disconnected(self.who.tenant, self.who.id)

    @property
    def tenant(self) -> str:
        """The business he works for."""
        return self.who.tenant

    def may(self, permission: str) -> bool:
        """By the role he has now."""
        return self.who.may(permission)

    async def still(self) -> None:
        """The session may have ended, or the role changed, since the socket opened."""
        who = await self.desk.accounts.principal(self.token)
        if who is None:
            self.line.close(REFUSED)
            raise NotSignedIn
        self.who = who


async def watch(console: Console, frame: Watch) -> Any:
    """Listens first, reads then: what comes in between is held back, so that nothing is missed."""
    id, tenant = frame.conversation, console.who.tenant
    if old := console.watched.pop(id, None):
        old()
    if len(console.watched) >= WATCHED:
        other = next((one for one in console.watched if one != console.viewing), next(iter(console.watched)))
        console.watched.pop(other)()
    held: list[tuple[int, bytes]] | None = []
    order = Order(
        frame.seq,
        console.line.tell,
        lambda seq: console.desk.talks.rest(tenant, id, seq, staff=True),
        lambda: console.line.close(RESTART),
    )

    def hear(seq: int, data: bytes) -> None:
        if held is not None:
            held.append((seq, data))
        elif seq:
            order.hear(seq, data)
        else:
            console.line.tell(data)

    def release() -> None:
        nonlocal held
        frames, held = held or [], None
        for seq, one in frames:
            hear(seq, one)

    def stop() -> None:
        order.end()
        leave()

    leave = console.desk.bus.listen(topics.conversation(tenant, id), hear)
    try:
        found = await console.desk.since(console.who, id, frame.seq)
    except BaseException:
        leave()
        raise
    order.have = max([0 if found["reset"] else frame.seq, *(entry.seq for entry in found["entries"])])
    console.watched[id] = stop
    console.line.after = release
    return {**found, "viewing": console.viewers.of(tenant, id)}


async def unwatch(console: Console, frame: About) -> None:
    if leave := console.watched.pop(frame.conversation, None):
        leave()
    if console.viewing == frame.conversation:
        console.view("")


async def viewing(console: Console, frame: About) -> None:
    if frame.conversation:
        await console.desk.talks.get(console.who.tenant, frame.conversation)
    console.view(frame.conversation)


async def send_one(console: Console, frame: Say) -> dict[str, Any]:
    entry = await console.desk.say(
        console.who, frame.conversation, client_id=frame.client_id, kind=frame.kind, text=frame.text, file=frame.file,
        anyway=frame.anyway,
    )  # fmt: skip
    return {"conversation": entry.conversation, "seq": entry.seq, "id": entry.id, "at": entry.at}


async def read(console: Console, frame: Mark) -> None:
    await console.desk.talks.staff_mark(console.who.tenant, frame.conversation, frame.seq)


async def got(console: Console, frame: Mark) -> None:
    await console.desk.talks.staff_mark(console.who.tenant, frame.conversation, frame.seq, seen=False)


async def typing(console: Console, frame: Typing) -> None:
    talk = await console.desk.talks.get(console.who.tenant, frame.conversation)
    console.desk.typing(console.who, talk, on=frame.on)


async def status(console: Console, frame: Status) -> None:
    await console.desk.routing.set_status(console.who.tenant, console.who.id, frame.status)


async def ping(console: Console, frame: Nothing) -> dict[str, int]:
    del frame
    return {"at": console.desk.clock.now()}


def checked(run: Any, permission: str) -> Any:
    """`run`, for a session that still is one and still may."""

    async def still_and_run(console: Console, frame: Any) -> Any:
        await console.still()
        if not console.may(permission):
            raise Forbidden
        return await run(console, frame)

    return still_and_run


def ops() -> Ops:
    """Every operation of the agent's socket, with its permission."""
    table: dict[str, tuple[type[Struct], str, Any]] = {
        "watch": (Watch, "conversation.read", watch),
        "unwatch": (About, "conversation.read", unwatch),
        "viewing": (About, "conversation.read", viewing),
        "send": (Say, "conversation.reply", send_one),
        "read": (Mark, "conversation.reply", read),
        "got": (Mark, "conversation.reply", got),
        "typing": (Typing, "conversation.reply", typing),
        "status": (Status, SELF, status),
        "ping": (Nothing, SELF, ping),
    }
    return Ops(
        {name: Op(frame, permission, checked(run, permission)) for name, (frame, permission, run) in table.items()}
    )


def same_origin(connection: ASGIConnection[Any, Any, Any, Any], public_url: str) -> bool:
    """Whether the page that opens the socket is ours. Programs send no Origin; browsers always do."""
    origin = connection.headers.get("origin", "")
    if not origin:
        return True
    host = urlsplit(origin).netloc
    return bool(host) and host in (connection.headers.get("host", ""), urlsplit(public_url).netloc)


def agent_socket(desk: Desk, viewers: Viewers, public_url: str) -> Any:
    """The socket as a route."""
    table = ops()

    @asgi("/ws/agent", opt={"permission": SELF, "ops": table}, copy_scope=True)
    async def socket(scope: Scope, receive: Receive, send: Send) -> None:
        """The agent's socket; see the guide."""
        if scope["type"] != ScopeType.WEBSOCKET:
            raise BadInput("websocket_only", "这里只接受 WebSocket", "This is a WebSocket")
        connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
        who: Principal = scope["user"]
        line = Line(receive, send, who.language, shares=desk.house.shares)  # type: ignore[arg-type]
        if who.kind != "agent" or not same_origin(connection, public_url):
            await receive()
            await send({"type": "websocket.close", "code": REFUSED, "reason": ""})
            return
        console = Console(line, desk, viewers, who, connection.cookies.get("yingda_session", ""))
        try:
            await desk.routing.connected(who.tenant, who.id)
            line.say({"op": "ready", "me": who.id, "presence": await desk.routing.presence(who.tenant)})
            await line.serve(console, table, console.may)
        finally:
            console.end()  # also when the client was gone before he was let in

    return socket
