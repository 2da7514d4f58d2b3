"""The import contracts of `.importlinter` hold, and each of them bites."""

from pathlib import Path

import pytest
from tests.house import contracts


def test_contracts_hold() -> None:
    kept, says = contracts.lint()
    assert kept, says


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("small")
    contracts.small_house(root)
    return root


def test_small_house_is_in_order(small: Path) -> None:
    kept, says = contracts.lint(small)
    assert kept, says


PLANTS = [
    ("Floors", "kernel/__init__.py", "import yingda.rooms.people\n"),
    ("Floors", "engines/sqlite/__init__.py", "import yingda.channels.web\n"),
    ("Floors", "cellar/__init__.py", ""),
    ("The outer wall", "channels/web/__init__.py", "import yingda.rooms.people\n"),
    ("The outer wall", "packs/shop/__init__.py", "def f():\n    import yingda.rooms.bot\n"),
    ("Rooms:", "rooms/people/service.py", "import yingda.rooms.bot\n"),
    ("Rooms:", "rooms/people/service.py", "def f():\n    from yingda.rooms.bot import Service\n"),
    ("Rooms:", "rooms/sense/service.py", "import yingda.rooms.knowledge\n"),
    ("Rooms:", "rooms/attic/__init__.py", ""),
    ("No cycles", "rooms/people/service.py", "import yingda.rooms.bot\n"),
    ("Models are pure", "rooms/bot/model.py", "import sqlite3\n"),
    ("Models are pure", "rooms/bot/model.py", "from time import time\n"),
]


@pytest.mark.parametrize(("contract", "file", "text"), PLANTS)
def test_contract_bites(tmp_path: Path, contract: str, file: str, text: str) -> None:
    contracts.small_house(tmp_path)
    contracts.plant(tmp_path, file, text)
    kept, says = contracts.lint(tmp_path)
    assert not kept
    broken = [line for line in says.splitlines() if line.rstrip().endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), says
