"""What the language model offers."""

from pathlib import Path

from yingda.kernel import House
from yingda.kernel.language import LanguageModel
from yingda.rooms.accounts import Seal

from . import api, store
from .service import Llm


def install(house: House) -> None:
    """The engine is chosen before; nothing is asked until a business turns it on."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    anywhere, hosts = house.setting("allow_private_fetch", False), house.setting("private_hosts", ())
    model: LanguageModel = house.need(LanguageModel)  # type: ignore[type-abstract]
    llm = Llm(house.db, model, house.clock, Seal(house.setting("secret"), "llm"), lambda h: anywhere or h in hosts)
    house.offer(Llm, llm)
    house.route(*api.routes(llm))
