"""Roles and what they may: one table."""

from msgspec import Struct

READ = frozenset({"conversation.read", "contact.read", "knowledge.read", "canned.read", "business.read", "agents.read",
                  "inboxes.read", "glossary.read"})  # fmt: skip
AGENT = READ | {"conversation.reply", "conversation.assign", "canned.write", "contact.write"}
SUPERVISOR = AGENT | {"knowledge.write", "flows.read", "tools.read", "glossary.write", "glossary.anyway"}
ADMIN = SUPERVISOR | {"business.write", "agents.write", "inboxes.write", "flows.write", "tools.write", "model.write",
                      "keys.write", "system"}  # fmt: skip


class Role(Struct, frozen=True):
    """A role: its name for machines, its title for people, and the permissions that come with it."""

    name: str
    title: dict[str, str]
    permissions: frozenset[str]


ROLES = {
    role.name: role
    for role in (
        Role("admin", {"zh": "管理员", "en": "Administrator"}, ADMIN),
        Role("supervisor", {"zh": "主管", "en": "Supervisor"}, SUPERVISOR),
        Role("agent", {"zh": "客服", "en": "Agent"}, AGENT),
    )
}


def permissions_of(role: str) -> frozenset[str]:
    """What `role` may; nothing at all for a role that does not exist."""
    return ROLES[role].permissions if role in ROLES else frozenset()
