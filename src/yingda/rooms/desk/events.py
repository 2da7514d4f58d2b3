"""What the desk tells."""

from yingda.kernel import Event


class SuggestionJudged(Event, frozen=True, kw_only=True):
    """An agent took, changed or refused a suggested reply; `key` is the conversation. `said` is what he sent instead."""

    suggestion: str
    agent: str
    outcome: str
    said: str = ""


class AnswerBlamed(Event, frozen=True, kw_only=True):
    """An agent found an answer of the bot wrong; `key` is the conversation, `seq` the visitor's message that was answered,
    `article` where the answer came from."""

    seq: int
    article: str
    agent: str
