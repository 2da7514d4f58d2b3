"""What routing tells: who is at work, as signals for screens."""

from yingda.kernel import Event, topics


class AgentStatusChanged(Event, frozen=True, kw_only=True):
    """An agent came, went or changed his status; `key` is his id."""

    kept = False
    agent: str
    status: str

    def topics(self) -> tuple[str, ...]:
        return (topics.inbox(self.tenant),)
