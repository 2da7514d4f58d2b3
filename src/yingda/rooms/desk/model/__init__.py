"""Pure: what agents keep and say. `rows` are what is kept, `tone` looks over what is about to be sent."""

from .rows import CANNED_CHARS, CANNED_MANY, OUTCOMES, OWN, TEAM, Canned, Suggested
from .tone import Hint, Personal, look, reworded

__all__ = [
    "CANNED_CHARS", "CANNED_MANY", "OUTCOMES", "OWN", "TEAM", "Canned", "Hint", "Personal", "Suggested", "look",
    "reworded",
]  # fmt: skip
