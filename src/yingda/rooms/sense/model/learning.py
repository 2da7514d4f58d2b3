"""Learning a classifier from phrasings and their labels. Needs scipy and scikit-learn, so only the worker imports it;
the server answers with `classifier` alone. Same phrasings, same model: nothing here is random but a fixed seed.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from .classifier import BM25, Array, Model, vector
from .features import BLOCKS, SEARCH, Terms, number, terms_of
from .text import CJK

C_SVM, C_LR = 3.0, 20.0
FEW = 3500
"""Up to so many phrasings logistic regression helps."""
REJECT, ASK = 0.05, 0.15
"""Shares of the tenant's own held-out phrasings that the gate may call "none" and "ask"."""
SINGLE = 4000
"""Beyond so many phrasings the gate is set on one held-out part."""
K1, B = 1.2, 0.75


def fit(texts: Sequence[str], labels: Sequence[str], *, calibrate: bool = True) -> Model:
    """A model of normalised `texts`. Raises `ValueError` with fewer than two labels: there is nothing to tell apart."""
    if len(set(labels)) < 2:
        raise ValueError("at least two labels are needed")
    rows, names = [terms_of(t) for t in texts], np.asarray(labels)
    model = _fit(rows, names, FEW)
    if not calibrate:
        return model
    low, high, about = _calibrate(rows, names)
    return replace(model, low=low, high=high, about={**model.about, **about}, words=vocabulary(texts))


def vocabulary(texts: Sequence[str]) -> dict[str, int]:
    """The words of the phrasings (two characters or more) and how often each occurs."""
    found = Counter(w for t in texts for w in terms_of(t).blocks[2] if len(w) > 1 and CJK.search(w))
    found.update(
        w for t in texts if not CJK.search(t) for w in t.replace("'", " ").split() if w.isalpha() and len(w) > 3
    )
    return dict(found)


def _fit(rows: Sequence[Terms], names: Array, few: int) -> Model:
    labels, target = np.unique(names, return_inverse=True)
    n, k = len(rows), len(labels)
    arrays, unknown = _weights(rows, target, k, 2 if n > FEW else 1)
    x = _matrix(rows, arrays, unknown)
    svm = LinearSVC(C=C_SVM, tol=1e-3).fit(x, target)
    coef, bias = svm.coef_, svm.intercept_
    if k == 2:
        coef, bias = np.vstack([-coef, coef]), np.concatenate([-bias, bias])
    arrays |= {"svm": np.ascontiguousarray(coef.T, dtype=np.float16), "svm_bias": bias.astype(np.float32)}
    if n <= few and k > 2:
        lr = LogisticRegression(C=C_LR, max_iter=60, tol=1e-3).fit(x, target)
        arrays |= {
            "lr": np.ascontiguousarray(lr.coef_.T, dtype=np.float16),
            "lr_bias": lr.intercept_.astype(np.float32),
        }
    arrays |= _merge(rows, target, k)
    about = {"texts": float(n), "labels": float(k), "terms": float(len(arrays["terms"]))}
    return Model([str(label) for label in labels], 0.0, 0.0, unknown, {}, about, arrays)


def _weights(rows: Sequence[Terms], target: Array, k: int, floor: int) -> tuple[dict[str, Array], float]:
    """The terms, in order of their numbers, with idf and weight. A Latin term weighs 1 + 2 (1 - H), H the entropy of its
    classes: 1 when it is spread over all, 3 when one intent owns it. Chinese terms weigh 1."""
    n = len(rows)
    found: dict[bytes, Counter[int]] = {}
    chinese: set[bytes] = set()
    for row, label in zip(rows, target, strict=True):
        for block in range(BLOCKS):
            for name in set(row.blocks[block]):
                key = number(block, name)
                found.setdefault(key, Counter())[int(label)] += 1
                if row.chinese:
                    chinese.add(key)
    keep = [key for key, classes in found.items() if classes.total() >= floor or floor == 1]
    ids = np.frombuffer(b"".join(keep), dtype="<u8")
    order = np.argsort(ids)
    df = np.array([found[keep[i]].total() for i in order], np.float32)
    idf = np.log((1 + n) / (1 + df)) + 1
    weight = np.array([1.0 if keep[i] in chinese else _own(found[keep[i]], k) for i in order], np.float32)
    return {"terms": ids[order], "idf": idf.astype(np.float16), "weight": weight}, float(np.log(1 + n) + 1)


def _own(classes: Counter[int], k: int) -> float:
    p = np.array(list(classes.values()), np.float64) / classes.total()
    return float(1 + 2 * (1 + (p * np.log(p)).sum() / np.log(max(k, 2))))


def _matrix(rows: Sequence[Terms], arrays: dict[str, Array], unknown: float) -> Any:
    vectors = [vector(row, arrays, unknown) for row in rows]
    pointer = np.cumsum([0, *(len(c) for c, _, _ in vectors)])
    data, columns = np.concatenate([v for _, v, _ in vectors]), np.concatenate([c for c, _, _ in vectors])
    return sp.csr_matrix((data, columns, pointer), shape=(len(rows), len(arrays["terms"])))


def _merge(rows: Sequence[Terms], target: Array, k: int) -> dict[str, Array]:
    """BM25 over one document an answer: all its phrasings together."""
    counts: dict[bytes, Counter[int]] = {}
    for row, label in zip(rows, target, strict=True):
        for name in row.blocks[SEARCH]:
            counts.setdefault(number(SEARCH, name), Counter())[int(label)] += 1
    keys = list(counts)
    ids = np.frombuffer(b"".join(keys), dtype="<u8")
    order = np.argsort(ids)
    table = np.zeros((len(keys), k), np.float32)
    for place, i in enumerate(order):
        for label, count in counts[keys[i]].items():
            table[place, label] = count
    df, length = (table > 0).sum(1), table.sum(0)
    tf = table / (table + K1 * (1 - B + B * length / max(length.mean(), 1e-9)))
    weighed = np.log(1 + (k - df + 0.5) / (df + 0.5))[:, None] * tf
    return {"search": ids[order], "bm25": weighed.astype(np.float16)}


def _calibrate(rows: Sequence[Terms], names: Array) -> tuple[float, float, dict[str, float]]:
    """The thresholds of the gate: quantiles of the gate scores of the tenant's own phrasings, each scored by a model that
    has not seen it. Needs no examples of what is foreign. `about` holds how often those models were right."""
    n = len(rows)
    order = np.random.default_rng(0).permutation(n)
    folds = 8 if n <= 1500 else 4
    parts = [order[: min(1500, n // 7)]] if n > SINGLE else [order[f::folds] for f in range(folds)]
    gates, right = [], []
    for held in parts:
        train = np.setdiff1d(order, held)
        if len(set(names[train])) < 2:
            continue
        part = _fit([rows[i] for i in train], names[train], 0)
        for i in held:
            if names[i] in part.labels:
                total, gate, _ = part.score(rows[i])
                gates.append(gate)
                right.append(part.labels[int(total.argmax())] == names[i])
    if not gates:
        return 0.0, 0.0, {}
    low, high = np.quantile(gates, [REJECT, ASK])
    return float(low), float(high), {"held_out": float(len(gates)), "accuracy": float(np.mean(right)), "bm25": BM25}
