"""How strongly visitors felt in the latest talks: what a threshold of mood would have done."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

BAD = ("angry", "anxious", "disappointed", "sad")
WORDS = 120


class Heat(Struct, frozen=True):
    """A talk. `anger` is the strongest anger while the bot had it, `angry` in the whole talk, `bad` the strongest bad
    feeling that the bot could have answered to, all 0..1; `text` is what was said at the strongest anger."""

    conversation: str
    at: int
    anger: float = 0.0
    angry: float = 0.0
    bad: float = 0.0
    text: str = ""


def heats(rows: Iterable[Sequence[Any]], most: int) -> list[Heat]:
    """The newest `most` talks of (conversation, at, emotion, intensity, decision, text) rows, newest first as they come."""
    found: dict[str, Heat] = {}
    for talk, at, emotion, intensity, decision, text in rows:
        if talk not in found and len(found) >= most:
            continue
        held = found.setdefault(talk, Heat(talk, at))
        strength = round(float(intensity), 2)
        bot = decision != "silent"
        anger = strength if emotion == "angry" else 0.0
        found[talk] = Heat(
            talk, held.at, max(held.anger, anger if bot else 0.0), max(held.angry, anger),
            max(held.bad, strength if bot and emotion in BAD else 0.0),
            text[:WORDS] if anger > held.angry else held.text,
        )  # fmt: skip
    return list(found.values())
