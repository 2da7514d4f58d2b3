"""What the desk offers and reacts to."""

from pathlib import Path

from yingda.kernel import House, limits, topics
from yingda.rooms.accounts import Accounts
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import ConversationAssigned, ConversationLeftQueue, Conversations, ConversationWoken
from yingda.rooms.sense import Sense

from . import store
from .api import agent_socket, report_routes, routes
from .service import Assist, CannedReplies, Costs, Desk, Viewers

STALE = b'{"op":"stale"}'
"""To consoles: fetch the lists and what is open again."""


def install(house: House) -> None:
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    desk, canned = Desk(house), CannedReplies(house.db, house.clock)
    assist = Assist(
        house.db, house.clock, house.need(Accounts), house.need(Conversations), house.need(Bot), house.need(Sense)
    )
    costs = Costs(house.db, house.clock, house.need(Accounts), house.need(Conversations), house.need(Bot))
    house.offer(Desk, desk)
    house.offer(CannedReplies, canned)
    house.route(*routes(desk, canned, assist, int(house.setting("max_file_bytes", limits.FILE_BYTES))))
    house.route(*report_routes(costs))
    house.route(agent_socket(desk, Viewers(house.bus), str(house.setting("public_url", ""))))

    async def redraw(tenant: str, key: str) -> None:
        """Signals may be missing: consoles on this node look for themselves."""
        if not key:
            for one in [tenant] if tenant else await desk.accounts.tenants():
                house.bus.tell(topics.inbox(one), 0, STALE)

    house.redraw(redraw)

    async def on_assigned(event: ConversationAssigned) -> None:
        await desk.ring(event)

    async def on_woken(event: ConversationWoken) -> None:
        await desk.wake(event)

    house.react(ConversationAssigned, "desk.waited", costs.served, when=lambda event: event.waited_ms > 0)
    house.react(ConversationLeftQueue, "desk.left", costs.left)
    house.react(ConversationWoken, "desk.wake", on_woken, when=lambda event: event.agent and event.by != event.agent)
    house.react(ConversationAssigned, "desk.ring", on_assigned, when=lambda event: event.by != event.agent)
