"""The guarded client on httpx2: reads pages, calls other systems. Every hop of a redirect is checked as the first; bytes
and time are bounded."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import httpx2
from msgspec import Struct

from yingda.kernel import BadInput, Unavailable

from .guard import allowed, parse
from .line import Line, chunks

HOPS = 5
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"})
MOVED = (301, 302, 303, 307, 308)
HEADERS = {"User-Agent": "Yingda", "Accept": "text/html, text/markdown, text/plain, application/pdf;q=0.9"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OURS = frozenset({
    "host", "content-length", "transfer-encoding", "connection", "accept-encoding", "te", "trailer", "upgrade", "expect",
})  # fmt: skip
"""Headers that only the client itself writes."""
BROKEN = (httpx2.HTTPError, httpx2.StreamError, zlib.error, OSError)


class Page(Struct, frozen=True):
    """What was fetched: the last URL after redirects, status, media type (with charset if given), bytes."""

    url: str
    status: int
    type: str
    body: bytes


class Stream(Struct, frozen=True):
    """An answer whose body is still coming."""

    url: str
    status: int
    type: str
    headers: Mapping[str, str]
    chunks: AsyncIterator[bytes]


class GuardedFetch(Line):
    """`Fetch`."""

    async def get(self, url: str, *, hosts: Sequence[str], limit: int = 5_000_000) -> Page:
        """See `kernel.ports.Fetch`. At most `limit` bytes, 5 redirects and 20 seconds in all."""
        try:
            async with asyncio.timeout(self.total):
                return await self._follow(parse(url), hosts, limit)
        except TimeoutError as error:
            raise Unavailable("fetch_slow", "网页太久没有响应", "The page took too long") from error
        except BROKEN as error:
            zh, en = f"网页读取失败：{error}", f"The page could not be read: {error}"
            raise Unavailable("fetch_failed", zh, en) from error

    async def _follow(self, url: httpx2.URL, hosts: Sequence[str], limit: int) -> Page:
        for _ in range(HOPS + 1):
            _named(url, hosts)
            response = await self.head("GET", url, HEADERS, b"", self.total)
            try:
                if response.status_code not in MOVED or "location" not in response.headers:
                    return await _read(url, response, limit)
                url = parse(str(url.join(response.headers["location"])))
            finally:
                await response.aclose()
        raise BadInput("fetch_redirects", "网页跳转太多次", "The page redirects too often")

    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b"", hosts: Sequence[str],
        limit: int = 1_000_000, within: float = 10.0,
    ) -> Page:  # fmt: skip
        """See `kernel.ports.Fetch`."""
        asked = self.stream(method, url, headers=headers, body=body, hosts=hosts, limit=limit, within=within)
        async with asked as answer:
            whole = b"".join([chunk async for chunk in answer.chunks])
            return Page(answer.url, answer.status, answer.type, whole)

    @asynccontextmanager
    async def stream(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b"", hosts: Sequence[str],
        limit: int = 1_000_000, within: float = 10.0,
    ) -> AsyncIterator[Stream]:  # fmt: skip
        """See `kernel.ports.Fetch`."""
        parsed = parse(url)
        _named(parsed, hosts)
        _sendable(method, headers)
        heavy = BadInput("call_too_large", "对方系统的答复太大", "The other system answered too much", limit=limit)
        try:
            async with asyncio.timeout(within):
                response = await self.head(method, parsed, {"User-Agent": "Yingda", **headers}, body, within)
                try:
                    kind = response.headers.get("content-type", "")
                    yield Stream(
                        str(parsed), response.status_code, kind, response.headers, chunks(response, limit, heavy)
                    )
                finally:
                    await response.aclose()
        except TimeoutError as error:
            raise Unavailable("call_slow", "对方系统太久没有响应", "The other system took too long") from error
        except BROKEN as error:  # its words may hold what was sent: they go no further
            raise Unavailable("call_failed", "连不上对方系统", "The other system cannot be reached") from error


def _named(url: httpx2.URL, hosts: Sequence[str]) -> None:
    if not allowed(url.host, hosts):
        raise BadInput("fetch_host", f"不允许读取 {url.host}", f"{url.host} is not allowed here", host=url.host)


def _sendable(method: str, headers: Mapping[str, str]) -> None:
    if method not in METHODS:
        raise BadInput("bad_method", f"不支持 {method}", f"{method} is not supported")
    for name, value in headers.items():
        text = value.isascii() and value.isprintable() and name.isascii() and name.replace("-", "").isalnum()
        if not text or name.lower() in OURS:
            raise BadInput(
                "bad_header", f"请求头 {name!r} 不能发送", f"The header {name!r} cannot be sent", header=name
            )


async def _read(url: httpx2.URL, response: httpx2.Response, limit: int) -> Page:
    status, kind = response.status_code, response.headers.get("content-type", "")
    if status != 200:
        zh, en = f"对方网站答复 {status}", f"The site answered {status}"
        raise Unavailable("fetch_status", zh, en, answered=status)
    if kind.partition(";")[0].strip().lower() not in TYPES:
        zh, en = f"不支持这种内容：{kind[:80]}", f"This kind of content is not supported: {kind[:80]}"
        raise BadInput("fetch_type", zh, en)
    heavy = BadInput("fetch_too_large", "网页太大", "The page is too large", limit=limit)
    body = b"".join([chunk async for chunk in chunks(response, limit, heavy)])
    return Page(str(url), status, kind, body)
