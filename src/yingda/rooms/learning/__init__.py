"""Becoming better: what talks teach becomes proposals, people decide, a candidate is compared before it answers."""

from .events import LessonsChanged
from .model import Proposal, Round
from .service import Learning

__all__ = ["Learning", "LessonsChanged", "Proposal", "Round"]
