"""What is tried, and which talk got what."""

from msgspec.structs import replace

from yingda.kernel import Row

from .bandit import Arm

WORDING, PATIENCE = "wording", "patience"
PATIENCES = (2, 1, 3)
"""After how many failed turns a person takes over, by arm; the first is how it always was."""


class Strategy(Row, frozen=True):
    """Something that is tried. `id` is an article's, or "patience". `wordings` are those beside the article's own, which
    they go with as it was in `article_version`. `round` counts how often it was begun anew, last `since`."""

    table = "strategy"
    key = ("tenant", "id")

    tenant: str
    id: str
    kind: str
    since: int
    author: str
    wordings: tuple[str, ...] = ()
    article_version: int = 0
    live: bool = False
    arms: tuple[Arm, ...] = ()
    round: int = 1
    version: int = 1


class Shown(Row, frozen=True):
    """A talk got arm `arm` of round `round`; for a wording, `seq` is the visitor's message that was answered. `outcome` is
    won, lost, or empty while it is not known."""

    table = "strategy_shown"
    key = ("tenant", "conversation", "strategy")

    tenant: str
    conversation: str
    strategy: str
    round: int
    arm: int
    at: int
    seq: int = 0
    outcome: str = ""
    version: int = 1


def begun(strategy: Strategy, now: int, by: str) -> Strategy:
    """The same, with nothing known: a new round."""
    arms = len(PATIENCES) if strategy.kind == PATIENCE else 1 + len(strategy.wordings)
    return replace(strategy, arms=tuple(Arm() for _ in range(arms)), round=strategy.round + 1, since=now, author=by)
