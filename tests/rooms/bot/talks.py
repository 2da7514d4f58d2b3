"""Reads the talks in `data`: one a line, with what they mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).with_name("data")


class Case(NamedTuple):
    """A line: the part of the file it stands in, its messages, and what they mean. `stands`: the last stands alone."""

    part: str
    said: tuple[str, ...]
    means: tuple[str, ...]
    stands: bool = False


def talks() -> Iterator[Case]:
    """Those of `dialogues.txt`."""
    for part, line in _lines("dialogues.txt"):
        text, _, means = line.removeprefix("! ").rpartition(" = ")
        yield Case(part, tuple(text.split(" > ")), tuple(means.split("/")), line.startswith("! "))


def messages() -> Iterator[Case]:
    """Those of `requests.txt`; `means` are the requests in them, empty for none."""
    for part, line in _lines("requests.txt"):
        text, _, found = line.rpartition(" = ")
        yield Case(part, (text,), () if found == "-" else tuple(found.split(" | ")))


def _lines(name: str) -> Iterator[tuple[str, str]]:
    part = ""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith("#"):
            yield part, line
