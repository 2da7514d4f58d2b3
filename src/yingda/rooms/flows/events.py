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


class FlowPublished(Event, frozen=True, kw_only=True):
    """A version of a business's own flow is live from now on. `key` is the flow's name."""

    flow: str
    version: int


class FlowWithdrawn(Event, frozen=True, kw_only=True):
    """A business's own flow is no longer live; a pack's of the same name holds again. `key` is its name."""

    flow: str
