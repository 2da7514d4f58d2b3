"""`Learning`, the door of the room."""

from .learning import Learning

__all__ = ["Learning"]
