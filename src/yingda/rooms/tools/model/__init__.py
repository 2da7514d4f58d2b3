"""Pure: what a tool is, the request that it makes, and what is kept of the answer."""

from .answer import kept, problem, scrubbed
from .check import Rules, checked, checked_secret, host_of
from .request import HIDDEN, Request, request
from .tool import Draft, HttpTool, Listed, ToolSecret, places

__all__ = [
    "HIDDEN", "Draft", "HttpTool", "Listed", "Request", "Rules", "ToolSecret", "checked", "checked_secret", "host_of",
    "kept", "places", "problem", "request", "scrubbed",
]  # fmt: skip
