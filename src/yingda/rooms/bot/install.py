"""What the bot offers and reacts to."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.accounts import InboxChanged
from yingda.rooms.conversations import (
    BOT,
    QUEUE,
    ConversationAssigned,
    ConversationQueued,
    ConversationResolved,
    MessageReceived,
)
from yingda.rooms.flows import FlowPublished, FlowWithdrawn
from yingda.rooms.glossary import GlossaryChanged
from yingda.rooms.knowledge import ArticlePublished, ArticleWithdrawn

from . import store
from .api import routes
from .service import Bot


def install(house: House) -> None:
    """Reads every message of a visitor; learns whenever knowledge or inboxes change."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    bot = Bot(house)
    house.offer(Bot, bot)
    house.route(*routes(bot))
    house.react(MessageReceived, "bot.turn", bot.answer, when=lambda event: event.handler == BOT)
    house.react(MessageReceived, "bot.mood", bot.feel, when=lambda event: event.handler != BOT and event.bot)
    house.react(MessageReceived, "bot.night", bot.wait, when=lambda event: event.handler == QUEUE and event.bot)
    house.react(ConversationQueued, "bot.end_flow", bot.end_flow)
    house.react(ConversationAssigned, "bot.end_flow_assigned", bot.end_flow)
    house.react(ConversationResolved, "bot.end_flow_resolved", bot.end_flow)

    async def learn(event: ArticlePublished | ArticleWithdrawn | InboxChanged) -> None:
        bot.learn_soon(event.tenant)

    house.react(ArticlePublished, "bot.learn", learn)
    house.react(ArticleWithdrawn, "bot.unlearn", learn)
    house.react(InboxChanged, "bot.learn_inbox", learn)
    house.hear(ArticlePublished, learn)  # other nodes need the model too: one of them learns it
    house.hear(ArticleWithdrawn, learn)
    house.hear(InboxChanged, learn)

    async def learn_flow(event: FlowPublished | FlowWithdrawn) -> None:
        bot.learn_soon(event.tenant)

    house.react(FlowPublished, "bot.learn_flow", learn_flow)
    house.react(FlowWithdrawn, "bot.unlearn_flow", learn_flow)
    house.hear(FlowPublished, learn_flow)
    house.hear(FlowWithdrawn, learn_flow)

    async def words(event: GlossaryChanged) -> None:
        await bot.own_words(event.tenant)

    house.hear(GlossaryChanged, words)
    house.life(bot.teacher.start, bot.teacher.stop)
