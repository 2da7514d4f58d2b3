"""What may be asked for, and where it may lie. Names are resolved here, once, and the address that was checked is the
address that is connected to: a name that changes its mind in between (DNS rebinding) gains nothing."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx2

from yingda.kernel import BadInput, Unavailable

Resolve = Callable[[str, int], Awaitable[list[str]]]

NAT64 = ipaddress.ip_network("64:ff9b::/96")
LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(text: str) -> bool:
    """Whether an address belongs to the public internet; an IPv4 address inside an IPv6 one is looked at as well (mapped,
    6to4, Teredo, NAT64)."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in LOCAL_NAT64 or address.is_site_local:
            return False
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in NAT64 or int(address) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(each is not None and not _global(each) for each in inner):
            return False
        if address.ipv4_mapped or address in NAT64:
            return True
    return _global(address)


def _global(address: Address) -> bool:
    bad = address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    return address.is_global and not bad and not address.is_unspecified


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, by the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def parse(url: str) -> httpx2.URL:
    """A URL of the web, or `BadInput`."""
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise BadInput("bad_url", "网址无法识别", "This is not a web address") from error
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise BadInput("bad_url", "只能读取 http 或 https 网址", "Only http and https addresses can be read")
    return parsed


def allowed(host: str, hosts: Sequence[str]) -> bool:
    """Whether `host` is one of `hosts`; `*.example.com` stands for all below `example.com`."""
    host = host.rstrip(".").lower()
    for each in hosts:
        name = each.rstrip(".").lower()
        if host == name or (name.startswith("*.") and host.endswith(name[1:])):
            return True
    return False


async def addresses(url: httpx2.URL, ask: Resolve, private: bool) -> list[str]:
    """Where to connect for `url`. One address that is not public refuses the name: `BadInput`."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = await ask(url.raw_host.decode("ascii").strip("[]"), port)
    except (OSError, UnicodeError) as error:
        raise Unavailable("fetch_no_host", f"找不到 {url.host}", f"{url.host} cannot be found") from error
    if not found:
        raise Unavailable("fetch_no_host", f"找不到 {url.host}", f"{url.host} cannot be found")
    if not private and not all(is_public(address) for address in found):
        zh, en = f"{url.host} 不在公网上，不能读取", f"{url.host} is not on the public internet and cannot be read"
        raise BadInput("fetch_private", zh, en)
    return found
