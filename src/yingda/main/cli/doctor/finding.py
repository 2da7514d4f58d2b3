"""What the doctor says of one thing: how it is, why that matters, what to do. In words for whoever keeps the shop."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from yingda.main.settings import Settings

OK, WARN, BAD = "ok", "warn", "bad"
Words = tuple[str, str]
NONE: Words = ("", "")


class Finding(Struct, frozen=True):
    """One thing that was looked at. Texts are (zh, en); `why` and `todo` are there when it is not well."""

    state: str
    what: Words
    todo: Words = NONE
    why: Words = NONE


Check = Callable[[Settings], Iterator[Finding]]


def both(words: str) -> Words:
    """A command, which is the same in every language."""
    return (words, words)
