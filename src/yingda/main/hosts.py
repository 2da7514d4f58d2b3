"""A help centre under its own host name: the same pages, found by the host instead of by the path."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from yingda.rooms.help import Help

BASE = "yingda.help.base"
"""What the pages find in the scope when they were reached so."""
SHARED = ("/api/", "/files/", "/panel", "/yingda.js", "/ws/", "/health", "/help/", "/metrics")
"""Paths that mean the same under every name: the chat in the page needs them."""


def by_host(help: Help, public_url: str) -> Callable[[Any], Any]:
    """`find(scope)` answers the scope of the page that is meant: another one where the host is a help centre's own."""
    known = {urlsplit(public_url).hostname or "", "localhost", "127.0.0.1", "::1", ""}

    async def find(scope: Any) -> Any:
        path = scope["path"]
        if path.startswith(SHARED):
            return scope
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        name = host.rpartition(":")[0].lower() if host.rpartition(":")[2].isdecimal() else host.lower()
        if name in known or not name.isascii():
            return scope
        centre = await help.at_host(name)
        if centre is None:
            return scope
        inner = f"/help/{centre.slug}{'' if path == '/' else path}"
        return {**scope, "path": inner, "raw_path": quote(inner).encode(), BASE: ""}

    return find
