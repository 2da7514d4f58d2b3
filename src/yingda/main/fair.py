"""Fair shares over HTTP: a request waits for the turn of the business that it is about, and is refused (429) when too many
of that business wait already. Sockets do the same for each operation (`kernel.socket`).

A place is held while the house works, never while it waits for the client: who uploads slowly or reads slowly takes
nothing from anybody.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from yingda.kernel import PUBLIC, NotFound
from yingda.kernel.shares import Shares
from yingda.rooms.accounts import Accounts
from yingda.rooms.help import Help

Finder = Callable[[str], Awaitable[str]]
"""The business that a part of an address belongs to; empty when there is none."""


def finders(accounts: Accounts, help: Help) -> Mapping[str, Finder]:
    """By the name of the part. What is not a business's own is nobody's: made-up names must not count as businesses."""

    async def by_key(key: str) -> str:
        inbox = await accounts.inbox_by_key(key)
        return inbox.tenant if inbox else ""

    async def by_slug(slug: str) -> str:
        try:
            return (await help.at(slug)).tenant
        except NotFound:
            return ""

    async def by_id(tenant: str) -> str:
        try:
            return (await accounts.business(tenant)).tenant
        except NotFound:
            return ""

    return {"key": by_key, "slug": by_slug, "tenant": by_id}


class Turn:
    """One request's place: taken, given back while it waits for the client, and for good when the answer begins."""

    def __init__(self, shares: Shares, tenant: str, receive: Receive, send: Send) -> None:
        self.shares, self.tenant, self.receive, self.send = shares, tenant, receive, send
        self.held = self.over = False

    async def take(self) -> None:
        """Waits for it; `TooMany`."""
        await self.shares.enter(self.tenant)
        self.held = True

    def give(self) -> None:
        """Gives it back, if it is held."""
        if self.held:
            self.held = False
            self.shares.leave(self.tenant)

    async def read(self) -> Any:
        """The next message of the client."""
        self.give()
        message = await self.receive()
        if not self.over:
            await self.take()
        return message

    async def answer(self, message: Message) -> None:
        """The next message to the client."""
        self.over = True
        self.give()
        await self.send(message)


def fair(shares: Shares, owners: Mapping[str, Finder]) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware, behind the one that knows who asks."""

    async def owner(scope: Scope) -> str:
        for name, value in scope["path_params"].items():
            if (find := owners.get(name)) and (tenant := await find(str(value))):
                return tenant
        public = scope["route_handler"].opt.get("permission") == PUBLIC
        return "" if public else str(scope["user"].tenant)

    def wrap(app: ASGIApp) -> ASGIApp:
        async def handle(scope: Scope, receive: Receive, send: Send) -> None:
            tenant = await owner(scope) if scope["type"] == ScopeType.HTTP else ""
            if not tenant:
                await app(scope, receive, send)
                return
            turn = Turn(shares, tenant, receive, send)
            await turn.take()
            try:
                await app(scope, turn.read, turn.answer)
            finally:
                turn.over = True
                turn.give()

        return handle

    return wrap
