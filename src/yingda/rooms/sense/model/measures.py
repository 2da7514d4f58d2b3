"""Figures of classifiers and searches, as the field defines them. Pure; shares are 0..1, rounded to four digits."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

DIGITS = 4


class PerLabel(Struct, frozen=True):
    """Of one label: how many there were, precision, recall and their harmonic mean."""

    count: int
    precision: float
    recall: float
    f1: float


def accuracy(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The share that is right; 0 for nothing."""
    return share(sum(a == b for a, b in zip(wanted, found, strict=True)), len(wanted))


def share(part: float, whole: float) -> float:
    """`part` of `whole`; 0 of nothing."""
    return round(part / whole, DIGITS) if whole else 0.0


def per_label(wanted: Sequence[str], found: Sequence[str]) -> dict[str, PerLabel]:
    """Precision and recall of every label that was wanted, in alphabetical order."""
    right = Counter(a for a, b in zip(wanted, found, strict=True) if a == b)
    asked, said = Counter(wanted), Counter(found)
    out = {}
    for label in sorted(asked):
        precision, recall = share(right[label], said[label]), share(right[label], asked[label])
        f1 = round(2 * precision * recall / (precision + recall), DIGITS) if precision + recall else 0.0
        out[label] = PerLabel(asked[label], precision, recall, f1)
    return out


def macro_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 of the labels that were wanted, each counting the same."""
    every = per_label(wanted, found)
    return round(sum(one.f1 for one in every.values()) / len(every), DIGITS) if every else 0.0


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a score of `inside` is above one of `outside`, ties counting half (area under the ROC curve, by the
    Mann-Whitney statistic); 0 when either is empty."""
    if not len(inside) or not len(outside):
        return 0.0
    ranks = _ranks(np.concatenate((np.asarray(inside, float), np.asarray(outside, float))))
    n, m = len(inside), len(outside)
    return round(float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m)), DIGITS)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places from 1 on; equal values share the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[inverse]


def place(found: Sequence[str], relevant: Collection[str]) -> int:
    """The place (from 1) of the first relevant one; 0 when there is none."""
    return next((i for i, id in enumerate(found, 1) if id in relevant), 0)


def reciprocal(places: Sequence[int], most: int = 10) -> float:
    """Mean reciprocal rank of first places, counting those up to `most`."""
    return round(sum(1 / p for p in places if 0 < p <= most) / len(places), DIGITS) if places else 0.0


def within(places: Sequence[int], most: int) -> float:
    """The share of first places up to `most`."""
    return share(sum(0 < p <= most for p in places), len(places))


def quantile(values: Sequence[float], q: float) -> float:
    """The value below which the share `q` of them lies, rounded to three digits; 0 for none."""
    return round(float(np.quantile(values, q)), 3) if len(values) else 0.0
