"""What the spine offers and reacts to."""

from pathlib import Path

from yingda.kernel import House, frame, limits
from yingda.rooms.people import ContactChanged, ContactMerged

from . import store
from .api import routes
from .model.snooze import TIMER
from .service import Conversations, Files


def install(house: House) -> None:
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    talks = Conversations(house.db, house.clock)
    house.offer(Conversations, talks)

    limit = int(house.setting("max_file_bytes", limits.FILE_BYTES))
    files = Files(house.db, house.blobs, house.clock, str(house.setting("secret", "")), limit)
    house.offer(Files, files)
    house.route(*routes(files))

    async def redraw(tenant: str, key: str) -> None:
        """Those who look at it here see it as it is now."""
        for event in await talks.signals(tenant, key) if key else ():
            for topic in event.topics():
                house.bus.tell(topic, 0, frame(event))

    house.redraw(redraw)

    async def on_changed(event: ContactChanged) -> None:
        await talks.retitle(event.tenant, event.contact, event.name)

    async def on_merged(event: ContactMerged) -> None:
        await talks.follow(event.tenant, event.gone, event.into, event.name)

    house.timer(TIMER, talks.due)
    house.react(ContactChanged, "conversations.retitle", on_changed)
    house.react(ContactMerged, "conversations.follow", on_merged)
