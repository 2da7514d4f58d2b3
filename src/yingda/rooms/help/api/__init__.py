"""The pages that everybody may read, and what staff do with them."""

from .pages import pages
from .staff import staff

__all__ = ["pages", "staff"]
