"""Understands text: language, intent with "none of these", feeling, risk, entities. Decides nothing."""

from .model import (
    ANSWERS,
    EMOTIONS,
    Entity,
    Figures,
    Gate,
    Mood,
    Reading,
    Rhythm,
    evaluate,
    language_of,
    normalise,
    risk_answer,
    short,
    smooth,
    stirring,
    valence,
)
from .service import Sense

__all__ = [
    "ANSWERS", "EMOTIONS", "Entity", "Figures", "Gate", "Mood", "Reading", "Rhythm", "Sense", "evaluate", "language_of",
    "normalise", "risk_answer", "short", "smooth", "stirring", "valence",
]  # fmt: skip
