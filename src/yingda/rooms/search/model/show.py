"""How a found text is shown: a piece of it around the first hit, cut into plain parts and hits. Parts are text, never
HTML: whoever draws them decides how a hit looks."""

import re
from bisect import bisect_left, bisect_right

from .fold import fold, offsets

BEFORE, CHARS = 24, 140
"""Characters before the first hit, and of the whole piece."""


def spans(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the folded words lie in the original text, in order; those that touch are one."""
    folded, begins = fold(text), offsets(text)
    found: list[tuple[int, int]] = []
    for word in words:
        between = "[- ]?" if word.isdigit() else ""
        for hit in re.finditer(between.join(map(re.escape, word)), folded):
            found.append((bisect_right(begins, hit.start()) - 1, bisect_left(begins, hit.end())))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def parts(text: str, words: tuple[str, ...]) -> list[str]:
    """A piece of the text around its first hit: plain, hit, plain, hit, … (a part may be empty)."""
    found = spans(text, words)
    first = found[0][0] if found else 0
    begin = max(0, first - BEFORE) if len(text) > CHARS else 0
    end = min(len(text), begin + CHARS)
    pieces, at = [], begin
    for start, stop in found:
        if start >= end:
            break
        pieces += [text[at:start], text[start : min(stop, end)]]
        at = min(stop, end)
    pieces.append(text[at:end])
    pieces[0] = ("…" if begin else "") + pieces[0]
    pieces[-1] += "…" if end < len(text) else ""
    return [re.sub(r"\s+", " ", piece) for piece in pieces]
