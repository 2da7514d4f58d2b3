"""Who asks: the principal that the wall recognised, and the names of what may be permitted."""

from msgspec import Struct

PUBLIC = "public"
"""The permission of a route that anyone may call."""
SELF = "self"
"""Any signed-in member of staff, about himself."""
VISITOR = "visitor"
"""A visitor with a token, about his own conversations."""


MACHINE = "machine"
"""A program that watches this installation, by the token of the settings or on the machine itself; no role has it."""
KEY = "key"
"""The route of programs that a business has given a key; no role has it."""


class Principal(Struct, frozen=True):
    """Who makes a request. `kind` is "nobody", "agent" or "key"; `permissions` are the names that routes ask for."""

    kind: str = "nobody"
    tenant: str = ""
    id: str = ""
    name: str = ""
    role: str = ""
    language: str = "zh-CN"
    permissions: frozenset[str] = frozenset()
    session: str = ""

    def may(self, permission: str) -> bool:
        """Whether a route or operation with this permission is open to him."""
        if permission == PUBLIC:
            return True
        if permission in (SELF, KEY):
            return self.kind == ("agent" if permission == SELF else "key")
        return self.kind != "nobody" and permission in self.permissions


NOBODY = Principal()
