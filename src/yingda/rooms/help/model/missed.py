"""What readers looked for and did not find: the shortest list of what to write next."""

from msgspec.structs import replace

from yingda.kernel import Row, cut

KEPT = 1_000
"""Searches that are remembered for a business; the one asked longest ago goes first."""
SHOWN_CHARS = 60


class Missed(Row, frozen=True):
    """A search without an answer: its words (folded), as somebody wrote them, and how often it was made."""

    table, key = "help_missed", ("tenant", "language", "words")
    tenant: str
    language: str
    words: str
    text: str
    at: int
    times: int = 1
    version: int = 1


def worth(text: str) -> bool:
    """Whether a search says anything: not a single letter, not a pasted page, no number that could be somebody's."""
    digits = sum(char.isdigit() for char in text)
    return 2 <= len(text) <= SHOWN_CHARS and "@" not in text and digits < 6


def missed(old: Missed | None, fresh: Missed) -> Missed:
    """One more of the same, or the first."""
    if old is None:
        return replace(fresh, text=cut(fresh.text, SHOWN_CHARS))
    return replace(old, at=fresh.at, times=old.times + 1, version=old.version + 1)
