"""Faults, in doses: `DOSE=full` (`make torture`) for the full one, otherwise a short one; `SEED` for another sequence.

A test tells its figures through `figures`; they are shown as a table at the end and, in the full dose, kept in
bench/torture.json.
"""

import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.support.nursery import Nursery, nursery
from tests.support.shim import Shim

from yingda.main.build import Node, close_house, open_house
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts

FULL = os.environ.get("DOSE", "short") == "full"
SEED = int(os.environ.get("SEED", "1"))
OUT = Path(__file__).resolve().parents[2] / "bench" / "torture.json"
MEMORY = Path("/dev/shm")
PASSWORD = "correct-horse-7"
FIGURES: dict[str, dict[str, Any]] = {}
BROKEN = {"YINGDA_EXTENSIONS": "tests.faults.broken"}

Figures = Callable[..., None]


def dose(short: int, full: int) -> int:
    """How many, in this run."""
    return full if FULL else short


def broken(name: str) -> dict[str, str]:
    """The settings of a server in which one function is broken."""
    return {**BROKEN, "TESTS_BROKEN": name}


@pytest.fixture
def figures() -> Figures:
    """`figures("kill -9", cycles=…, lost=0)`: what was measured, for the table."""
    begun = time.monotonic()

    def tell(fault: str, **values: Any) -> None:
        FIGURES[fault] = {**values, "seconds": round(time.monotonic() - begun, 1), "seed": SEED}

    return tell


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table."""
    if not FIGURES:
        return
    terminalreporter.section(f"faults, {'full' if FULL else 'short'} dose")
    for fault, values in FIGURES.items():
        terminalreporter.write_line(f"{fault:<34} " + "  ".join(f"{k} {v}" for k, v in values.items()))
    if FULL:
        before = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
        day = time.strftime("%Y-%m-%d", time.gmtime())
        told = {fault: {**values, "day": day} for fault, values in FIGURES.items()}
        OUT.write_text(json.dumps({**before, **told}, indent=1, ensure_ascii=False) + "\n", "utf-8")


@pytest.fixture(scope="session")
def shop_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a business, one inbox with a bot, and two agents; copy it before you change it."""
    data = tmp_path_factory.mktemp("shop") / "data"

    with asyncio.Runner() as runner:
        runner.run(founded({"YINGDA_DATA": str(data)}))
    return data


async def founded(environ: dict[str, str]) -> None:
    """Founds the business in a new database."""
    node = await open_house(Settings.read(environ))
    try:
        accounts = node.need(Accounts)
        await accounts.found("小店", "zh-CN", "Asia/Shanghai", "老板", "boss@t.example", PASSWORD, "town")
        for name, email in (("陈静", "chen@t.example"), ("王磊", "wang@t.example")):
            await accounts.hire("town", password=PASSWORD, name=name, email=email, capacity=50)
        await accounts.open_inbox("town", name="网站", languages=("zh-CN",), pack="", identity="optional")
    finally:
        await close_house(node)


@pytest.fixture
def data(shop_data: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    return Path(shutil.copytree(shop_data, tmp_path / "data"))


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Servers in a moment."""
    with nursery(tmp_path_factory.mktemp("nursery")) as one:
        yield one


class Lab(NamedTuple):
    """A shim, a nursery under it, and a data folder that it watches."""

    shim: Shim
    nursery: Nursery
    data: Path


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shim, Nursery]]:
    """A nursery whose servers run under the shim."""
    folder = tmp_path_factory.mktemp("watched")
    shim = Shim(folder / "shim", folder / "root")
    shim.root.mkdir()
    with nursery(folder, shim.environment) as one:
        yield shim, one


@pytest.fixture
def lab(watched: tuple[Shim, Nursery], shop_data: Path) -> Iterator[Lab]:
    """See `Lab`; afterwards the disk is well again."""
    shim, one = watched
    data = Path(shutil.copytree(shop_data, shim.root / f"{len(list(shim.root.iterdir()))}" / "data"))
    yield Lab(shim, one, data)
    shim.reset()


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where the system has one: for what is only looked at, and need not be on a disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="yingda-") as folder:
        yield Path(folder)


@pytest.fixture
async def node(data: Path) -> AsyncIterator[Node]:
    """The business in this process: everything installed and running."""
    one = await open_house(Settings.read({"YINGDA_DATA": str(data)}))
    try:
        yield one
    finally:
        await close_house(one)
