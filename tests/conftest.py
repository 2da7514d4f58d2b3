"""Fixtures that many suites share: a demo server, and a small business in process."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from tests.support import server as servers

plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
structlog.configure(processors=[structlog.stdlib.add_log_level, plain])

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # how long an example takes says something of the machine, not of the code


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: Playwright keeps a loop of its own running in this thread from its first test to the end of
    the session, and beside that no other test could run its own."""
    items.sort(key=lambda item: "/e2e/" in item.path.as_posix())


@pytest.fixture(autouse=True)
def same_logs() -> Iterator[None]:
    """Whatever a test does to the logs of this process ends with it."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture
def engine() -> str:
    """The engine that the small business runs on; `tests/walks` asks for every one."""
    return "sqlite"


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo business, made once; copy it before you change it."""
    data = tmp_path_factory.mktemp("demo") / "data"
    servers.load_demo(data)
    return data


@pytest.fixture(scope="session")
def server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """A real server with the demo business, shared by the tests that do not break it."""
    data = tmp_path_factory.mktemp("serving") / "data"
    shutil.copytree(demo_data, data)
    with servers.serving(data) as running:
        yield running


@pytest.fixture
def own_server(demo_data: Path, tmp_path: Path) -> Iterator[servers.Server]:
    """A real server of one's own, to be killed."""
    shutil.copytree(demo_data, tmp_path / "data")
    with servers.serving(tmp_path / "data") as running:
        yield running
