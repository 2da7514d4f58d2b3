"""Pure understanding of text: values in, values out. `learning` is for workers and exams."""

from .classifier import Model, Ranked, dump, load
from .defaults import Defaults
from .emotion import EMOTIONS, Mood, Rhythm, feeling, smooth, stirring, valence
from .encoding import Encoder
from .entities import ORDER_PATTERNS, Entity, entities
from .evaluate import Figures, evaluate
from .reading import (
    Context,
    Expand,
    Felt,
    Gate,
    Reading,
    Trained,
    Verdict,
    feel,
    read,
    respelled,
    same,
    trained,
    variants,
)
from .risk import ANSWERS, Risk, risk_answer, risk_of
from .selftaught import selftaught
from .text import Normal, language_of, normalise, short

__all__ = [
    "ANSWERS", "EMOTIONS", "ORDER_PATTERNS", "Context", "Defaults", "Encoder", "Entity", "Expand", "Felt", "Figures",
    "Gate", "Model", "Mood",
    "Normal", "Ranked", "Reading", "Rhythm", "Risk", "Trained", "Verdict", "dump", "entities", "evaluate",
    "feel", "feeling", "language_of", "load", "normalise", "read", "respelled",
    "risk_answer", "risk_of", "same",
    "selftaught", "short", "smooth", "stirring",
    "trained", "valence", "variants",
]  # fmt: skip
