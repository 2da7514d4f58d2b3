"""What every business has in common: the corpus of feelings, risk, small talk and pairs in `content/`, from which the
models that come with the product are learned. No business needs to take it into use.
"""

from pathlib import Path

from yingda.kernel import House, Lesson

FOLDER = Path(__file__).parent / "content"

__all__ = ["FOLDER", "install"]


def install(house: House) -> None:
    """Teaches the corpus."""
    house.teach(Lesson("common", FOLDER))
