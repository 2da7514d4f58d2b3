"""Decides: answer with sources, ask back, act through a flow, or hand over - and writes down why."""

from .model import BotTurn, Passage, fuse
from .service import Bot, Suggestion

__all__ = ["Bot", "BotTurn", "Passage", "Suggestion", "fuse"]
