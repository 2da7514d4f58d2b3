"""This machine and this installation: settings, folder, disk, secret, extras, front end, port."""

import os
import re
import shutil
import socket
import stat
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import yingda
from yingda.engines.onnx import OnnxEncoder
from yingda.kernel import YingdaError
from yingda.main.settings import Settings, unknown

from .. import archive
from .finding import BAD, OK, WARN, Finding, both

ROOM_MB, LOW_MB = 2_000, 200
PACKAGE = Path(yingda.__file__).parent
PAGES = ("loader/yingda.js", "panel/index.html", "console/index.html")


def python() -> Iterator[Finding]:
    """The interpreter and the product."""
    version = ".".join(map(str, sys.version_info[:3]))
    words = f"应答 {yingda.__version__}，Python {version}", f"Yingda {yingda.__version__}, Python {version}"
    yield Finding(OK, words)


def names(_: Settings) -> Iterator[Finding]:
    """Settings that do not exist."""
    for name, meant in unknown():
        hint = (f"是不是 {meant}？", f"Did you mean {meant}?") if meant else ("可以删掉", "It can be removed")
        why = ("它不起任何作用", "It has no effect")
        yield Finding(WARN, (f"没有 {name} 这项设置", f"There is no setting {name}"), hint, why)


def folder(settings: Settings) -> Iterator[Finding]:
    """The data folder: there, ours, writable, closed to others."""
    data = settings.data
    if not data.exists():
        words = f"数据目录 {data} 还没有，首次启动时建立", f"The data folder {data} will be made at the first start"
        yield Finding(OK, words)
    elif not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        zh, en = "把它交给运行服务的用户", "Give it to the user who serves"
        why = ("什么都存不下来，服务无法启动", "Nothing can be kept, so it cannot start")
        command = f"chown -R $(id -un) {data}"
        yield Finding(
            BAD, (f"无法写入 {data}", f"{data} cannot be written"), (f"{zh}：{command}", f"{en}: {command}"), why
        )
    elif stat.S_IMODE(data.stat().st_mode) & 0o007:
        why = ("里面有客户的对话和资料", "Your customers' conversations are in it")
        yield Finding(WARN, (f"其他用户也能读 {data}", f"Other users can read {data}"), both(f"chmod 700 {data}"), why)
    else:
        yield Finding(OK, (f"数据目录 {data}", f"Data folder {data}"))


def space(settings: Settings) -> Iterator[Finding]:
    """Room on the disk."""
    place = next(p for p in (settings.data, *settings.data.parents) if p.exists())
    free = shutil.disk_usage(place).free // 1_000_000
    words = f"磁盘剩余 {free:,} MB", f"{free:,} MB of disk are free"
    if free >= ROOM_MB:
        yield Finding(OK, words)
        return
    todo = ("清理磁盘，或把 YINGDA_DATA 放到更大的盘上", "Make room, or move YINGDA_DATA to a larger disk")
    why = (
        "满了之后新消息会被拒收（已收下的不会丢）",
        "When it is full new messages are refused (none accepted is lost)",
    )
    yield Finding(BAD if free < LOW_MB else WARN, words, todo, why)


def secret(settings: Settings) -> Iterator[Finding]:
    """The secret is nobody else's to read."""
    file = settings.data / "secret"
    if settings.secret:
        yield Finding(OK, ("密钥来自 YINGDA_SECRET", "The secret comes from YINGDA_SECRET"))
    elif file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        why = ("拿到它的人可以冒充任何访客", "Whoever has it can pass for any visitor")
        yield Finding(BAD, (f"其他用户能读密钥 {file}", f"Other users can read {file}"), both(f"chmod 600 {file}"), why)
    elif file.exists():
        yield Finding(OK, (f"密钥 {file}", f"Secret {file}"))
    if not settings.secret and not settings.database.startswith("sqlite:"):
        todo = ("每台机器设同一个 YINGDA_SECRET", "Set the same YINGDA_SECRET on every node")
        why = (
            "多台机器各有各的密钥时，访客和客服会不断掉线",
            "With several nodes and a secret each, people are signed out whenever they meet another node",
        )
        yield Finding(WARN, ("没有设置 YINGDA_SECRET", "YINGDA_SECRET is not set"), todo, why)


def extras(settings: Settings) -> Iterator[Finding]:
    """What the chosen engines need is installed."""
    wanted = {
        "scale": ("asyncpg", settings.database.startswith("postgres")),
        "s3": ("obstore", bool(settings.blobs_url)),
        "otel": ("opentelemetry", settings.traces),
        "ai": ("onnxruntime", settings.encoder is not None),
    }
    for extra, (module, chosen) in wanted.items():
        if chosen and find_spec(module) is None:
            why = ("您的设置用到了它，没有它就无法启动", "Your settings use it; without it nothing starts")
            words = f"没有安装 {extra} 组件", f"The extra {extra} is not installed"
            yield Finding(BAD, words, both(f"pip install 'yingda[{extra}]'"), why)


def encoder(settings: Settings) -> Iterator[Finding]:
    """The encoder on this machine, if one is set: it can be loaded, and how fast it is."""
    if settings.encoder is None or find_spec("onnxruntime") is None:
        return
    try:
        held = OnnxEncoder(settings.encoder)
        held.one("ready")
        began = time.perf_counter()
        held.one("快递到哪了 where is my order")
        ms = (time.perf_counter() - began) * 1000
    except YingdaError as error:
        why = ("没有它，机器人只凭字词理解", "Without it the bot understands by words alone")
        todo = (f"检查 YINGDA_ENCODER={settings.encoder}", f"Look at YINGDA_ENCODER={settings.encoder}")
        yield Finding(BAD, (error.zh, error.en), todo, why)
        return
    languages = ", ".join(held.languages)
    zh = f"语义模型 {held.name}（{languages}），一句话 {ms:.0f} 毫秒"
    yield Finding(OK, (zh, f"Meaning model {held.name} ({languages}), {ms:.0f} ms a message"))


def front_end(_: Settings) -> Iterator[Finding]:
    """The built front end, with everything that its pages name."""
    home = PACKAGE / "static"
    gone = [name for name in PAGES if not (home / name).exists()]
    for page in PAGES[1:]:
        if (home / page).exists():
            links = re.findall(
                r'(?:src|href)="/?([\w./-]+\.(?:js|css|woff2|svg|png))"', (home / page).read_text("utf-8")
            )
            places = {link: (home / link, (home / page).parent / link) for link in links}
            gone += [link for link, where in places.items() if not any(place.exists() for place in where)]
    if gone:
        listed = ", ".join(gone[:5])
        why = ("网页打不开，访客和客服都用不了", "Nobody can open a page, visitor or agent")
        words = f"前端没有构建或不完整：{listed}", f"The front end is not built, or not whole: {listed}"
        yield Finding(BAD, words, both("make web"), why)
    else:
        yield Finding(OK, ("前端已构建", "The front end is built"))


def port(settings: Settings) -> Iterator[Finding]:
    """The port is free, or ours."""
    with socket.socket() as probe:
        probe.settimeout(2)
        taken = probe.connect_ex(("127.0.0.1", settings.port)) == 0
    if not taken:
        yield Finding(OK, (f"端口 {settings.port} 空闲", f"Port {settings.port} is free"))
    elif archive.running(settings):
        yield Finding(OK, (f"服务正在 {settings.url} 运行", f"It is serving at {settings.url}"))
    else:
        todo = ("换一个端口，例如 YINGDA_PORT=8001", "Choose another, e.g. YINGDA_PORT=8001")
        words = f"端口 {settings.port} 被别的程序占用", f"Port {settings.port} is taken by another program"
        yield Finding(BAD, words, todo, ("服务无法启动", "It cannot start"))
