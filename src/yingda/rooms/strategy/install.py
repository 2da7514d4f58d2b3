"""What strategies offer and react to."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import ConversationRated, ConversationResolved, Conversations
from yingda.rooms.knowledge import Knowledge

from . import store
from .api import routes
from .service import TIMER, Strategies


def install(house: House) -> None:
    """Tunes the bot, and looks at every talk in which something was tried."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    bot = house.need(Bot)
    strategies = Strategies(house.db, house.clock, house.need(Conversations), bot, house.need(Knowledge))
    house.offer(Strategies, strategies)
    bot.uses(strategies)
    house.react(ConversationResolved, "strategy.ended", strategies.ended)
    house.react(ConversationRated, "strategy.rated", strategies.ended)
    house.timer(TIMER, strategies.ended)
    house.route(*routes(strategies))
