"""What routing offers and reacts to: whatever lets somebody wait, or frees somebody, places."""

from pathlib import Path

from yingda.kernel import House, NodeLost
from yingda.rooms.accounts import Accounts, AgentChanged
from yingda.rooms.conversations import (
    ConversationAssigned,
    ConversationLeftQueue,
    ConversationQueued,
    ConversationResolved,
    ConversationReturned,
    Conversations,
    ConversationSnoozed,
    ConversationWoken,
)

from . import store
from .service import Routing


def install(house: House) -> None:
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    routing = Routing(house, house.need(Accounts), house.need(Conversations))
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

    async def on_lost(event: NodeLost) -> None:
        await routing.lost(event.node)

    async def heard_queued(event: ConversationQueued) -> None:
        routing.remember(event.key, event.previous)

    async def heard_assigned(event: ConversationAssigned) -> None:
        if event.by == "routing":
            routing.served[event.tenant].append(event.at)

    async def redraw(tenant: str, key: str) -> None:
        if not key:
            for one in [tenant] if tenant else await routing.accounts.tenants():
                await routing.redraw(one)

    house.hear(ConversationQueued, heard_queued)
    house.hear(ConversationAssigned, heard_assigned)
    house.redraw(redraw)
    house.react(NodeLost, "routing.node_lost", on_lost)
    house.react(ConversationQueued, "routing.place", on_queued)
    house.react(ConversationLeftQueue, "routing.close_up", on_left)
    house.react(AgentChanged, "routing.staff", on_staff)
    house.react(ConversationAssigned, "routing.moved", on_assigned)

    async def on_snoozed(event: ConversationSnoozed) -> None:
        await routing.freed(event.tenant, event.agent)

    async def on_woken(event: ConversationWoken) -> None:
        await routing.place(event.tenant)

    house.react(ConversationSnoozed, "routing.snoozed", on_snoozed)
    house.react(ConversationWoken, "routing.woken", on_woken)
    house.react(ConversationResolved, "routing.resolved", on_resolved)
    house.react(ConversationReturned, "routing.returned", on_returned)
    house.life(routing.start, routing.stop)
