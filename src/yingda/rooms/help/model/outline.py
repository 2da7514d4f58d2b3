"""The headings of an article, so that a reader can jump and a citation can point."""

import re
from html import unescape

from msgspec import Struct

HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.S)
TAG = re.compile(r"<[^>]*>")
LEAST, MOST = 2, 40


class Heading(Struct, frozen=True):
    """A heading: its anchor, its words, how deep it lies (0 or 1)."""

    anchor: str
    text: str
    depth: int


def outlined(html: str) -> tuple[str, list[Heading]]:
    """Clean HTML with an anchor on each heading (none above the second level, the title has the first), and the headings
    of the two highest levels that are used; none when there are fewer than two."""
    found: list[tuple[int, Heading]] = []

    def mark(match: re.Match[str]) -> str:
        level = max(2, int(match[1]))
        anchor = f"s{len(found) + 1}"
        found.append((level, Heading(anchor, unescape(TAG.sub("", match[2])).strip(), 0)))
        return f'<h{level} id="{anchor}">{match[2]}</h{level}>'

    marked = HEADING.sub(mark, html)
    top = min((level for level, _ in found), default=2)
    shown = [Heading(one.anchor, one.text, level - top) for level, one in found if level - top < 2 and one.text]
    return marked, shown[:MOST] if len(shown) >= LEAST else []
