"""The part of a passage to show for a question, and which of the question's words stand in it."""

from yingda.kernel import cut

from ..model import plain
from .words import normal, words

EXCERPT_CHARS = 140
ENDS = "。！？!?\n"


def excerpt(passage: str, asked: str) -> tuple[str, list[str]]:
    """About `EXCERPT_CHARS` characters around the sentence with most of the words of `asked`, and those words."""
    text = plain(passage).replace("\n\n", "\n")
    low = normal(text)
    if len(low) != len(text):
        low = text.lower()
    wanted = [word for word in dict.fromkeys(words(normal(asked))) if word in low]
    spans = _sentences(low)
    best = max(range(len(spans)), key=lambda i: (sum(len(w) for w in wanted if w in low[slice(*spans[i])]), -i))
    start = spans[best][0]
    if len(text) <= EXCERPT_CHARS:
        start = 0
    elif spans[best][1] - start < EXCERPT_CHARS // 2 and best:
        start = spans[best - 1][0] if spans[best][1] - spans[best - 1][0] < EXCERPT_CHARS else start
    shown = cut(text[start:], EXCERPT_CHARS)
    within = normal(shown)
    found = [word for word in wanted if word in within]
    return ("…" if start else "") + shown, _outer(found)


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for i, char in enumerate(text):
        if char in ENDS:
            if i > start:
                spans.append((start, i + 1))
            start = i + 1
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return spans


def _outer(found: list[str]) -> list[str]:
    """Without words that are part of a longer one."""
    return [word for word in found if not any(word != other and word in other for other in found)]
