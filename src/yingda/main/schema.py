"""Brings a database to the newest schema. Each room has a branch of Alembic revisions of its own; all are run to their
heads, in one transaction, so that an upgrade that fails leaves the database as it was. Nodes that start at once come one
after the other: the second finds nothing to do.

Reading the files and one small query tell whether there is anything to do; Alembic is imported only if there is.
"""

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from yingda.kernel import BadInput, Unavailable

T = TypeVar("T")
CORE = Path(__file__).parent / "migrations"
REVISION = re.compile(r"^revision\b[^=\n]*=\s*[\"']([\w-]+)[\"']", re.M)
DOWN = re.compile(r"^down_revision\b[^=\n]*=\s*(.+)$", re.M)
NAME = re.compile(r"[\"']([\w-]+)[\"']")
SERVERS = ("postgresql://", "postgres://")
LOCK = 0x79696E676461
"""The advisory lock of an upgrade on PostgreSQL."""
OLDEST = 14
"""The oldest PostgreSQL that will do."""
READ = "select version_num from alembic_version"


class NewerDatabase(BadInput):
    """The database was written by a newer version of the program, or by an extension that is no longer installed."""


def heads(migrations: Mapping[str, Path]) -> frozenset[str]:
    """The newest revision of every branch, found by reading the files."""
    every, below = _read(migrations)
    return every - below


def _read(migrations: Mapping[str, Path]) -> tuple[frozenset[str], frozenset[str]]:
    """All revisions there are, and those that another one builds upon."""
    every: set[str] = set()
    below: set[str] = set()
    for folder in _folders(migrations):
        for file in sorted(folder.glob("*.py")):
            text = file.read_text("utf-8")
            if found := REVISION.search(text):
                every.add(found[1])
                if down := DOWN.search(text):
                    below.update(NAME.findall(down[1]))
    return frozenset(every), frozenset(below)


def on_server(url: str | Path) -> bool:
    """Whether a database lies on a server rather than in a file."""
    return str(url).startswith(SERVERS)


def current(url: str | Path) -> frozenset[str]:
    """The revisions that a database is at; none when it is new. `url` is a URL, or the path of an SQLite file. Raises
    `Unavailable` when a server cannot be reached."""
    if on_server(url):
        return asked(str(url), _current)
    file = _file(url)
    if not file.exists():
        return frozenset()
    with closing(sqlite3.connect(file)) as db:
        try:
            return frozenset(name for (name,) in db.execute(READ))
        except sqlite3.OperationalError:  # no such table: a new file
            return frozenset()


async def _current(db: Any) -> frozenset[str]:
    if db.get_server_version().major < OLDEST:
        zh, en = f"需要 PostgreSQL {OLDEST} 或更新的版本", f"PostgreSQL {OLDEST} or newer is needed"
        raise BadInput("old_server", zh, en)
    if not await db.fetchval("select to_regclass('alembic_version') is not null"):
        return frozenset()
    return frozenset(row[0] for row in await db.fetch(READ))


def asked(url: str, question: Callable[[Any], Awaitable[T]]) -> T:
    """What a PostgreSQL answers to `question(connection)`, asked from a loop of its own. Blocks."""
    import asyncpg

    async def ask() -> T:
        try:
            db = await asyncpg.connect(url, timeout=10)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
            zh, en = f"无法连接数据库：{error}", f"Cannot reach the database: {error}"
            raise Unavailable("database", zh, en) from error
        try:
            return await question(db)
        finally:
            await db.close()

    found: T = _apart(ask)
    return found


def _apart(work: Callable[[], Any]) -> Any:
    """Runs a coroutine in a thread, where no loop runs yet."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


def upgrade(url: str | Path, migrations: Mapping[str, Path], to: Iterable[str] = ("heads",)) -> bool:
    """Brings the database (a URL, or the path of an SQLite file) to the newest schema of the core and of all
    `migrations` (room -> folder). Answers whether there was anything to do. Blocks; call it before the loop runs or in
    a thread. `to` names older revisions to stop at. Raises `NewerDatabase` for revisions that nobody here knows."""
    every, below = _read(migrations)
    at, steps = current(url), tuple(sorted(to))
    if unknown := ", ".join(sorted(at - every)):
        zh = f"这个数据库由更新的版本写成（{unknown}），请升级程序，或装回缺少的扩展"
        en = f"This database was written by a newer version ({unknown}): upgrade, or install the missing extension"
        raise NewerDatabase("newer_database", zh, en)
    if at == every - below or at == set(steps):
        return False
    if on_server(url):
        _apart(lambda: _on_server(str(url), _folders(migrations), steps))
    else:
        file = _file(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        _in_file(file, _folders(migrations), steps)
    return True


def _folders(migrations: Mapping[str, Path]) -> list[Path]:
    return [CORE, *migrations.values()]


def _file(path: str | Path) -> Path:
    return Path(str(path).removeprefix("sqlite:///"))


def _run(db: Any, folders: list[Path], to: Sequence[str]) -> None:
    """Runs what is missing on a connection of SQLAlchemy, inside its transaction."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(CORE), version_locations=[str(folder) for folder in folders])

    for name in to:

        def steps(revision: Any, _: Any, name: str = name) -> Any:
            return script._upgrade_revs(name, revision)

        with EnvironmentContext(Config(), script, fn=steps, destination_rev=name) as environment:
            environment.configure(connection=db, transactional_ddl=True)
            environment.run_migrations()


def _in_file(file: Path, folders: list[Path], to: Sequence[str]) -> None:
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def own_transactions(db: Any, _: Any) -> None:
        """Tables are made inside the transaction too; by itself the driver would commit before each of them."""
        db.isolation_level = None
        db.execute("pragma busy_timeout=30000")
        db.execute("pragma journal_mode=wal")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        """Two processes that upgrade at once come one after the other."""
        connection.exec_driver_sql("begin immediate")

    with engine.begin() as db:
        _run(db, folders, to)
    engine.dispose()


async def _on_server(url: str, folders: list[Path], to: Sequence[str]) -> None:
    from asyncpg import connect
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    engine = create_async_engine(
        "postgresql+asyncpg://", poolclass=NullPool, async_creator=lambda *_, **__: connect(url, timeout=10)
    )
    async with engine.begin() as db:
        await db.execute(text(f"select pg_advisory_xact_lock({LOCK})"))
        await db.run_sync(_run, folders, to)
    await engine.dispose()
