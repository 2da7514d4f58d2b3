"""BM25 in memory: one index for each business and language.

A few thousand passages fit into a few megabytes of numpy arrays; an index for each business costs nothing when it is
idle. What was measured, and when a larger engine pays, stands in docs/decisions/0003-search.md. Formula: Robertson and
Zaragoza, "The Probabilistic Relevance Framework" (2009), with the head (title, heading, phrasings) counted `HEAD` times.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from ..model import Live, Passage, passages, plain
from .words import terms

K1, B = 1.2, 0.6
HEAD = 2.0
LEAST = 0.05
"""A passage that holds less of the question than this shares a character with it, nothing more."""


class Analysed(Struct, frozen=True):
    """An article cut and counted. `terms[i]` are the (term id, frequency) arrays of passage `i`; passage 0 also carries
    the phrasings."""

    article: Live
    passages: tuple[Passage, ...]
    terms: tuple[tuple[np.ndarray, np.ndarray], ...]


class Found(Struct, frozen=True):
    """A passage that matches. `share` (0..1) is how much of the question's weight it holds."""

    article: Live
    passage: Passage
    score: float
    share: float


class Vocabulary:
    """Numbers for terms; grows, never forgets."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.weights: list[float] = []

    def id(self, term: str, weight: float) -> int:
        """The number of `term`, a new one when it is new."""
        known = self.ids.get(term)
        if known is None:
            known = self.ids[term] = len(self.weights)
            self.weights.append(weight)
        return known


def analyse(article: Live, vocabulary: Vocabulary) -> Analysed:
    """Cuts an article and counts its terms."""
    content = article.content
    cuts = passages(content.body) or [Passage("", "")]
    counted = []
    for place, passage in enumerate(cuts):
        counts: Counter[int] = Counter()
        heads = [content.title, passage.heading, content.category if not place else ""]
        if not place:
            heads += [*content.questions, *content.tags]
        for times, texts in ((HEAD, heads), (1.0, [plain(passage.text)])):
            for text in texts:
                for term, weight in terms(text):
                    counts[vocabulary.id(term, weight)] += times  # type: ignore[assignment]
        ids = np.fromiter(counts.keys(), np.int32, len(counts))
        counted.append((ids, np.fromiter(counts.values(), np.float32, len(counts))))
    return Analysed(article, tuple(cuts), tuple(counted))


class Index:
    """Immutable once built: searches go on in the old one while the new one is being made."""

    def __init__(self, articles: Sequence[Analysed], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.places = [(entry.article, passage) for entry in articles for passage in entry.passages]
        self.size = len(self.places)
        known = len(vocabulary.weights)
        parts = [part for entry in articles for part in entry.terms]
        lengths = np.array([tf.sum() for _, tf in parts], np.float32)
        ids = np.concatenate([ids for ids, _ in parts]) if parts else np.empty(0, np.int32)
        tf = np.concatenate([tf for _, tf in parts]) if parts else np.empty(0, np.float32)
        doc = np.repeat(np.arange(self.size, dtype=np.int32), [len(ids) for ids, _ in parts]) if parts else ids
        order = np.argsort(ids, kind="stable")
        ids, tf, self.docs = ids[order], tf[order], doc[order]
        df = np.bincount(ids, minlength=known)
        self.starts = np.concatenate(([0], np.cumsum(df)))
        kind = np.array(vocabulary.weights, np.float32)
        self.idf = np.log1p((self.size - df + 0.5) / (df + 0.5)).astype(np.float32) * kind
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if self.size else 1.0, 1e-6))
        self.values = (self.idf[ids] * tf * (K1 + 1) / (tf + norm[self.docs])).astype(np.float32)
        self.rare = float(np.log1p(self.size + 0.5))

    def search(self, text: str, audiences: Iterable[str], limit: int) -> list[Found]:
        """The best passage of each of the best `limit` articles, best first."""
        asked = dict(terms(text))
        if not asked or not self.size:
            return []
        scores = np.zeros(self.size, np.float32)
        held = np.zeros(self.size, np.float32)
        total = 0.0
        known = len(self.idf)
        for term, weight in asked.items():
            id = self.vocabulary.ids.get(term, known)
            if id >= known or self.starts[id] == self.starts[id + 1]:
                total += self.rare * weight
                continue
            here = slice(self.starts[id], self.starts[id + 1])
            docs = self.docs[here]
            scores[docs] += self.values[here]
            held[docs] += self.idf[id]
            total += float(self.idf[id])
        return self._best(scores, held / max(total, 1e-6), frozenset(audiences), limit)

    def _best(self, scores: np.ndarray, shares: np.ndarray, audiences: frozenset[str], limit: int) -> list[Found]:
        out: dict[str, Found] = {}
        for place in np.argsort(-scores, kind="stable"):
            score = float(scores[place])
            if score <= 0 or len(out) >= limit:
                break
            article, passage = self.places[place]
            if article.id not in out and shares[place] >= LEAST and article.content.audience in audiences:
                out[article.id] = Found(article, passage, round(score, 4), round(float(shares[place]), 4))
        return list(out.values())
