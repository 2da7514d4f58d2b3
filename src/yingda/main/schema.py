"""Brings a database to the newest schema. Each room has a branch of Alembic revisions of its own; all are run to their
heads, in one transaction, so that an upgrade that fails leaves the database as it was.

Reading the files and one small query tell whether there is anything to do; Alembic is imported only if there is.
"""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from yingda.kernel import BadInput

CORE = Path(__file__).parent / "migrations"
REVISION = re.compile(r"^revision\b[^=\n]*=\s*[\"']([\w-]+)[\"']", re.M)
DOWN = re.compile(r"^down_revision\b[^=\n]*=\s*(.+)$", re.M)
NAME = re.compile(r"[\"']([\w-]+)[\"']")


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


def current(path: str | Path) -> frozenset[str]:
    """The revisions that the SQLite file at `path` is at; none when it is new."""
    file = _file(path)
    if not file.exists():
        return frozenset()
    with closing(sqlite3.connect(file)) as db:
        try:
            return frozenset(name for (name,) in db.execute("select version_num from alembic_version"))
        except sqlite3.OperationalError:  # no such table: a new file
            return frozenset()


def upgrade(path: str | Path, migrations: Mapping[str, Path]) -> bool:
    """Brings the database (a path, or a `sqlite:///` URL) to the newest schema of the core and of all `migrations`
    (room -> folder). Answers whether there was anything to do. Blocks; call it before the loop runs or in a thread.
    Raises `NewerDatabase` for revisions that nobody here knows."""
    every, below = _read(migrations)
    at = current(path)
    if unknown := ", ".join(sorted(at - every)):
        zh = f"这个数据库由更新的版本写成（{unknown}），请升级程序，或装回缺少的扩展"
        en = f"This database was written by a newer version ({unknown}): upgrade, or install the missing extension"
        raise NewerDatabase("newer_database", zh, en)
    if at == every - below:
        return False
    file = _file(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    _run(file, _folders(migrations))
    return True


def _folders(migrations: Mapping[str, Path]) -> list[Path]:
    return [CORE, *migrations.values()]


def _file(path: str | Path) -> Path:
    return Path(str(path).removeprefix("sqlite:///"))


def _run(file: Path, folders: list[Path]) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    script = ScriptDirectory(str(CORE), version_locations=[str(folder) for folder in folders])
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def own_transactions(db: Any, _: Any) -> None:
        """Tables are made inside the transaction too; by itself the driver would commit before each of them."""
        db.isolation_level = None
        db.execute("pragma busy_timeout=30000")
        db.execute("pragma journal_mode=wal")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        """Two processes that upgrade at once come one after the other; the second finds nothing to do."""
        connection.exec_driver_sql("begin immediate")

    def steps(revision: Any, _: Any) -> Any:
        return script._upgrade_revs("heads", revision)

    with EnvironmentContext(Config(), script, fn=steps, destination_rev="heads") as environment, engine.begin() as db:
        environment.configure(connection=db, transactional_ddl=True)
        environment.run_migrations()
    engine.dispose()
