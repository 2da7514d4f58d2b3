"""How weights are found: two solvers in numpy alone, each fast where the other is not. Deterministic.

With few phrasings a softmax regression is the better classifier (two points at ten an intent), and the table of their
likenesses is small enough to solve it there. With many, linear SVMs are as good and need no table.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.float32]
Times = Callable[[Floats], Floats]
Sparse = Sequence[tuple[Array, Floats]]
"""(columns, values) of each text."""

C_SVM, C_SOFT = 3.0, 20.0
ROUNDS, WHOLE, EVERY = 10, 2, 5
"""Passes over the phrasings; the first `WHOLE` and every `EVERY`th look at all labels, others at those that pull."""
STEPS, MEMORY = 60, 8
"""Steps of L-BFGS at most, and how many it remembers."""
STILL = 1e-4
"""No more steps when the loss falls by less than this share."""
COMMON = 16
"""A term in more than one of so many texts is multiplied as a column, others are looked up."""


def svm(vectors: Sparse, target: Array, shape: tuple[int, int], rounds: int = ROUNDS) -> tuple[Floats, Floats]:
    """Weights (terms x labels) and bias of linear SVMs, one label against the rest, with squared hinge loss.

    Dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008), one text after another and all labels
    at once. Most labels never pull at a text: between whole passes only those that did are looked at (their "shrinking").
    The bias is a term of its own with value 1.
    """
    terms, k = shape
    table = np.zeros((terms + 1, k), np.float32)
    flat = table.reshape(-1)
    alpha = np.zeros((len(vectors), k), np.float32)
    rows = [np.append(c, terms) for c, _ in vectors]
    places = [at[:, None] * k for at in rows]
    values = [np.append(v, np.float32(1.0)) for _, v in vectors]
    soft = np.float32(1 / (2 * C_SVM))
    squares = [np.float32(v @ v + soft) for v in values]
    every = np.arange(k)
    pulling = [every] * len(vectors)
    random = np.random.default_rng(0)
    for turn in range(rounds):
        whole = turn < WHOLE or turn % EVERY == 0
        for i in random.permutation(len(vectors)):
            value, live = values[i], every if whole else pulling[i]
            own = table[rows[i]] if whole else flat[places[i] + live]
            sign = np.where(live == target[i], np.float32(1), np.float32(-1))
            old = alpha[i] if whole else alpha[i, live]
            new = np.maximum(old - (sign * (value @ own) - 1 + old * soft) / squares[i], 0)
            step = (new - old) * sign
            if whole:
                live = np.flatnonzero((new > 0) | (step != 0))
                pulling[i], own, step, new = live, own[:, live], step[live], new[live]
            alpha[i, live] = new
            flat[places[i] + live] = own + value[:, None] * step
    return table[:terms], table[terms]


def softmax(vectors: Sparse, target: Array, shape: tuple[int, int], steps: int = STEPS) -> tuple[Floats, Floats]:
    """Weights (terms x labels) and bias of a softmax regression with squared weights as penalty.

    Solved in the span of the texts: weights = texts' x alpha, so that all that is needed of the texts is the table of
    their products (Zhu and Hastie, "Kernel logistic regression", 2005). The bias is a term with value 1.
    """
    terms, k = shape
    table = gram(vectors, terms) + 1
    alpha = _descend(partial(np.matmul, table), target, k, steps)
    weights = np.zeros((terms, k), np.float32)
    for (at, value), own in zip(vectors, alpha, strict=True):
        weights[at] += value[:, None] * own
    return weights, alpha.sum(0)


def softmax_dense(rows: Floats, target: Array, k: int, steps: int = STEPS) -> tuple[Floats, Floats]:
    """As `softmax`, for `rows` of a few hundred numbers each."""
    wide = np.concatenate([rows.astype(np.float32), np.ones((len(rows), 1), np.float32)], axis=1)
    alpha = _descend(lambda a: wide @ (wide.T @ a), target, k, steps)
    weights = wide.T @ alpha
    return weights[:-1], weights[-1]


def gram(vectors: Sparse, terms: int) -> Floats:
    """The products of every two texts."""
    n = len(vectors)
    sizes = [len(at) for at, _ in vectors]
    columns = np.concatenate([at for at, _ in vectors]).astype(np.int64)
    values = np.concatenate([value for _, value in vectors])
    texts = np.repeat(np.arange(n), sizes)
    df = np.bincount(columns, minlength=terms)
    common = np.flatnonzero(df > n / COMMON)
    place = np.full(terms, -1)
    place[common] = np.arange(len(common))
    dense = np.zeros((n, len(common)), np.float32)
    often = place[columns] >= 0
    dense[texts[often], place[columns[often]]] = values[often]
    table = dense @ dense.T
    order = np.argsort(columns, kind="stable")
    owner, weight, starts = texts[order], values[order], np.concatenate(([0], np.cumsum(df)))
    for i, (at, value) in enumerate(vectors):
        rare = place[at] < 0
        own = at[rare]
        count = df[own]
        where = np.repeat(starts[own] - np.cumsum(count) + count, count) + np.arange(count.sum())
        table[i] += np.bincount(owner[where], weight[where] * np.repeat(value[rare], count), minlength=n)
    return table


class _Step(Struct, frozen=True):
    """A step that was taken and the change of slope it made, both with their products with the table; `curve` is the
    product of the two."""

    step: Floats
    along: Floats
    change: Floats
    bent: Floats
    curve: np.float32


def _descend(times: Times, target: Array, k: int, steps: int) -> Floats:
    """The alphas of `softmax`, by L-BFGS (Nocedal 1980) with halved steps. Lengths and angles are those of the weights that
    alphas stand for: the product of two is a' x table x b (`times` multiplies with the table), and the slope
    needs no product at all."""
    n = len(target)
    wanted = np.zeros((n, k), np.float32)
    wanted[np.arange(n), target] = 1
    alpha, margin = np.zeros((n, k), np.float32), np.zeros((n, k), np.float32)
    loss, slope = _loss(alpha, margin, wanted)
    kept: list[_Step] = []
    for _ in range(steps):
        direction = -_towards(slope, kept)
        along = times(direction)
        length = np.float32(1.0)
        while True:
            new_loss, new_slope = _loss(alpha + length * direction, margin + length * along, wanted)
            if new_loss < loss or length < 1e-6:
                break
            length *= np.float32(0.5)
        alpha, margin = alpha + length * direction, margin + length * along
        change = new_slope - slope
        curve = np.float32((length * along * change).sum())
        if curve > 0:
            kept = [*kept[1 - MEMORY :], _Step(length * direction, length * along, change, times(change), curve)]
        still = loss - new_loss < STILL * abs(loss)
        loss, slope = new_loss, new_slope
        if still:
            break
    return alpha


def _loss(alpha: Floats, margin: Floats, wanted: Floats) -> tuple[float, Floats]:
    """The loss at `alpha`, whose margins are `margin`, and its slope. Every label counts the same, however many texts it
    has: what is often written about is not more often meant."""
    weight = wanted @ (len(wanted) / wanted.shape[1] / wanted.sum(0))[:, None]
    top = margin - margin.max(1, keepdims=True)
    share = np.exp(top)
    total = share.sum(1, keepdims=True)
    loss = float((weight * np.log(total)).sum() - (weight * top * wanted).sum() + (alpha * margin).sum() / (2 * C_SOFT))
    return loss, weight * (share / total - wanted) + alpha / np.float32(C_SOFT)


def _towards(slope: Floats, kept: Sequence[_Step]) -> Floats:
    """The two loops of L-BFGS: the slope, bent by the steps that were taken."""
    out = slope.copy()
    parts = []
    for one in reversed(kept):
        part = np.float32((one.along * out).sum()) / one.curve
        out -= part * one.change
        parts.append(part)
    if kept:
        last = kept[-1]
        out *= last.curve / np.float32(max(float((last.change * last.bent).sum()), 1e-12))
    for one, part in zip(kept, reversed(parts), strict=True):
        out += (part - np.float32((one.bent * out).sum()) / one.curve) * one.step
    return out
