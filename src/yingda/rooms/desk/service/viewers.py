"""Who looks at a conversation right now: known to this node only, told to all who look at it too."""

from collections import Counter

from yingda.kernel import Bus, topics
from yingda.kernel.socket import encode


class Viewers:
    """Counts consoles per conversation and agent; a name goes when its last console has gone."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.counts: dict[tuple[str, str], Counter[str]] = {}
        self.names: dict[str, str] = {}
        """By agent; of those only who look at something."""

    def come(self, tenant: str, conversation: str, agent: str, name: str) -> None:
        """An agent opens it."""
        self.counts.setdefault((tenant, conversation), Counter())[agent] += 1
        self.names[agent] = name
        self._tell(tenant, conversation)

    def go(self, tenant: str, conversation: str, agent: str) -> None:
        """He turns to something else."""
        seen = self.counts.get((tenant, conversation), Counter())
        seen[agent] -= 1
        if seen[agent] <= 0:
            del seen[agent]
        if not seen:
            self.counts.pop((tenant, conversation), None)
        if not any(agent in others for others in self.counts.values()):
            self.names.pop(agent, None)
        self._tell(tenant, conversation)

    def of(self, tenant: str, conversation: str) -> list[dict[str, str]]:
        """Who looks at it."""
        return [{"id": id, "name": self.names.get(id, "")} for id in self.counts.get((tenant, conversation), ())]

    def _tell(self, tenant: str, conversation: str) -> None:
        frame = {"op": "viewing", "conversation": conversation, "agents": self.of(tenant, conversation)}
        self.bus.publish(topics.conversation(tenant, conversation), 0, encode(frame))
