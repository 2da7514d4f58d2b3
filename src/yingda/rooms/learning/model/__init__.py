"""Pure types and rules of learning: signals in talks, proposals made of them, rounds that compare and switch."""

from .proposal import KINDS, OPEN, Proposal, accepted, alike, gathered, refused
from .rounds import (
    CANDIDATE,
    FAILED,
    ON,
    RUNNING,
    UNDONE,
    Answer,
    Case,
    Change,
    Comparison,
    Phrase,
    Round,
    compared,
    seen,
)
from .signals import ARTICLE, PHRASING, REVIEW, Line, Signal, Turn, signals

__all__ = [
    "ARTICLE", "CANDIDATE", "FAILED", "KINDS", "ON", "OPEN", "PHRASING", "REVIEW", "RUNNING", "UNDONE", "Answer", "Case",
    "Change", "Comparison", "Line", "Phrase", "Proposal", "Round", "Signal", "Turn", "accepted", "alike", "compared",
    "gathered", "refused", "seen", "signals",
]  # fmt: skip
