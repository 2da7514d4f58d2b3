"""What the bot decided, kept: one row for each message that it answered (or chose not to), with its reasons."""

from typing import Any

from msgspec import Struct, field

from yingda.kernel import Row


class Reason(Struct, frozen=True):
    """One step towards a decision, in words for staff. `score` is what it was weighed by, None when nothing was."""

    step: str
    zh: str
    en: str
    score: float | None = None


class Say(Struct, frozen=True):
    """One message to post."""

    text: str
    kind: str = "text"
    extra: dict[str, Any] = field(default_factory=dict)


class Leave(Struct, frozen=True):
    """A hand-over to post after what is said."""

    reason: str
    skill: str = ""
    priority: int = 0
    summary: dict[str, Any] = field(default_factory=dict)


class Topic(Struct, frozen=True):
    """What the talk is about: the last question that was understood, in full; what it asked about; the answer's label; what
    was offered or shown as a list; flows that wait for their turn. `at` is when (ms), `age` how many turns ago."""

    question: str = ""
    language: str = "zh"
    subject: str = ""
    label: str = ""
    listed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    at: int = 0
    age: int = 0


class BotTurn(Row, frozen=True):
    """A turn. `seq` is the visitor's entry; `event` the fact that was reacted to. `says` and `leave` are what is to be
    done: kept before it is done, so that a second run does exactly the same. `articles` are the ids that were shown,
    `offered` the options, `failed` the count of unanswered turns in a row after it, `topic` what the talk is about
    from then on. Times in ms."""

    table = "bot_turn"
    key = ("tenant", "conversation", "seq")
    once = ("tenant", "conversation", "seq")

    tenant: str
    conversation: str
    seq: int
    id: str
    event: str
    at: int
    decision: str
    language: str
    emotion: str
    intensity: float
    risk: str
    ms: float
    failed: int = 0
    text: str = ""
    intents: list[dict[str, Any]] = field(default_factory=list)
    gate: dict[str, Any] = field(default_factory=dict)
    hits: list[dict[str, Any]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)
    leave: Leave | None = None
    articles: list[str] = field(default_factory=list)
    offered: list[dict[str, str]] = field(default_factory=list)
    collected: dict[str, Any] = field(default_factory=dict)
    topic: Topic | None = None


def turn_json(turn: BotTurn, language: str) -> dict[str, Any]:
    """A turn as the API shows it, its reasons in the language of the reader."""
    chinese = language.lower().startswith("zh")
    return {
        "id": turn.id, "seq": turn.seq, "at": turn.at, "decision": turn.decision,
        "reasons": [
            {"step": r.step, "text": r.zh if chinese else r.en} | ({} if r.score is None else {"score": r.score})
            for r in turn.reasons
        ],
        "intents": turn.intents, "gate": turn.gate, "hits": turn.hits, "language": turn.language,
        "emotion": turn.emotion, "intensity": turn.intensity, "risk": turn.risk, "ms": turn.ms,
        "failed": turn.failed, "articles": turn.articles, "collected": turn.collected,
        "handover": turn.leave.reason if turn.leave else "", "about": turn.topic.question if turn.topic else "",
    }  # fmt: skip
