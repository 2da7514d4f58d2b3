"""Rounds: accepted phrasings are learned by a candidate, compared with the model in use, and only then switched on."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import Row

RUNNING, CANDIDATE, ON, UNDONE, FAILED = "running", "candidate", "on", "undone", "failed"
SHOWN = 50
PATIENCE_MS = 15 * 60_000
"""A comparison that has not ended after this time was broken off by a restart."""
HARM = 0.005
"""A candidate that is right in a smaller share than before by more than this is worse."""


class Phrase(Row, frozen=True):
    """A phrasing that the bot learns beside those of the articles; `round` brought it."""

    table, key = "learning_phrase", ("tenant", "language", "text")
    tenant: str
    language: str
    text: str
    label: str
    round: str
    at: int


class Case(Row, frozen=True):
    """One question of the business's own test, with what it should lead to: `article:<id>`, an intent, or "none"."""

    table, key = "learning_case", ("tenant", "language", "text")
    tenant: str
    language: str
    text: str
    expect: str
    at: int
    author: str = ""


class Answer(Struct, frozen=True):
    """What a model makes of a text: "answer", "ask" or "none", and the best label."""

    verdict: str
    label: str

    def right(self, expect: str) -> bool:
        """Whether that is what was wanted. To ask back is neither right nor wrong."""
        return self.verdict != "answer" if expect == "none" else self.verdict == "answer" and self.label == expect

    def wrong(self, expect: str) -> bool:
        """Whether it answers confidently what was not wanted."""
        return self.verdict == "answer" and self.label != expect


class Change(Struct, frozen=True):
    """A question that is answered otherwise by the candidate."""

    text: str
    expect: str
    before: Answer
    after: Answer
    better: bool


class Comparison(Struct, frozen=True):
    """Both models on the same questions: how many, the share that is right and that is confidently wrong, before and
    after, and what changed (worse first). `verdict` is better, same or worse."""

    cases: int = 0
    right: tuple[float, float] = (0.0, 0.0)
    wrong: tuple[float, float] = (0.0, 0.0)
    changes: tuple[Change, ...] = ()
    verdict: str = "same"


class Round(Row, frozen=True):
    """One candidate: from which proposals, how it compared, and what became of it. `taught` are (text, label) that it found
    itself in what customers wrote."""

    table, key = "learning_round", ("tenant", "id")
    tenant: str
    id: str
    language: str
    at: int
    author: str
    proposals: tuple[str, ...] = ()
    phrases: int = 0
    state: str = RUNNING
    comparison: Comparison = Comparison()
    error: str = ""
    changed_at: int = 0
    changed_by: str = ""
    taught: tuple[tuple[str, str], ...] = ()
    version: int = 1


def seen(round: Round, now: int) -> Round:
    """How a round stands at `now`: one that nobody compares any more has failed, and its phrasings still wait."""
    if round.state == RUNNING and now - round.at > PATIENCE_MS:
        return replace(round, state=FAILED, error="interrupted")
    return round


def compared(cases: Sequence[tuple[str, str]], before: Sequence[Answer], after: Sequence[Answer]) -> Comparison:
    """`cases` are (text, what is wanted)."""
    if not cases:
        return Comparison()
    rows = list(zip(cases, before, after, strict=True))
    changes = [
        Change(text, expect, old, new, new.right(expect) or (old.wrong(expect) and not new.wrong(expect)))
        for (text, expect), old, new in rows
        if old.right(expect) != new.right(expect) or old.wrong(expect) != new.wrong(expect)
    ]
    right = (_share([a.right(e) for (_, e), a, _ in rows]), _share([b.right(e) for (_, e), _, b in rows]))
    wrong = (_share([a.wrong(e) for (_, e), a, _ in rows]), _share([b.wrong(e) for (_, e), _, b in rows]))
    gain = (right[1] - right[0]) - (wrong[1] - wrong[0])
    verdict = "worse" if gain < -HARM else "better" if gain > 0 else "same"
    changes.sort(key=lambda one: one.better)
    return Comparison(len(cases), right, wrong, tuple(changes[:SHOWN]), verdict)


def _share(found: Sequence[bool]) -> float:
    return round(sum(found) / len(found), 4) if found else 0.0
