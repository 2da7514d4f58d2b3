"""What a talk that is over says of what was tried in it. Silence counts for an answer: who neither complains nor asks for a
person got what he came for, as far as anybody can tell."""

from collections.abc import Sequence

from msgspec import Struct

WON, LOST = "won", "lost"
POOR = 2
WITHIN = 2
"""So many messages after an answer, asking for a person still speaks of that answer."""
UNHAPPY = ("angry", "disappointed", "sad")
STRONG = 0.5
LEFT = ("asked", "failing", "angry", "complaint")


class Turn(Struct, frozen=True):
    """A decision of the bot about the message at `seq`: why it left (empty when it did not) and how many turns in a row
    had failed after it."""

    seq: int
    left: str = ""
    failed: int = 0


class Talk(Struct, frozen=True):
    """A talk as far as it matters. `score` 1..5, 0 for none; `solved` what the visitor said, if he did; `unhelpful` the
    seqs of answers that did not help; `people` whether a person answered; `gave_up` whether he left the queue; `emotion`
    with its `strength` is how he felt in the end."""

    turns: Sequence[Turn] = ()
    unhelpful: frozenset[int] = frozenset()
    score: int = 0
    solved: bool | None = None
    people: bool = False
    gave_up: bool = False
    emotion: str = ""
    strength: float = 0.0


def of_wording(talk: Talk, seq: int, said: int) -> str:
    """What it says of the wording in which the message at `seq` was answered; the answer stands at `said`."""
    after = [turn for turn in talk.turns if turn.seq > seq][:WITHIN]
    if said in talk.unhelpful or any(turn.left in LEFT for turn in after):
        return LOST
    return LOST if _poor(talk) and not talk.people else WON


def of_patience(talk: Talk) -> str:
    """What it says of when a person was offered; empty where the bot never failed, so that nothing was tried. A hand-over
    is no failure: an unhappy end is."""
    if not any(turn.failed for turn in talk.turns) and not any(turn.left == "failing" for turn in talk.turns):
        return ""
    unhappy = talk.emotion in UNHAPPY and talk.strength >= STRONG
    return LOST if _poor(talk) or talk.gave_up or (unhappy and not talk.score) else WON


def _poor(talk: Talk) -> bool:
    return 0 < talk.score <= POOR or talk.solved is False
