"""What search offers and reacts to."""

from yingda.kernel import House
from yingda.kernel.search import Search
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations
from yingda.rooms.people import ContactChanged, People

from .api import routes
from .service import Finder, Indexer


def install(house: House) -> None:
    """The index follows while the node serves."""
    engine: Search = house.need(Search)  # type: ignore[type-abstract]
    talks, people = house.need(Conversations), house.need(People)
    indexer = Indexer(house.db, engine, house.clock, house.need(Accounts), people, talks)
    finder = Finder(engine, talks, people, indexer)
    house.offer(Indexer, indexer)
    house.offer(Finder, finder)
    house.route(*routes(finder))
    house.life(indexer.start, indexer.stop)

    async def on_changed(event: ContactChanged) -> None:
        await indexer.changed(event.tenant, event.contact, event.at)

    house.react(ContactChanged, "search.contact", on_changed)
