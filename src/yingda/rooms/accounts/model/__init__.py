"""Types and rules of accounts: pure, in small files by subject."""

from .fields import checked, checked_email, checked_password, checked_tenant
from .hours import Holiday, Hours, is_open, opens_at
from .keys import MachineKey, bearer, checked_key, is_secret, too_many_keys
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
    "MachineKey", "Moods", "Role", "Session", "Throttle", "bearer", "checked", "checked_email", "checked_key",
    "checked_password", "checked_tenant", "embed_line", "ends_at", "failed", "host_allowed", "is_key", "is_open",
    "is_secret", "keeps_an_admin", "name_taken", "no_such_code", "opens_at", "permissions_of", "too_many_keys", "used",
    "wait_ms",
]  # fmt: skip
