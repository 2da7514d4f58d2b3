"""BM25 in memory: one index for each business and language.

A few thousand passages fit into a few megabytes of numpy arrays; an index for each business costs nothing when it is
idle. What was measured, and when a larger engine pays, stands in docs/decisions/0004-search.md. Formula: Robertson and
Zaragoza, "The Probabilistic Relevance Framework" (2009), over passages; an article
scores as its best passage, and a little for the others.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from ..model import AUDIENCES, Live, Passage, passages, plain
from .words import LOOSE, terms

Scores = npt.NDArray[np.float32]

K1, B = 1.2, 0.5
OTHERS = 0.2
"""What the other passages of an article add to its best one."""
LEAST = 0.05
"""A passage that holds less of the question than this shares a character with it, nothing more."""


class Analysed(Struct, frozen=True):
    """An article cut and counted. `terms[i]` are the (term id, frequency) arrays of passage `i`; passage 0 also carries
    the phrasings."""

    article: Live
    passages: tuple[Passage, ...]
    terms: tuple[tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]], ...]


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
    """Cuts an article and counts its terms; the first passage carries the phrasings, all carry the title."""
    content = article.content
    cuts = passages(content.body) or [Passage("", "")]
    counted = []
    for place, passage in enumerate(cuts):
        counts: Counter[int] = Counter()
        texts = [content.title, passage.heading, plain(passage.text)]
        if not place:
            texts += [content.category, *content.questions, *content.tags]
        for text in texts:
            for term, weight in terms(text):
                counts[vocabulary.id(term, weight)] += 1
        ids = np.fromiter(counts.keys(), np.int32, len(counts))
        counted.append((ids, np.fromiter((min(n, 255) for n in counts.values()), np.uint8, len(counts))))
    return Analysed(article, tuple(cuts), tuple(counted))


class Index:
    """Immutable once built: searches go on in the old one while the new one is being made."""

    def __init__(self, articles: Sequence[Analysed], vocabulary: Vocabulary) -> None:
        self.vocabulary, self.articles = vocabulary, articles
        parts = [part for entry in articles for part in entry.terms]
        self.size = len(parts)
        sizes = [len(entry.terms) for entry in articles]
        self.first = np.concatenate(([0], np.cumsum(sizes)))[:-1].astype(np.int64)
        self.audiences = np.array([AUDIENCES.index(entry.article.content.audience) for entry in articles], np.int8)
        if not self.size:
            return
        lengths = np.array([tf.sum(dtype=np.int64) for _, tf in parts], np.float32)
        ids = np.concatenate([ids for ids, _ in parts])
        tf = np.concatenate([tf for _, tf in parts])
        docs = np.repeat(np.arange(self.size, dtype=np.int32), [len(ids) for ids, _ in parts])
        order = np.argsort(ids, kind="stable")
        ids, tf, self.docs = ids[order], tf[order].astype(np.float32), docs[order]
        kinds = np.array(vocabulary.weights, np.float32)
        df = np.bincount(ids, minlength=len(kinds))
        self.starts = np.concatenate(([0], np.cumsum(df)))
        self.idf = np.log1p((self.size - df + 0.5) / (df + 0.5)).astype(np.float32) * kinds
        norm = K1 * (1 - B + B * lengths / float(lengths.mean()))
        self.values = (self.idf[ids] * tf * (K1 + 1) / (tf + norm[self.docs])).astype(np.float32)
        self.rare = float(np.log1p(self.size + 0.5))

    def search(self, text: str, audience: str, limit: int) -> list[Found]:
        """The best passage of each of the best `limit` articles that `audience` may read, best first."""
        asked = dict(terms(text))
        if not asked or not self.size:
            return []
        loose = all(term.startswith(LOOSE) for term in asked)
        scores, held = np.zeros(self.size, np.float32), np.zeros(self.size, np.float32)
        total = 0.0
        known = len(self.idf)
        for term, weight in asked.items():
            counts = loose or not term.startswith(LOOSE)
            id = self.vocabulary.ids.get(term, known)
            if id >= known or self.starts[id] == self.starts[id + 1]:
                total += self.rare * weight * counts
                continue
            here = slice(self.starts[id], self.starts[id + 1])
            docs = self.docs[here]
            scores[docs] += self.values[here]
            if counts:
                held[docs] += self.idf[id]
                total += float(self.idf[id])
        return self._best(scores, held / max(total, 1e-6), AUDIENCES.index(audience), limit)

    def _best(self, scores: Scores, shares: Scores, audience: int, limit: int) -> list[Found]:
        best = np.maximum.reduceat(scores, self.first)
        totals = best + OTHERS * (np.add.reduceat(scores, self.first) - best)
        totals[(self.audiences > audience) | (np.maximum.reduceat(shares, self.first) < LEAST)] = 0
        most = min(limit, len(totals))
        chosen = np.argpartition(-totals, most - 1)[:most]
        out = []
        for place in sorted(chosen, key=lambda place: (-totals[place], place)):
            entry, start = self.articles[place], self.first[place]
            passage = int(scores[start : start + len(entry.passages)].argmax())
            if totals[place] > 0:
                share = round(float(shares[start + passage]), 4)
                out.append(Found(entry.article, entry.passages[passage], round(float(totals[place]), 4), share))
        return out
