"""What the business knows: articles with versions, found again by their words, and read in from files.

Those above ask `Knowledge`: `search` for passages, `article` for the text behind a citation, `phrasings` for what the
classifier learns from.
"""

from .events import ArticlePublished, ArticleWithdrawn
from .model import Article, Content, Live, Report, shelf
from .service import Bookcase, Hit, Knowledge

__all__ = [
    "Article", "ArticlePublished", "ArticleWithdrawn", "Bookcase", "Content", "Hit", "Knowledge", "Live", "Report", "shelf",
]  # fmt: skip
