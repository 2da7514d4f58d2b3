"""The whole house, installed on an empty data folder, not serving: what it consists of can be asked."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from litestar.handlers import BaseRouteHandler
from litestar.routes import BaseRoute, HTTPRoute

from yingda.kernel import Ops
from yingda.main.build import Node, close_house, open_house
from yingda.main.settings import Settings


class Entrance(NamedTuple):
    """A way in: a route with its method, or an operation of a socket. `permission` is None when it names none."""

    name: str
    permission: str | None
    keys: bool = False
    """Whether the key of a program that has the permission opens it."""


@asynccontextmanager
async def opened(data: Path) -> AsyncIterator[Node]:
    """A house in `data`."""
    node = await open_house(Settings(data=data), serve=False)
    try:
        yield node
    finally:
        await close_house(node)


def entrances(routes: Iterable[BaseRoute]) -> list[Entrance]:
    """Every route and socket operation of an application's `routes`, sorted."""
    return sorted(found for route in routes for found in _of(route))


def _of(route: BaseRoute) -> list[Entrance]:
    if isinstance(route, HTTPRoute):
        return [
            Entrance(f"{method} {route.path}", handler.opt.get("permission"), bool(handler.opt.get("keys")))
            for handler in route.route_handlers
            for method in handler.http_methods
            if method not in ("OPTIONS", "HEAD")
        ]
    handler: BaseRouteHandler = route.route_handler  # type: ignore[attr-defined]  # sockets and mounts have one
    ops = handler.opt.get("ops")
    if isinstance(ops, Ops):
        own = [Entrance(f"{route.path} {name}", op.permission) for name, op in ops.ops.items()]
        return [Entrance(f"CONNECT {route.path}", handler.opt.get("permission")), *own]
    return [Entrance(f"CONNECT {route.path}", handler.opt.get("permission") if "ops" in handler.opt else None)]
