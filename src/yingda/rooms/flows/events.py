"""What this room tells."""

from yingda.kernel import Event


class FlowStarted(Event, frozen=True, kw_only=True):
    """A flow was begun in a conversation (its id is the `key`)."""

    flow: str
    run: str


class FlowEnded(Event, frozen=True, kw_only=True):
    """A flow ended: "done", "cancelled", "handover" or "failed", with the reason where there is one."""

    flow: str
    run: str
    outcome: str
    reason: str = ""
