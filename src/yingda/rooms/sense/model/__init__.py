"""Pure understanding of text: values in, values out. `learning` is for the worker and not imported here."""

from .classifier import Model, Ranked, dump, load
from .emotion import EMOTIONS, Mood, Rhythm, feeling, smooth, stirring, valence
from .entities import ORDER_PATTERNS, Entity, entities
from .evaluate import Figures, evaluate
from .reading import Context, Gate, Reading, Trained, Verdict, read, trained
from .risk import ANSWERS, Risk, risk_answer, risk_of
from .text import Normal, language_of, normalise, short

__all__ = [
    "ANSWERS", "EMOTIONS", "ORDER_PATTERNS", "Context", "Entity", "Figures", "Gate", "Model", "Mood", "Normal", "Ranked",
    "Reading", "Rhythm", "Risk", "Trained", "Verdict", "dump", "entities", "evaluate", "feeling", "language_of", "load",
    "normalise", "read", "risk_answer", "risk_of", "short", "smooth", "stirring", "trained", "valence",
]  # fmt: skip
