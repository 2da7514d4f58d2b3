"""What the help centre offers."""

from pathlib import Path

from yingda.kernel import House, Reception
from yingda.rooms.accounts import Accounts
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People
from yingda.rooms.sense import Sense

from . import api, store
from .service import Help, Reading, WriteIn


def install(house: House) -> None:
    """Public pages, and the API about them."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    accounts, public_url = house.need(Accounts), str(house.setting("public_url", ""))
    help = Help(house.db, house.clock, accounts)
    house.offer(Help, help)
    reading = Reading(help, house.need(Knowledge), house.need(Sense), accounts, house.clock)
    door: Reception = house.need(Reception)  # type: ignore[type-abstract]
    write = WriteIn(door, house.need(People))
    house.route(*api.pages(help, reading, write, house.clock, public_url), *api.staff(help, public_url))
