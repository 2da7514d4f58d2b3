"""`Mcp`: servers of a business, the tools that it has allowed, and calls to them."""

import time
from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog
from msgspec.structs import asdict

from yingda.kernel import Changes, Clash, Clock, Database, Fetch, NotFound, Read, Tool, ToolCall, TooMany
from yingda.rooms.accounts import Seal

from .. import store
from ..model import Rules, ToolSecret, host_of
from ..model.mcp import (
    Allowed,
    McpServer,
    Offered,
    ServerDraft,
    arguments,
    checked_server,
    local_name,
    offered,
    result,
)
from .rpc import Session, Spot

log = structlog.get_logger("tools")
MOST = 20
KEPT_S = 600.0
"""How long a session is used again."""
AT_ONCE = 16


class Mcp:
    """Tools of MCP servers, as flows use them. `about(tenant, name, host)` is what a secret is bound to."""

    def __init__(self, db: Database, fetch: Fetch, clock: Clock, seal: Seal, about: Any) -> None:
        self.db, self.fetch, self.clock, self.seal, self.about = db, fetch, clock, seal, about
        self.sessions: dict[tuple[str, str, int], tuple[float, Session]] = {}
        self.running: dict[str, int] = {}

    async def known(self, tenant: str) -> dict[str, Tool]:
        """Every allowed tool of every server that is on."""
        found = {}
        for server in await store.servers(self.db, tenant):
            for one in server.allowed if server.enabled else ():
                name = local_name(server.name, one.tool)
                run = partial(self._run, server, one)
                found[name] = Tool(name, one.title, one.args, run, one.needs_verified, one.changes)
        return found

    async def servers(self, tenant: str) -> list[McpServer]:
        """The servers of a business, by name."""
        return await store.servers(self.db, tenant)

    async def put(self, tenant: str, agent: str, draft: ServerDraft, version: int, rules: Rules) -> McpServer:
        """Keeps a server. `version` is the one that was read, 0 for a new one."""
        draft = checked_server(draft, rules)
        row = McpServer(
            tenant=tenant, **asdict(draft), updated_at=self.clock.now(), updated_by=agent, version=version + 1
        )
        row = McpServer(**{f: getattr(row, f) for f in row.__struct_fields__} | {"allowed": draft.allowed})
        await self.db.decide(_put, row)
        return row

    async def remove(self, tenant: str, name: str) -> None:
        """Forgets a server; `NotFound`."""
        await self.db.decide(_remove, tenant, name)

    async def look(self, tenant: str, draft: ServerDraft, rules: Rules) -> list[Offered]:
        """What a server offers now; it need not be kept."""
        draft = checked_server(draft, rules)
        session = Session(self.fetch, await self._spot(tenant, draft.url, draft.secret, draft.timeout))
        await session.open()
        return offered(await session.tools())

    async def _run(self, server: McpServer, one: Allowed, who: ToolCall, args: Mapping[str, Any]) -> dict[str, Any]:
        """One call for a customer. A session that is over is opened anew: the call did not happen then."""
        if one.needs_verified and not (who.verified and (who.external or not one.customer)):
            raise NotFound("tool_nothing", "没有查到对应的记录", "Nothing was found for this")
        sent = arguments(one, args, who.external)
        running = self.running.get(server.tenant, 0)
        if running >= AT_ONCE:
            raise TooMany(1.0)
        self.running[server.tenant] = running + 1
        began, outcome = time.monotonic(), "failed"
        try:
            found, token = await self._call(server, one, sent, str(args.get("once", "")))
            outcome = "answered"
            return result(found, (token,))
        finally:
            self.running[server.tenant] -= 1
            ms = int((time.monotonic() - began) * 1000)
            log.info("a tool was called", tenant=server.tenant, tool=one.tool, status=outcome, ms=ms)

    async def _call(self, server: McpServer, one: Allowed, sent: dict[str, Any], once: str) -> tuple[Any, str]:
        key = (server.tenant, server.name, server.version)
        held = self.sessions.get(key)
        if held and time.monotonic() - held[0] < KEPT_S:
            try:
                return await held[1].call(one.tool, sent, once), held[1].spot.token
            except NotFound:
                self.sessions.pop(key, None)
        session = Session(self.fetch, await self._spot(server.tenant, server.url, server.secret, server.timeout))
        await session.open()
        self.sessions[key] = (time.monotonic(), session)
        return await session.call(one.tool, sent, once), session.spot.token

    async def _spot(self, tenant: str, url: str, secret: str, within: float) -> Spot:
        host, token = host_of(url), ""
        if secret:
            row = await self.db.get(ToolSecret, tenant, secret)
            if row is None or row.host != host:
                raise NotFound("secret_not_found", "没有这个密钥", "There is no such secret")
            token = self.seal.open(row.sealed, self.about(tenant, row.name, row.host))
        return Spot(url, host, token, within)


async def _put(read: Read, row: McpServer) -> Changes:
    held = await read.get(McpServer, row.tenant, row.name)
    if (held.version if held else 0) != row.version - 1:
        raise Clash("tool_changed", "别人刚刚改过，请重新打开", "Somebody has changed this: open it again")
    if held is None and len(await store.servers(read, row.tenant)) >= MOST:
        raise Clash("too_many_servers", f"最多 {MOST} 个服务", f"At most {MOST} servers")
    return Changes(changed=(row,)) if held else Changes(new=(row,))


async def _remove(read: Read, tenant: str, name: str) -> Changes:
    held = await read.get(McpServer, tenant, name)
    if held is None:
        raise NotFound("server_not_found", "没有这个服务", "There is no such server")
    return Changes(removed=(held,))
