"""What an import brings: drafts read from files, refusals with their reasons, and the report of it all."""

import re
import unicodedata
from hashlib import sha256

from msgspec import Struct, json

from yingda.kernel import Row

from .article import Content

SLUG_CHARS = 80


class Draft(Struct, frozen=True):
    """An article as a file says it. `name` is the file (and the place in it) for the report; `slug` its lasting name;
    `language` empty where the file does not say."""

    name: str
    slug: str
    content: Content
    language: str = ""

    def mark(self) -> str:
        """The fingerprint by which a repetition is recognised."""
        return sha256(json.encode((self.slug, self.language, self.content))).hexdigest()[:32]


class Refusal(Struct, frozen=True):
    """A file, or a part of one, that was not taken, and why."""

    name: str
    zh: str
    en: str


class Taken(Struct, frozen=True):
    """An article that came in, or was there already."""

    name: str
    title: str
    article: str
    language: str = ""


class Report(Struct, frozen=True):
    """How an import stands. `total` counts what was found so far: files at first, then the articles in them."""

    done: bool = False
    total: int = 0
    taken: tuple[Taken, ...] = ()
    unchanged: tuple[Taken, ...] = ()
    refused: tuple[Refusal, ...] = ()


class Import(Row, frozen=True):
    """One run of the importer, so that whoever asks later still learns how it ended."""

    table, key = "knowledge_import", ("tenant", "id")
    tenant: str
    id: str
    at: int
    author: str
    report: Report
    updated_at: int = 0
    version: int = 1


def slug_of(text: str) -> str:
    """A lasting name made from a title or file name: lower case, words joined by hyphens; Chinese stays as it is."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\w]+|_+", "-", text).strip("-")[:SLUG_CHARS].strip("-")
