"""`Fetch`: the guarded way out."""

from .client import GuardedFetch, Page
from .guard import is_public

__all__ = ["GuardedFetch", "Page", "is_public"]
