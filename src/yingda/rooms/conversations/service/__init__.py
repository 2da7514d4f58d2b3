"""Use cases: `talks` is what is said and who has it, `files` what is sent along."""

from .files import Files
from .spoken import Fresh
from .talks import Conversations, Page

__all__ = ["Conversations", "Files", "Fresh", "Page"]
