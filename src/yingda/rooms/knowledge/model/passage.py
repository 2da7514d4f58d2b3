"""Cutting an article into passages under their headings, and Markdown to plain text.

A passage is what a search finds and a citation shows: long enough to make sense alone, short enough to be read at a
glance. Tables and fenced blocks are kept whole. Lines are read one by one; nothing here can run away on hostile text.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

PASSAGE_CHARS = 600
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
FENCE = re.compile(r"^\s{0,3}(```|~~~)")
IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
MARKS = re.compile(r"(\*\*|__|~~|`|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*]))")
LEAD = re.compile(r"^\s{0,8}(?:[-*+]\s+|>\s?|#{1,6}\s+)")
RULE = re.compile(r"^\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
SENTENCE = re.compile(r"(?<=[。！？；!?;\n])|(?<=\.)(?=\s)")


class Passage(Struct, frozen=True):
    """`heading` is the path of headings above it, joined by " / "; empty for text right under the title."""

    heading: str
    text: str


def plain(markdown: str) -> str:
    """The words without the marks; list items keep their numbers, table cells stand apart."""
    out = []
    for raw in markdown.split("\n"):
        if FENCE.match(raw) or RULE.match(raw):
            continue
        line = LINK.sub(r"\1", IMAGE.sub(r"\1", LEAD.sub("", raw)))
        line = MARKS.sub("", TAG.sub("", line))
        if line.lstrip().startswith("|"):
            line = "  ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        out.append(line.strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def _blocks(body: str) -> Iterator[tuple[int, str]]:
    """(level, heading) for headings, (0, text) for paragraphs, lists, tables and fenced blocks."""
    held: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = FENCE.match(line)
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
        heading = None if fence else HEADING.match(line)
        if heading is None and (fence or line.strip()):
            held.append(line)
            continue
        if held:
            yield 0, "\n".join(held)
            held = []
        if heading:
            yield len(heading[1]), heading[2]
    if held:
        yield 0, "\n".join(held)


def _short(block: str) -> Iterator[str]:
    """A block in pieces of at most `PASSAGE_CHARS`, cut at line or sentence ends where there are any."""
    if len(block) <= PASSAGE_CHARS:
        yield block
        return
    piece = ""
    for sentence in SENTENCE.split(block):
        for start in range(0, len(sentence), PASSAGE_CHARS):
            part = sentence[start : start + PASSAGE_CHARS]
            if piece and len(piece) + len(part) > PASSAGE_CHARS:
                yield piece
                piece = ""
            piece += part
    if piece.strip():
        yield piece


def passages(body: str) -> list[Passage]:
    """The passages of a Markdown text, in order. Short neighbours under one heading are joined."""
    path: list[tuple[int, str]] = []
    out: list[Passage] = []
    held = ""

    def close() -> None:
        nonlocal held
        if held.strip():
            out.append(Passage(" / ".join(title for _, title in path if title), held.strip()))
        held = ""

    for level, text in _blocks(body):
        if level:
            close()
            while path and path[-1][0] >= level:
                path.pop()
            path.append((level, plain(text)))
            continue
        for piece in _short(text):
            if held and len(held) + len(piece) > PASSAGE_CHARS:
                close()
            held += piece + "\n\n"
    close()
    return out


def first_paragraph(body: str, limit: int = 600) -> str:
    """What to say as an answer: the first paragraph, with the list that it leads into ("…如下："). Light Markdown stays."""
    texts = [text.strip() for level, text in _blocks(body) if not level and text.strip()]
    if not texts:
        return ""
    said = texts[0]
    if said.rstrip("*_ ").endswith((":", "：")) and len(texts) > 1:
        said += "\n" + texts[1]
    said = TAG.sub("", IMAGE.sub(r"\1", said))
    if len(said) <= limit:
        return said
    piece = next(_pieces(said, limit), said[:limit])
    return piece.rstrip() + ("" if piece.rstrip().endswith(tuple("。！？.!?")) else "…")


def _pieces(text: str, limit: int) -> Iterator[str]:
    kept = ""
    for sentence in SENTENCE.split(text):
        if len(kept) + len(sentence) > limit:
            break
        kept += sentence
    if kept:
        yield kept
