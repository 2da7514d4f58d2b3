"""What this room tells."""

from yingda.kernel import Event


class ArticlePublished(Event, frozen=True, kw_only=True):
    """A version of an article is live from now on. `key` is the article's id."""

    article: str
    version: int
    slug: str
    language: str
    title: str


class ArticleWithdrawn(Event, frozen=True, kw_only=True):
    """An article is no longer live. `key` is its id."""

    article: str
    slug: str
    language: str
