"""Pure: what agents keep and say. `rows` are what is kept, `tone` looks over what is about to be sent,
`waits` what waiting and silence cost."""

from .rows import CANNED_CHARS, CANNED_MANY, OUTCOMES, OWN, TEAM, Canned, Suggested
from .tone import Hint, Personal, look, reworded
from .waits import LEFT, SERVED, Silence, Waited, WrongAnswer, most_wrong, silence

__all__ = [
    "CANNED_CHARS", "CANNED_MANY", "LEFT", "OUTCOMES", "OWN", "SERVED", "TEAM", "Canned", "Hint", "Personal", "Silence",
    "Suggested", "Waited", "WrongAnswer", "look", "most_wrong", "reworded", "silence",
]  # fmt: skip
