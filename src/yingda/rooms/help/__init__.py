"""The help centre: public pages of what a business knows, readable without script; search, votes, a contact form."""

from .events import ArticleRated
from .model import Centre
from .service import Help

__all__ = ["ArticleRated", "Centre", "Help"]
