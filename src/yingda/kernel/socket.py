"""One client's WebSocket: frames in, operations run, frames out. Shared by the visitor's and the agent's sockets.

Frames are JSON objects with `op`, and `ref` when the client wants an answer: `{"op":"ack","ref":…,"data":…}` or
`{"op":"error","ref":…,"error":{"code","message",…}}`. A frame that cannot be read is answered with an error and harms
nothing. Operations of one socket run one after another, in the order sent. What is told to the client waits in a bounded
queue: a reader too slow for it is closed with 1013 and resumes from its last `seq`.
"""

import asyncio
import json as stdlib
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Mapping, MutableMapping
from typing import Any, ClassVar, NamedTuple
from weakref import WeakSet

import structlog
from msgspec import DecodeError, Struct, ValidationError, json

from .doing import doing
from .errors import BadInput, Forbidden, TooLarge, TooMany, YingdaError
from .limits import FRAME_BYTES, PENDING_BYTES, PENDING_FRAMES, STUCK_S, Bucket
from .shares import Shares

log = structlog.get_logger("socket")
encode = json.Encoder().encode
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

RESTART, SLOW, REFUSED = 1012, 1013, 4401
LINES: "WeakSet[Line]" = WeakSet()
"""Every open socket of this process."""


class Op(NamedTuple):
    """An operation: the shape of its frame, who may, and what it does. `run(session, frame)` answers what goes into the
    acknowledgement."""

    frame: type[Struct]
    permission: str
    run: Callable[[Any, Any], Awaitable[Any]]


class Head(Struct):
    """What every frame has."""

    op: str
    ref: int | str | None = None


_head = json.Decoder(Head)


class Ops:
    """The operations of one kind of socket, by name, with decoders made once."""

    def __init__(self, ops: Mapping[str, Op]) -> None:
        self.ops = dict(ops)
        self.decoders = {name: json.Decoder(op.frame) for name, op in ops.items()}

    def read(self, text: str | bytes) -> tuple[Head, Op, Any]:
        """The head, operation and body of a frame; raises `BadInput`."""
        try:
            try:
                head = _head.decode(text)
            except DecodeError:
                text = mend(text)
                head = _head.decode(text)
        except (ValueError, DecodeError, ValidationError, RecursionError) as error:
            raise BadInput("bad_frame", "无法识别的内容", "This frame cannot be read") from error
        op = self.ops.get(head.op)
        if op is None:
            raise Refused(
                head, BadInput("unknown_op", "没有这个操作", "There is no such operation", asked=head.op[:40])
            )
        try:
            return head, op, self.decoders[head.op].decode(text)
        except (DecodeError, ValidationError, UnicodeError, RecursionError) as error:
            raise Refused(head, BadInput("bad_frame", f"内容不对：{error}", f"Not as expected: {error}")) from error


def mend(text: str | bytes) -> bytes:
    """A frame with half of a surrogate pair in it (JavaScript can hold one and writes it as an escape): the half becomes
    a question mark, the rest of the message is saved."""
    if isinstance(text, bytes):
        text = text.decode()
    return stdlib.dumps(stdlib.loads(text), ensure_ascii=False).encode("utf-8", "replace")


class Refused(Exception):
    """A frame whose head could be read, so that the error can name its `ref`."""

    def __init__(self, head: Head, error: YingdaError) -> None:
        self.head, self.error = head, error


class Begun:
    """A coroutine whose first step was taken outside a task: awaiting it goes on where it stopped."""

    def __init__(self, coroutine: Any, waits: Any) -> None:
        self.coroutine, self.waits = coroutine, waits

    def __await__(self) -> Generator[Any, Any, None]:
        waits = self.waits
        while True:
            try:
                try:
                    value = yield waits
                except BaseException as error:  # noqa: BLE001 - a cancellation, too, is for the coroutine to see
                    waits = self.coroutine.throw(error)
                else:
                    waits = self.coroutine.send(value)
            except StopIteration:
                return


class Line:
    """The wire of one client. `language` is that of its error texts."""

    slow: ClassVar[int] = 0
    """How many were closed because their reader was too slow, since the process began."""
    __slots__ = (
        "__weakref__", "after", "bucket", "closing", "flusher", "language", "leaving", "opened", "pending", "put",
        "receive", "shares", "soon", "waiting_bytes", "wire",
    )  # fmt: skip

    def __init__(
        self, receive: Receive, send: Send, language: str = "zh-CN", bucket: Bucket | None = None,
        shares: Shares | None = None,
    ) -> None:  # fmt: skip
        self.receive, self.wire, self.language = receive, send, language
        self.put: Callable[[list[bytes]], bool] | None = getattr(getattr(send, "__self__", None), "put", None)
        """A short way out that a server may have beside ASGI: sends text frames at once, or answers False."""
        self.soon = False
        self.bucket, self.shares = bucket or Bucket(20, 40), shares
        self.pending: deque[bytes] = deque()
        self.waiting_bytes = 0
        self.flusher: asyncio.Task[None] | None = None
        self.closing, self.opened = 0, False
        self.after: Callable[[], object] | None = None
        """Called once, right after the next acknowledgement: what must come behind it."""
        self.leaving: list[Callable[[], None]] = []

    def tell(self, frame: bytes) -> None:
        """Puts a frame in line; never blocks. Beyond the limit the line closes with 1013."""
        if self.closing == SLOW:
            return
        if len(self.pending) >= PENDING_FRAMES or self.waiting_bytes >= PENDING_BYTES:
            self.close(SLOW)
            return
        self.pending.append(frame)
        self.waiting_bytes += len(frame)
        if self.opened and self.flusher is None and not self.soon:
            self.soon = True
            asyncio.get_running_loop().call_soon(self._swift)

    def _swift(self) -> None:
        """Sends what this turn of the loop has put in line, together. Writing to a client who reads never waits, so it
        needs no task; only for one who does not read a task waits for the rest."""
        self.soon = False
        if self.flusher is not None or not self.pending:
            return
        if self.put and self.put(list(self.pending)):
            self._drop()
            return
        while self.pending and self.flusher is None:
            frame = self.pending.popleft()
            self.waiting_bytes -= len(frame)
            sending: Any = self.wire({"type": "websocket.send", "text": frame.decode()})
            try:
                waits = sending.send(None)
            except StopIteration:
                continue
            except (RuntimeError, OSError):  # the client is gone; reading ends the line
                self._drop()
                return
            self.flusher = asyncio.create_task(self._rest(Begun(sending, waits)))

    async def _rest(self, begun: "Begun") -> None:
        try:
            async with asyncio.timeout(STUCK_S):
                await begun
        except TimeoutError:
            self._slow()
        except (RuntimeError, OSError):
            self._drop()
        await self._flush()

    def _drop(self) -> None:
        self.pending.clear()
        self.waiting_bytes = 0

    def _slow(self) -> None:
        """His reader does not keep up: what waits is dropped, he resumes where he was."""
        if not self.closing:
            Line.slow += 1
        self.closing = SLOW
        self._drop()

    def say(self, value: Any) -> None:
        """Puts a value in line, as JSON."""
        self.tell(encode(value))

    def fail(self, ref: int | str | None, error: YingdaError) -> None:
        """Answers with an error."""
        self.say({"op": "error", "ref": ref, **error.body(self.language)})

    def close(self, code: int) -> None:
        """Closes after what is already in line, or at once when the reader is too slow."""
        if self.closing:
            return
        if code == SLOW:
            self._slow()
            if self.flusher:  # it waits for him: the close goes past it
                self.flusher.cancel()
                self.flusher = None
        self.closing = code
        self._wake()

    def _wake(self) -> None:
        if self.flusher is None and self.opened:
            self.flusher = asyncio.create_task(self._flush())

    async def _flush(self) -> None:
        try:
            while self.pending:
                frame = self.pending.popleft()
                self.waiting_bytes -= len(frame)
                try:
                    async with asyncio.timeout(STUCK_S):
                        await self.wire({"type": "websocket.send", "text": frame.decode()})
                except TimeoutError:
                    self._slow()
            if self.closing:
                await self.wire({"type": "websocket.close", "code": self.closing})
        except (RuntimeError, OSError):  # the client is gone; reading ends the line
            self._drop()
        finally:
            if self.flusher is asyncio.current_task():
                self.flusher = None

    async def serve(self, session: Any, ops: Ops, may: Callable[[str], bool]) -> None:
        """Accepts, then runs operations until the client leaves. Whatever listens for it is taken away at the end."""
        connect = await self.receive()
        if connect["type"] != "websocket.connect":
            return
        await self.wire({"type": "websocket.accept"})
        self.opened = True
        LINES.add(self)
        if self.pending or self.closing:
            self._wake()
        try:
            while True:
                message = await self.receive()
                if message["type"] == "websocket.disconnect":
                    return
                await self._one(message, session, ops, may)
        finally:
            LINES.discard(self)
            for leave in self.leaving:
                leave()
            if self.flusher:
                self.flusher.cancel()

    async def _run(self, op: Op, session: Any, body: Any) -> Any:
        """Runs an operation, when it is the turn of the business it belongs to."""
        tenant = session.tenant if self.shares else ""
        if not tenant or self.shares is None:
            return await op.run(session, body)
        await self.shares.enter(tenant)
        try:
            return await op.run(session, body)
        finally:
            self.shares.leave(tenant)

    async def _one(self, message: Message, session: Any, ops: Ops, may: Callable[[str], bool]) -> None:
        text = message.get("text") or message.get("bytes") or b""
        ref: int | str | None = None
        try:
            if len(text) > FRAME_BYTES:
                raise TooLarge("frame_too_large", "内容太大", "This frame is too large", limit=FRAME_BYTES)
            head, op, body = ops.read(text)
            ref = head.ref
            doing.set((head.op, body, session))
            if wait := self.bucket.take():
                raise TooMany(wait)
            if not may(op.permission):
                raise Forbidden
            data = await self._run(op, session, body)
            if ref is not None:
                self.say({"op": "ack", "ref": ref, "data": data})
            if then := self.after:
                self.after = None
                then()
        except Refused as refused:
            self.fail(refused.head.ref, refused.error)
        except YingdaError as error:
            self.fail(ref, error)
        except Exception:
            log.exception("operation failed", ref=ref)
            self.fail(ref, YingdaError("internal", "出了点问题，已记录，请重试", "Something went wrong; it was logged"))
