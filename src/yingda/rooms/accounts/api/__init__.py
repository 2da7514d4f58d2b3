"""The HTTP routes of accounts."""

from typing import Any

from ..service import Accounts
from .inboxes import inbox_routes
from .keys import key_routes
from .me import me_routes
from .session import session_routes
from .staff import staff_routes

__all__ = ["routes"]


def routes(accounts: Accounts) -> list[Any]:
    """All of them."""
    return [
        *session_routes(accounts), *me_routes(accounts), *staff_routes(accounts), *inbox_routes(accounts),
        *key_routes(accounts),
    ]  # fmt: skip
