"""What machine offers."""

from yingda.kernel import House
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations
from yingda.rooms.help import Help
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.search import Finder

from .api import routes
from .service import Reader


def install(house: House) -> None:
    """The route of programs."""
    reader = Reader(
        house.need(Accounts), house.need(Knowledge), house.need(Finder), house.need(Conversations), house.need(Help),
        house.clock,
    )  # fmt: skip
    house.offer(Reader, reader)
    house.route(*routes(reader, str(house.setting("public_url", "http://localhost:8000"))))
