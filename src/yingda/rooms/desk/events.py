"""What the desk tells."""

from yingda.kernel import Event


class SuggestionJudged(Event, frozen=True, kw_only=True):
    """An agent took, changed or refused a suggested reply; `key` is the conversation. `said` is what he sent instead."""

    suggestion: str
    agent: str
    outcome: str
    said: str = ""
