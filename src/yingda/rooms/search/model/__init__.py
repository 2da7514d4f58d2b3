"""Types and rules of search: pure, in small files by subject."""

from .fold import fold
from .query import Found, Hit, Query, spans_back
from .show import parts
from .terms import Wanted, fits, terms, wanted
from .texts import CHANNEL, INBOX, PERSON, SENDER, line, mark, person, text_of

__all__ = [
    "CHANNEL", "INBOX", "PERSON", "SENDER", "Found", "Hit", "Query", "Wanted", "fits", "fold", "line", "mark", "parts",
    "person", "spans_back", "terms", "text_of", "wanted",
]  # fmt: skip
