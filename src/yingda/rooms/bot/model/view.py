"""What a decision is made of, and what it is."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from .clauses import Part
from .fusion import Candidate, Passage
from .playbook import Playbook
from .rows import Reason
from .wording import FELT

TOO_ANGRY = 0.7
"""Anger at which a person takes over at once."""
TWICE = 2


class View(Struct, frozen=True):
    """All that a decision may depend on. `text` is normalised. `verdict`, `gate` (score, low, high) and `ready` are the
    classifier's; `slugs` maps names of articles to ids; `failed` counts unanswered turns in a row; `offered` and `shown`
    are the options and articles of the turn before; `parts` are the requests of a message that makes several.
    `too_angry` and `felt_from` are the business's thresholds of feeling, `patience` after how many failed turns a person
    takes over. `running` is the name of the flow that waits for an answer; `facts` whether the text holds a number or
    date that may be it."""

    text: str
    language: str
    playbook: Playbook
    intents: Sequence[tuple[str, float]] = ()
    verdict: str = "none"
    gate: tuple[float, float, float] = (0.0, 0.0, 0.0)
    ready: bool = False
    found: Sequence[Passage] = ()
    titles: Mapping[str, str] = {}
    parts: Sequence[Part] = ()
    emotion: str = "calm"
    intensity: float = 0.0
    mood: str = "calm"
    strength: float = 0.0
    risk: str = ""
    risk_why: Sequence[str] = ()
    option: str = ""
    file: bool = False
    running: str = ""
    facts: bool = False
    failed: int = 0
    offered: Sequence[Mapping[str, str]] = ()
    shown: Sequence[str] = ()
    too_angry: float = TOO_ANGRY
    felt_from: float = FELT
    patience: int = TWICE


class Decision(Struct, frozen=True):
    """What to do. `articles` are ids to answer from, `flow` is to be begun, `talk` a reply to small talk, `note` a fixed
    wording, `options` labels or payloads to offer, `leave` the reason for handing over (empty: not). `waiting` are flows
    that are wished for too, and begun when this one is over; `open` what was asked beside it and nothing answers."""

    kind: str
    reasons: tuple[Reason, ...] = ()
    articles: tuple[str, ...] = ()
    flow: str = ""
    talk: str = ""
    note: str = ""
    options: tuple[str, ...] = ()
    leave: str = ""
    priority: int = 0
    failed: int = 0
    candidates: tuple[Candidate, ...] = ()
    waiting: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
