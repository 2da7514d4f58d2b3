import socket
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from msgspec import json
from tests.main.terminal import Terminal, free_port
from tests.main.test_cli import NEW

from yingda.main.reactor import TRIES


@pytest.fixture
def sick(yingda: Terminal) -> Terminal:
    """A business, on a port that is free."""
    yingda.set(YINGDA_PORT=str(free_port()))
    assert yingda(*NEW).code == 0
    return yingda


def findings(yingda: Terminal, state: str) -> list[str]:
    """What the doctor says that is in this state."""
    found: list[Any] = json.decode(yingda("doctor", "--json").out)
    return [one["what"][1] for one in found if one["state"] == state and "front end" not in one["what"][1]]


def test_all_is_well(sick: Terminal) -> None:
    assert findings(sick, "bad") == []
    said = sick("doctor")
    assert "The database is sound" in said.out
    assert "The schema of the database is current" in said.out
    sick.set(LC_ALL="zh_CN.UTF-8")
    assert "数据库完好" in sick("doctor").out


def test_before_the_first_start(yingda: Terminal) -> None:
    yingda.set(YINGDA_PORT=str(free_port()))
    assert findings(yingda, "bad") == []
    assert not yingda.data.exists(), "looking changes nothing"


def test_bad_settings(yingda: Terminal) -> None:
    yingda.set(YINGDA_PORT="x", YINGDA_PROT="1")
    assert "YINGDA_PORT" in findings(yingda, "bad")[0]
    yingda.set(YINGDA_PORT="8123")
    assert findings(yingda, "warn")[0] == "There is no setting YINGDA_PROT"


def test_a_damaged_database(sick: Terminal) -> None:
    file = sick.data / "yingda.db"
    body = bytearray(file.read_bytes())
    body[4096 * 2 : 4096 * 6] = b"\xff" * 4096 * 4
    file.write_bytes(bytes(body))
    assert any("damaged" in words for words in findings(sick, "bad"))
    file.write_bytes(b"no database at all" * 1000)
    said = sick("doctor")
    assert said.code == 1
    assert "yingda restore" in said.out


def test_a_database_of_another_version(sick: Terminal) -> None:
    with closing(sqlite3.connect(sick.data / "yingda.db")) as db, db:
        db.execute("insert into alembic_version values ('people_9999')")
    assert "missing extension (people_9999)" in findings(sick, "bad")[0]
    with closing(sqlite3.connect(sick.data / "yingda.db")) as db, db:
        db.execute("delete from alembic_version where version_num like 'people%'")
    assert findings(sick, "bad") == []
    assert "upgraded at the next start" in findings(sick, "warn")[0]


def test_an_extension_that_is_not_there(sick: Terminal) -> None:
    sick.set(YINGDA_EXTENSIONS="my_weather")
    assert findings(sick, "bad") == ["There is no extension module my_weather"]


def test_parked_work(sick: Terminal) -> None:
    with closing(sqlite3.connect(sick.data / "yingda.db")) as db, db:
        columns = "tenant, event, name, about, at, tries, due, error"
        db.execute(f"insert into reaction({columns}) values ('t', 'e', 'bot.answer', 'c1', 0, {TRIES}, 0, 'it broke')")
    assert "Parked: bot.answer (c1): it broke" in findings(sick, "warn")


def test_open_permissions(sick: Terminal) -> None:
    sick.data.chmod(0o755)
    (sick.data / "secret").chmod(0o644)
    assert any("Other users can read" in words for words in findings(sick, "warn"))
    assert any("Other users can read" in words for words in findings(sick, "bad"))


def test_a_port_that_is_taken(sick: Terminal) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        sick.set(YINGDA_PORT=str(other.getsockname()[1]))
        assert "is taken" in findings(sick, "bad")[0]
