"""The phrasing most like a text: shows an editor why an article was found."""

from collections.abc import Iterable


def nearest(text: str, phrasings: Iterable[str]) -> str:
    """The phrasing that shares most pairs of characters with `text`, empty when none shares any."""
    asked = _pairs(text)
    best, most = "", 0.0
    for phrasing in phrasings:
        own = _pairs(phrasing)
        share = 2 * len(asked & own) / max(len(asked) + len(own), 1)
        if share > most:
            best, most = phrasing, share
    return best


def _pairs(text: str) -> set[str]:
    plain = "".join(text.lower().split())
    return {plain[i : i + 2] for i in range(len(plain) - 1)} or {plain}
