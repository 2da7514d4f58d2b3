"""Learning a classifier from phrasings and their labels, with numpy alone. Takes seconds, so a worker does it; the server
answers with `classifier`. Same phrasings, same model: nothing here is random but a fixed seed.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from .classifier import Array, Model, soft_z, vector
from .features import BLOCKS, SEARCH, Counted, counted, terms_of
from .text import CJK

C = 3.0
ROUNDS, CLOSE = 20, 0.05
"""Passes over the phrasings at most; fewer when no multiplier moves by more than `CLOSE`."""
RARE = 3500
"""Beyond so many phrasings a term must occur twice."""
REJECT, ASK = 0.10, 0.30
"""Shares of the tenant's own held-out phrasings that the gate may call "none" and "ask"."""
SINGLE = 4000
"""Beyond so many phrasings the gate is set on one held-out part."""
FOLDS = 8
HELD_ROUNDS = 8
SEARCHES = (0.0, 0.4, 0.7, 1.0, 1.5)
"""Weights of BM25 that are tried."""
K1, B = 1.2, 0.75
TOGETHER = 2


class Held(Struct, frozen=True):
    """What the models that had not seen it said of each held-out phrasing: margins, BM25, gate, place of its label."""

    margins: list[Array]
    words: list[Array]
    gates: list[float]
    places: list[int]


def fit(texts: Sequence[str], labels: Sequence[str], *, calibrate: bool = True) -> Model:
    """A model of normalised `texts`. Raises `ValueError` with fewer than two labels: there is nothing to tell apart."""
    if len(set(labels)) < 2:
        raise ValueError("at least two labels are needed")
    rows, names = [counted(t) for t in texts], np.asarray(labels)
    model = replace(_fit(rows, names), words=vocabulary(texts))
    if not calibrate:
        return model
    held = _hold_out(rows, names)
    if not held.gates:
        return model
    low, high = np.quantile(held.gates, [REJECT, ASK])
    search, accuracy = _search_weight(held)
    about = {**model.about, "held_out": float(len(held.gates)), "accuracy": accuracy, "search": search}
    return replace(model, low=float(low), high=float(high), search=search, about=about)


def vocabulary(texts: Sequence[str]) -> dict[str, int]:
    """The words of the phrasings (two characters or more) and how often each occurs, 0 for pairs of
    characters that are no word but stand together often."""
    found = Counter(
        word for text in texts if CJK.search(text) for word in terms_of(text).blocks[2]
        if len(word) > 1 and CJK.search(word)
    )  # fmt: skip
    pairs = Counter(p for t in texts for p in {t[i : i + 2] for i in range(len(t) - 1)})
    for pair, count in pairs.items():  # what is often said together is as good as a word, but a word goes first
        if count >= TOGETHER and pair not in found and len(CJK.findall(pair)) == 2:
            found[pair] = 0
    found.update(
        w for t in texts if not CJK.search(t) for w in t.replace("'", " ").split() if w.isalpha() and len(w) > 3
    )
    return dict(found)


def _fit(rows: Sequence[Counted], names: Array, rounds: int = ROUNDS) -> Model:
    labels, target = np.unique(names, return_inverse=True)
    n, k = len(rows), len(labels)
    arrays = _weights(rows, target, k, 2 if n > RARE else 1) | _merge(rows, target, k)
    unknown = float(np.log(1 + n) + 1)
    coef, bias = svm([vector(row, arrays, unknown)[:2] for row in rows], target, (len(arrays["terms"]), k), rounds)
    arrays |= {"svm": coef.astype(np.float16), "svm_bias": bias}
    about = {"texts": float(n), "labels": float(k), "terms": float(len(arrays["terms"]))}
    return Model([str(label) for label in labels], 0.0, 0.0, unknown, {}, about, 1.0, arrays)


def svm(
    vectors: Sequence[tuple[Array, NDArray[np.float32]]], target: Array, shape: tuple[int, int], rounds: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (terms x labels) and bias of linear SVMs, one label against the rest, with squared hinge loss.

    Dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008), one text after another and all labels
    at once: the work of a text is a few vector operations, however many labels there are. The bias is a term of its own
    with value 1. `vectors` are (columns, values) of each text.
    """
    terms, k = shape
    weights = np.zeros((terms + 1, k), np.float32)
    alpha = np.zeros((len(vectors), k), np.float32)
    signs = np.full((len(vectors), k), -1.0, np.float32)
    signs[np.arange(len(vectors)), target] = 1.0
    columns = [np.append(c, terms) for c, _ in vectors]
    values = [np.append(v, np.float32(1.0)) for _, v in vectors]
    soft = np.float32(1 / (2 * C))
    squares = [np.float32(v @ v + soft) for v in values]
    random = np.random.default_rng(0)
    for _ in range(rounds):
        moved = 0.0
        for i in random.permutation(len(vectors)):
            at, value, sign = columns[i], values[i], signs[i]
            own = weights[at]
            slope = sign * (value @ own) - 1 + alpha[i] * soft
            new = np.maximum(alpha[i] - slope / squares[i], 0)
            step = new - alpha[i]
            alpha[i] = new
            weights[at] = own + value[:, None] * (step * sign)
            moved = max(moved, float(np.abs(step).max()))
        if moved < CLOSE:
            break
    return weights[:terms], weights[terms]


def _weights(rows: Sequence[Counted], target: Array, k: int, floor: int) -> dict[str, Array]:
    """The terms, in order of their numbers, with idf and weight. A Latin term weighs 1 + 2 (1 - H), H the entropy of its
    classes: 1 when it is spread over all, 3 when one intent owns it. Chinese terms weigh 1."""
    flat = [row.ids[block] for row in rows for block in range(BLOCKS)]
    sizes = [sum(len(row.ids[block]) for block in range(BLOCKS)) for row in rows]
    ids, where = np.unique(np.concatenate(flat), return_inverse=True)
    pairs, counts = np.unique(where * k + np.repeat(target, sizes), return_counts=True)
    term = pairs // k
    df = np.bincount(term, weights=counts, minlength=len(ids))
    p = counts / df[term]
    entropy = -np.bincount(term, weights=p * np.log(p), minlength=len(ids)) / np.log(max(k, 2))
    chinese = np.zeros(len(ids), bool)
    chinese[where[np.repeat([row.chinese for row in rows], sizes)]] = True
    weight = np.where(chinese, 1.0, 1 + 2 * (1 - entropy)).astype(np.float32)
    keep = df >= floor
    idf = (np.log((1 + len(rows)) / (1 + df)) + 1).astype(np.float16)
    return {"terms": ids[keep], "idf": idf[keep], "weight": weight[keep]}


def _merge(rows: Sequence[Counted], target: Array, k: int) -> dict[str, Array]:
    """BM25 over one document an answer: all its phrasings together."""
    sizes = [len(row.ids[SEARCH]) for row in rows]
    ids, where = np.unique(np.concatenate([row.ids[SEARCH] for row in rows]), return_inverse=True)
    table = np.zeros((len(ids), k), np.float32)
    np.add.at(table, (where, np.repeat(target, sizes)), np.concatenate([row.counts[SEARCH] for row in rows]))
    df, length = (table > 0).sum(1), table.sum(0)
    tf = table / (table + K1 * (1 - B + B * length / max(length.mean(), 1e-9)))
    weighed = np.log(1 + (k - df + 0.5) / (df + 0.5))[:, None] * tf
    rows_with = np.bincount(where, minlength=len(ids))
    idf = (np.log((1 + len(rows)) / (1 + rows_with)) + 1).astype(np.float16)
    return {"search": ids, "search_idf": idf, "bm25": weighed.astype(np.float16)}


def _hold_out(rows: Sequence[Counted], names: Array) -> Held:
    """Each phrasing scored by a model that has not seen it: shows how good the model is on words it does not know, with
    nothing but the tenant's own phrasings."""
    n = len(rows)
    order = np.random.default_rng(0).permutation(n)
    parts = [order[: min(1500, n // 7)]] if n > SINGLE else [order[f::FOLDS] for f in range(FOLDS)]
    held = Held([], [], [], [])
    for part in parts:
        rest = np.setdiff1d(order, part)
        if len(set(names[rest])) < 2:
            continue
        model = _fit([rows[i] for i in rest], names[rest], HELD_ROUNDS)
        places = {label: place for place, label in enumerate(model.labels)}
        for i in part:
            if names[i] in places:
                margin, words, known = model.parts(rows[i])
                held.margins.append(margin)
                held.words.append(words)
                held.gates.append(float((margin.max() + 1) * known))
                held.places.append(places[names[i]])
    return held


def _search_weight(held: Held) -> tuple[float, float]:
    """The weight of BM25 that is right most often on held-out phrasings, and how often."""
    margins, words = [soft_z(m) for m in held.margins], [soft_z(w) for w in held.words]
    best = (0.0, 0.0)
    for weight in SEARCHES:
        right = [
            int((m + weight * w).argmax()) == place for m, w, place in zip(margins, words, held.places, strict=True)
        ]
        if float(np.mean(right)) >= best[1]:
            best = (weight, float(np.mean(right)))
    return best
