"""Decides: answer with sources, ask back, act through a flow, or hand over - and writes down why."""

from .model import BotTurn, Passage, Source, fuse
from .service import Bot, Suggestion, Tactics

__all__ = ["Bot", "BotTurn", "Passage", "Source", "Suggestion", "Tactics", "fuse"]
