"""Understands text: language, intent with "none of these", feeling, risk, entities. Decides nothing."""

from .model import (
    ANSWERS,
    EMOTIONS,
    Encoder,
    Entity,
    Felt,
    Figures,
    Gate,
    Mood,
    Reading,
    Rhythm,
    entities,
    evaluate,
    language_of,
    normalise,
    risk_answer,
    short,
    smooth,
    stirring,
    valence,
)
from .service import Pupil, Sense, exam

__all__ = [
    "ANSWERS", "EMOTIONS", "Encoder", "Entity", "Felt", "Figures", "Gate", "Mood", "Pupil", "Reading", "Rhythm",
    "Sense", "entities", "evaluate", "exam", "language_of", "normalise", "risk_answer", "short", "smooth", "stirring",
    "valence",
]  # fmt: skip
