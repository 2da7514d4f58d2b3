"""Migrations: all branches to their heads, at once or not at all, and quickly when there is nothing to do."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.support import postgres

from yingda.main import schema

ROOT = Path(__file__).parents[2]


def branch(folder: Path, name: str, *statements: str, number: int = 1, down: str | None = None) -> Path:
    """A folder of revisions, as a room has one."""
    place = folder / name / "migrations"
    place.mkdir(parents=True, exist_ok=True)
    labels = "None" if down else f'("{name}",)'
    steps = "\n".join(f"    op.execute({sql!r})" for sql in statements)
    (place / f"{name}_{number:04}.py").write_text(
        f'"""A test."""\nfrom alembic import op\nrevision = "{name}_{number:04}"\ndown_revision = {down!r}\n'
        f"branch_labels = {labels}\ndepends_on = None\n\ndef upgrade() -> None:\n{steps}\n"
    )
    return place


def python(command: str, *args: object) -> int:
    """How a process of its own ends."""
    line = [sys.executable, "-c", command, *map(str, args)]
    return subprocess.run(line, env={"PYTHONPATH": str(ROOT / "src")}, check=False).returncode


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'yingda.db'}"
        return
    with postgres.database() as url:
        yield url


def run(url: str, sql: str) -> list[tuple[Any, ...]]:
    if schema.on_server(url):
        return postgres.execute(url, sql)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db:
        found = db.execute(sql).fetchall()
        db.commit()
        return found


def tables(url: str) -> set[str]:
    if schema.on_server(url):
        return {name for (name,) in run(url, "select tablename from pg_tables where schemaname='public'")}
    return {name for (name,) in run(url, "select name from sqlite_master where type='table'")}


CORE = schema.heads({})


def test_all_branches_and_then_nothing_to_do(tmp_path: Path, url: str) -> None:
    rooms = {name: branch(tmp_path, name, f"create table {name}(id text)") for name in ("people", "desk")}
    assert schema.upgrade(url, rooms)
    assert tables(url) >= {"alembic_version", "event", "reaction", "people", "desk"}
    assert schema.current(url) == schema.heads(rooms) == CORE | {"people_0001", "desk_0001"}
    assert not schema.upgrade(url, rooms)


def test_a_new_revision_and_a_new_room(tmp_path: Path, url: str) -> None:
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    schema.upgrade(url, rooms)
    branch(tmp_path, "people", "alter table people add column name text", number=2, down="people_0001")
    rooms["flows"] = branch(tmp_path, "flows", "create table flow(id text)")
    assert schema.heads(rooms) == CORE | {"people_0002", "flows_0001"}
    assert schema.upgrade(url, rooms)
    assert schema.current(url) == schema.heads(rooms)
    assert "flow" in tables(url)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path: Path, url: str) -> None:
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    schema.upgrade(url, rooms)
    before = tables(url), schema.current(url)
    rooms["desk"] = branch(tmp_path, "desk", "create table desk(id text)", "create tabel wrong(id text)")
    with pytest.raises(Exception, match="syntax"):
        schema.upgrade(url, rooms)
    assert (tables(url), schema.current(url)) == before
    branch(tmp_path, "desk", "create table desk(id text)")
    assert schema.upgrade(url, rooms)
    assert "desk" in tables(url)


def test_two_that_upgrade_at_once(tmp_path: Path, url: str) -> None:
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    command = (
        "import sys; from pathlib import Path; from yingda.main import schema;"
        "schema.upgrade(sys.argv[1], {'people': Path(sys.argv[2])})"
    )

    def run(_: int) -> int:
        return python(command, url, rooms["people"])

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(run, range(3))) == [0, 0, 0]
    assert schema.current(url) == schema.heads(rooms)


def test_a_start_with_nothing_to_do_does_not_import_alembic(tmp_path: Path, url: str) -> None:
    schema.upgrade(url, {})
    command = (
        "import sys; from yingda.main import schema; assert not schema.upgrade(sys.argv[1], {});"
        "assert not {'alembic', 'sqlalchemy'} & set(sys.modules)"
    )
    assert python(command, url) == 0


def test_a_database_from_a_newer_version_is_refused(tmp_path: Path, url: str) -> None:
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    schema.upgrade(url, rooms)
    run(url, "update alembic_version set version_num='people_0009' where version_num='people_0001'")
    with pytest.raises(schema.NewerDatabase, match="people_0009"):
        schema.upgrade(url, rooms)


def test_up_to_an_older_revision(tmp_path: Path, url: str) -> None:
    """What a backup of a database that is not upgraded yet is put into."""
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    branch(tmp_path, "people", "alter table people add column name text", number=2, down="people_0001")
    older = {"core_0001", "people_0001"}
    assert schema.upgrade(url, rooms, older)
    assert schema.current(url) == older
    assert not schema.upgrade(url, rooms, older)
    assert schema.upgrade(url, rooms)
    assert schema.current(url) == schema.heads(rooms)
