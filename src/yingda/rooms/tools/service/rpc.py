"""MCP over streamable HTTP, the part that calls tools: one JSON-RPC request by POST, its answer as JSON or as one event of
a stream. Over the guarded client, so only to the host that was set, bounded in bytes and time, never redirected."""

from collections.abc import AsyncIterator
from typing import Any

from msgspec import DecodeError, Struct, json

from yingda.kernel import Fetch, NotFound, Unavailable

from ..model import problem
from ..model.mcp import unreadable

VERSION = "2025-06-18"
BYTES = 1_048_576
PAGES = 10
HELLO = {"protocolVersion": VERSION, "capabilities": {}, "clientInfo": {"name": "yingda", "version": "1"}}


class Spot(Struct, frozen=True):
    """Where a server is, and the token for it (empty: none)."""

    url: str
    host: str
    token: str
    within: float


class Session:
    """One session with a server."""

    def __init__(self, fetch: Fetch, spot: Spot) -> None:
        self.fetch, self.spot = fetch, spot
        self.id = ""
        self.version = ""
        self.count = 0

    async def open(self) -> None:
        """Greets the server. Raises `Unavailable` for whatever is no MCP server."""
        found = await self.ask("initialize", HELLO)
        version = found.get("protocolVersion") if isinstance(found, dict) else None
        if not isinstance(version, str) or len(version) > 20 or not version.isascii():
            raise unreadable()
        self.version = version
        await self._send({"jsonrpc": "2.0", "method": "notifications/initialized"}, 0)

    async def tools(self) -> list[Any]:
        """Every tool that it lists, as it lists them."""
        listed: list[Any] = []
        cursor = ""
        for _ in range(PAGES):
            found = await self.ask("tools/list", {"cursor": cursor} if cursor else {})
            if not isinstance(found, dict) or not isinstance(found.get("tools"), list):
                raise unreadable()
            listed += found["tools"]
            cursor = found.get("nextCursor") or ""
            if not cursor or not isinstance(cursor, str):
                break
        return listed

    async def call(self, tool: str, args: dict[str, Any], once: str) -> Any:
        """What a tool answers. `once` is the same when the call is repeated after a crash."""
        meta = {"_meta": {"yingda/once": once}} if once else {}
        return await self.ask("tools/call", {"name": tool, "arguments": args, **meta})

    async def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The result of one request; `Unavailable` for an error that the server tells."""
        self.count += 1
        body = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        answer = await self._send(body, self.count)
        if "error" in answer:
            code = answer["error"].get("code") if isinstance(answer["error"], dict) else None
            zh, en = "对方系统没有接受这个请求", "The system did not accept this request"
            raise Unavailable("tool_refused", zh, en, answered=code if isinstance(code, int) else 0)
        return answer.get("result")

    async def _send(self, body: dict[str, Any], id: int) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        if self.spot.token:
            headers["Authorization"] = f"Bearer {self.spot.token}"
        if self.version:
            headers["Mcp-Protocol-Version"] = self.version
        if self.id:
            headers["Mcp-Session-Id"] = self.id
        asked = self.fetch.stream(
            "POST", self.spot.url, headers=headers, body=json.encode(body), hosts=[self.spot.host], limit=BYTES,
            within=self.spot.within,
        )  # fmt: skip
        async with asked as answer:
            if answer.status == 404 and self.id:
                raise NotFound("mcp_session", "会话已过期", "The session is over")
            if wrong := problem(answer.status):
                raise Unavailable(wrong.code, wrong.zh, wrong.en, **wrong.facts)
            session = answer.headers.get("mcp-session-id", "")
            if session and session.isascii() and session.isprintable() and len(session) <= 200:
                self.id = session
            if not id:
                return {}
            kind = answer.type.partition(";")[0].strip().lower()
            if kind == "application/json":
                return _answer(b"".join([chunk async for chunk in answer.chunks]), id) or _none()
            if kind == "text/event-stream":
                return await _streamed(answer.chunks, id)
            raise unreadable()


async def _streamed(chunks: AsyncIterator[bytes], id: int) -> dict[str, Any]:
    """The first event that answers the request; others (progress, logs) are passed over."""
    rest, data = b"", list[bytes]()
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for raw in lines:
            line = raw.rstrip(b"\r")
            if line.startswith(b"data:"):
                data.append(line[5:].removeprefix(b" "))
            elif not line and data:
                found = _answer(b"\n".join(data), id)
                data = []
                if found is not None:
                    return found
    return (_answer(b"\n".join(data), id) if data else None) or _none()


def _answer(body: bytes, id: int) -> dict[str, Any] | None:
    """The answer to our request, None for another message."""
    try:
        found = json.decode(body)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unreadable() from error
    if not isinstance(found, dict):
        raise unreadable()
    return found if found.get("id") == id and ("result" in found or "error" in found) else None


def _none() -> dict[str, Any]:
    raise unreadable()
