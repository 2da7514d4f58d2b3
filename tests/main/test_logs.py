import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from msgspec import json

from yingda.main.logs import set_up


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(capture: pytest.CaptureFixture[str]) -> list[Any]:
    said = capture.readouterr()
    assert said.out == "", "logs go to standard error"
    return [json.decode(line) for line in said.err.splitlines()]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info", "json")
    structlog.get_logger("room").info("开门", count=1)
    structlog.get_logger("room").debug("quiet")
    (line,) = lines(capsys)
    assert (line["event"], line["count"], line["level"]) == ("开门", 1, "info")
    assert line["timestamp"].endswith("Z")


def test_what_libraries_log_comes_out_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info", "json")
    logging.getLogger("some.library").info("told %s", "so")
    logging.getLogger("asyncio").info("not this")
    try:
        raise ValueError("why")
    except ValueError:
        logging.getLogger("some.library").exception("failed")
    first, second = lines(capsys)
    assert first["event"] == "told so"
    assert "ValueError: why" in second["exception"]


def test_console(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("warning", "console")
    structlog.get_logger("room").info("quiet")
    structlog.get_logger("room").warning("loud", why="x")
    said = capsys.readouterr().err
    assert "quiet" not in said
    assert "loud" in said
    assert "why=x" in said
