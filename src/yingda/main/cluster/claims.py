"""`kernel.Claims` among nodes: a row for each, worth as much as the node that it names."""

from yingda.kernel import Claim, House

from .. import store


class SharedClaims:
    """Claims of the node of a house."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def take(self, tenant: str, name: str) -> bool:
        """See `kernel.claims`."""
        db, node = self.house.db, self.house.node
        await db.decide(store.claim, Claim(tenant, name, node, self.house.clock.now()))
        held = await db.get(Claim, tenant, name)
        return held is not None and held.node == node

    async def drop(self, tenant: str, name: str) -> None:
        """See `kernel.claims`."""
        await self.house.db.decide(store.unclaim, tenant, name, self.house.node)
