"""The guarded client, against a real server on this machine (private addresses allowed) and against what it refuses."""

import asyncio
import datetime
import gzip
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from yingda.engines.fetch import GuardedFetch, is_public
from yingda.engines.fetch.guard import allowed
from yingda.kernel import BadInput, Unavailable, YingdaError

Answer = Callable[[str, dict[str, str]], bytes]


def answer(
    body: bytes = b"hello", kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    )
    return head.encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", status=status, more=f"Location: {to}\r\n")


@asynccontextmanager
async def serving(reply: Answer, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server that answers each path with raw bytes; gives its port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
        writer.write(reply(head[0].split()[1], headers))
        if head[0].split()[1] == "/slow":
            await asyncio.sleep(5)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def here(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


async def refused(get: Awaitable[object]) -> str:
    with pytest.raises(YingdaError) as caught:
        await get
    return caught.value.code


async def test_a_page_with_its_type_and_name() -> None:
    seen: list[dict[str, str]] = []

    def reply(path: str, headers: dict[str, str]) -> bytes:
        seen.append(headers)
        return answer("退货规则".encode())

    async with serving(reply) as port:
        fetch = GuardedFetch(allow_private=True, ask=here)
        page = await fetch.get(f"http://shop.test:{port}/rules#top", hosts=["shop.test"])
        await fetch.close()
    assert page.body.decode() == "退货规则"
    assert (page.status, page.type) == (200, "text/html; charset=utf-8")
    assert page.url.startswith(f"http://shop.test:{port}/rules")
    assert seen[0]["host"] == f"shop.test:{port}"


async def test_redirects_are_followed_and_each_is_checked() -> None:
    def reply(path: str, headers: dict[str, str]) -> bytes:
        steps = {
            "/a": moved("/b"), "/b": moved("//www.shop.test:PORT/c", "301 Moved"), "/c": answer(b"there"),
            "/out": moved("http://evil.test/"), "/file": moved("file:///etc/passwd"), "/round": moved("/round"),
        }  # fmt: skip
        return steps[path].replace(b"PORT", headers["host"].partition(":")[2].encode())

    async with serving(reply) as port:
        base = f"http://shop.test:{port}"
        fetch = GuardedFetch(allow_private=True, ask=here)
        page = await fetch.get(f"{base}/a", hosts=["shop.test", "*.shop.test"])
        assert (page.body, page.url) == (b"there", f"http://www.shop.test:{port}/c")
        assert await refused(fetch.get(f"{base}/a", hosts=["shop.test"])) == "fetch_host"
        assert await refused(fetch.get(f"{base}/out", hosts=["shop.test"])) == "fetch_host"
        assert await refused(fetch.get(f"{base}/file", hosts=["shop.test"])) == "bad_url"
        assert await refused(fetch.get(f"{base}/round", hosts=["shop.test"])) == "fetch_redirects"


async def test_a_redirect_to_a_private_address_is_refused_though_its_name_is_allowed() -> None:
    asked: list[str] = []

    async def ask(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.168.1.1"]

    assert await refused(GuardedFetch(ask=ask).get("http://shop.test/", hosts=["shop.test"])) == "fetch_private"
    assert asked == ["shop.test"]


async def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    """A name that answers with a public address first and a private one later: it is asked only once."""
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    asked: list[tuple[str, str, str]] = []

    async def ask(host: str, port: int) -> list[str]:
        return answers.pop(0)

    def reply(request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx2.Response(200, headers={"content-type": "text/plain"}, stream=httpx2.ByteStream(b"public"))

    fetch = GuardedFetch(ask=ask)
    fetch.transport = httpx2.MockTransport(reply)  # type: ignore[assignment]
    assert (await fetch.get("https://rebind.test/", hosts=["rebind.test"])).body == b"public"
    assert asked == [("93.184.215.14", "rebind.test", "rebind.test")]
    assert len(answers) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://[::1]/", "http://0/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://224.0.0.1/",
        "http://255.255.255.255/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[::]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://localhost/", "http://192.0.2.1/",
    ],
)  # fmt: skip
async def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    host = url.split("/")[2].strip("[]")
    assert await refused(GuardedFetch().get(url, hosts=[host])) in {"fetch_private", "fetch_no_host"}


@pytest.mark.parametrize(
    "url",
    [
        "ftp://shop.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//shop.test",
        "",
        "http://",
        "http://u:p@shop.test/",
    ],
)
async def test_only_the_web(url: str) -> None:
    assert await refused(GuardedFetch(allow_private=True, ask=here).get(url, hosts=["shop.test"])) == "bad_url"


async def test_only_hosts_that_were_named() -> None:
    fetch = GuardedFetch(allow_private=True, ask=here)
    for hosts in ([], ["other.test"], ["*.shop.test"], ["hop.test"]):
        assert await refused(fetch.get("http://shop.test/", hosts=hosts)) == "fetch_host"
    assert allowed("WWW.Shop.test.", ["*.shop.test"])
    assert not allowed("evilshop.test", ["*.shop.test"])


async def test_bounds_and_kinds() -> None:
    bomb = gzip.compress(b"0" * 3_000_000)
    replies = {
        "/big": answer(b"x" * 2000), "/fits": answer(b"x" * 1000), "/exe": answer(b"MZ", "application/octet-stream"),
        "/404": answer(b"no", status="404 Not Found"), "/md": answer(b"# hi", "text/markdown"),
        "/slow": b"HTTP/1.1 200 OK\r\n",
        "/bomb": answer(bomb, more="Content-Encoding: gzip\r\n"), "/br": answer(b"", more="Content-Encoding: br\r\n"),
        "/zip": answer(gzip.compress(b"small"), more="Content-Encoding: gzip\r\n"), "/junk": b"what is this\r\n\r\n",
        "/cut": answer(b"x" * 100)[:-50], "/pdf": answer(b"%PDF-", "application/pdf"), "/none": answer(b"x", kind=""),
    }  # fmt: skip
    expected = {
        "/big": "fetch_too_large", "/exe": "fetch_type", "/404": "fetch_status", "/slow": "fetch_slow",
        "/br": "fetch_encoding",
        "/bomb": "fetch_too_large", "/junk": "fetch_failed", "/cut": "fetch_failed", "/none": "fetch_type",
    }  # fmt: skip
    async with serving(lambda path, headers: replies[path]) as port:
        fetch = GuardedFetch(allow_private=True, ask=here, total=1.0)
        for path, code in expected.items():
            get = fetch.get(f"http://shop.test:{port}{path}", hosts=["shop.test"], limit=1000)
            assert (path, await refused(get)) == (path, code)
        for path, body in {"/md": b"# hi", "/zip": b"small", "/pdf": b"%PDF-", "/fits": b"x" * 1000}.items():
            page = await fetch.get(f"http://shop.test:{port}{path}", hosts=["shop.test"], limit=1000)
            assert page.body == body


async def test_nobody_there() -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    assert await refused(GuardedFetch(ask=nowhere).get("http://shop.test/", hosts=["shop.test"])) == "fetch_no_host"
    async with serving(lambda path, headers: answer()) as port:
        pass
    fetch = GuardedFetch(allow_private=True, ask=here)
    assert await refused(fetch.get(f"http://shop.test:{port}/", hosts=["shop.test"])) == "fetch_failed"


def certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    path = folder / "both.pem"
    path.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem))
    return path


async def test_tls_keeps_the_name_though_the_address_is_pinned(tmp_path: Path) -> None:
    path = certificate(tmp_path, "shop.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    names: list[str | None] = []
    context.sni_callback = lambda socket, name, context: names.append(name)
    trust = ssl.create_default_context(cafile=str(path))
    async with serving(lambda path, headers: answer(b"safe"), context) as port:
        fetch = GuardedFetch(allow_private=True, ask=here, verify=trust)
        page = await fetch.get(f"https://shop.test:{port}/", hosts=["shop.test"])
        assert (page.body, names) == (b"safe", ["shop.test"])
        assert await refused(fetch.get(f"https://other.test:{port}/", hosts=["other.test"])) == "fetch_failed"


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_as_the_one_inside_it(address: ipaddress.IPv4Address) -> None:
    public = is_public(str(address))
    assert is_public(f"::ffff:{address}") == public
    if not public:
        assert not is_public(str(ipaddress.IPv6Address(0x0064FF9B << 96 | int(address))))
        assert not is_public(str(ipaddress.IPv6Address(0x2002 << 112 | int(address) << 80)))


def test_public_addresses() -> None:
    for address in ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"):
        assert is_public(address)


async def test_names_in_other_scripts() -> None:
    with pytest.raises((BadInput, Unavailable)):
        await GuardedFetch(allow_private=True, ask=here).get("http://商店.test:1/", hosts=["other"])
