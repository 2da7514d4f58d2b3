"""What the room keeps of a customer."""

from msgspec import Struct, field

from yingda.kernel import Row


class Contact(Row, frozen=True):
    """A customer. `external` is his own id with the business, once it is known; `verified` once the host site has signed
    for him. `revoked` counts how often his tokens were taken back: older ones no longer count. A contact that turned out
    to be another one is `merged_into` it and only points there."""

    table, key = "contact", ("tenant", "id")
    tenant: str
    id: str
    name: str
    language: str = "zh-CN"
    email: str = ""
    phone: str = ""
    external: str = ""
    verified: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""
    blocked: bool = False
    revoked: int = 0
    merged_into: str = ""
    first_seen: int = 0
    last_seen: int = 0
    version: int = 1


class Identity(Row, frozen=True):
    """Under which id a channel knows a contact. Channel `site`: the customer's own id with the business."""

    table, key = "identity", ("tenant", "channel", "external")
    tenant: str
    channel: str
    external: str
    contact: str
    created_at: int


class PageView(Row, frozen=True):
    """A page of the host site that he looked at, from `at` on, for `ms` milliseconds as far as is known."""

    table, key = "page_view", ("tenant", "contact", "id")
    tenant: str
    contact: str
    id: str
    at: int
    url: str
    title: str = ""
    ms: int = 0


class PageCard(Struct, frozen=True):
    """A page of the trail, as staff see it."""

    at: int
    url: str
    title: str
    ms: int
