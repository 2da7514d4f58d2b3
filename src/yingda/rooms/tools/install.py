"""What tools offer."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.accounts import Seal

from . import api, store
from .service import Tools


def install(house: House) -> None:
    """A pack's tools are taken by reference: packs may be installed later."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    anywhere, hosts = house.setting("allow_private_fetch", False), house.setting("private_hosts", ())
    seal = Seal(house.setting("secret"), "tools")
    tools = Tools(house.db, house.fetch, house.clock, seal, house.tools, lambda host: anywhere or host in hosts)
    house.offer(Tools, tools)
    house.route(*api.routes(tools))
