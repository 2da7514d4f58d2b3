"""Accounts: businesses (tenants), their staff, roles, sessions and inboxes. The lowest step of the staircase."""

from .events import AgentChanged, BusinessChanged, InboxChanged, KeyMade, KeyRevoked, SessionEnded
from .model import (
    ROLES,
    Agent,
    Business,
    Holiday,
    Hours,
    Inbox,
    MachineKey,
    Moods,
    Role,
    Session,
    checked,
    checked_password,
    host_allowed,
    is_open,
    opens_at,
    permissions_of,
)
from .service import Accounts, Seal, SignedIn

__all__ = [
    "ROLES", "Accounts", "Agent", "AgentChanged", "Business", "BusinessChanged", "Holiday", "Hours", "Inbox",
    "InboxChanged", "KeyMade", "KeyRevoked", "MachineKey", "Moods", "Role", "Seal", "Session", "SessionEnded",
    "SignedIn", "checked", "checked_password", "host_allowed", "is_open", "opens_at", "permissions_of",
]  # fmt: skip
