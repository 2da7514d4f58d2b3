"""Runs import-linter, on our tree and on small ones made from its own configuration."""

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from tests.house.tree import SRC, TOP

CONFIG = TOP / ".importlinter"
STAIRS = "importlinter:contract:stairs"


def staircase() -> list[tuple[str, ...]]:
    """The rooms from top to bottom as `.importlinter` has them; neighbours together."""
    config = ConfigParser()
    config.read(CONFIG, "utf-8")
    layers = config[STAIRS]["layers"].strip().splitlines()
    return [tuple(name.strip() for name in layer.split("|")) for layer in layers]


def lint(source: Path = SRC) -> tuple[bool, str]:
    """Whether all contracts are kept by the tree below `source`, and what import-linter says."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    env = {**os.environ, "PYTHONPATH": str(source), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [*command, "--config", str(CONFIG), "--no-cache", "--no-logo"],
        env=env, cwd=source, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode == 0, done.stdout + done.stderr


def small_house(root: Path) -> None:
    """The smallest tree that keeps every contract: all floors and rooms, each room calling the one below."""
    for floor in ("main", "kernel", "channels/web", "engines/sqlite", "packs/shop", "rooms"):
        _write(root, f"{floor}/__init__.py", "")
    for floor in ("", "channels", "engines", "packs"):
        _write(root, f"{floor}/__init__.py".lstrip("/"), "")
    below = ""
    for neighbours in reversed(staircase()):
        for room in neighbours:
            _write(root, f"rooms/{room}/__init__.py", "from .service import Service\n")
            _write(root, f"rooms/{room}/model.py", "import yingda.kernel\n")
            use = f"import yingda.rooms.{below}\n" if below else ""
            _write(root, f"rooms/{room}/service.py", f"from . import model\n{use}\n\nclass Service:\n    pass\n")
        below = neighbours[0]
    _write(root, "main/build.py", "from yingda.rooms import bot\nfrom yingda.engines import sqlite\n")


def plant(root: Path, file: str, text: str) -> None:
    """Adds `text` to a file of a small house."""
    path = root / "yingda" / file
    _write(root, file, (path.read_text("utf-8") if path.exists() else "") + text)


def _write(root: Path, file: str, text: str) -> None:
    path = root / "yingda" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
