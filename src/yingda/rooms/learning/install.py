"""What learning offers and reacts to."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import ConversationRated, ConversationResolved, Conversations
from yingda.rooms.desk import AnswerBlamed
from yingda.rooms.help import ArticleRated
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.sense import Sense

from . import api, store
from .api import offers
from .events import LessonsChanged
from .service import Adopting, Catalogue, Learning


def install(house: House) -> None:
    """Looks at every talk that ends; gives the bot what people have accepted."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    bot = house.need(Bot)
    learning = Learning(house.db, house.clock, house.need(Conversations), bot, house.need(Knowledge), house.need(Sense))
    house.offer(Learning, learning)
    catalogue = Catalogue(house.lessons)
    adopting = Adopting(house.db, house.clock, bot, house.need(Knowledge), catalogue)
    bot.also_learns(learning.phrases, learning.selftaught)
    house.react(ConversationResolved, "learning.look", learning.look)
    house.react(ConversationRated, "learning.rated", learning.look)
    house.react(ArticleRated, "learning.read", learning.read)
    house.react(AnswerBlamed, "learning.blamed", learning.blamed)

    async def changed(event: LessonsChanged) -> None:
        bot.learn_soon(event.tenant)

    house.hear(LessonsChanged, changed)
    house.life(None, learning.close)
    house.life(None, adopting.close)
    house.route(*api.routes(learning), *offers.routes(catalogue, adopting))
