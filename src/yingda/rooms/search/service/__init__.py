"""Use cases of search."""

from .find import Finder
from .index import Indexer

__all__ = ["Finder", "Indexer"]
