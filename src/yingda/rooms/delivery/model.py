"""What the outside may know of an inbox. Pure."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, to_builtins

IMAGE_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Face(Struct, frozen=True):
    """The public face of an inbox, in one language."""

    key: str
    name: str
    business: dict[str, str]
    hue: int
    greeting: str
    away: str
    languages: Sequence[str]
    online: bool
    open: bool
    people_online: int
    bot: bool
    questions: Sequence[str]
    launcher: str
    position: str
    reply_s: int
    drafts: bool
    limits: dict[str, Any]

    def value(self) -> dict[str, Any]:
        """As plain JSON values."""
        return to_builtins(self)  # type: ignore[no-any-return]
