"""What this room tells."""

from yingda.kernel import Event


class LessonsChanged(Event, frozen=True, kw_only=True):
    """What the bot learns beside the knowledge has changed: a round was switched on, or taken back. `key` is its id."""

    round: str
    on: bool
