"""`Tools`, the door of the room: kept, listed, called with the customer's rights."""

import asyncio
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog
from msgspec import Struct
from msgspec.structs import asdict

from yingda.kernel import (
    Changes,
    Clash,
    Clock,
    Database,
    Fetch,
    Fetched,
    NotFound,
    Read,
    Tool,
    ToolCall,
    TooMany,
    Unavailable,
    YingdaError,
    new_id,
)
from yingda.rooms.accounts import Seal

from .. import store
from ..model import (
    HIDDEN,
    Draft,
    HttpTool,
    Listed,
    Request,
    Rules,
    ToolSecret,
    checked,
    checked_secret,
    host_of,
    kept,
    places,
    problem,
    request,
    scrubbed,
)
from ..model.mcp import McpServer, Offered, ServerDraft
from .mcp import Mcp

log = structlog.get_logger("tools")
MOST = 100
ANSWER_BYTES = 262_144
SAMPLE_CHARS = 2_000
AT_ONCE = 16
"""Calls of one business that may wait for other systems at the same time on one node."""
AGAIN = (502, 503, 504)
AGAIN_AFTER_S = 0.3


class Tried(Struct, frozen=True):
    """What came of trying a tool. `request` without secrets; `answer` the beginning of what was answered; `sent` is false
    when only the request was wanted; `problem` in words for staff."""

    request: dict[str, Any]
    sent: bool = False
    status: int = 0
    ms: int = 0
    kept: dict[str, Any] = {}
    answer: str = ""
    problem: str = ""
    code: str = ""


class Tools:
    """The tools of every business. `packs` are those that are installed, by reference. `plain(host)`: whether plain http is
    allowed towards a host."""

    def __init__(
        self, db: Database, fetch: Fetch, clock: Clock, seal: Seal, packs: Mapping[str, Tool],
        plain: Callable[[str], bool] = lambda host: False,
    ) -> None:  # fmt: skip
        self.db, self.fetch, self.clock, self.seal, self.packs, self.plain = db, fetch, clock, seal, packs, plain
        self.running: dict[str, int] = {}
        self.mcp = Mcp(db, fetch, clock, seal, _about)

    # what flows use

    async def known(self, tenant: str) -> dict[str, Tool]:
        """Every tool that flows of this business may call, by name; a pack's goes before its own, its own before those of
        MCP servers."""
        own = [_offered(tool, partial(self._run, tool)) for tool in await store.listed(self.db, tenant) if tool.enabled]
        return await self.mcp.known(tenant) | {tool.name: tool for tool in own} | dict(self.packs)

    async def listed(self, tenant: str) -> list[Listed]:
        """The same for authors of flows, by name."""
        own = {tool.name for tool in await store.listed(self.db, tenant)}
        origin = {**dict.fromkeys(own, "http"), **dict.fromkeys(self.packs, "pack")}
        return [
            Listed(t.name, t.title, t.args, t.needs_verified, t.changes, origin.get(t.name, "mcp"))
            for t in sorted((await self.known(tenant)).values(), key=lambda t: t.name)
        ]

    # what administrators do

    async def own(self, tenant: str) -> list[HttpTool]:
        """The business's own tools, also those that are off."""
        return await store.listed(self.db, tenant)

    async def put(self, tenant: str, agent: str, draft: Draft, version: int) -> HttpTool:
        """Keeps a tool. `version` is the one that was read, 0 for a new one; `Clash` when it is another by now."""
        draft = checked(draft, await self._rules(tenant))
        row = HttpTool(
            tenant=tenant, **asdict(draft), updated_at=self.clock.now(), updated_by=agent, version=version + 1
        )
        await self.db.decide(_put_tool, row)
        return row

    async def remove(self, tenant: str, name: str) -> None:
        """Forgets a tool; `NotFound`."""
        await self.db.decide(_remove_tool, tenant, name)

    async def servers(self, tenant: str) -> list[McpServer]:
        """The MCP servers of a business."""
        return await self.mcp.servers(tenant)

    async def put_server(self, tenant: str, agent: str, draft: ServerDraft, version: int) -> McpServer:
        """Keeps an MCP server and what of it is allowed. `version` as in `put`."""
        return await self.mcp.put(tenant, agent, draft, version, await self._rules(tenant))

    async def remove_server(self, tenant: str, name: str) -> None:
        """Forgets an MCP server; `NotFound`."""
        await self.mcp.remove(tenant, name)

    async def look(self, tenant: str, draft: ServerDraft) -> list[Offered]:
        """What an MCP server offers now; it need not be kept."""
        return await self.mcp.look(tenant, draft, await self._rules(tenant))

    async def secrets(self, tenant: str) -> list[ToolSecret]:
        """Their names and hosts; the value stays sealed."""
        return await store.secrets(self.db, tenant)

    async def put_secret(self, tenant: str, agent: str, name: str, host: str, value: str) -> ToolSecret:
        """Keeps or replaces a secret."""
        host, value = checked_secret(name, host, value)
        sealed = self.seal.close(value, _about(tenant, name, host))
        await self.db.decide(_put_secret, ToolSecret(tenant, name, host, sealed, self.clock.now(), agent))
        return ToolSecret(tenant, name, host, "", self.clock.now(), agent)

    async def remove_secret(self, tenant: str, name: str) -> None:
        """Forgets a secret; `Clash` while a tool needs it."""
        await self.db.decide(_remove_secret, tenant, name)

    async def attempt(
        self, tenant: str, draft: Draft, args: Mapping[str, Any], customer: str, language: str, *, send: bool
    ) -> Tried:
        """Tries a tool that need not be kept, for the customer with this id (empty: nobody who is signed in)."""
        draft = checked(draft, await self._rules(tenant))
        tool = HttpTool(tenant=tenant, **asdict(draft), updated_at=0, updated_by="")
        who = ToolCall(tenant, "trial", bool(customer), customer, "trial", language)
        secrets, once = await self._opened(tool), new_id()
        shown = _shown(request(tool, args, who, dict.fromkeys(secrets, HIDDEN), once))
        if not send:
            return Tried(shown)
        began, answer, found = time.monotonic(), None, Tried(shown)
        try:
            answer = await self._send(tool, request(tool, args, who, secrets, once))
            if wrong := problem(answer.status):
                raise wrong
            found = Tried(shown, kept=kept(tool, answer.body, secrets.values()))
        except YingdaError as error:
            found = Tried(shown, problem=error.words(language), code=error.code)
        ms = int((time.monotonic() - began) * 1000)
        sample = answer.body[:SAMPLE_CHARS].decode("utf-8", "replace") if answer else ""
        status = answer.status if answer else 0
        return Tried(shown, True, status, ms, found.kept, scrubbed(sample, secrets.values()), found.problem, found.code)

    # one call

    async def _run(self, tool: HttpTool, who: ToolCall, args: Mapping[str, Any]) -> dict[str, Any]:
        """One call for a customer. The arguments may carry `once`: the same when the call is repeated after a crash."""
        secrets = await self._opened(tool)
        answer = await self._send(tool, request(tool, args, who, secrets, str(args.get("once", ""))))
        if wrong := problem(answer.status):
            raise wrong
        return kept(tool, answer.body, secrets.values())

    async def _send(self, tool: HttpTool, asked: Request) -> Fetched:
        """Sends it. What only reads is tried a second time when the other side is briefly away; what changes something
        never is: whether it happened is not known."""
        running = self.running.get(tool.tenant, 0)
        if running >= AT_ONCE:
            raise TooMany(1.0)
        self.running[tool.tenant] = running + 1
        try:
            async with asyncio.timeout(tool.timeout):
                try:
                    answer = await self._once(tool, asked)
                    if tool.changes or answer.status not in AGAIN:
                        return answer
                except Unavailable as error:
                    if tool.changes or error.code == "call_slow":
                        raise
                await asyncio.sleep(AGAIN_AFTER_S)
                return await self._once(tool, asked)
        except TimeoutError as error:
            raise Unavailable("call_slow", "系统太久没有响应", "The system took too long") from error
        finally:
            self.running[tool.tenant] -= 1

    async def _once(self, tool: HttpTool, asked: Request) -> Fetched:
        began = time.monotonic()
        status: int | str = "failed"
        try:
            answer = await self.fetch.send(
                asked.method, asked.url, headers=asked.headers, body=asked.body, hosts=[asked.host],
                limit=ANSWER_BYTES, within=tool.timeout,
            )  # fmt: skip
            status = answer.status
            return answer
        finally:
            ms = int((time.monotonic() - began) * 1000)
            log.info("a tool was called", tenant=tool.tenant, tool=tool.name, status=status, ms=ms)

    async def _opened(self, tool: HttpTool) -> dict[str, str]:
        """The secrets of a tool, by name: only those that belong to its host."""
        wanted, host = places(tool.headers, tool.body), host_of(tool.url)
        return {
            row.name: self.seal.open(row.sealed, _about(row.tenant, row.name, row.host))
            for row in await store.secrets(self.db, tool.tenant)
            if row.host == host and f"secret.{row.name}" in wanted
        }

    async def _rules(self, tenant: str) -> Rules:
        held = {row.name: row.host for row in await store.secrets(self.db, tenant)}
        return Rules(frozenset(self.packs), held, self.plain)


def _offered(tool: HttpTool, run: Any) -> Tool:
    return Tool(tool.name, tool.title, tool.args, run, tool.needs_verified, tool.changes)


def _about(tenant: str, name: str, host: str) -> str:
    return f"tool|{tenant}|{name}|{host}"


def _shown(asked: Request) -> dict[str, Any]:
    return {"method": asked.method, "url": asked.url, "headers": asked.headers, "body": asked.body.decode()}


async def _put_tool(read: Read, row: HttpTool) -> Changes:
    held = await read.get(HttpTool, row.tenant, row.name)
    if (held.version if held else 0) != row.version - 1:
        raise Clash("tool_changed", "别人刚刚改过这个工具，请重新打开", "Somebody has changed this tool: open it again")
    if held is None and len(await store.listed(read, row.tenant)) >= MOST:
        raise Clash("too_many_tools", f"最多 {MOST} 个工具", f"At most {MOST} tools")
    return Changes(changed=(row,)) if held else Changes(new=(row,))


async def _remove_tool(read: Read, tenant: str, name: str) -> Changes:
    held = await read.get(HttpTool, tenant, name)
    if held is None:
        raise NotFound("tool_not_found", "没有这个工具", "There is no such tool")
    return Changes(removed=(held,))


async def _put_secret(read: Read, row: ToolSecret) -> Changes:
    held = await read.get(ToolSecret, row.tenant, row.name)
    if held is None:
        if len(await store.secrets(read, row.tenant)) >= MOST:
            raise Clash("too_many_secrets", f"最多 {MOST} 个密钥", f"At most {MOST} secrets")
        return Changes(new=(row,))
    for server in await store.servers(read, row.tenant):
        if held.host != row.host and server.secret == row.name:
            raise _served(server)
    for tool in await store.listed(read, row.tenant):
        if held.host != row.host and f"secret.{row.name}" in places(tool.headers, tool.body):
            raise _needed(tool)
    return Changes(changed=(ToolSecret(**asdict(row) | {"version": held.version + 1}),))


async def _remove_secret(read: Read, tenant: str, name: str) -> Changes:
    held = await read.get(ToolSecret, tenant, name)
    if held is None:
        raise NotFound("secret_not_found", "没有这个密钥", "There is no such secret")
    for server in await store.servers(read, tenant):
        if server.secret == name:
            raise _served(server)
    for tool in await store.listed(read, tenant):
        if f"secret.{name}" in places(tool.headers, tool.body):
            raise _needed(tool)
    return Changes(removed=(held,))


def _needed(tool: HttpTool) -> Clash:
    zh, en = f"工具「{tool.title['zh']}」还在用它", f"The tool {tool.title['en']!r} still uses it"
    return Clash("secret_in_use", zh, en, tool=tool.name)


def _served(server: McpServer) -> Clash:
    zh, en = f"MCP 服务「{server.name}」还在用它", f"The MCP server {server.name!r} still uses it"
    return Clash("secret_in_use", zh, en, tool=server.name)
