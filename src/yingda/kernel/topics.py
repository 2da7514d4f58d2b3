"""Names of what a live client can listen to. Every topic begins with the tenant."""

EVERYWHERE = "!"
"""Heard by every node: what all of them must know, and their signs of life. No tenant's."""


def contact(tenant: str, id: str) -> str:
    """What one visitor may see of his own conversations, on all his tabs."""
    return f"{tenant}/v/{id}"


def conversation(tenant: str, id: str) -> str:
    """All of one conversation, notes included: staff only."""
    return f"{tenant}/c/{id}"


def inbox(tenant: str) -> str:
    """Every list row that changes, presence, queues: staff only."""
    return f"{tenant}/i"


def agent(tenant: str, id: str) -> str:
    """What concerns one agent: rings, mentions."""
    return f"{tenant}/a/{id}"
