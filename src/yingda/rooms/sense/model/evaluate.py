"""How good it is, on examples that were not learned from. Pure: examples and a way to decide in, figures out."""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

Decide = Callable[[str], tuple[str, str]]
"""Answers (verdict, label) for a text."""


class Figures(Struct, frozen=True):
    """`accuracy`: share of in-scope texts whose best label is right, whatever the gate says. `answered`: share that is
    answered rather than asked back or refused; `right_answered`: share of those that are right. `refused`: share of
    out-of-scope texts that are not answered; `none`: share that gets "none". `confused`: the commonest mistakes."""

    texts: int
    accuracy: float
    answered: float
    right_answered: float
    foreign: int
    refused: float
    none: float
    confused: list[tuple[str, str, int]]


def evaluate(decide: Decide, examples: Sequence[tuple[str, str]], foreign: Sequence[str] = ()) -> Figures:
    """`examples` are (text, label); `foreign` are texts that belong to no label."""
    right = answered = good = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for text, label in examples:
        verdict, found = decide(text)
        hit = found == label
        right += hit
        if verdict == "answer":
            answered += 1
            good += hit
        if not hit:
            wrong[label, found] += 1
    said = [decide(text)[0] for text in foreign]
    return Figures(
        len(examples), _share(right, len(examples)), _share(answered, len(examples)), _share(good, answered),
        len(foreign), _share(sum(v != "answer" for v in said), len(said)), _share(said.count("none"), len(said)),
        [(a, b, n) for (a, b), n in wrong.most_common(20)],
    )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
