"""`yingda migrate` and `yingda move`: the newest schema, and another engine under the same business."""

from typing import Annotated

import typer
from msgspec.structs import replace

from yingda.kernel import BadInput, Clash, NotFound
from yingda.main import build, schema
from yingda.main.settings import Settings

from . import store
from .archive import running
from .carrying import carry
from .words import done, err, out, say


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
    ],
) -> None:
    """The server must not be running. What was there before stays as it is; the target must be empty."""
    settings = Settings.read()
    target = replace(settings, database_url=Settings.read({"YINGDA_DATABASE_URL": to}).database)
    if target.database == settings.database:
        raise BadInput("same_database", "两边是同一个数据库", "The two databases are the same")
    if running(settings):
        zh, en = f"{settings.url} 正在运行，请先停止", f"It is running at {settings.url}: stop it first"
        raise Clash("running", zh, en)
    if not store.businesses(settings.database):
        zh, en = f"{settings.database_name} 里没有数据", f"There are no data in {settings.database_name}"
        raise NotFound("no_data", zh, en)
    if store.businesses(target.database):
        zh, en = f"目标数据库不是空的：{target.database_name}", f"The target is not empty: {target.database_name}"
        raise Clash("not_empty", zh, en)
    folders = build.migrations(settings)
    schema.upgrade(settings.database, folders)
    schema.upgrade(target.database, folders)
    sums = carry(settings.database, target.database, say("搬运", "Moving"))
    rows = sum(one.rows for one in sums.values())
    done(
        f"已搬运 {len(sums)} 张表、{rows:,} 行，逐行核对一致",
        f"{len(sums)} tables, {rows:,} rows moved; every row was compared",
    )
    out.print(say("  下一步：设置后启动", "  Now set this, then start"), markup=False)
    out.print(f"  YINGDA_DATABASE_URL={to}", markup=False)
    err.print(
        say(f"  原来的数据还在 {settings.database_name}", f"  The old data are still in {settings.database_name}")
    )
