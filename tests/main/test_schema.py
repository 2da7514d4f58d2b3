"""Migrations: all branches to their heads, at once or not at all, and quickly when there is nothing to do."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

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


def python(command: str, *args: Path) -> int:
    """How a process of its own ends."""
    line = [sys.executable, "-c", command, *map(str, args)]
    return subprocess.run(line, env={"PYTHONPATH": str(ROOT / "src")}, check=False).returncode


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {name for (name,) in db.execute("select name from sqlite_master where type='table'")}


def test_all_branches_and_then_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "data" / "yingda.db"
    rooms = {name: branch(tmp_path, name, f"create table {name}(id text)") for name in ("people", "desk")}
    assert schema.upgrade(f"sqlite:///{path}", rooms)
    assert tables(path) == {"alembic_version", "event", "reaction", "people", "desk"}
    assert schema.current(path) == schema.heads(rooms) == {"core_0001", "people_0001", "desk_0001"}
    assert not schema.upgrade(path, rooms)


def test_a_new_revision_and_a_new_room(tmp_path: Path) -> None:
    path = tmp_path / "yingda.db"
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    schema.upgrade(path, rooms)
    branch(tmp_path, "people", "alter table people add column name text", number=2, down="people_0001")
    rooms["flows"] = branch(tmp_path, "flows", "create table flow(id text)")
    assert schema.heads(rooms) == {"core_0001", "people_0002", "flows_0001"}
    assert schema.upgrade(path, rooms)
    assert schema.current(path) == schema.heads(rooms)
    assert "flow" in tables(path)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "yingda.db"
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    schema.upgrade(path, rooms)
    before = tables(path), schema.current(path)
    rooms["desk"] = branch(tmp_path, "desk", "create table desk(id text)", "create tabel wrong(id text)")
    with pytest.raises(Exception, match="syntax"):
        schema.upgrade(path, rooms)
    assert (tables(path), schema.current(path)) == before
    branch(tmp_path, "desk", "create table desk(id text)")
    assert schema.upgrade(path, rooms)
    assert "desk" in tables(path)


def test_two_that_upgrade_at_once(tmp_path: Path) -> None:
    path = tmp_path / "yingda.db"
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    command = (
        "import sys; from pathlib import Path; from yingda.main import schema;"
        "schema.upgrade(sys.argv[1], {'people': Path(sys.argv[2])})"
    )

    def run(_: int) -> int:
        return python(command, path, rooms["people"])

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(run, range(3))) == [0, 0, 0]
    assert schema.current(path) == schema.heads(rooms)


def test_a_start_with_nothing_to_do_does_not_import_alembic(tmp_path: Path) -> None:
    path = tmp_path / "yingda.db"
    schema.upgrade(path, {})
    command = (
        "import sys; from yingda.main import schema; assert not schema.upgrade(sys.argv[1], {});"
        "assert not {'alembic', 'sqlalchemy'} & set(sys.modules)"
    )
    assert python(command, path) == 0


def test_a_database_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "yingda.db"
    rooms = {"people": branch(tmp_path, "people", "create table people(id text)")}
    schema.upgrade(path, rooms)
    with closing(sqlite3.connect(path)) as db:
        db.execute("update alembic_version set version_num='people_0009' where version_num='people_0001'")
        db.commit()
    with pytest.raises(schema.NewerDatabase, match="people_0009"):
        schema.upgrade(path, rooms)
