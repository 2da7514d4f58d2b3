"""`yingda backup` and `yingda restore`: everything of one installation in one file.

The archive is a gzipped tar: the files of the data folder under `data/`, the database as one consistent copy, and last
`manifest.json` with the size and SHA-256 of each. The database is copied first: whatever file it speaks of was there
before it. In the archive it is an SQLite file, whatever engine it came from: a backup of one restores into the other.
"""

import asyncio
import hashlib
import io
import os
import shutil
import sys
import tarfile
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Annotated, Any

import typer
from msgspec import DecodeError, Struct, ValidationError, json
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from yingda import __version__
from yingda.engines.files import FileBlobs
from yingda.engines.sqlite import connect
from yingda.kernel import BadInput, Clash, NotFound
from yingda.main import build, schema
from yingda.main.settings import Settings

from . import store
from .carrying import carry, carry_files, snapshot
from .words import done, err, say

DATABASE, MANIFEST, HOME, FILES = "yingda.db", "manifest.json", "data", "files"
LEFT_OUT = ("-wal", "-shm", ".part", ".tmp", ".lock", "search.db")
"""Endings of what a backup does without: what is made anew, the search index among it."""
LAST = "last-backup"
"""A mark in the data folder: its time is that of the last backup. Not in the backup itself."""
PIECE = 1 << 20


class Part(Struct, frozen=True):
    """One file of a backup."""

    name: str
    size: int
    sha256: str


class Manifest(Struct, frozen=True):
    """What is in a backup."""

    version: str
    made_at: str
    schema: tuple[str, ...]
    files: tuple[Part, ...]


class Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sum, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = PIECE) -> bytes:
        """The next bytes."""
        data = self.file.read(size)
        self.sum.update(data)
        self.size += len(data)
        return data

    def part(self, name: str) -> Part:
        """What was read."""
        return Part(name, self.size, self.sum.hexdigest())


def add(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(help=say("备份到一个文件，不用停机", "Back everything up into one file, while it runs"))(backup)
    app.command(help=say("从备份恢复", "Restore a backup"))(restore)


def backup(
    file: Annotated[Path | None, typer.Argument(help=say("备份文件（.tar.gz）", "The file to write (.tar.gz)"))] = None,
) -> None:
    """The file holds the secret too: keep it as you keep the data."""
    settings = Settings.read()
    if not (store.businesses(settings.database) if settings.on_server else settings.database_file.exists()):
        zh, en = f"{settings.data} 里没有数据", f"There are no data in {settings.data}"
        raise NotFound("no_data", zh, en)
    name = f"yingda-{datetime.now().astimezone():%Y%m%d-%H%M%S}.tar.gz"
    target = (file / name if file and file.is_dir() else file or Path(name)).absolute()
    if target.exists():
        raise Clash("exists", f"{target} 已存在", f"{target} exists already")
    count = pack(settings, target)
    (settings.data / LAST).write_text(f"{target}\n", "utf-8")
    size = target.stat().st_size / PIECE
    done(f"已备份 {count} 个文件到 {target}（{size:.1f} MB）", f"{count} files backed up to {target} ({size:.1f} MB)")


def pack(settings: Settings, target: Path) -> int:
    """Writes the backup; it appears under its name only when it is whole. Answers the number of files in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".yingda-") as folder:
        copy = Path(folder) / DATABASE
        if settings.on_server:
            snapshot(settings.database, copy, build.migrations(settings))
        else:
            asyncio.run(copy_database(settings.database_file, copy))
        sources = [(DATABASE, copy), *others(settings), *fetched(settings, Path(folder) / FILES)]
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as raw:
                with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=5) as tar:
                    write(tar, sources, copy)
                raw.flush()
                os.fsync(raw.fileno())
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
    return len(sources)


async def copy_database(source: Path, copy: Path) -> None:
    """A consistent copy of the database, while it is in use."""
    db = await connect(source)
    try:
        await db.backup(copy)
    finally:
        await db.close()


def fetched(settings: Settings, folder: Path) -> list[tuple[str, Path]]:
    """The files of a bucket, brought into `folder`, by the name that they have in a data folder."""
    if not settings.blobs_url:
        return []
    carry_files(build.files(settings), FileBlobs(folder), say("读取文件", "Reading the files"))
    found = sorted(f for f in folder.rglob("*") if f.is_file())
    return [(f"{FILES}/{f.relative_to(folder).as_posix()}", f) for f in found]


def others(settings: Settings) -> list[tuple[str, Path]]:
    """All files of the data folder but the database, by their name in it; without the uploads when they are in a bucket."""
    name = DATABASE if settings.on_server else settings.database_file.name
    skip = {name + tail for tail in ("", "-wal", "-shm")} | {LAST}
    found = sorted(f for f in settings.data.rglob("*") if f.is_file() and not f.is_symlink())
    names = [(f.relative_to(settings.data).as_posix(), f) for f in found]
    if settings.blobs_url:
        names = [(n, f) for n, f in names if not n.startswith(f"{FILES}/")]
    return [(n, f) for n, f in names if n not in skip and n != DATABASE and not n.endswith(LEFT_OUT)]


def write(tar: tarfile.TarFile, sources: list[tuple[str, Path]], database: Path) -> None:
    """All files, then the manifest. One that is gone meanwhile is left out."""
    parts: list[Part] = []
    sizes = {name: path.stat().st_size for name, path in sources if path.exists()}
    with bar(say("备份", "Backing up"), sum(sizes.values())) as step:
        for name, path in sources:
            with suppress(FileNotFoundError):
                parts.append(write_one(tar, name, path))
                step(parts[-1].size)
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    manifest = Manifest(__version__, made, tuple(sorted(schema.current(database))), tuple(parts))
    body = json.format(json.encode(manifest), indent=1)
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(body), 0o600
    tar.addfile(info, io.BytesIO(body))


def write_one(tar: tarfile.TarFile, name: str, path: Path) -> Part:
    """One file, of the size that it has when it is opened."""
    with path.open("rb") as file:
        stat = os.fstat(file.fileno())
        info = tarfile.TarInfo(f"{HOME}/{name}")
        info.size, info.mtime, info.mode = stat.st_size, int(stat.st_mtime), 0o600
        hashed = Hashed(file)
        tar.addfile(info, hashed)
        return hashed.part(name)


def restore(
    file: Annotated[Path, typer.Argument(help=say("备份文件", "The backup"))],
    force: Annotated[
        bool, typer.Option("--force", help=say("数据目录不空时，先把它移开", "Move what is there aside first"))
    ] = False,
) -> None:
    """Into the data folder of the settings. Nothing is touched before every file of the backup was found whole."""
    settings = Settings.read()
    if not file.is_file():
        raise NotFound("no_file", f"没有这个文件：{file}", f"There is no such file: {file}")
    if running(settings):
        zh, en = f"{settings.url} 正在运行，请先停止", f"It is running at {settings.url}: stop it first"
        raise Clash("running", zh, en)
    full = settings.data.exists() and any(settings.data.iterdir())
    if full and not force:
        zh = f"{settings.data} 里已有数据。加 --force 会先把它改名保留，再恢复"
        en = f"There are data in {settings.data}. With --force they are first moved aside, then the backup is restored"
        raise Clash("not_empty", zh, en)
    if settings.on_server and store.businesses(settings.database):
        zh = f"数据库 {settings.database_name} 不是空的，请恢复到一个新建的空库"
        en = f"The database {settings.database_name} is not empty: restore into a new one"
        raise Clash("not_empty", zh, en)
    settings.data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data.parent, prefix=".yingda-") as folder:
        fresh = Path(folder) / HOME
        manifest = unpack(file, fresh)
        if settings.blobs_url:  # first: it can be done again, while a database that was filled is not empty any more
            store_files(settings, fresh / FILES)
        if settings.on_server:
            fill(settings, fresh / DATABASE)
        aside = put_in_place(settings, fresh, full=full)
    done(f"已恢复 {len(manifest.files)} 个文件（备份于 {manifest.made_at}）",
         f"{len(manifest.files)} files restored (backed up at {manifest.made_at})")  # fmt: skip
    if aside:
        err.print(say(f"  原来的数据在 {aside}", f"  What was there before is in {aside}"))


def fill(settings: Settings, file: Path) -> None:
    """Puts the database of a backup into an empty one on a server."""
    folders = build.migrations(settings)
    schema.upgrade(file, folders)
    schema.upgrade(settings.database, folders)
    carry(f"sqlite:///{file}", settings.database, say("写入数据库", "Filling the database"))
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (file.parent / name).unlink(missing_ok=True)


def store_files(settings: Settings, folder: Path) -> None:
    """Puts the files of a backup into the bucket of the settings, and only there."""
    carry_files(FileBlobs(folder), build.files(settings), say("写入文件", "Storing the files"))
    shutil.rmtree(folder, ignore_errors=True)


def running(settings: Settings) -> bool:
    """Whether a server with these settings answers."""
    address = f"http://127.0.0.1:{settings.port}/health"
    with suppress(OSError, ValueError), urllib.request.urlopen(address, timeout=2) as answer:
        told: Any = json.decode(answer.read())
        return isinstance(told, dict) and "version" in told and "parts" in told
    return False


def put_in_place(settings: Settings, fresh: Path, *, full: bool) -> Path | None:
    """Makes the restored folder the data folder; answers where the old one is now."""
    if not settings.on_server and settings.database_file != settings.data / DATABASE:
        zh = "数据库不在数据目录里（YINGDA_DATABASE_URL）。请先取消这项设置，恢复后再移动数据库"
        raise BadInput(
            "elsewhere", zh, "The database is not in the data folder: unset YINGDA_DATABASE_URL, then move it"
        )
    aside = None
    if full:
        aside = settings.data.with_name(f"{settings.data.name}.before-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
        settings.data.rename(aside)
    elif settings.data.exists():
        settings.data.rmdir()
    fresh.rename(settings.data)
    return aside


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpacks a backup into `folder` and compares every file with the manifest; `BadInput` when one is not as it was."""
    folder.mkdir(mode=0o700)
    found: dict[str, Part] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(file, "r|gz") as tar, bar(say("检查", "Checking"), None) as step:
            for member in tar:
                source = tar.extractfile(member)
                if member.name == MANIFEST and source:
                    manifest = json.decode(source.read(), type=Manifest)
                elif source:
                    name = inside(member.name)
                    found[name] = unpack_one(Hashed(source), name, folder / name)
                    step(found[name].size)
    except (tarfile.TarError, OSError, EOFError, DecodeError, ValidationError) as error:
        raise damaged(file, str(error)) from error
    if manifest is None:
        raise damaged(file, MANIFEST)
    for part in manifest.files:
        if found.get(part.name) != part:
            raise damaged(file, part.name)
    for name in set(found) - {part.name for part in manifest.files}:
        raise damaged(file, name)
    return manifest


def inside(name: str) -> str:
    """The name of a member below `data/`; `BadInput` for one that would lie anywhere else."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[:1] != (HOME,) or len(path.parts) < 2:
        raise BadInput("bad_member", f"备份里有不该有的文件：{name}", f"This does not belong in a backup: {name}")
    return PurePosixPath(*path.parts[1:]).as_posix()


def unpack_one(source: Hashed, name: str, target: Path) -> Part:
    """One file, readable by its owner only."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(source, out, PIECE)
        out.flush()
        os.fsync(out.fileno())
    return source.part(name)


def damaged(file: Path, what: str) -> BadInput:
    """What to say of a backup that is not whole."""
    return BadInput("damaged", f"{file} 不完整或已损坏：{what}", f"{file} is incomplete or damaged: {what}")


@contextmanager
def bar(words: str, total: int | None) -> Iterator[Any]:
    """A bar of bytes on the terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=err, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(words, total=total)
        yield lambda size: progress.advance(task, size)
