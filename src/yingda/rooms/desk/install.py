"""What the desk offers and reacts to."""

from pathlib import Path

from yingda.kernel import House, limits
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import ConversationAssigned, Conversations

from . import store
from .api import agent_socket, routes
from .service import Assist, CannedReplies, Desk, Viewers


def install(house: House) -> None:
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    desk, canned = Desk(house), CannedReplies(house.db, house.clock)
    assist = Assist(house.db, house.clock, house.need(Conversations), house.need(Bot))
    house.offer(Desk, desk)
    house.offer(CannedReplies, canned)
    house.route(*routes(desk, canned, assist, int(house.setting("max_file_bytes", limits.FILE_BYTES))))
    house.route(agent_socket(desk, Viewers(house.bus), str(house.setting("public_url", ""))))

    async def on_assigned(event: ConversationAssigned) -> None:
        await desk.ring(event)

    house.react(ConversationAssigned, "desk.ring", on_assigned, when=lambda event: event.by != event.agent)
