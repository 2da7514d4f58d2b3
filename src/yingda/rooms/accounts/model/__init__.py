"""Types and rules of accounts: pure, in small files by subject."""

from .fields import checked, checked_email, checked_password, checked_tenant
from .hours import Holiday, Hours, is_open, opens_at
from .moods import NEVER, Moods
from .roles import ROLES, Role, permissions_of
from .rows import Agent, Business, Inbox, InboxSecret, Login, Session, Throttle
from .rules import (
    TOUCH_MS,
    WORDS,
    embed_line,
    ends_at,
    failed,
    host_allowed,
    is_key,
    keeps_an_admin,
    name_taken,
    no_such_code,
    used,
    wait_ms,
)

__all__ = [
    "NEVER", "ROLES", "TOUCH_MS", "WORDS", "Agent", "Business", "Holiday", "Hours", "Inbox", "InboxSecret", "Login",
    "Moods", "Role", "Session", "Throttle", "checked", "checked_email", "checked_password", "checked_tenant",
    "embed_line", "ends_at", "failed", "host_allowed", "is_key", "is_open", "keeps_an_admin", "name_taken",
    "no_such_code", "opens_at", "permissions_of", "used", "wait_ms",
]  # fmt: skip
