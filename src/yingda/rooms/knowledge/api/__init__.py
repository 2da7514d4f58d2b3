"""HTTP of knowledge: articles, and web sites that are taken in."""

from collections.abc import Awaitable, Callable
from typing import Any

from ..service import Knowledge, Sites
from . import articles, sites


def routes(knowledge: Knowledge, crawled: Sites, find: Callable[[str], Awaitable[Any]]) -> list[Any]:
    """Every handler of the room."""
    return [*articles.routes(knowledge, find), *sites.routes(crawled)]
