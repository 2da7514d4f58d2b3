"""`LanguageModel`: the port of text generators that run elsewhere. Nothing needs one; everything works without.

What comes back is a stranger's text: whoever asks decides what may be used of it. No caller lets it choose rights, amounts
or tools.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct


class ModelPlace(Struct, frozen=True):
    """Where a model is: the base address of its interface, its name there, and the key (empty: none is needed)."""

    url: str
    model: str
    key: str = ""


class ModelMessage(Struct, frozen=True):
    """One message to it. `role`: "system", "user" or "assistant"."""

    role: str
    text: str


class ModelCall(Struct, frozen=True):
    """A tool that the model would like to be called, with its arguments as it wrote them."""

    name: str
    args: str


class ModelReply(Struct, frozen=True):
    """What it said. `asked` and `told` are tokens, 0 where it does not count them; `ended`: why it stopped ("stop",
    "length", "tool_calls", …)."""

    text: str
    calls: tuple[ModelCall, ...] = ()
    asked: int = 0
    told: int = 0
    ended: str = ""


class LanguageModel(Protocol):
    """A text generator."""

    async def chat(
        self, place: ModelPlace, messages: Sequence[ModelMessage], *, tokens: int, within: float,
        tools: Sequence[Mapping[str, Any]] = (), heard: Callable[[str], None] | None = None,
    ) -> ModelReply:  # fmt: skip
        """One reply of at most `tokens` tokens in `within` seconds; `heard` gets its text while it comes. `Unavailable`
        (`model_denied`, `model_unknown`, `model_busy`, `model_down`, `model_refused`, `model_cut`, `model_unreadable`,
        `call_slow`, `call_failed`) or `BadInput` with words for staff; a reply that was cut off is none."""
