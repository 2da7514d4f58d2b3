"""Use cases of knowledge: reading what is live, writing articles, taking files in."""

from .conflicts import Conflicts
from .knowledge import Hit, Knowledge
from .shelf import Bookcase
from .sites import Sites

__all__ = ["Bookcase", "Conflicts", "Hit", "Knowledge", "Sites"]
