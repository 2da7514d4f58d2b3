"""What the spine offers and reacts to."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.people import ContactChanged, ContactMerged

from . import store
from .service import Conversations


def install(house: House) -> None:
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    talks = Conversations(house.db, house.clock)
    house.offer(Conversations, talks)

    async def on_changed(event: ContactChanged) -> None:
        await talks.retitle(event.tenant, event.contact, event.name)

    async def on_merged(event: ContactMerged) -> None:
        await talks.follow(event.tenant, event.gone, event.kept, event.name)

    house.react(ContactChanged, "conversations.retitle", on_changed)
    house.react(ContactMerged, "conversations.follow", on_merged)
