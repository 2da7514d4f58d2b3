"""Keys for programs of a business: what they look like, what they may, how long they hold. A key belongs to the business,
not to whoever made it, and only ever reads."""

import re
from collections.abc import Collection
from datetime import timedelta

from yingda.kernel import BadInput, Clash, Forbidden, Row, clean_line

PREFIX = "ydk_"
MAY = ("knowledge.read", "conversation.read")
"""The permissions that a key can have: those that only read."""
MOST = 50
LONGEST_DAYS = 3_650
DAY_MS = timedelta(days=1) // timedelta(milliseconds=1)
USED_MS = 60_000
"""How often the use of a key is written down at most."""
SHOWN = 8
_shape = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{20,100}}")


class MachineKey(Row, frozen=True):
    """A key of a program. `hash` is the SHA-256 of its secret, which is kept nowhere; `shown` its first characters, by
    which people know it again. `expires_at` is 0 when it holds until it is taken back; `used_at` is coarse."""

    table, key = "machine_key", ("tenant", "id")
    tenant: str
    id: str
    name: str
    hash: str
    shown: str
    permissions: tuple[str, ...]
    made_by: str
    made_by_name: str
    created_at: int
    expires_at: int = 0
    used_at: int = 0
    version: int = 1

    def holds(self, now: int) -> bool:
        """Whether it has not run out at `now` (ms)."""
        return not self.expires_at or now < self.expires_at


def is_secret(text: str) -> bool:
    """Whether `text` has the shape of a key."""
    return bool(_shape.fullmatch(text))


def bearer(header: str) -> str:
    """The key in an Authorization header, empty when it holds something else (a visitor's token, a monitor's)."""
    scheme, _, rest = header.partition(" ")
    token = rest.strip()
    return token if scheme.lower() == "bearer" and token.startswith(PREFIX) else ""


def checked_key(
    name: str, permissions: Collection[str], days: int, own: Collection[str]
) -> tuple[str, tuple[str, ...]]:
    """Name and permissions of a new key. `own` is what its maker may himself: nobody gives more than he has. `BadInput`
    names the field, `Forbidden` is for what is not his to give."""
    name = clean_line(name, "name", 60)
    if not permissions or not set(permissions) <= set(MAY):
        raise BadInput(
            "bad_permissions",
            "请至少选一项密钥可以做的事",
            "Choose what the key may do",
            field="permissions",
            known=MAY,
        )
    if not set(permissions) <= set(own):
        raise Forbidden
    if not 0 <= days <= LONGEST_DAYS:
        zh, en = f"有效期为 0 到 {LONGEST_DAYS} 天", f"A key holds for 0 to {LONGEST_DAYS} days"
        raise BadInput("bad_days", zh, en, field="days")
    return name, tuple(one for one in MAY if one in permissions)


def too_many_keys() -> Clash:
    """There is no room for another one."""
    return Clash(
        "too_many_keys", f"最多 {MOST} 个密钥，请先撤销不用的", f"At most {MOST} keys: revoke one that is not used"
    )
