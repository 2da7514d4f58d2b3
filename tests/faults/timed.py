"""An extension for tests: a timer that counts how often it fires, and a reaction that cannot bear one word."""

from collections import Counter
from typing import Any

from yingda.kernel import House
from yingda.rooms.conversations import MessageReceived

FIRED: Counter[str] = Counter()
RAN: list[str] = []
POISON = "毒"
CURED = False


async def fired(event: Any) -> None:
    """Counts."""
    FIRED[event.key] += 1


async def taste(event: MessageReceived) -> None:
    """Fails on every message with the word in it, until it is cured."""
    if POISON in event.entry.text and not CURED:
        raise ValueError("poison")
    RAN.append(event.entry.client_id)


def install(house: House) -> None:
    """Both."""
    house.timer("test.alarm", fired)
    house.react(MessageReceived, "test.taste", taste)
