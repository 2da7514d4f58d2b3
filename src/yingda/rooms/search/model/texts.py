"""What of entries and contacts can be searched, and under which marks filters find it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zlib import crc32

from yingda.kernel.search import DOC_BITS, Text

from .terms import listed

PERSON = "＠"
"""In front of the terms of a contact: they never meet those of messages."""
SENDER, INBOX, CHANNEL = "¶", "¤", "§"

SEQ_BITS = 8
ABOUT = (1 << DOC_BITS - SEQ_BITS) - 1


@lru_cache(1_024)
def mark(kind: str, value: str) -> str:
    """The term under which everything with this sender, inbox or channel lies."""
    return kind + re.sub(r"[^0-9a-z]", "·", value.lower())


def place(at: int, about: str, seq: int) -> int:
    """The place of something that happened at `at` (ms); what one conversation has in one millisecond lies in order."""
    return at << DOC_BITS | (crc32(about.encode()) & ABOUT) << SEQ_BITS | seq & ((1 << SEQ_BITS) - 1)


def text_of(text: str, extra: dict[str, Any]) -> str:
    """The words of an entry, and the name of its file."""
    name = str(extra.get("file", {}).get("name", ""))
    return f"{text}\n{name}" if text and name else text or name


def line(tenant: str, about: str, seq: int, at: int, words: str, marks: Iterable[str]) -> Text:
    """An entry as the index takes it."""
    return Text(tenant, about, seq, place(at, about, seq), [*listed(words), *marks])


def person(tenant: str, contact: str, at: int, words: str) -> Text:
    """A contact as the index takes it."""
    return Text(tenant, contact, 0, place(at, contact, 0), [PERSON + term for term in listed(words)])
