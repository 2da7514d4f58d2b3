"""The PostgreSQL server: reachable, new enough, UTF-8, keeping what it says it kept, of one time with us."""

import asyncio
from collections.abc import Iterator
from importlib.util import find_spec
from urllib.parse import urlsplit

from yingda.main.settings import Settings

from . import store
from .finding import BAD, OK, WARN, Finding, both

OLDEST = 14
SKEW_S = 2.0
LOSSY = {
    "fsync": ("断电时可能丢失已确认的消息，甚至损坏整个库", "A power cut may lose what was acknowledged, or all of it"),
    "synchronous_commit": ("断电时会丢失已确认的最后几条消息", "A power cut loses the last acknowledged messages"),
    "full_page_writes": ("断电时可能损坏数据库", "A power cut may damage the database"),
}
"""Settings that must not be off, and what happens otherwise."""


def server(settings: Settings) -> Iterator[Finding]:
    """All of it."""
    if not settings.database.startswith("postgres") or find_spec("asyncpg") is None:
        return
    host = urlsplit(settings.database).hostname or "localhost"
    try:
        found = asyncio.run(store.ask(settings.database))
    except Exception as error:  # noqa: BLE001 - whatever keeps us from asking is the finding
        reason = str(error).partition("\n")[0][:200] or type(error).__name__
        zh = "看它是否在运行、地址和账号对不对、防火墙是否放行"
        en = "See that it runs, that address and user are right, and that no firewall stands between"
        why = ("数据都在它那里，没有它就无法启动", "Everything is kept there; without it nothing starts")
        words = f"连不上 PostgreSQL（{host}）：{reason}", f"PostgreSQL at {host} cannot be used: {reason}"
        yield Finding(BAD, words, (zh, en), why)
        return
    yield from judged(found)


def judged(found: store.Server) -> Iterator[Finding]:
    """What to say of a server that answered."""
    version = found.set["server_version"]
    fine = True
    if int(version.partition(".")[0]) < OLDEST:
        fine = False
        words = f"PostgreSQL {version} 太旧", f"PostgreSQL {version} is too old"
        todo = (f"升级到 {OLDEST} 或更新", f"Upgrade to {OLDEST} or newer")
        yield Finding(BAD, words, todo, ("需要的功能它还没有", "It lacks what we need"))
    if found.set["server_encoding"] != "UTF8":
        fine = False
        words = (
            f"数据库编码是 {found.set['server_encoding']}",
            f"The database is encoded in {found.set['server_encoding']}",
        )
        command = both("createdb -E UTF8 -T template0 yingda")
        yield Finding(BAD, words, command, ("中文和表情存不进去", "It cannot hold Chinese or emoji"))
    for name, why in LOSSY.items():
        if found.set[name] == "off":
            fine = False
            yield Finding(BAD, both(f"PostgreSQL: {name} = off"), both(f"alter system set {name} = on"), why)
    if abs(found.ahead_s) > SKEW_S:
        fine = False
        zh = f"本机与数据库的时钟相差 {abs(found.ahead_s):.0f} 秒"
        en = f"The clocks here and there are {abs(found.ahead_s):.0f} s apart"
        todo = ("两边都用 NTP 对时：timedatectl set-ntp true", "Set both by NTP: timedatectl set-ntp true")
        why = ("消息显示的时间会错，提醒会早到或迟到", "Times shown are wrong, and reminders come early or late")
        yield Finding(WARN, (zh, en), todo, why)
    if fine:
        yield Finding(OK, (f"PostgreSQL {version}，设置可靠", f"PostgreSQL {version}, safely set"))
