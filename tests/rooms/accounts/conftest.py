"""A real service on a real file, with a clock that the test moves and hashing that is quick."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from tests.support.database import fresh

from yingda.engines.sqlite import Sqlite
from yingda.main import wall
from yingda.rooms.accounts import Accounts, Business
from yingda.rooms.accounts.api import routes

SECRET = "5a" * 32
PASSWORD = "correct horse battery"


class Hand:
    """A clock moved by hand, ms."""

    def __init__(self, at: int = 1_790_000_000_000) -> None:
        self.at = at

    def now(self) -> int:
        return self.at

    def wait(self, *, s: float = 0, h: float = 0, days: float = 0) -> None:
        self.at += round((s + h * 3600 + days * 86_400) * 1000)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Sqlite]:
    async with fresh(tmp_path, "accounts") as db:
        yield db


@pytest.fixture
def accounts(db: Sqlite, clock: Hand) -> Accounts:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    return Accounts(db, clock, SECRET, "https://help.example/", quick)


@pytest.fixture
async def shop(accounts: Accounts) -> Business:
    """A business with one administrator, 林珊."""
    return await accounts.found("青禾数码", "zh-CN", "Asia/Shanghai", "林珊", "lin@qinghe.example", PASSWORD, "qinghe")


@pytest.fixture
async def web(accounts: Accounts) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser before the routes of this room, with the wall in between."""
    app = Litestar(
        routes(accounts),
        middleware=[wall.recognise(accounts)],
        guards=[wall.permit(accounts)],
        exception_handlers=wall.HANDLERS,
        logging_config=None,
    )
    transport = httpx2.ASGITransport(app, client=("192.0.2.7", 4711))
    async with httpx2.AsyncClient(transport=transport, base_url="https://help.example") as client:
        yield client
