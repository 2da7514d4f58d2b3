"""What this room tells."""

from yingda.kernel import Event


class ArticleRated(Event, frozen=True, kw_only=True):
    """A reader said whether an article helped. `key` is the article's id; `comment` what he missed, often empty."""

    article: str
    version: int
    language: str
    useful: bool
    comment: str = ""
