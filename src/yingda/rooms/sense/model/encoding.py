"""An encoder beside the classifier: numbers of meaning for a text, from a model that somebody brought. It joins by late
fusion and only in the languages that it declares; without one everything works.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from msgspec.structs import replace

from .classifier import Array, Model, unit
from .solvers import softmax_dense


class Encoder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages (zh, en) that it was made for."""

    @property
    def name(self) -> str:
        """Which it is; a model learned with another is learned anew."""

    def many(self, texts: Sequence[str]) -> Array:
        """One row for each text."""

    def one(self, text: str) -> Array | None:
        """The vector of a text; None when it is not known in time, and then words alone answer."""


def attached(model: Model, encoder: Encoder, texts: Sequence[str], names: Array) -> Model:
    """`model` with weights over what `encoder` makes of the same phrasings."""
    target = np.searchsorted(np.asarray(model.labels), names)
    vectors = encoder.many(texts)
    centre = vectors.mean(0)
    coef, bias = softmax_dense(unit(vectors - centre), target, len(model.labels))
    beside = {"encoder": coef.astype(np.float16), "encoder_bias": bias, "encoder_centre": centre.astype(np.float32)}
    return replace(model, arrays={**model.arrays, **beside})
