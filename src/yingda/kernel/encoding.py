"""The ports of encoders: models that turn a text into numbers, near each other for what means the same. Nothing needs one;
everything works by words alone.
"""

from collections.abc import Sequence
from typing import Protocol

from .language import ModelPlace

Vectors = list[list[float]]
"""One row of numbers for each text, all of one width."""


class RemoteEncoder(Protocol):
    """An encoder behind an address that a business has set."""

    async def vectors(self, place: ModelPlace, texts: Sequence[str], *, within: float) -> Vectors:
        """The rows of `texts`, in order, in one request of at most `within` seconds. `Unavailable` (`model_…`, `call_…`) or
        `BadInput` with words for staff."""


class LocalEncoder(Protocol):
    """An encoder on this machine, chosen by whoever runs the installation."""

    @property
    def name(self) -> str:
        """Which it is; empty where there is none."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages (zh, en) that it was made for. Raises as `vectors`."""

    async def vectors(self, texts: Sequence[str]) -> Vectors:
        """The rows of `texts`, in order; nothing else waits for it. `BadInput` or `Unavailable` for one that cannot be
        loaded."""

    def close(self) -> None:
        """Lets go of it."""
