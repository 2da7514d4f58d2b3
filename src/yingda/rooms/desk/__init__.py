"""Where people work: the console's HTTP and socket, canned replies, a hand from the AI."""

from .events import SuggestionJudged
from .service import CannedReplies, Desk

__all__ = ["CannedReplies", "Desk", "SuggestionJudged"]
