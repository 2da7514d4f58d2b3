"""What routing offers and reacts to: whatever lets somebody wait, or frees somebody, places."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.accounts import Accounts, AgentChanged
from yingda.rooms.conversations import (
    ConversationAssigned,
    ConversationLeftQueue,
    ConversationQueued,
    ConversationResolved,
    ConversationReturned,
    Conversations,
)

from . import store
from .service import Routing


def install(house: House) -> None:
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    routing = Routing(house.db, house.bus, house.clock, house.need(Accounts), house.need(Conversations))
    house.offer(Routing, routing)

    async def on_queued(event: ConversationQueued) -> None:
        await routing.waits(event.tenant, event.key, event.previous)

    async def on_left(event: ConversationLeftQueue) -> None:
        await routing.place(event.tenant)

    async def on_staff(event: AgentChanged) -> None:
        await routing.release(event.tenant)
        await routing.place(event.tenant)

    async def on_assigned(event: ConversationAssigned) -> None:
        placed = event.by == "routing"
        await routing.moved(event.tenant, event.agent, event.previous, event.at, placed=placed)

    async def on_resolved(event: ConversationResolved) -> None:
        await routing.freed(event.tenant, event.agent)

    async def on_returned(event: ConversationReturned) -> None:
        await routing.freed(event.tenant, event.previous)

    house.react(ConversationQueued, "routing.place", on_queued)
    house.react(ConversationLeftQueue, "routing.close_up", on_left)
    house.react(AgentChanged, "routing.staff", on_staff)
    house.react(ConversationAssigned, "routing.moved", on_assigned)
    house.react(ConversationResolved, "routing.resolved", on_resolved)
    house.react(ConversationReturned, "routing.returned", on_returned)
    house.life(routing.start, routing.stop)
