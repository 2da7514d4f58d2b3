"""What flows offer."""

from pathlib import Path

from yingda.kernel import House

from . import store
from .service import Flows


def install(house: House) -> None:
    """Tools and lessons are taken by reference: packs may be installed later."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    house.offer(Flows, Flows(house.db, house.tools, house.lessons, house.clock))
