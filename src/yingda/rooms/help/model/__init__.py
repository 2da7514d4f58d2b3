"""Pure types and rules of the help centre."""

from .centre import NAME_CHARS, WORDS, Centre, Rating, Tally, changed, host_of, rated
from .missed import KEPT, Missed, missed, worth
from .outline import Heading, outlined
from .seo import PER_MAP, Alternate, Crumb, Place, article_data, crumb_data, search_data, sitemap, sitemaps

__all__ = [
    "KEPT", "NAME_CHARS", "PER_MAP", "WORDS", "Alternate", "Centre", "Crumb", "Heading", "Missed", "Place", "Rating",
    "Tally", "article_data", "changed", "crumb_data", "host_of", "missed", "outlined", "rated", "search_data", "sitemap",
    "sitemaps", "worth",
]  # fmt: skip
