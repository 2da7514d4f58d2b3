"""The queries of tools."""

from yingda.kernel import Read

from .model import HttpTool, ToolSecret
from .model.mcp import McpServer

TABLES = (HttpTool, ToolSecret, McpServer)


async def listed(db: Read, tenant: str) -> list[HttpTool]:
    """Every tool of a business, by name."""
    return await db.find(HttpTool, "tenant=?1 order by name", tenant)


async def secrets(db: Read, tenant: str) -> list[ToolSecret]:
    """Every secret of a business, by name."""
    return await db.find(ToolSecret, "tenant=?1 order by name", tenant)


async def servers(db: Read, tenant: str) -> list[McpServer]:
    """Every MCP server of a business, by name."""
    return await db.find(McpServer, "tenant=?1 order by name", tenant)
