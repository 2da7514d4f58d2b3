"""Classifier and search, weighed together: one list of candidates, best first."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

INTENT = 1.0
SEARCH = 0.5
SURE_SHARE = 0.62
"""Without a classifier, an article that holds so much of the question's weight is an answer; half of it a guess."""
MAYBE_SHARE = 0.3


class Passage(Struct, frozen=True):
    """An article found by its words. `score` is BM25, `share` (0..1) how much of the question it holds."""

    article: str
    title: str
    heading: str
    excerpt: str
    score: float
    share: float
    category: str = ""
    text: str = ""


class Candidate(Struct, frozen=True):
    """`score` of both; `intent` of the classifier, `bm25` of the search, 0 where it did not find it."""

    label: str
    score: float
    intent: float
    bm25: float


def fuse(intents: Sequence[tuple[str, float]], found: Sequence[Passage]) -> list[Candidate]:
    """Candidates by the sum of both scores, each as deviations above the rest. Score-weighted, not by rank: rank loses
    how much better the first is."""
    floor = min((score for _, score in intents), default=0.0)
    ranked = dict(intents)
    top = max((p.score for p in found), default=0.0)
    words: Mapping[str, Passage] = {f"article:{p.article}": p for p in found}
    spread = max((score for _, score in intents), default=0.0) - floor
    out = []
    for label in dict.fromkeys([*ranked, *words]):
        intent = ranked.get(label, floor)
        passage = words.get(label)
        search = passage.score / top * passage.share if passage and top > 0 else 0.0
        score = INTENT * intent + SEARCH * search * max(spread, 1.0)
        out.append(
            Candidate(
                label, round(score, 4), round(ranked.get(label, 0.0), 4), round(passage.score if passage else 0.0, 4)
            )
        )
    return sorted(out, key=lambda c: -c.score)


def by_words(found: Sequence[Passage]) -> str:
    """The verdict of the search alone, while there is no classifier: answer, ask or none."""
    if not found or found[0].share < MAYBE_SHARE:
        return "none"
    clear = len(found) < 2 or found[0].score >= 1.25 * found[1].score
    return "answer" if found[0].share >= SURE_SHARE and clear else "ask"
