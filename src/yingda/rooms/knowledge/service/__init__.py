"""Use cases of knowledge: reading what is live, writing articles, taking files in."""

from .knowledge import Hit, Knowledge

__all__ = ["Hit", "Knowledge"]
