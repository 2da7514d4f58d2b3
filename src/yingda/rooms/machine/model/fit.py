"""How much of a text goes into one answer: what a program reads costs it, and a node, memory."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any


def part(text: str, offset: int, chars: int) -> tuple[str, int]:
    """`chars` characters of `text` from `offset` on, and where to go on (0: that is all)."""
    found = text[offset : offset + chars]
    end = offset + len(found)
    return found, end if found and end < len(text) else 0


def tail(lines: Sequence[dict[str, Any]], chars: int) -> list[dict[str, Any]]:
    """The last of `lines` whose texts have `chars` characters together at most; the very last one always, cut if it is
    longer than all that."""
    kept: list[dict[str, Any]] = []
    for line in reversed(lines):
        chars -= len(line["text"])
        if chars < 0:
            break
        kept.append(line)
    if lines and not kept:
        last = lines[-1]
        kept = [{**last, "text": last["text"][: chars + len(last["text"])], "cut": True}]
    return kept[::-1]


def told_at(at: int) -> str:
    """A time (ms) as programs read it: 2026-11-22T08:30:00Z."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
