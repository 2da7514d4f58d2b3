import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from tests.main.terminal import Terminal

from yingda.main import cli


@pytest.fixture
def yingda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    """The command, in a data folder of its own."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    logs, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield Terminal(tmp_path / "data", monkeypatch, capsys)
    cli.words.language.cache_clear()
    structlog.configure(**logs)
    root.handlers[:] = handlers
    root.setLevel(level)
