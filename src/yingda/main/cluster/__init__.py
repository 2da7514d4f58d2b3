"""Many nodes, all alike: who is there (`nodes`), what the others told (`follower`), what is due (`alarms`)."""

from collections.abc import Iterable
from typing import Any

from yingda.kernel import House, Measure

from ..reactor import FOREVER, Reactor
from .alarms import Alarms
from .claims import SharedClaims
from .follower import Follower
from .nodes import Nodes

__all__ = ["Alarms", "Cluster", "Follower", "Nodes"]


class Cluster:
    """One node among others; on an engine that nobody else serves from, only its timers and its ear."""

    def __init__(self, house: House, reactor: Reactor) -> None:
        self.house = house
        self.nodes = Nodes(house)
        self.follower = Follower(house, self.nodes)
        self.alarms = Alarms(house, lambda: self.nodes.first)
        reactor.certain, reactor.first = self.nodes.certain, lambda: self.nodes.first
        reactor.spread = self.follower.told
        self.nodes.given_up = reactor.give_up
        self.nodes.inherited = lambda: reactor.sweep(FOREVER)

    async def join(self) -> None:
        """Before anything is loaded: what is told from now on is heard, what is committed from now on is this node's."""
        self.house.reactions.node = self.nodes.id
        if self.nodes.id:
            self.house.claims = SharedClaims(self.house)
        await self.follower.start()
        await self.house.bus.start()
        await self.nodes.start()

    async def start(self) -> None:
        """When everything is ready: fires what is due."""
        await self.alarms.start()

    async def stop(self) -> None:
        """Leaves; the others run what was not run here."""
        await self.alarms.stop()
        await self.follower.stop()
        await self.nodes.stop()
        await self.house.bus.close()

    def state(self) -> dict[str, Any]:
        """For the health page."""
        return {"node": self.nodes.id, "others": len(self.nodes.others), "bus_sound": self.follower.sound}

    def measures(self) -> Iterable[Measure]:
        """See `kernel.measure`."""
        yield from self.follower.measures()
