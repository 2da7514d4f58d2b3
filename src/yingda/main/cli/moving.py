"""`yingda migrate` and `yingda move`: the newest schema, and other engines under the same business."""

from typing import Annotated

import typer
from msgspec.structs import replace

from yingda.kernel import BadInput, Clash, NotFound
from yingda.main import build, schema
from yingda.main.settings import Settings

from . import store
from .archive import running
from .carrying import carry, carry_files
from .words import done, err, out, say

HERE = "data"
"""The data folder, as a place for files."""
MIB = 1 << 20


def add(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(help=say("把数据库升级到当前版本的结构", "Bring the database to the schema of this version"))(migrate)
    app.command(help=say("把全部数据搬到另一个数据库", "Move everything into another database"))(move)


def migrate() -> None:
    """A server that starts does the same; several that start at once do it once."""
    settings = Settings.read()
    settings.make_data()
    if schema.upgrade(settings.database, build.migrations(settings)):
        done(f"数据库已升级：{settings.database_name}", f"The database was upgraded: {settings.database_name}")
    else:
        done("数据库已是最新结构", "The schema of the database is current")


def move(
    to: Annotated[
        str,
        typer.Option("--to", help=say("目标：postgresql://… 或 sqlite:///…", "Target: postgresql://… or sqlite:///…")),
    ] = "",
    files: Annotated[
        str,
        typer.Option(
            "--files",
            help=say("文件搬到：s3://…，或 data（数据目录）", "Where the files go: s3://…, or data (the data folder)"),
        ),
    ] = "",
) -> None:
    """The server must not be running. What was there before stays as it is; the target must be empty. Files first: what
    is there already is not sent again, so a move that was broken off goes on where it was."""
    settings = Settings.read()
    if not to and not files:
        raise BadInput("nothing_to_move", "请给出 --to 或 --files", "Say --to or --files")
    if running(settings):
        zh, en = f"{settings.url} 正在运行，请先停止", f"It is running at {settings.url}: stop it first"
        raise Clash("running", zh, en)
    target = replace(settings, database_url=Settings.read({"YINGDA_DATABASE_URL": to}).database) if to else settings
    ready(settings, target, moves=bool(to))
    if files:
        move_files(settings, files)
    if to:
        move_rows(settings, target)
    out.print(say("  下一步：设置后启动", "  Now set this, then start"), markup=False)
    for name, value in (("YINGDA_DATABASE_URL", to), ("YINGDA_BLOBS_URL", files)):
        if value:
            out.print(f"  {name}={'' if value == HERE else value}", markup=False)
    old = settings.database_name if to else settings.blobs_url or str(settings.data)
    err.print(say(f"  原来的数据还在 {old}", f"  The old data are still in {old}"))


def ready(settings: Settings, target: Settings, *, moves: bool) -> None:
    """Looks whether rows can be moved, before anything is touched."""
    if not store.businesses(settings.database):
        zh, en = f"{settings.database_name} 里没有数据", f"There are no data in {settings.database_name}"
        raise NotFound("no_data", zh, en)
    if moves and target.database == settings.database:
        raise BadInput("same_database", "两边是同一个数据库", "The two databases are the same")
    if moves and store.businesses(target.database):
        zh, en = f"目标数据库不是空的：{target.database_name}", f"The target is not empty: {target.database_name}"
        raise Clash("not_empty", zh, en)


def move_files(settings: Settings, to: str) -> None:
    """The files, into a bucket or back into the data folder."""
    url = "" if to == HERE else Settings.read({"YINGDA_BLOBS_URL": to}).blobs_url
    if url == settings.blobs_url:
        raise BadInput("same_files", "文件已经在那里", "The files are there already")
    target = build.files(replace(settings, blobs_url=url))
    filed = carry_files(build.files(settings), target, say("搬运文件", "Moving files"))
    done(
        f"已搬运 {filed.files:,} 个文件（{filed.bytes / MIB:.1f} MB，其中新传 {filed.sent:,} 个），逐个核对一致",
        f"{filed.files:,} files moved ({filed.bytes / MIB:.1f} MB, {filed.sent:,} of them sent now); each was compared",
    )


def move_rows(settings: Settings, target: Settings) -> None:
    """The rows of every table."""
    folders = build.migrations(settings)
    schema.upgrade(settings.database, folders)
    schema.upgrade(target.database, folders)
    sums = carry(settings.database, target.database, say("搬运", "Moving"))
    rows = sum(one.rows for one in sums.values())
    done(
        f"已搬运 {len(sums)} 张表、{rows:,} 行，逐行核对一致",
        f"{len(sums)} tables, {rows:,} rows moved; every row was compared",
    )
