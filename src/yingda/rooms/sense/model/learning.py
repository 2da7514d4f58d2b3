"""Learning a classifier from phrasings and their labels, with numpy alone. Takes seconds, so a worker does it; the server
answers with `classifier`. Same phrasings, same model: nothing here is random but a fixed seed.
"""

from collections import Counter
from collections.abc import Container, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from .classifier import Array, Model, vector
from .encoding import Encoder, attached
from .features import BLOCKS, SEARCH, Counted, Numbers, counted, terms_of
from .solvers import softmax, svm
from .text import CJK

FEW = 3500
"""Up to so many phrasings the weights are those of a softmax regression."""
RICH = 60
"""With so many phrasings an answer, terms that occur once are left out: as good, and half the size."""
SEARCH_FEW, SEARCH_CHINESE, SEARCH_MANY = 0.7, 1.2, 0.4
"""The weight of BM25 beside the few (Latin, Chinese) and beside the many."""
LARGEST = 60_000_000
"""Terms (or phrasings) x labels beyond which there are no weights (120 MB): with so many answers BM25 alone answers."""
REJECT, ASK = 0.12, 0.38
"""Shares of the tenant's own held-out phrasings that the gate may call "none" and "ask"."""
SINGLE = 1200
"""Beyond so many phrasings the gate is set on one held-out part of at most `HELD`."""
FOLDS, HELD = 8, 1500
K1, B = 1.2, 0.75
TOGETHER = 2


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    calibrate: bool = True,
    encoder: Encoder | None = None,
    taught: Container[str] = frozenset(),
) -> Model:
    """A model of normalised `texts`. `taught` are those that a model has labelled itself: they are learned, but the gate
    is set as if they were not there, for they were chosen by a model that knew all the others. Raises `ValueError` with
    fewer than two labels: there is nothing to tell apart."""
    if len(set(labels)) < 2:
        raise ValueError("at least two labels are needed")
    numbers: Numbers = {}
    rows, names = [counted(t, numbers, senses=True) for t in texts], np.asarray(labels)
    model = replace(_fit(rows, names), words=vocabulary(texts))
    if encoder is not None:
        model = attached(model, encoder, texts, names)
    if not calibrate:
        return model
    own = [i for i, text in enumerate(texts) if text not in taught]
    held = _hold_out([texts[i] for i in own], [rows[i] for i in own], names[own], encoder)
    if not held.gates:
        return model
    low, high = np.quantile(held.gates, [REJECT, ASK])
    about = {**model.about, "held_out": float(len(held.gates)), "accuracy": float(np.mean(held.right))}
    return replace(model, low=float(low), high=float(high), about=about)


def fit_rows(rows: Sequence[Counted], labels: Sequence[str]) -> Model:
    """A model of texts whose terms are counted already, without a gate. Raises as `fit`."""
    if len(set(labels)) < 2:
        raise ValueError("at least two labels are needed")
    return _fit(rows, np.asarray(labels))


class Held(Struct, frozen=True):
    """What models that had not seen it said of each held-out phrasing: the score of the gate, and whether the best label
    was its own."""

    gates: list[float]
    right: list[bool]


def held_out(texts: Sequence[str], labels: Sequence[str], encoder: Encoder | None = None) -> list[float]:
    """The gate's scores of phrasings by models that have not seen them."""
    numbers: Numbers = {}
    return _hold_out(texts, [counted(t, numbers, senses=True) for t in texts], np.asarray(labels), encoder).gates


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


def _fit(rows: Sequence[Counted], names: Array, whole: int = 0) -> Model:
    """`whole`: how many phrasings there are in all, where `rows` are a part: both are learned in the same way, so that
    what is measured on the one holds for the other."""
    labels, target = np.unique(names, return_inverse=True)
    n, k = len(rows), len(labels)
    few = max(n, whole) <= FEW
    arrays = _weights(rows, target, k, 1 if n < RICH * k else 2) | _merge(rows, target, k)
    unknown = float(np.log(1 + n) + 1)
    shape = (len(arrays["terms"]), k)
    if max(shape[0], n) * k <= LARGEST:
        vectors = [vector(row, arrays, unknown)[:2] for row in rows]
        coef, bias = softmax(vectors, target, shape) if few else svm(vectors, target, shape)
        arrays |= {"coef": coef.astype(np.float16), "bias": bias.astype(np.float32)}
    about = {"texts": float(n), "labels": float(k), "terms": float(shape[0]), "evidence": float(few)}
    chinese = 2 * sum(row.chinese for row in rows) > n
    search = (SEARCH_CHINESE if chinese else SEARCH_FEW) if few else SEARCH_MANY
    return Model([str(label) for label in labels], 0.0, 0.0, unknown, {}, about, search, arrays)


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
    """BM25 over one document an answer, all its phrasings together: for each term the labels that have it, one after
    another, with their values (`search_starts` tells where those of a term begin)."""
    sizes = [len(row.ids[SEARCH]) for row in rows]
    ids, where = np.unique(np.concatenate([row.ids[SEARCH] for row in rows]), return_inverse=True)
    owner = np.repeat(target, sizes)
    counts = np.concatenate([row.counts[SEARCH] for row in rows])
    pairs, place = np.unique(where * k + owner, return_inverse=True)
    tf = np.bincount(place, weights=counts)
    term, label = pairs // k, pairs % k
    df, length = np.bincount(term, minlength=len(ids)), np.bincount(owner, weights=counts, minlength=k)
    tf = tf / (tf + K1 * (1 - B + B * length[label] / max(length.mean(), 1e-9)))
    value = np.log(1 + (k - df[term] + 0.5) / (df[term] + 0.5)) * tf
    rows_with = np.bincount(where, minlength=len(ids))
    return {
        "search": ids, "search_idf": (np.log((1 + len(rows)) / (1 + rows_with)) + 1).astype(np.float16),
        "search_starts": np.concatenate(([0], np.cumsum(df))).astype(np.int32),
        "search_label": label.astype(np.int32), "search_value": value.astype(np.float16),
    }  # fmt: skip


def _hold_out(texts: Sequence[str], rows: Sequence[Counted], names: Array, encoder: Encoder | None) -> Held:
    """Each phrasing scored by a model that has not seen it: shows how good the model is on words it does not know, with
    nothing but the tenant's own phrasings."""
    n = len(rows)
    order = np.random.default_rng(0).permutation(n)
    parts = [order[: min(HELD, n // 7)]] if n > SINGLE else [order[f::FOLDS] for f in range(FOLDS)]
    held = Held([], [])
    for part in parts:
        rest = np.setdiff1d(order, part)
        if len(set(names[rest])) < 2:
            continue
        model = _fit([rows[i] for i in rest], names[rest], n)
        if encoder is not None:
            model = attached(model, encoder, [texts[i] for i in rest], names[rest])
        known = set(model.labels)
        for i in part:
            if names[i] in known:
                ranked = model.ranked(rows[i], encoder.one(texts[i]) if encoder else None)
                held.gates.append(ranked.gate)
                held.right.append(ranked.labels[0][0] == names[i])
    return held
