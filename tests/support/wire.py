"""A client on the application's own sockets and routes, in process: real frames, real wall, no network."""

import asyncio
import contextlib
import json
from http.cookies import SimpleCookie
from typing import Any

from yingda.kernel import new_id


class Failed(Exception):
    """An error frame or an error answer."""

    def __init__(self, error: dict[str, Any], status: int = 0) -> None:
        super().__init__(f"{status or ''} {error}")
        self.error, self.status, self.code = error, status, error.get("code")


class Wire:
    """One WebSocket. `ask` waits for the acknowledgement, `pushed` for a frame of a kind."""

    def __init__(self, app: Any, path: str, headers: dict[str, str] | None = None) -> None:
        self.app, self.path = app, path
        self.headers = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.frames: list[dict[str, Any]] = []
        self.answers: dict[Any, asyncio.Future[Any]] = {}
        self.news = asyncio.Condition()
        self.closed: int | None = None
        self.opened = asyncio.Event()

    async def __aenter__(self) -> "Wire":
        scope = {
            "type": "websocket", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "ws", "path": self.path,
            "raw_path": self.path.encode(), "query_string": b"", "root_path": "", "headers": self.headers,
            "subprotocols": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "extensions": {}, "state": {},
        }  # fmt: skip
        await self.inbox.put({"type": "websocket.connect"})
        self.task = asyncio.create_task(self.app(scope, self.inbox.get, self._out))
        await asyncio.wait_for(self.opened.wait(), 5)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.inbox.put({"type": "websocket.disconnect", "code": 1000})
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait_for(self.task, 5)

    async def _out(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            self.closed = message["code"]
        if message["type"] in ("websocket.accept", "websocket.close"):
            self.opened.set()
        if message["type"] == "websocket.send":
            frame = json.loads(message["text"])
            self.frames.append(frame)
            if (waiting := self.answers.pop(frame.get("ref"), None)) and not waiting.done():
                waiting.set_result(frame)
            async with self.news:
                self.news.notify_all()

    async def raw(self, text: str | bytes) -> None:
        """Sends anything at all."""
        kind = "text" if isinstance(text, str) else "bytes"
        await self.inbox.put({"type": "websocket.receive", kind: text})

    async def ask(self, op: str, **body: Any) -> Any:
        """Sends an operation and returns what its acknowledgement holds; raises `Failed` on an error."""
        ref = new_id()
        self.answers[ref] = asyncio.get_running_loop().create_future()
        waiting = self.answers[ref]
        text = json.dumps({"op": op, "ref": ref, **body}, ensure_ascii=False)
        await self.raw(
            text if text.isprintable() or "\ud800" not in text else json.dumps({"op": op, "ref": ref, **body})
        )
        frame = await asyncio.wait_for(waiting, 10)
        if frame["op"] == "error":
            raise Failed(frame["error"])
        return frame.get("data")

    async def pushed(self, op: str, wanted: Any = lambda frame: True, within: float = 8.0) -> dict[str, Any]:
        """The first frame of a kind that is wanted, past or to come."""

        def find() -> dict[str, Any] | None:
            return next((f for f in self.frames if f["op"] == op and wanted(f)), None)

        async def look() -> dict[str, Any]:
            async with self.news:
                while not (found := find()):
                    await self.news.wait()
                return found

        try:
            return await asyncio.wait_for(look(), within)
        except TimeoutError:
            seen = [f.get("entry", f) for f in self.frames[-8:]]
            raise AssertionError(f"no {op!r} within {within} s; the last frames: {seen}") from None

    async def said(self, text: str, sender: str = "", within: float = 8.0) -> dict[str, Any]:
        """The entry that contains `text`."""

        def wanted(frame: dict[str, Any]) -> bool:
            entry = frame["entry"]
            return text in entry["text"] and (not sender or entry["from"] == sender)

        return (await self.pushed("entry", wanted, within))["entry"]  # type: ignore[no-any-return]


class Web:
    """A browser without a screen: cookies, CSRF token, JSON."""

    def __init__(self, app: Any, language: str = "zh-CN") -> None:
        self.app, self.language = app, language
        self.cookies: dict[str, str] = {}
        self.csrf = ""

    @property
    def headers(self) -> dict[str, str]:
        """What goes with every request."""
        head = {"accept-language": self.language, "host": "127.0.0.1"}
        if self.cookies:
            head["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if self.csrf:
            head["x-csrf"] = self.csrf
        return head

    async def call(
        self, method: str, url: str, body: Any = None, headers: dict[str, str] | None = None, raw: bytes | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """One request: status, headers, body."""
        path, _, query = url.partition("?")
        head = {**self.headers, **(headers or {})}
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        if body is not None:
            head["content-type"] = "application/json"
        head["content-length"] = str(len(data))
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in head.items()], "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80), "extensions": {}, "state": {},
        }  # fmt: skip
        parts = [{"type": "http.request", "body": data, "more_body": False}]
        out: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return parts.pop(0) if parts else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            out.append(message)

        await self.app(scope, receive, send)
        start = next(m for m in out if m["type"] == "http.response.start")
        got: dict[str, str] = {}
        for key, value in start["headers"]:
            name = key.decode().lower()
            if name == "set-cookie":
                for cookie in SimpleCookie(value.decode()).values():
                    self.cookies[cookie.key] = cookie.value
            got[name] = value.decode()
        return start["status"], got, b"".join(m.get("body", b"") for m in out if m["type"] == "http.response.body")

    async def json(self, method: str, url: str, body: Any = None, **more: Any) -> Any:
        """One request whose answer is JSON; raises `Failed` on an error status."""
        status, _, data = await self.call(method, url, body, **more)
        value = json.loads(data) if data else None
        if status >= 400:
            raise Failed(value["error"], status)
        return value

    async def sign_in(self, email: str, password: str) -> Any:
        """Signs in; later requests are made in that session."""
        found = await self.json("POST", "/api/session", {"email": email, "password": password})
        self.csrf = found["csrf"]
        return found["me"]

    def socket(self) -> Wire:
        """The agent's socket of this session."""
        return Wire(self.app, "/ws/agent", self.headers)
