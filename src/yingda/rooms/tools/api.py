"""HTTP of tools, for those who set them up."""

from typing import Any

from litestar import Request, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from yingda.kernel import BadInput, Principal, clean_line

from .model import Draft, HttpTool, Listed, ToolSecret
from .model.mcp import McpServer, ServerDraft
from .service import Tools

Ask = Request[Principal, Any, Any]


class Put(Struct, forbid_unknown_fields=True):
    """A tool, and the version that was read (0: a new one)."""

    tool: Draft
    version: int = 0


class PutServer(Struct, forbid_unknown_fields=True):
    """An MCP server, and the version that was read (0: a new one)."""

    server: ServerDraft
    version: int = 0


class Secret(Struct, forbid_unknown_fields=True):
    """A secret and the only host that it is sent to."""

    host: str
    value: str


class Try(Struct, forbid_unknown_fields=True):
    """A tool to be tried: with these arguments, for the customer of this id. `send` false only shows the request."""

    tool: Draft
    args: dict[str, Any] = {}
    customer: str = ""
    send: bool = False


def routes(tools: Tools) -> list[Any]:
    """The handlers."""
    reading, writing = {"permission": "tools.read"}, {"permission": "tools.write"}

    @get("/api/tools", opt=reading)
    async def own(request: Ask) -> dict[str, Any]:
        """The business's own tools, and the names of its secrets."""
        tenant = request.user.tenant
        return {
            "tools": [_card(tool) for tool in await tools.own(tenant)],
            "servers": [_server(server) for server in await tools.servers(tenant)],
            "secrets": [_secret(secret) for secret in await tools.secrets(tenant)],
        }

    @get("/api/tools/listed", opt=reading)
    async def listed(request: Ask) -> list[Listed]:
        """Every tool that flows may call."""
        return await tools.listed(request.user.tenant)

    @put("/api/tools/{name:str}", opt=writing)
    async def keep(request: Ask, name: FromPath[str], data: JSONBody[Put]) -> dict[str, Any]:
        """Keeps a tool."""
        if data.tool.name != name:
            zh, en = "名称和地址不一致", "The name is not that of the address"
            raise BadInput("bad_tool", zh, en, field="name")
        return _card(await tools.put(request.user.tenant, request.user.id, data.tool, data.version))

    @delete("/api/tools/{name:str}", opt=writing)
    async def remove(request: Ask, name: FromPath[str]) -> None:
        """Forgets a tool."""
        await tools.remove(request.user.tenant, name)

    @post("/api/tools/try", opt=writing, status_code=200)
    async def attempt(request: Ask, data: JSONBody[Try]) -> dict[str, Any]:
        """Tries a tool as it is given."""
        who, customer = request.user, clean_line(data.customer, "customer", empty=True)
        found = await tools.attempt(who.tenant, data.tool, data.args, customer, who.language, send=data.send)
        return asdict(found)

    @put("/api/tools/secrets/{name:str}", opt=writing)
    async def keep_secret(request: Ask, name: FromPath[str], data: JSONBody[Secret]) -> dict[str, Any]:
        """Keeps or replaces a secret; it is never shown again."""
        who = request.user
        return _secret(await tools.put_secret(who.tenant, who.id, name, data.host, data.value))

    @delete("/api/tools/secrets/{name:str}", opt=writing)
    async def remove_secret(request: Ask, name: FromPath[str]) -> None:
        """Forgets a secret that no tool needs."""
        await tools.remove_secret(request.user.tenant, name)

    return [*_servers(tools), own, listed, keep, remove, attempt, keep_secret, remove_secret]


def _servers(tools: Tools) -> list[Any]:
    """The handlers of MCP servers."""
    writing = {"permission": "tools.write"}

    @post("/api/tools/servers/look", opt=writing, status_code=200)
    async def look(request: Ask, data: JSONBody[ServerDraft]) -> list[dict[str, Any]]:
        """What an MCP server offers, ready to be allowed."""
        zh = request.user.language.lower().startswith("zh")
        found = await tools.look(request.user.tenant, data)
        return [to_builtins(one) | {"problem": one.problem[0 if zh else 1]} for one in found]

    @put("/api/tools/servers/{name:str}", opt=writing)
    async def keep_server(request: Ask, name: FromPath[str], data: JSONBody[PutServer]) -> dict[str, Any]:
        """Keeps an MCP server and what of it is allowed."""
        if data.server.name != name:
            zh, en = "名称和地址不一致", "The name is not that of the address"
            raise BadInput("bad_server", zh, en, field="name")
        return _server(await tools.put_server(request.user.tenant, request.user.id, data.server, data.version))

    @delete("/api/tools/servers/{name:str}", opt=writing)
    async def remove_server(request: Ask, name: FromPath[str]) -> None:
        """Forgets an MCP server."""
        await tools.remove_server(request.user.tenant, name)

    return [look, keep_server, remove_server]


def _card(tool: HttpTool) -> dict[str, Any]:
    card: dict[str, Any] = to_builtins(tool)
    del card["tenant"]
    return card


def _secret(secret: ToolSecret) -> dict[str, Any]:
    return {"name": secret.name, "host": secret.host, "updated_at": secret.updated_at}


def _server(server: McpServer) -> dict[str, Any]:
    card: dict[str, Any] = to_builtins(server)
    del card["tenant"]
    return card
