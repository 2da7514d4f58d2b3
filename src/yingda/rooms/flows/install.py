"""What flows offer and react to."""

from pathlib import Path

from yingda.kernel import House, Personal
from yingda.rooms.people import ContactMerged
from yingda.rooms.tools import Tools

from . import api, store
from .events import FlowPublished, FlowWithdrawn
from .service import Flows, Persons


def install(house: House) -> None:
    """Lessons are taken by reference: packs may be installed later."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    flows, persons = Flows(house.db, house.need(Tools).known, house.lessons, house.clock), Persons(house.db)
    house.offer(Flows, flows)

    async def changed(event: FlowPublished | FlowWithdrawn) -> None:
        await flows.library.refresh(event.tenant, event.flow)

    async def merged(event: ContactMerged) -> None:
        await persons.merged(event.tenant, event.gone, event.into)

    house.hear(FlowPublished, changed)
    house.hear(FlowWithdrawn, changed)
    house.react(ContactMerged, "flows.merged", merged)
    house.personal(Personal("flows", persons.export, persons.erase))
    house.life(flows.library.load)
    house.route(*api.routes(flows))
