"""Offers `Sense`. Models lie in the data folder under `models/`, and where many nodes
serve also among the blobs, for all of them; who trains them is above (the bot)."""

from pathlib import Path

from yingda.kernel import House

from .service import Sense
from .service.shared import Shared

CORPUS = "common"
"""The lesson that the built-in models are learned from."""


def install(house: House) -> None:
    """Says what this room offers."""
    folder = Path(house.setting("data", "data")) / "models"
    sense = Sense(folder, house.clock, lambda: Shared(house.blobs, house.claims) if house.node else None)
    house.offer(Sense, sense)

    async def settle() -> None:
        if CORPUS in house.lessons:
            await sense.settle(house.lessons[CORPUS].folder)

    house.life(settle, sense.close)
