"""Who looks at a conversation right now: known to this node only, told to all who look at it too."""

from collections import Counter, defaultdict

from yingda.kernel import Bus, topics
from yingda.kernel.socket import encode


class Viewers:
    """Counts consoles per conversation and agent; a name goes when its last console has gone."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)

    def come(self, tenant: str, conversation: str, agent: str, name: str) -> None:
        """An agent opens it."""
        self.counts[tenant, conversation][agent, name] += 1
        self._tell(tenant, conversation)

    def go(self, tenant: str, conversation: str, agent: str, name: str) -> None:
        """He turns to something else."""
        seen = self.counts[tenant, conversation]
        seen[agent, name] -= 1
        if seen[agent, name] <= 0:
            del seen[agent, name]
        self._tell(tenant, conversation)
        if not seen:
            self.counts.pop((tenant, conversation), None)

    def of(self, tenant: str, conversation: str) -> list[dict[str, str]]:
        """Who looks at it."""
        return [{"id": id, "name": name} for id, name in self.counts.get((tenant, conversation), {})]

    def _tell(self, tenant: str, conversation: str) -> None:
        frame = {"op": "viewing", "conversation": conversation, "agents": self.of(tenant, conversation)}
        self.bus.publish(topics.conversation(tenant, conversation), 0, encode(frame))
