"""Machine: programs of a business read what it knows and what was said, over MCP, with a key and within its permissions."""

from .service import Reader

__all__ = ["Reader"]
