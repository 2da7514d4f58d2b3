"""The demo shop in a fresh database, with flows on top."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.rooms.flows.support import offered
from tests.support.database import ROOMS

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.engines.sqlite import connect
from yingda.kernel import House
from yingda.main import schema
from yingda.packs import shop
from yingda.rooms.flows import Flows

NOW = 1_790_000_000_000
TENANT = "qinghe"


class Standing:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> int:
        return self.at


class Nowhere:
    async def get(self, url: str, **_: object) -> object:
        raise AssertionError(url)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    path = tmp_path / "yingda.db"
    schema.upgrade(path, {"flows": ROOMS / "flows" / "migrations", "shop": Path(shop.__file__).with_name("migrations")})
    db = await connect(path)
    house = House(db, InprocBus(), FileBlobs(tmp_path / "files"), Nowhere(), Standing(), {})  # type: ignore[arg-type]
    shop.install(house)
    house.offer(Flows, Flows(db, offered(house.tools), house.lessons, house.clock))
    await shop.load_demo(house, TENANT, shop.FOLDER, NOW, inbox_key="qinghe", identity_secret="s" * 40)
    try:
        yield house
    finally:
        await db.close()
