"""The catalogue of an industry's questions, and what a business took from it."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import Clash, Row, pick

PUBLISHED, DRAFT, LINKED, REFUSED, KEPT, GONE = "published", "draft", "linked", "refused", "kept", "gone"
"""What became of a question: answered, waiting for its answer, given to an article or flow that was there, not taken; and
after an undo: left because somebody has changed it, removed."""
AT_WORK, TAKEN, UNDOING, UNDONE, BROKEN = "running", "on", "undoing", "undone", "failed"
BLANK = re.compile(r"【[^】]*】")
ARTICLE_TEXTS = 60


class Offer(Struct, frozen=True):
    """A question that customers of an industry ask: its title, and phrasings and a suggested answer by language (zh, en).
    `mark` changes with its phrasings."""

    pack: str
    topic: str
    name: str
    title: dict[str, str]
    texts: dict[str, tuple[str, ...]]
    answer: dict[str, str]
    mark: str

    def fits(self, words: Sequence[str]) -> bool:
        """Whether all of these words (small letters) stand in its titles or phrasings."""
        text = "\n".join((*self.title.values(), *(line for lines in self.texts.values() for line in lines))).lower()
        return all(word in text for word in words)


class Industry(Struct, frozen=True):
    """All questions of one industry, and the titles of their topics."""

    pack: str
    title: dict[str, str]
    topics: dict[str, dict[str, str]]
    offers: dict[str, Offer]


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """A question that was ticked, with what answers it: a text, or an article or flow that is there. Without any, it
    becomes a draft."""

    intent: str
    answer: str = ""
    article: str = ""
    flow: str = ""


class Taken(Struct, frozen=True):
    """What became of one question. `target` is the article or flow; `version` the one that was published; `why` it was
    refused."""

    intent: str
    title: str
    state: str
    target: str = ""
    version: int = 0
    mark: str = ""
    why: str = ""


class Adoption(Row, frozen=True):
    """One time that somebody took questions from the catalogue: how far it is, and what came of it. Times in ms."""

    table, key = "learning_adoption", ("tenant", "id")
    tenant: str
    id: str
    pack: str
    language: str
    at: int
    author: str
    total: int
    items: tuple[Taken, ...] = ()
    state: str = AT_WORK
    error: str = ""
    changed_at: int = 0
    version: int = 1


def unfilled(answer: str) -> bool:
    """Whether an answer still has blanks 【…】 to be filled in."""
    return bool(BLANK.search(answer))


def slug(offer: Offer) -> str:
    """The lasting name of the article that comes of it."""
    return f"{offer.pack}-{offer.name}".replace("_", "-")


def phrasings(offer: Offer, language: str) -> tuple[str, ...]:
    """What people say who ask it."""
    return offer.texts.get(language, ())[:ARTICLE_TEXTS]


def titled(offer: Offer, language: str) -> str:
    """Its title."""
    return pick(offer.title, language)


def undoing(row: Adoption, at: int) -> Adoption:
    """It is taken back; `Clash` when it is under way or was taken back already."""
    if row.state not in (TAKEN, BROKEN):
        raise Clash("not_now", "现在不能撤回", "It cannot be taken back now", state=row.state)
    return replace(row, state=UNDOING, changed_at=at, version=row.version + 1)
