"""What lies outside: the bus between nodes, the storage of files, and the proxy in front."""

import asyncio
import socket
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from msgspec import DecodeError, json
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from yingda.kernel import YingdaError, new_id
from yingda.main import build
from yingda.main.settings import Settings

from .finding import BAD, OK, WARN, Finding, Words

PATIENCE_S = 5
NATS_PORT = 4222
SEEN = b"yingda"


def bus(settings: Settings) -> Iterator[Finding]:
    """NATS answers."""
    url = str(getattr(settings, "bus_url", ""))
    if not url:
        return
    parts = urlsplit(url)
    place = (parts.hostname or "localhost", parts.port or NATS_PORT)
    reason = ""
    try:
        with socket.create_connection(place, PATIENCE_S) as line:
            line.settimeout(PATIENCE_S)
            if not line.recv(64).startswith(b"INFO "):
                reason = "?"
    except OSError as error:
        reason = error.strerror or str(error)
    where = f"{place[0]}:{place[1]}"
    if not reason:
        yield Finding(OK, (f"NATS {where} 有应答", f"NATS at {where} answers"))
        return
    todo = ("看它是否在运行、地址对不对", "See that it runs and that the address is right")
    why = (
        "消息不会丢，但在别的节点上要晚两秒才看到",
        "No message is lost, but people on other nodes see it up to two seconds late",
    )
    yield Finding(
        WARN, (f"连不上 NATS {where}（{reason}）", f"NATS at {where} cannot be reached ({reason})"), todo, why
    )


def files(settings: Settings) -> Iterator[Finding]:
    """A file can be kept, read and removed."""
    if not settings.blobs_url and not settings.data.exists():
        return
    reason: Words | None = None
    try:
        asyncio.run(_try_files(settings))
    except YingdaError as error:
        cause = f"{error.__cause__}".partition("\n")[0][:160] if error.__cause__ else ""
        reason = (f"{error.zh} {cause}".strip(), f"{error.en} {cause}".strip())
    if reason is None:
        yield Finding(OK, ("文件可以存取", "Files can be kept and read"))
        return
    todo = ("检查磁盘与目录权限", "Look at the disk and at who owns the folder")
    if settings.blobs_url:
        zh = "检查 YINGDA_BLOBS_URL 的桶名和地址，以及 AWS_ACCESS_KEY_ID 等凭据的权限"
        todo = (zh, "Look at bucket and endpoint in YINGDA_BLOBS_URL, and at what AWS_ACCESS_KEY_ID may do")
    why = ("访客和客服发不了图片和文件", "Nobody can send pictures or files")
    yield Finding(BAD, (f"文件存不进去：{reason[0]}", f"Files cannot be kept: {reason[1]}"), todo, why)


async def _try_files(settings: Settings) -> None:
    async def one() -> AsyncIterator[bytes]:
        yield SEEN

    blobs, name = build.files(settings), f"doctor/{new_id()}"
    await blobs.put(name, one(), len(SEEN))
    try:
        await blobs.get(name)
    finally:
        await blobs.remove(name)


def proxy(settings: Settings) -> Iterator[Finding]:
    """What stands in front leads to us, WebSockets included. Only when an address is named and it answers here."""
    if not settings.public_url or not _answers(f"http://127.0.0.1:{settings.port}"):
        return
    url = settings.public_url
    if not _answers(url):
        todo = ("检查域名、证书和反向代理的转发地址", "Look at the name, the certificate and where the proxy leads")
        why = ("访客打不开聊天窗（若只是本机访问不到外网地址，可以忽略）",
               "Visitors cannot open the chat (unless only this machine cannot see its own public address)")  # fmt: skip
        yield Finding(WARN, (f"从这里打不开 {url}", f"{url} cannot be opened from here"), todo, why)
        return
    socket_url = "ws" + url.removeprefix("http") + "/ws/visitor"
    try:
        with connect(socket_url, open_timeout=PATIENCE_S, close_timeout=1, proxy=None):
            pass
    except (OSError, WebSocketException) as error:
        zh = "在代理里打开 WebSocket 转发（nginx：proxy_http_version 1.1 并传 Upgrade、Connection 两个头）"
        en = "Let the proxy forward WebSockets (nginx: proxy_http_version 1.1, and pass on Upgrade and Connection)"
        why = ("聊天窗会一直显示“正在连接”", "The chat window will say “connecting” for ever")
        reason = str(error).partition("\n")[0][:120]
        words = f"反向代理没有转发 WebSocket（{reason}）", f"The proxy does not forward WebSockets ({reason})"
        yield Finding(BAD, words, (zh, en), why)
        return
    yield Finding(OK, (f"{url} 通到这里，包括 WebSocket", f"{url} leads here, WebSockets included"))


def _answers(url: str) -> bool:
    """Whether one of ours is there."""
    place = f"{url}/health/live"  # http or https: the settings allow nothing else
    with suppress(OSError, ValueError, DecodeError), urllib.request.urlopen(place, timeout=PATIENCE_S) as told:  # noqa: S310
        found: Any = json.decode(told.read())
        return isinstance(found, dict) and "version" in found
    return False
