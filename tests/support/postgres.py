"""A PostgreSQL of our own for tests: made with `initdb` in a temporary folder on a free port, kept for the session, with
the durable settings it comes with. `YINGDA_TEST_POSTGRES` names a server to use instead (a URL of a role that may make
databases). Each test has a database of its own, copied from a template that was made once.
"""

import asyncio
import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Awaitable, Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from tests.support.needs import postgres_programs
from tests.support.server import free_port

from yingda.kernel import new_id

OWNER = "postgres"
SETTINGS = ("max_connections=200", "shared_buffers=64MB", "listen_addresses='127.0.0.1'", "autovacuum=off")
_templates: dict[Hashable, str] = {}
T = TypeVar("T")


class Cluster:
    """One server in a folder. `stop` and `start` as often as a test likes."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="yingda-postgres-"))
        self.port = free_port()
        self.owner: str | None = OWNER if os.geteuid() == 0 else None
        if self.owner:
            found = pwd.getpwnam(self.owner)
            os.chown(self.folder, found.pw_uid, found.pw_gid)
        self.data, self.log = self.folder / "data", self.folder / "log"
        self._run("initdb", "-D", str(self.data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{line}\n" for line in (*SETTINGS, f"port={self.port}"))
            conf.write(f"unix_socket_directories='{self.folder}'\n")

    def _run(self, program: str, *args: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *args], user=self.owner, cwd=self.folder, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> "Cluster":
        """Returns when it answers."""
        self._run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(self.log))
        return self

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends sessions in order; `immediate` is a crash."""
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.data))

    def url(self, database: str = OWNER) -> str:
        """Where a database of it is."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def remove(self) -> None:
        """Ends it and forgets its folder."""
        if (self.data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def server() -> str:
    """The URL of the session's server, without a database."""
    if given := os.environ.get("YINGDA_TEST_POSTGRES"):
        return given.rpartition("/")[0] if given.count("/") > 2 else given
    cluster = Cluster(postgres_programs()).start()
    atexit.register(cluster.remove)
    return cluster.url("").rstrip("/")


def run(work: Callable[[Any], Awaitable[T]], url: str) -> T:
    """The answer of `work(connection)`, from a thread and a loop of its own: also where a loop is running."""

    async def go() -> T:
        db = await asyncpg.connect(url)
        try:
            return await work(db)
        finally:
            await db.close()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(go())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(go())).result()


def execute(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """Runs statements one by one, outside any transaction; answers the rows of the last."""

    async def work(db: Any) -> list[tuple[Any, ...]]:
        found: list[Any] = []
        for sql in statements:
            found = await db.fetch(sql)
        return list(map(tuple, found))

    return run(work, url)


def _new(kind: str, template: str = "") -> str:
    name = f"yt_{kind}_{os.getpid()}_{new_id()[-6:]}"
    source = f" template {template}" if template else " template template0"
    execute(f"{server()}/postgres", f"create database {name}{source}")
    return name


@contextmanager
def database(key: Hashable = "", make: Callable[[str], None] | None = None) -> Iterator[str]:
    """The URL of a database that nobody else uses, gone afterwards. `make(url)` fills the template of `key`, once."""
    if make is not None and key not in _templates:
        name = _new("template")
        make(f"{server()}/{name}")
        _templates[key] = name
        if "YINGDA_TEST_POSTGRES" in os.environ:
            atexit.register(_drop, name)
    name = _new("test", _templates.get(key, "") if make is not None else "")
    try:
        yield f"{server()}/{name}"
    finally:
        _drop(name)


def _drop(name: str) -> None:
    with suppress(OSError, asyncpg.PostgresError):
        execute(f"{server()}/postgres", f"drop database if exists {name} with (force)")
