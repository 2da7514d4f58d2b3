"""The classifier that answers: flat arrays, numpy only. Learned elsewhere (`learning`), mapped from a file.

A score is z(linear weights) + b z(BM25 over all phrasings of an answer together) and, with an encoder, + z(its weights).
The gate that says "none of these" is (margin + 1) x the share of the text's terms that the model knows x the share of its
words x, for few phrasings, the best BM25 (`evidence` is its power, 1 or 0). What was tried stands in docs/understanding.md.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .features import BLOCKS, SEARCH, Counted, counted, number

FORMAT = 10
"""Raised whenever features or the file change: older files are then learned anew."""
MAGIC = b"YDM1"
ALIGN = 64
WORD_BLOCK, WORDS = 2, 0.5
"""The block of words of a Chinese text, and how much it counts beside its characters."""
ENCODER, ENCODER_GATE = 3.0, 1.0
"""The weight of an encoder beside the words, in the score and in the gate."""
Array = NDArray[Any]
Floats = NDArray[np.float32]


class Ranked(Struct, frozen=True):
    """Labels best first with their scores, and the gate score of the text. `fused`: a meaning model had its say."""

    labels: list[tuple[str, float]]
    gate: float
    known: float
    fused: bool = False


class Model(Struct, frozen=True):
    """A learned model of one tenant and language. `low` and `high` are the thresholds of its gate; `words` is the
    vocabulary of its phrasings with counts, for the mending of spelling; `about` tells how it was learned; `search` is the
    weight of BM25."""

    labels: list[str]
    low: float
    high: float
    unknown: float
    words: dict[str, int]
    about: dict[str, float]
    search: float
    arrays: Mapping[str, Array]

    def rank(self, text: str, top: int = 10, encoded: Array | None = None) -> Ranked:
        """The best labels for a normalised text; `encoded` is what the model's encoder made of it, if it has one."""
        return self.ranked(counted(text, senses=True), encoded, top)

    def ranked(self, text: Counted, encoded: Array | None = None, top: int = 10) -> Ranked:
        """The best labels for the terms of a text."""
        margin, words, known = self.parts(text)
        total = soft_z(margin) + self.search * soft_z(words)
        gate = float((margin.max() + 1) * known * words.max() ** self.about.get("evidence", 0.0))
        if encoded is not None and "encoder" in self.arrays:
            total, gate = self._beside(total, gate, encoded)
        best = np.argsort(-total, kind="stable")[:top]
        return Ranked([(self.labels[i], round(float(total[i]), 4)) for i in best], gate, known)

    def _beside(self, total: Floats, gate: float, encoded: Array) -> tuple[Floats, float]:
        """Scores and gate with those of the encoder's weights added."""
        a = self.arrays
        seen = unit(encoded - a["encoder_centre"])
        margin = seen @ a["encoder"].astype(np.float32) + a["encoder_bias"]
        sure = np.exp(margin - margin.max())
        return total + ENCODER * soft_z(margin), gate + ENCODER_GATE * float(1 / sure.sum())

    def parts(self, text: Counted) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
        """Margins of all labels, their BM25, the known share. Without weights the margins are shares of the BM25 that a
        perfect match would have."""
        a = self.arrays
        columns, values, known = vector(text, a, self.unknown)
        hits, found = find(a["search"], text.ids[SEARCH])
        words, most = _bm25(a, hits, len(self.labels))
        if "coef" in a:
            return values @ a["coef"][columns].astype(np.float32) + a["bias"], words, known
        most += self.unknown * (len(text.ids[SEARCH]) - len(found))
        return 2 * words / np.float32(max(most, 1e-6)) - 1, words, known

    def knows(self, pair: str) -> bool:
        """Whether two characters stand beside each other in any phrasing."""
        ids = np.frombuffer(number(0, pair), dtype="<u8")
        return len(find(self.arrays["terms"], ids)[0]) > 0


def _bm25(a: Mapping[str, Array], hits: Array, labels: int) -> tuple[NDArray[np.float32], float]:
    """The BM25 of every label for the terms at `hits`, and the most that those terms could bring."""
    starts, ends = a["search_starts"][hits], a["search_starts"][hits + 1]
    counts = ends - starts
    where = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    value = a["search_value"][where].astype(np.float32)
    words = np.bincount(a["search_label"][where], value, minlength=labels).astype(np.float32)
    return words, float(a["search_idf"][hits].astype(np.float32).sum())


def vector(text: Counted, a: Mapping[str, Array], unknown: float) -> tuple[Array, NDArray[np.float32], float]:
    """Columns and values of a text (each block at length 1, then the whole), and the share of it that is known."""
    columns, values, known = [], [], []
    words = _share(text.ids[SEARCH], a["search"], a["search_idf"], unknown)
    for block in range(BLOCKS):
        ids, counts = text.ids[block], text.counts[block]
        at, found = find(a["terms"], ids)
        if not len(at):
            known.append(0.0 if len(ids) else 1.0)
            continue
        if text.chinese and block == WORD_BLOCK:
            words = _share(ids, a["terms"], a["idf"], unknown)
        weights = (1 + np.log(counts[found])) * a["weight"][at]
        own = WORDS if text.chinese and block == WORD_BLOCK else 1.0
        columns.append(at)
        values.append((weights / np.sqrt(weights @ weights) * own).astype(np.float32))
        seen = float((a["idf"][at].astype(np.float32) ** 2).sum())
        known.append(float(np.sqrt(seen / (seen + (len(ids) - len(at)) * unknown**2))))
    if not values:
        return np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0
    v = np.concatenate(values)
    share = (known[0] ** 2 if text.chinese else known[0] * known[2]) * words
    return np.concatenate(columns), v / np.sqrt(v @ v), share


def _share(ids: Array, known: Array, idf: Array, unknown: float) -> float:
    """The share of a text's words that is known, each weighed by how telling it is."""
    if not len(ids):
        return 1.0
    at, _ = find(known, ids)
    seen = float(idf[at].astype(np.float32).sum())
    return seen / (seen + (len(ids) - len(at)) * unknown)


def find(sorted_ids: Array, ids: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where `ids` stand in `sorted_ids`: places of those found, and which of `ids` they are."""
    if not len(ids) or not len(sorted_ids):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(sorted_ids, ids), len(sorted_ids) - 1)
    found = np.flatnonzero(sorted_ids[at] == ids)
    return at[found], found


def unit(vectors: Floats) -> Floats:
    """Vectors (the last axis) at length 1."""
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + np.float32(1e-9))  # type: ignore[no-any-return]


def soft_z(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores with mean 0 and deviation 1."""
    return (scores - scores.mean()) / (scores.std() + 1e-9)  # type: ignore[no-any-return]


class Header(Struct):
    """What stands at the front of a model file. `arrays`: name, dtype, shape, offset after the header."""

    format: int
    labels: list[str]
    low: float
    high: float
    unknown: float
    words: dict[str, int]
    about: dict[str, float]
    search: float
    arrays: list[tuple[str, str, list[int], int]]


def dump(model: Model) -> bytes:
    """A model as the bytes of its file: magic, length of the header, header, arrays at multiples of 64."""
    place, listed, bodies = 0, [], []
    for name, array in model.arrays.items():
        listed.append((name, array.dtype.str, list(array.shape), place))
        body = np.ascontiguousarray(array).tobytes()
        bodies.append(body + bytes(-len(body) % ALIGN))
        place += len(bodies[-1])
    head = msgspec.msgpack.encode(
        Header(
            FORMAT, model.labels, model.low, model.high, model.unknown, model.words, model.about, model.search, listed
        )
    )
    front = MAGIC + len(head).to_bytes(8, "little") + head
    return front + bytes(-len(front) % ALIGN) + b"".join(bodies)


def load(buffer: bytes | memoryview) -> Model:
    """A model over the bytes of its file, without copying the arrays. Raises `ValueError` for what is not one."""
    view = memoryview(buffer)
    if bytes(view[:4]) != MAGIC:
        raise ValueError("not a model file")
    size = int.from_bytes(view[4:12], "little")
    try:
        head = msgspec.msgpack.decode(view[12 : 12 + size], type=Header)
    except msgspec.DecodeError as error:
        raise ValueError("not a model file") from error
    if head.format != FORMAT:
        raise ValueError("a model of another version")
    start = 12 + size + -(12 + size) % ALIGN
    arrays = {name: _array(view, start + place, kind, shape) for name, kind, shape, place in head.arrays}
    return Model(head.labels, head.low, head.high, head.unknown, head.words, head.about, head.search, arrays)


def _array(view: memoryview, start: int, kind: str, shape: Sequence[int]) -> Array:
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(view, dtype=np.dtype(kind), count=count, offset=start).reshape(shape)
