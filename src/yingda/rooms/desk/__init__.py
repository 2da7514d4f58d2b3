"""Where people work: the console's HTTP and socket, canned replies, a hand from the AI."""

from .events import AnswerBlamed, SuggestionJudged
from .service import CannedReplies, Desk

__all__ = ["AnswerBlamed", "CannedReplies", "Desk", "SuggestionJudged"]
