"""What the glossary offers."""

from pathlib import Path

from yingda.kernel import House

from . import api, store
from .events import GlossaryChanged
from .service import Glossary


def install(house: House) -> None:
    """Words of businesses, and their page."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    glossary = Glossary(house.db, house.clock)
    house.offer(Glossary, glossary)

    async def changed(event: GlossaryChanged) -> None:
        glossary.forget(event.tenant)

    house.hear(GlossaryChanged, changed)
    house.route(*api.routes(glossary))
