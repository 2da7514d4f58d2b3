"""The SQLite file and what lies in it: sound, ours to write, of a schema that we know; work put aside; models; backups."""

import sqlite3
import time
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from yingda.main import build, schema
from yingda.main.reactor import TRIES
from yingda.main.settings import Settings

from .. import archive, store
from .finding import BAD, OK, WARN, Finding

OLD_DAYS = 7
LISTED = 5


def kept(settings: Settings) -> Path | None:
    """The SQLite file, when that is the engine and it is there."""
    on_sqlite = settings.database.startswith("sqlite:")
    return settings.database_file if on_sqlite and settings.database_file.exists() else None


def sound(settings: Settings) -> Iterator[Finding]:
    """Nothing in the file is damaged, and nobody keeps us from writing."""
    file = kept(settings)
    if file is None:
        if settings.database.startswith("sqlite:"):
            yield Finding(OK, ("数据库还没有，首次启动时建立", "The database will be made at the first start"))
        return
    try:
        wrong = store.integrity(file)
    except sqlite3.Error as error:
        wrong = [str(error)]
    if wrong:
        zh = "停止服务，用最近的备份恢复：yingda restore <备份> --force"
        en = "Stop it and restore the last backup: yingda restore <backup> --force"
        why = (
            "一部分对话可能读不出来，继续写会更糟",
            "Some conversations may be unreadable; writing on makes it worse",
        )
        yield Finding(BAD, (f"数据库损坏：{wrong[0]}", f"The database is damaged: {wrong[0]}"), (zh, en), why)
        return
    yield Finding(OK, ("数据库完好", "The database is sound"))
    if store.locked(file):
        zh = "关掉打开着它的其他程序（数据库工具、同步盘、备份软件）"
        en = "Close whatever else has it open: a database tool, a synchronised folder, backup software"
        why = ("新消息存不进去，会被拒收", "New messages cannot be kept and are refused")
        yield Finding(BAD, ("数据库被别的程序锁住", "Another program has locked the database"), (zh, en), why)


def versions(settings: Settings) -> Iterator[Finding]:
    """The revisions of the database against those of this version and its extensions."""
    folders: dict[str, Path] = {}
    for name in [*build.names(settings), *(found.module for found in entry_points(group=build.GROUP))]:
        spec = find_spec(name) if find_spec(name.split(".")[0]) else None
        if spec is None or spec.origin is None:
            todo = ("安装它，或从 YINGDA_EXTENSIONS 中去掉", "Install it, or take it out of YINGDA_EXTENSIONS")
            why = ("服务无法启动", "It cannot start")
            yield Finding(BAD, (f"没有扩展模块 {name}", f"There is no extension module {name}"), todo, why)
        elif (migrations := Path(spec.origin).parent / "migrations").is_dir():
            folders[name] = migrations
    file = kept(settings)
    if file is None:
        return
    try:
        current = schema.current(file)
    except sqlite3.Error:  # said already: it is damaged
        return
    yield from compared(current, folders)


def compared(current: frozenset[str], folders: dict[str, Path]) -> Iterator[Finding]:
    """The revisions that a database is at against those in `folders`."""
    texts = (f.read_text("utf-8") for p in (*folders.values(), schema.CORE) for f in p.glob("*.py"))
    known = {revision for text in texts for revision in schema.REVISION.findall(text)}
    if strange := ", ".join(sorted(current - known)):
        zh = f"数据库由更新的版本写成，或缺少扩展（{strange}）"
        en = f"Made by a newer version or a missing extension ({strange})"
        todo = ("装回更新的版本或扩展，或恢复旧备份", "Install that version or extension, or restore an older backup")
        why = ("旧程序不认识新数据，所以拒绝打开", "This version does not know what is in it, so it refuses to open it")
        yield Finding(BAD, (zh, en), todo, why)
    elif current != schema.heads(folders):
        todo = ("升级前先备份：yingda backup", "Back it up first: yingda backup")
        yield Finding(WARN, ("数据库将在下次启动时升级", "The database is upgraded at the next start"), todo)
    else:
        yield Finding(OK, ("数据库结构是最新的", "The schema of the database is current"))


def parked(settings: Settings) -> Iterator[Finding]:
    """Work that failed too often and was put aside."""
    file = kept(settings)
    try:
        found = store.parked(file, TRIES) if file else []
    except sqlite3.Error:
        return
    why = ("例如一条没有得到机器人回答的消息", "For instance a message that the bot has not answered")
    todo = (
        "改正原因后，在工作台「系统状态」里重新执行",
        "Mend the cause, then run it again on the console's page System",
    )
    for one in found[:LISTED]:
        zh, en = (
            f"搁置的后续处理 {one.name}（{one.about}）：{one.error}",
            f"Parked: {one.name} ({one.about}): {one.error}",
        )
        yield Finding(WARN, (zh, en), todo, why)
    if len(found) > LISTED:
        more = len(found) - LISTED
        yield Finding(WARN, (f"另有 {more} 个搁置", f"{more} more are parked"))


def models(settings: Settings) -> Iterator[Finding]:
    """The bot has learned something."""
    file = kept(settings)
    try:
        learned = not file or not store.articles(file) or any((settings.data / "models").rglob("*.*"))
    except sqlite3.Error:
        return
    if not learned:
        zh, en = (
            "启动服务等一两分钟；仍没有时看日志里的 learning failed",
            "Serve for a minute or two, then look in the log",
        )
        todo = (zh, en)
        why = (
            "机器人只能按字面搜索，听不懂换一种说法的问题",
            "The bot searches by words only and misses other phrasings",
        )
        yield Finding(WARN, ("还没有训练好的模型", "There is no trained model yet"), todo, why)


def backups(settings: Settings) -> Iterator[Finding]:
    """There is a backup, and it is not old."""
    if not settings.data.exists() or (file := kept(settings)) is None:
        return
    mark = settings.data / archive.LAST
    made = mark.stat().st_mtime if mark.exists() else 0.0
    days = int((time.time() - (made or file.stat().st_ctime)) // 86_400)
    todo = ("运行 yingda backup，并让它每天自动运行", "Run yingda backup, and have it run every day")
    why = ("盘坏了或误删了，只能回到最近一次备份", "When a disk breaks, you get back what was in the last backup")
    if not made:
        yield Finding(WARN, ("从来没有备份过", "There has never been a backup"), todo, why)
    elif days > OLD_DAYS:
        words = f"最近一次备份是 {days} 天前", f"The last backup is {days} days old"
        yield Finding(WARN, words, todo, why)
    else:
        yield Finding(OK, ("有近期的备份", "There is a recent backup"))
