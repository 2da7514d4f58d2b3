"""The help centre of a business, and what its readers say about articles."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from yingda.kernel import BadInput, Row, clean, clean_line

from ..events import ArticleRated

NAME_CHARS, INTRO_CHARS, COMMENT_CHARS = 60, 200, 1_000
WORDS = ("zh", "en")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class Centre(Row, frozen=True):
    """One business's help centre, at `/help/<slug>/` and, where it has one, at its own `host`. `name` and `intro` are
    texts by language (zh, en); `inbox` is where chat and contact form lead (empty: its oldest inbox)."""

    table, key = "help_centre", ("tenant",)
    tenant: str
    slug: str
    open: bool = False
    name: dict[str, str] = field(default_factory=dict)
    intro: dict[str, str] = field(default_factory=dict)
    hue: int = 258
    host: str = ""
    inbox: str = ""
    chat: bool = True
    contact: bool = True
    updated_at: int = 0
    version: int = 1


class Rating(Row, frozen=True):
    """What one reader said of one article. A second vote takes the place of the first. `voter` is a random name in his
    browser; nothing else is known of him."""

    table, key = "help_rating", ("tenant", "article", "voter")
    tenant: str
    article: str
    voter: str
    at: int
    number: int
    language: str
    useful: bool
    comment: str = ""
    version: int = 1


class Tally(Struct, frozen=True):
    """The votes on one article."""

    article: str
    useful: int
    useless: int


def changed(centre: Centre, given: Mapping[str, Any], now: int) -> Centre:
    """The centre with these fields; `BadInput` for what will not do."""
    checks = {"name": _texts(NAME_CHARS), "intro": _texts(INTRO_CHARS), "slug": slug_of, "host": host_of, "hue": _hue}
    fields = {name: checks.get(name, _same)(value) for name, value in given.items()}
    return replace(centre, **fields, updated_at=now, version=centre.version + 1)


def rated(old: Rating | None, vote: Rating) -> tuple[Rating, ArticleRated] | None:
    """The vote to keep and what is told of it; None when it changes nothing. A comment is not lost by pressing again."""
    comment = clean(vote.comment, COMMENT_CHARS).strip()
    if old is None:
        kept = replace(vote, comment=comment)
    else:
        kept = replace(vote, comment=comment or old.comment, version=old.version + 1)
        if (kept.useful, kept.comment, kept.number) == (old.useful, old.comment, old.number):
            return None
    return kept, ArticleRated(
        tenant=vote.tenant, key=vote.article, at=vote.at, article=vote.article, version=vote.number,
        language=vote.language, useful=vote.useful, comment=comment,
    )  # fmt: skip


def slug_of(text: str) -> str:
    """The part of the address that names the business."""
    text = text.strip().lower()
    if not SLUG.fullmatch(text):
        zh, en = "地址只能用 3 到 40 个小写字母、数字和连字符", "3 to 40 lower-case letters, digits and hyphens"
        raise BadInput("bad_slug", zh, en, field="slug")
    return text


def host_of(text: str) -> str:
    """A host name without scheme, port and path, or nothing."""
    text = text.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    if text and not HOST.fullmatch(text):
        zh, en = "请填域名，例如 help.example.com", "A host name, for example help.example.com"
        raise BadInput("bad_host", zh, en, field="host")
    return text


def _texts(limit: int) -> Any:
    def check(texts: Mapping[str, str]) -> dict[str, str]:
        return {one: clean_line(texts[one], one, limit, empty=True) for one in WORDS if texts.get(one)}

    return check


def _hue(value: int) -> int:
    if not 0 <= value < 360:
        raise BadInput("bad_hue", "色相在 0 到 359 之间", "A hue is from 0 to 359", field="hue")
    return value


def _same(value: Any) -> Any:
    return value
