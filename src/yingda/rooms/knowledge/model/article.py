"""Articles: one working text each, and the versions that were published.

An article row holds the text being worked on; a `Version` row is written by every publish and never changes. `live` names
the version that visitors see. Saving compares `revision`, so that nobody overwrites what a colleague saved meanwhile.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from yingda.kernel import BadInput, Changes, Clash, NotFound, Row, TooLarge, clean, clean_line

from ..events import ArticlePublished, ArticleWithdrawn

AUDIENCES = ("public", "customers", "internal")
"""Who may read: everybody, verified customers, staff. Each includes those before it."""
BODY_CHARS = 200_000
QUESTIONS = 200
TAGS = 30


class Content(Struct, frozen=True):
    """The text of an article. `questions` are phrasings that it answers; `body` is Markdown; `review_at` (ms, 0: never)
    is when somebody should look at it again. It holds from `valid_from` until before `valid_until` (ms, 0: no limit);
    outside that time nobody finds it."""

    title: str
    body: str = ""
    category: str = ""
    questions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    audience: str = "public"
    review_at: int = 0
    valid_from: int = 0
    valid_until: int = 0

    def valid(self, now: int) -> bool:
        """Whether it holds at `now` (ms)."""
        return self.valid_from <= now and (not self.valid_until or now < self.valid_until)

    def checked(self) -> "Content":
        """The same with clean text; raises `BadInput` or `TooLarge`."""
        if self.audience not in AUDIENCES:
            raise BadInput("audience", "可见范围不对", "There is no such audience", field="audience", known=AUDIENCES)
        if len(self.questions) > QUESTIONS or len(self.tags) > TAGS:
            raise TooLarge("too_many", "问法或标签太多", "Too many questions or tags", questions=QUESTIONS, tags=TAGS)
        if self.valid_until and self.valid_until <= self.valid_from:
            zh, en = "失效时间要晚于生效时间", "It must end after it begins"
            raise BadInput("bad_dates", zh, en, field="valid_until")
        return Content(
            title=clean_line(self.title, "title"),
            body=clean(self.body, BODY_CHARS),
            category=clean_line(self.category, "category", 60, empty=True),
            questions=_lines(self.questions, 300),
            tags=_lines(self.tags, 40),
            audience=self.audience,
            review_at=max(0, self.review_at),
            valid_from=max(0, self.valid_from),
            valid_until=max(0, self.valid_until),
        )


def _lines(texts: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """Each on one line, without empty ones and repetitions, in order."""
    lines = (clean_line(text, "line", limit, empty=True) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line))


class Article(Row, frozen=True):
    """One article in one language. Other languages of it have the same `slug`. `version` is the revision of the row;
    `live` the published version that visitors see (0: none); `last` the newest published; `live_at` when `live` last
    changed; `mark` the fingerprint of what an import brought last."""

    table, key, once = "article", ("tenant", "id"), ("tenant", "slug", "language")
    tenant: str
    id: str
    slug: str
    language: str
    content: Content
    live: int = 0
    last: int = 0
    changed: bool = True
    live_at: int = 0
    created_at: int = 0
    updated_at: int = 0
    updated_by: str = ""
    mark: str = ""
    version: int = 1

    @property
    def status(self) -> str:
        """One of "draft", "published", "changed" (published, with newer text not yet published)."""
        if not self.live:
            return "draft"
        return "changed" if self.changed else "published"


class Version(Row, frozen=True):
    """What was published, as it was."""

    table, key = "article_version", ("tenant", "article", "number")
    tenant: str
    article: str
    number: int
    at: int
    author: str
    content: Content


class Live(Struct, frozen=True):
    """A published article as others see it. `version` counts publishes: a citation names article and version."""

    tenant: str
    id: str
    slug: str
    language: str
    version: int
    at: int
    content: Content

    @property
    def title(self) -> str:
        """Its title."""
        return self.content.title


class Author(Struct, frozen=True):
    """Who writes, when (ms)."""

    id: str
    at: int


def shelf(language: str) -> str:
    """The shelf on which text of a language stands: every Chinese on "zh-CN", others by their first part."""
    tag = language.strip().replace("_", "-").lower()
    return "zh-CN" if tag.startswith(("zh", "cn")) or not tag else tag.split("-")[0][:8]


def _seen(article: Article, revision: int) -> None:
    if revision and revision != article.version:
        raise Clash(
            "article_changed", "有人刚刚保存过这篇知识，请刷新后再改", "Somebody has saved this article meanwhile",
            revision=article.version,
        )  # fmt: skip


def begin(tenant: str, id: str, slug: str, language: str, content: Content, by: Author) -> Article:
    """A new draft."""
    return Article(
        tenant, id, slug, shelf(language), content.checked(),
        created_at=by.at, updated_at=by.at, updated_by=by.id,
    )  # fmt: skip


def edit(article: Article, change: dict[str, Any], revision: int, by: Author) -> Article:
    """The article with `change` (fields of `Content`) as its working text; `Clash` when `revision` is no longer it."""
    _seen(article, revision)
    content = replace(article.content, **change).checked()
    if content == article.content:
        return article
    return _next(article, by, content=content, changed=True)


def publish(article: Article, by: Author, *, mark: str = "") -> tuple[Article, Version, ArticlePublished]:
    """Makes the working text the live version."""
    if not article.content.body.strip():
        raise BadInput("empty_body", "正文还是空的，不能发布", "There is no text yet", field="body")
    number = article.last + 1
    after = _next(article, by, live=number, last=number, changed=False, live_at=by.at, mark=mark or article.mark)
    told = ArticlePublished(
        tenant=article.tenant, key=article.id, at=by.at, article=article.id, version=number, slug=article.slug,
        language=article.language, title=article.content.title,
    )  # fmt: skip
    return after, Version(article.tenant, article.id, number, by.at, by.id, article.content), told


def published(article: Article, revision: int, by: Author) -> Changes:
    """The changes of one publish; none when all of it is live already."""
    _seen(article, revision)
    if article.live and not article.changed:
        return Changes()
    after, version, event = publish(article, by)
    return Changes(changed=(after,), new=(version,), events=(event,))


def withdrawn(article: Article, revision: int, by: Author) -> Changes:
    """Takes it off the shelf; its versions stay."""
    _seen(article, revision)
    if not article.live:
        return Changes()
    event = ArticleWithdrawn(
        tenant=article.tenant, key=article.id, at=by.at, article=article.id, slug=article.slug,
        language=article.language,
    )  # fmt: skip
    return Changes(changed=(_next(article, by, live=0, live_at=by.at, changed=True),), events=(event,))


def removed(article: Article) -> Changes:
    """Drafts that were never published may go; what was published is part of the record."""
    if article.last:
        raise BadInput("was_published", "发布过的知识不能删除，可以下架", "It was published: withdraw it instead")
    return Changes(removed=(article,))


def imported(old: Article | None, fresh: Article, mark: str, by: Author, *, publishing: bool) -> Changes | None:
    """What an import of `fresh` makes of `old`; None when the same was brought before. `mark` is its fingerprint."""
    if old is None:
        article, new = fresh, True
    else:
        if old.mark == mark:
            return None
        article, new = _next(old, by, content=fresh.content, changed=True), False
    if not publishing:
        article = replace(article, mark=mark)
        return Changes(new=(article,)) if new else Changes(changed=(article,))
    after, version, event = publish(article, by, mark=mark)
    after = replace(after, version=article.version)  # one write, one revision
    if new:
        return Changes(new=(after, version), events=(event,))
    return Changes(changed=(after,), new=(version,), events=(event,))


def _next(article: Article, by: Author, **change: Any) -> Article:
    return replace(article, updated_at=by.at, updated_by=by.id, version=article.version + 1, **change)


def found(article: Article | None) -> Article:
    """The article, or `NotFound`."""
    if article is None:
        raise NotFound("article_not_found", "没有这篇知识", "There is no such article")
    return article


def content_json(content: Content) -> dict[str, Any]:
    """As the staff API shows it."""
    return asdict(content)
