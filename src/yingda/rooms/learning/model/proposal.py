"""Proposals: what several talks have in common, for a person to decide."""

import re
from collections.abc import Sequence

from msgspec import field
from msgspec.structs import replace

from yingda.kernel import Clash, Row, cut, is_chinese

from .signals import ARTICLE, PHRASING, REVIEW, Signal

KINDS = (PHRASING, ARTICLE, REVIEW)
OPEN, TAKEN, DONE, REFUSED = "open", "taken", "done", "refused"
"""Waiting; taken into the next round; finished; not wanted."""
ALIKE = 0.5
TEXTS, TALKS = 12, 8


class Proposal(Row, frozen=True):
    """One thing to decide. `texts` are what customers said, the commonest form first; `article` the one it is about (or
    that came of it); `answer` a person's reply; `why` counts the signals behind it; `talks` some of the conversations.
    Times in ms."""

    table, key = "learning_proposal", ("tenant", "id")
    tenant: str
    id: str
    kind: str
    language: str
    article: str
    texts: tuple[str, ...]
    at: int
    last_at: int
    answer: str = ""
    why: dict[str, int] = field(default_factory=dict)
    talks: tuple[str, ...] = ()
    times: int = 1
    state: str = OPEN
    author: str = ""
    decided_at: int = 0
    version: int = 1


def pieces(text: str) -> frozenset[str]:
    """What makes two questions alike: pairs of Chinese characters, words of other scripts."""
    text = text.lower()
    if is_chinese(text):
        han = re.sub(r"[\W_]+", "", text)
        return frozenset(han[i : i + 2] for i in range(len(han) - 1)) or frozenset({han})
    return frozenset(re.findall(r"\w{2,}", text))


def alike(one: str, other: str) -> float:
    """0..1: how much of the shorter question the longer one holds."""
    a, b = pieces(one), pieces(other)
    return len(a & b) / max(1, min(len(a), len(b))) if a and b else 0.0


def same(proposal: Proposal, signal: Signal) -> bool:
    """Whether a signal speaks of a proposal. Phrasings must be the same words for the same article; blame is gathered by
    article, unanswered questions by likeness."""
    if (proposal.kind, proposal.language) != (signal.kind, signal.language) or proposal.article != signal.article:
        return False
    if signal.kind == PHRASING:
        return pieces(signal.text) == pieces(proposal.texts[0])
    return signal.kind == REVIEW or any(alike(signal.text, text) >= ALIKE for text in proposal.texts)


def gathered(held: Sequence[Proposal], signal: Signal, talk: str, fresh: Proposal) -> Proposal | None:
    """The proposal that a signal makes or strengthens: one of `held` (open or decided), or `fresh`. None when this talk
    was counted before, or people have decided."""
    old = next((one for one in held if same(one, signal)), None)
    if old is None:
        return replace(
            fresh, kind=signal.kind, language=signal.language, article=signal.article, texts=(cut(signal.text, 300),),
            answer=signal.answer, why={signal.why: 1}, talks=(talk,),
        )  # fmt: skip
    if talk in old.talks or old.state != OPEN:
        return None
    return replace(
        old, last_at=fresh.last_at, times=old.times + 1, texts=tuple(dict.fromkeys((*old.texts, signal.text)))[:TEXTS],
        talks=(*old.talks, talk)[-TALKS:], why={**old.why, signal.why: old.why.get(signal.why, 0) + 1},
        answer=old.answer or signal.answer, version=old.version + 1,
    )  # fmt: skip


def accepted(proposal: Proposal, by: str, at: int, *, texts: Sequence[str] = (), article: str = "") -> Proposal:
    """Somebody agrees, perhaps with other words or another article. A phrasing waits for the next round."""
    _open(proposal)
    state = TAKEN if proposal.kind == PHRASING else DONE
    return replace(
        proposal, state=state, author=by, decided_at=at, texts=tuple(texts) or proposal.texts,
        article=article or proposal.article, version=proposal.version + 1,
    )  # fmt: skip


def refused(proposal: Proposal, by: str, at: int) -> Proposal:
    """Somebody does not want it; the same signals will not bring it back."""
    _open(proposal)
    return replace(proposal, state=REFUSED, author=by, decided_at=at, version=proposal.version + 1)


def _open(proposal: Proposal) -> None:
    if proposal.state != OPEN:
        raise Clash("decided", "同事已经处理过这一条", "A colleague has decided this already", state=proposal.state)
