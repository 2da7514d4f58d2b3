"""`yingda doctor`: looks at everything that could keep it from serving, says what it found and what to do."""

import os
import shutil
import socket
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import Struct

import yingda
from yingda.kernel import YingdaError
from yingda.main import build, schema
from yingda.main.reactor import TRIES
from yingda.main.settings import Settings, unknown

from . import archive, store
from .words import out, say

OK, WARN, BAD = "ok", "warn", "bad"
MARKS = {OK: ("✓", "green"), WARN: ("!", "yellow"), BAD: ("✗", "red")}
ROOM_MB, LOW_MB = 2_000, 200
PACKAGE = Path(yingda.__file__).parent


class Finding(Struct, frozen=True):
    """One thing that was looked at: how it is, and, when it is not well, what to do. Texts are (zh, en)."""

    state: str
    what: tuple[str, str]
    todo: tuple[str, str] = ("", "")


Check = Callable[[Settings], Iterator[Finding]]


def add(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(help=say("检查安装和数据，指出问题和办法", "Look for what is wrong and say what to do"))(doctor)


def doctor(
    json: Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "Answer in JSON"))] = False,
) -> None:
    """Exit code 1 when something is wrong."""
    found = examine()
    if json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        for one in found:
            mark, colour = MARKS[one.state]
            out.print(f"[{colour}]{mark}[/] ", end="")
            out.print(say(*one.what), markup=False)
            if one.todo[0]:
                out.print("  → " + say(*one.todo), markup=False)
    sys.exit(1 if any(one.state == BAD for one in found) else 0)


def examine() -> list[Finding]:
    """All findings. Without settings that can be read there is nothing else to look at."""
    try:
        settings = Settings.read()
    except YingdaError as error:
        return [*python(), Finding(BAD, (error.zh, error.en), ("改正后再运行", "Correct it and run this again"))]
    checks: tuple[Check, ...] = (names, folder, space, secret, database, reactions, front_end, port)
    return [*python(), *(found for check in checks for found in check(settings))]


def python() -> Iterator[Finding]:
    """The interpreter and the product."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        OK, (f"应答 {yingda.__version__}，Python {version}", f"Yingda {yingda.__version__}, Python {version}")
    )


def names(_: Settings) -> Iterator[Finding]:
    """Settings that do not exist."""
    for name, meant in unknown():
        hint = (f"是不是 {meant}？", f"Did you mean {meant}?") if meant else ("可以删掉", "It can be removed")
        yield Finding(WARN, (f"没有 {name} 这项设置", f"There is no setting {name}"), hint)


def folder(settings: Settings) -> Iterator[Finding]:
    """The data folder: there, ours, writable, closed to others."""
    data = settings.data
    if not data.exists():
        words = f"数据目录 {data} 还没有，首次启动时建立", f"The data folder {data} will be made at the first start"
        yield Finding(OK, words)
        return
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        todo = (
            f"把它交给运行服务的用户：chown -R $(id -un) {data}",
            f"Give it to the user who serves: chown -R $(id -un) {data}",
        )
        yield Finding(BAD, (f"无法写入 {data}", f"{data} cannot be written"), todo)
    elif stat.S_IMODE(data.stat().st_mode) & 0o007:
        yield Finding(WARN, (f"其他用户也能读 {data}", f"Other users can read {data}"), (f"chmod 700 {data}",) * 2)
    else:
        yield Finding(OK, (f"数据目录 {data}", f"Data folder {data}"))


def space(settings: Settings) -> Iterator[Finding]:
    """Room on the disk."""
    place = next(p for p in (settings.data, *settings.data.parents) if p.exists())
    free = shutil.disk_usage(place).free // 1_000_000
    state = BAD if free < LOW_MB else WARN if free < ROOM_MB else OK
    todo = ("清理磁盘，或把 YINGDA_DATA 放到更大的盘上", "Make room, or move YINGDA_DATA to a larger disk")
    yield Finding(state, (f"磁盘剩余 {free:,} MB", f"{free:,} MB of disk are free"), todo if state != OK else ("", ""))


def secret(settings: Settings) -> Iterator[Finding]:
    """The secret is nobody else's to read."""
    file = settings.data / "secret"
    if settings.secret:
        yield Finding(OK, ("密钥来自 YINGDA_SECRET", "The secret comes from YINGDA_SECRET"))
    elif file.exists():
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield Finding(BAD, (f"其他用户能读密钥 {file}", f"Other users can read {file}"), (f"chmod 600 {file}",) * 2)
        else:
            yield Finding(OK, (f"密钥 {file}", f"Secret {file}"))


def database(settings: Settings) -> Iterator[Finding]:
    """The database is sound and of a schema that this version knows."""
    file = settings.database_file
    if not file.exists():
        yield Finding(OK, ("数据库还没有，首次启动时建立", "The database will be made at the first start"))
        return
    try:
        wrong = store.integrity(file)
    except sqlite3.Error as error:
        wrong = [str(error)]
    if wrong:
        todo = (
            "停止服务，用最近的备份恢复：yingda restore <备份> --force",
            "Stop it and restore the last backup: yingda restore <backup> --force",
        )
        yield Finding(BAD, (f"数据库损坏：{wrong[0]}", f"The database is damaged: {wrong[0]}"), todo)
        return
    yield Finding(OK, ("数据库完好", "The database is sound"))
    yield from versions(settings)


def versions(settings: Settings) -> Iterator[Finding]:
    """The revisions of the database against those of this version and its extensions."""
    folders: dict[str, Path] = {}
    for name in [*build.names(settings), *(found.module for found in entry_points(group=build.GROUP))]:
        spec = find_spec(name) if find_spec(name.split(".")[0]) else None
        if spec is None or spec.origin is None:
            todo = ("安装它，或从 YINGDA_EXTENSIONS 中去掉", "Install it, or take it out of YINGDA_EXTENSIONS")
            yield Finding(BAD, (f"没有扩展模块 {name}", f"There is no extension module {name}"), todo)
        elif (migrations := Path(spec.origin).parent / "migrations").is_dir():
            folders[name] = migrations
    newest, current = schema.heads(folders), schema.current(settings.database_file)
    texts = (f.read_text("utf-8") for p in (*folders.values(), schema.CORE) for f in p.glob("*.py"))
    known = {revision for text in texts for revision in schema.REVISION.findall(text)}
    if strange := ", ".join(sorted(current - known)):
        words = (
            f"数据库由更新的版本写成，或缺少扩展（{strange}）",
            f"Made by a newer version or a missing extension ({strange})",
        )
        todo = ("装回更新的版本或扩展，或恢复旧备份", "Install that version or extension, or restore an older backup")
        yield Finding(BAD, words, todo)
    elif current != newest:
        todo = ("升级前先备份：yingda backup", "Back it up first: yingda backup")
        yield Finding(WARN, ("数据库将在下次启动时升级", "The database is upgraded at the next start"), todo)
    else:
        yield Finding(OK, ("数据库结构是最新的", "The schema of the database is current"))


def reactions(settings: Settings) -> Iterator[Finding]:
    """Work that failed too often and was put aside."""
    try:
        found = store.parked(settings.database_file, TRIES) if settings.database_file.exists() else []
    except sqlite3.Error:
        return
    for one in found[:5]:
        words = (
            f"搁置的后续处理 {one.name}（{one.about}）：{one.error}",
            f"Parked: {one.name} ({one.about}): {one.error}",
        )
        yield Finding(
            WARN, words, ("查看日志里的原因，改正后重启服务", "See the log for the cause, mend it and restart")
        )
    if len(found) > 5:
        yield Finding(WARN, (f"另有 {len(found) - 5} 个搁置", f"{len(found) - 5} more are parked"))


def front_end(_: Settings) -> Iterator[Finding]:
    """The built front end."""
    gone = [
        n
        for n in ("loader/yingda.js", "panel/index.html", "console/index.html")
        if not (PACKAGE / "static" / n).exists()
    ]
    if gone:
        listed = ", ".join(gone)
        yield Finding(
            BAD, (f"前端没有构建：{listed}", f"The front end is not built: {listed}"), ("make web", "make web")
        )
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
        yield Finding(
            BAD, (f"端口 {settings.port} 被别的程序占用", f"Port {settings.port} is taken by another program"), todo
        )
