"""One request on the wire: to an address that was checked, bounded in bytes."""

import ssl
import zlib
from collections.abc import AsyncIterator, Mapping, Sequence

import httpx2

from yingda.kernel import BadInput

from .guard import Resolve, addresses, allowed, resolve

TOTAL_S, CONNECT_S = 20.0, 5.0


class Line:
    """Asks one URL at a time. `allow_private` lets it reach private addresses; so may the names in `private_hosts`, which
    the operator of the installation trusts."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        private_hosts: Sequence[str] = (),
        verify: ssl.SSLContext | bool = True,
        ask: Resolve = resolve,
        total: float = TOTAL_S,
    ) -> None:
        self.private, self.trusted, self.ask, self.total, self.verify = allow_private, private_hosts, ask, total, verify
        self.transport: httpx2.AsyncHTTPTransport | None = None

    def _transport(self) -> httpx2.AsyncHTTPTransport:
        """Made when first needed: certificates take a while to load. No proxy of the environment (it would connect
        elsewhere than was checked), no connection kept (one that was checked for another name of the same address)."""
        if self.transport is None:
            limits = httpx2.Limits(max_connections=20, max_keepalive_connections=0)
            self.transport = httpx2.AsyncHTTPTransport(verify=self.verify, trust_env=False, limits=limits)
        return self.transport

    async def head(
        self, method: str, url: httpx2.URL, headers: Mapping[str, str], body: bytes, total: float
    ) -> httpx2.Response:
        """The head of the answer, from an address that was checked. The name stays in `Host` and in the TLS handshake."""
        failed: Exception | None = None
        private = self.private or allowed(url.host, self.trusted)
        for address in await addresses(url, self.ask, private):
            request = httpx2.Request(
                method,
                url.copy_with(host=address, fragment=None),
                headers={**headers, "Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"},
                content=body or None,
                extensions={"sni_hostname": url.raw_host.decode("ascii"), "timeout": _timeout(total)},
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


async def chunks(response: httpx2.Response, limit: int, too_large: BadInput) -> AsyncIterator[bytes]:
    """The body as it comes, unpacked; `too_large` beyond `limit` bytes."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "deflate"):
        raise BadInput("fetch_encoding", "网页的压缩方式不支持", "The page is compressed in an unknown way")
    inflate = None if encoding == "identity" else zlib.decompressobj(47)  # bounded: a small answer may unpack to much
    size = 0
    async for chunk in response.aiter_raw():
        plain = chunk if inflate is None else inflate.decompress(chunk, limit + 1)
        size += len(plain)
        if size > limit:
            raise too_large
        yield plain


def _timeout(total: float) -> dict[str, float]:
    return {"connect": min(CONNECT_S, total), "read": total, "write": total, "pool": total}
