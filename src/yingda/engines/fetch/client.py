"""The guarded client on httpx2. Every hop of a redirect is checked as the first; bytes and time are bounded."""

import asyncio
import ssl
import zlib
from collections.abc import Sequence

import httpx2
from msgspec import Struct

from yingda.kernel import BadInput, Unavailable

from .guard import Resolve, addresses, allowed, parse, resolve

HOPS = 5
TOTAL_S, CONNECT_S = 20.0, 5.0
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"})
MOVED = (301, 302, 303, 307, 308)
HEADERS = {"User-Agent": "Yingda", "Accept": "text/html, text/markdown, text/plain, application/pdf;q=0.9"}


class Page(Struct, frozen=True):
    """What was fetched: the last URL after redirects, status, media type (with charset if given), bytes."""

    url: str
    status: int
    type: str
    body: bytes


class GuardedFetch:
    """`Fetch`. `allow_private` lets it reach private addresses (the setting `allow_private_fetch`)."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        verify: ssl.SSLContext | bool = True,
        ask: Resolve = resolve,
        total: float = TOTAL_S,
    ) -> None:
        self.private, self.ask, self.total, self.verify = allow_private, ask, total, verify
        self.transport: httpx2.AsyncHTTPTransport | None = None

    def _transport(self) -> httpx2.AsyncHTTPTransport:
        """Made when first needed: certificates take a while to load. No proxy of the environment (it would connect
        elsewhere than was checked), no connection kept (one that was checked for another name of the same address)."""
        if self.transport is None:
            limits = httpx2.Limits(max_connections=20, max_keepalive_connections=0)
            self.transport = httpx2.AsyncHTTPTransport(verify=self.verify, trust_env=False, limits=limits)
        return self.transport

    async def get(self, url: str, *, hosts: Sequence[str], limit: int = 5_000_000) -> Page:
        """See `kernel.ports.Fetch`. At most `limit` bytes, 5 redirects and 20 seconds in all."""
        try:
            async with asyncio.timeout(self.total):
                return await self._follow(parse(url), hosts, limit)
        except TimeoutError as error:
            raise Unavailable("fetch_slow", "网页太久没有响应", "The page took too long") from error
        except (httpx2.HTTPError, httpx2.StreamError, zlib.error, OSError) as error:
            zh, en = f"网页读取失败：{error}", f"The page could not be read: {error}"
            raise Unavailable("fetch_failed", zh, en) from error

    async def _follow(self, url: httpx2.URL, hosts: Sequence[str], limit: int) -> Page:
        for _ in range(HOPS + 1):
            if not allowed(url.host, hosts):
                raise BadInput("fetch_host", f"不允许读取 {url.host}", f"{url.host} is not allowed here", host=url.host)
            response = await self._ask(url)
            try:
                if response.status_code not in MOVED or "location" not in response.headers:
                    return await _read(url, response, limit)
                url = parse(str(url.join(response.headers["location"])))
            finally:
                await response.aclose()
        raise BadInput("fetch_redirects", "网页跳转太多次", "The page redirects too often")

    async def _ask(self, url: httpx2.URL) -> httpx2.Response:
        """The head of the answer, from an address that was checked. The name stays in `Host` and in the TLS handshake."""
        failed: Exception | None = None
        for address in await addresses(url, self.ask, self.private):
            request = httpx2.Request(
                "GET",
                url.copy_with(host=address, fragment=None),
                headers={**HEADERS, "Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"},
                extensions={"sni_hostname": url.raw_host.decode("ascii"), "timeout": _timeout(self.total)},
            )
            try:
                return await self._transport().handle_async_request(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failed = error
        assert failed is not None
        raise failed

    async def close(self) -> None:
        """Closes what is open."""
        if self.transport is not None:
            await self.transport.aclose()


def _timeout(total: float) -> dict[str, float]:
    return {"connect": CONNECT_S, "read": total, "write": total, "pool": total}


async def _read(url: httpx2.URL, response: httpx2.Response, limit: int) -> Page:
    status, kind = response.status_code, response.headers.get("content-type", "")
    if status != 200:
        zh, en = f"对方网站答复 {status}", f"The site answered {status}"
        raise Unavailable("fetch_status", zh, en, answered=status)
    if kind.partition(";")[0].strip().lower() not in TYPES:
        zh, en = f"不支持这种内容：{kind[:80]}", f"This kind of content is not supported: {kind[:80]}"
        raise BadInput("fetch_type", zh, en)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "deflate"):
        raise BadInput("fetch_encoding", "网页的压缩方式不支持", "The page is compressed in an unknown way")
    inflate = None if encoding == "identity" else zlib.decompressobj(47)  # bounded: a small answer may unpack to much
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk if inflate is None else inflate.decompress(chunk, limit + 1)
        if len(body) > limit:
            zh, en = "网页太大", "The page is too large"
            raise BadInput("fetch_too_large", zh, en, limit=limit)
    return Page(str(url), status, kind, bytes(body))
