"""Pure types and rules of knowledge: articles and versions, passages, what an import brought."""

from .article import AUDIENCES, Article, Author, Content, Live, Version, shelf
from .conflict import Conflict, Ignored, conflicts, sentences
from .draft import Draft, Import, Refusal, Report, Taken, slug_of
from .passage import Passage, first_paragraph, passages, plain
from .site import Crawl, Plan, Site, SitePage, Trouble

__all__ = [
    "AUDIENCES", "Article", "Author", "Conflict", "Content", "Crawl", "Draft", "Ignored",
    "Import", "Live", "Passage", "Plan", "Refusal",
    "Report", "Site", "SitePage", "Taken", "Trouble", "Version", "conflicts",
    "first_paragraph", "passages", "plain", "sentences", "shelf", "slug_of",
]  # fmt: skip
