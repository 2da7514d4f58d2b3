"""Search: everything that was ever said, and everybody who said it, found by any part of their words."""

from .service import Finder, Indexer

__all__ = ["Finder", "Indexer"]
