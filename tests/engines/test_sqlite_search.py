"""The search index in SQLite keeps the contract, and its own promises."""

import sqlite3
from contextlib import closing

import pytest
from tests.engines.search_contract import *  # noqa: F403 - the shared suite

from yingda.engines.sqlite import SqliteSearch
from yingda.engines.sqlite.search import FIND, FORMAT, UPTO


@pytest.fixture
async def index(tmp_path):
    engine = SqliteSearch(tmp_path / "search.db")
    yield engine
    await engine.close()


async def test_another_format_begins_anew(tmp_path):
    file = tmp_path / "search.db"
    for spoil in (f"pragma user_version={FORMAT + 1}", None):
        engine = SqliteSearch(file)
        await engine.put([text("c1", 1, NOW, "x")], [("t1", "c1", 1)])  # noqa: F405
        assert await engine.ends("t1")
        await engine.close()
        if spoil:
            with closing(sqlite3.connect(file)) as db:
                db.execute(spoil)
        else:
            file.write_bytes(b"no database at all" * 100)
        engine = SqliteSearch(file)
        assert await engine.ends("t1") is None
        await engine.close()


async def test_what_was_kept_is_there_after_a_restart(tmp_path):
    engine = SqliteSearch(tmp_path / "search.db")
    await engine.put([text("c1", 1, NOW, "x")], [("t1", "c1", 1)])  # noqa: F405
    await engine.close()
    engine = SqliteSearch(tmp_path / "search.db")
    assert await found(engine, "x") == [("c1", 1)]  # noqa: F405
    await engine.close()


def test_the_plan(tmp_path):
    SqliteSearch(tmp_path / "search.db")
    with closing(sqlite3.connect(tmp_path / "search.db")) as db:
        plan = [row[3] for row in db.execute("explain query plan " + FIND, ('"x"', -5, -1, 1, 10))]
        plan += [row[3] for row in db.execute("explain query plan " + UPTO, ("[]",))]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    assert any("VIRTUAL TABLE INDEX" in step and "><" in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step], plan
