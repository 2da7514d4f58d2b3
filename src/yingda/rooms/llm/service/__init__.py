"""The one service that others see; `asking` is the way to the model, with budget, cache and clock."""

from .llm import Llm, Tried

__all__ = ["Llm", "Tried"]
