"""What people offers."""

from pathlib import Path

from yingda.kernel import House, Personal
from yingda.rooms.accounts import Accounts

from .events import ContactChanged, ContactMerged
from .model import Contact, Identity, PageView
from .service import People

MIGRATIONS = Path(__file__).parent / "migrations"


def install(house: House) -> None:
    """Contacts, and what is held about one person."""
    house.tables(Contact, Identity, PageView, migrations=MIGRATIONS)
    people = People(house.db, house.clock, house.need(Accounts), house.setting("secret"))
    house.offer(People, people)

    async def changed(event: ContactChanged) -> None:
        people.look_again(event.tenant, event.contact)

    async def merged(event: ContactMerged) -> None:
        people.look_again(event.tenant, event.gone, event.into)

    house.hear(ContactChanged, changed)
    house.hear(ContactMerged, merged)
    house.personal(Personal("people", people.export, people.erase))
