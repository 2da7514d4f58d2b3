"""Offers `Sense`. Models lie in the data folder under `models/`; who trains them is above (the bot)."""

from pathlib import Path

from yingda.kernel import House

from .service import Sense


def install(house: House) -> None:
    """Says what this room offers."""
    sense = Sense(Path(house.setting("data", "data")) / "models", house.clock)
    house.offer(Sense, sense)
    house.life(None, sense.close)
